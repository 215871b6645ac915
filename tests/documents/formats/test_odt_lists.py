"""Entries of numbered lists in OpenDocument texts have the numbers that a word processor shows, and the text calls them by these."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.odt import OdtFormat
from citecheck.model.document import NoteText
from citecheck.model.repair import AddUrl
from tests.documents.formats.odt_files import h, odt_file, p

CITED = [
    "Eva Lund, Harbours in Winter (Brede: Ebb, 2004).",
    "Ole Roth, Docks (Brede: Pine Press, 1997).",
    "Ada Bell, Salt Gardens (Dale: Quay, 1989).",
]
TEXT = p("The pier stood [1], and the dock [2]. Salt was sold [3].") + p("It rained.")


def styles(number: str) -> str:
    level = f'<text:list-level-style-number text:level="1" {number}><style:list-level-properties/></text:list-level-style-number>'
    inner = '<text:list-level-style-bullet text:level="2" text:bullet-char="•"/>'
    return f'<office:document-styles><text:list-style style:name="L1">{level}{inner}</text:list-style></office:document-styles>'


BRACKETS = 'style:num-prefix="[" style:num-suffix="]" style:num-format="1"'


def items(*words: str) -> str:
    return "".join(f"<text:list-item>{p(one)}</text:list-item>" for one in words)


def listed(*words: str, how: str = "") -> str:
    return f'<text:list text:style-name="L1" {how}>{items(*words)}</text:list>'


def file_of(body: str, number: str = BRACKETS) -> bytes:
    return odt_file(body, **{"styles.xml": styles(number)})


def notes(body: str, number: str = BRACKETS) -> list[NoteText]:
    return list(OdtFormat().read("a.odt", file_of(body, number)).notes)


@pytest.mark.parametrize("number", [BRACKETS, 'style:num-suffix="." style:num-format="1"', 'style:num-format="1"'])
@pytest.mark.parametrize("heading", [h("References"), p("6. Literatur"), h("Bibliografia") + p("")])
def test_entries_have_the_numbers_that_are_shown(heading: str, number: str) -> None:
    found = notes(TEXT + heading + listed(*CITED), number)
    assert [(one.label, one.body, one.status, len(one.markers)) for one in found] == [
        (str(at), words, "present", 1) for at, words in enumerate(CITED, 1)
    ]


@pytest.mark.parametrize("how", ['text:continue-numbering="true"', 'text:continue-list="list1"'])
def test_a_list_may_go_on_in_another(how: str) -> None:
    found = notes(TEXT + h("References") + listed(*CITED[:2]) + listed(CITED[2], how=how))
    assert [one.label for one in found] == ["1", "2", "3"]


@pytest.mark.parametrize("number", ['style:num-format="a"', 'style:num-format=""'])
def test_letters_are_no_numbers(number: str) -> None:
    assert [one.label for one in notes(TEXT + h("References") + listed(*CITED), number)] == ["u1", "u2", "u3"]


def test_steps_elsewhere_are_no_notes() -> None:
    assert not notes(TEXT + h("Work") + listed("Moor the boat.", "Mend the net."))


def test_a_source_of_such_an_entry_is_repaired_in_its_place() -> None:
    data = file_of(TEXT + h("References") + listed(*CITED))
    document = OdtFormat().read("a.odt", data)
    source = parse(document)[1].sources[0]
    new = OdtFormat().write("a.odt", data, OdtFormat().edits(document, data, source, AddUrl("https://example.org/docks")))
    found = OdtFormat().read("a.odt", new).notes
    assert [one.label for one in found] == ["1", "2", "3"] and "https://example.org/docks" in found[1].body + str(found[1].links)
