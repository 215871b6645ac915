"""Entries of automatically numbered lists in Word files have the numbers that Word shows, and the text calls them by these."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.docx import DocxFormat
from citecheck.model.document import NoteText
from citecheck.model.repair import AddUrl
from tests.documents.formats.word_files import NORMAL, members, paragraph, run, word_file

CITED = [
    "Eva Lund, Harbours in Winter (Brede: Ebb, 2004).",
    "Ole Roth, Docks (Brede: Pine Press, 1997).",
    "Ada Bell, Salt Gardens (Dale: Quay, 1989).",
]
STYLED = NORMAL + (
    '<w:style w:type="paragraph" w:styleId="Entry"><w:name w:val="Entry"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
)
TEXT = paragraph(run("The pier stood [1], and the dock [2]. Salt was sold [3].")) + paragraph(run("It rained."))


def numbering(shown: str = "[%1]", how: str = "decimal", start: int = 1, override: str = "") -> str:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{shown}"/></w:lvl>'
    return (
        f'<w:abstractNum w:abstractNumId="7">{level}<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="4"><w:abstractNumId w:val="7"/>{override}</w:num>'
    )


def item(words: str, properties: str = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>') -> str:
    return paragraph(f"<w:pPr>{properties}</w:pPr>", run(words))


def notes(body: str, lists: str, styles: str = "") -> list[NoteText]:
    return list(DocxFormat().read("a.docx", word_file(body, numbering=lists, styles=styles)).notes)


@pytest.mark.parametrize("shown", ["[%1]", "%1.", "(%1)", "%1", "%1 –"])
@pytest.mark.parametrize("heading", ["References", "6. Literatur", "Список литературы"])
def test_entries_have_the_numbers_that_word_shows(heading: str, shown: str) -> None:
    found = notes(TEXT + paragraph(run(heading)) + "".join(map(item, CITED)), numbering(shown))
    assert [(one.label, one.body) for one in found] == [(str(at), words) for at, words in enumerate(CITED, 1)]


def test_the_text_calls_the_entries_by_their_numbers() -> None:
    found = notes(TEXT + paragraph(run("References")) + "".join(map(item, CITED)), numbering())
    assert [(one.status, len(one.markers)) for one in found] == [("present", 1)] * 3


def test_a_style_may_number_its_paragraphs() -> None:
    used = '<w:pStyle w:val="Entry"/>'
    found = notes(TEXT + paragraph(run("References")) + "".join(item(one, used) for one in CITED), numbering(), STYLED)
    assert [one.label for one in found] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("lists", "first"),
    [(numbering(start=5), 5), (numbering(override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>'), 8)],
    ids=["start", "override"],
)
def test_a_list_may_begin_with_any_number(lists: str, first: int) -> None:
    found = notes(paragraph(run("It rained.")) + paragraph(run("References")) + "".join(map(item, CITED)), lists)
    assert [one.label for one in found] == [str(first + at) for at in range(3)]


@pytest.mark.parametrize("how", ["bullet", "lowerLetter", "none"])
def test_bullets_and_letters_are_no_numbers(how: str) -> None:
    found = notes(TEXT + paragraph(run("References")) + "".join(map(item, CITED)), numbering(how=how))
    assert [one.label for one in found] == ["u1", "u2", "u3"]


def test_steps_elsewhere_are_no_notes_and_count_on() -> None:
    steps = "".join(map(item, ("Moor the boat.", "Mend the net.")))
    assert not notes(TEXT + paragraph(run("Work")) + steps, numbering())


def test_a_source_of_such_an_entry_is_repaired_in_its_place() -> None:
    body = TEXT + paragraph(run("References")) + "".join(map(item, CITED))
    data = word_file(body, numbering=numbering())
    document = DocxFormat().read("a.docx", data)
    source = parse(document)[1].sources[0]
    new = DocxFormat().write("a.docx", data, DocxFormat().edits(document, data, source, AddUrl("https://example.org/docks")))
    words = DocxFormat().read("a.docx", new).notes
    assert [one.label for one in words] == ["1", "2", "3"] and "https://example.org/docks" in (words[1].body + str(words[1].links))
    assert members(new)["word/numbering.xml"] == members(data)["word/numbering.xml"]
