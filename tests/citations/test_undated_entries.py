"""Entries of a list of references without date and URL are citations; remarks of the author stay remarks."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.plain import PlainFormat

CITED = "[1] Charlotte Elm, The Power of Tides, Elm Press, 2005.\n[2] Peter Stott, The Politics of Weirs, Elm Press, 1997.\n"


def note_3(words: str) -> tuple[str, list[str | None]]:
    text = f"Mills [1] are old [2] and slow [3].\n\nNotes\n\n{CITED}[3] {words}\n"
    note = parse(PlainFormat().read("a.txt", text.encode()))[2]
    return note.kind, [source.item.title for source in note.sources]


@pytest.mark.parametrize(
    "words",
    [
        "Doe, Jane. Cultures of the Mill. Harbour University Press.",
        "Doe, Jane and Karl Roe. Cultures of the Mill. Harbour University Press.",
        "Jane Doe. Cultures of the Mill. Harbour University Press.",
    ],
)
def test_names_a_title_and_a_publisher_are_a_citation(words: str) -> None:
    assert note_3(words) == ("citation", ["Cultures of the Mill"])


@pytest.mark.parametrize(
    "words",
    [
        "Emphasis added. Italics in the original.",
        "Hasek, Dominik. Czech goaltender.",
        "See the chapter on mills. It is the longest.",
        "Jane Doe was the first to say so. She was not believed. The mill burned down.",
        "This is disputed.",
    ],
)
def test_remarks_are_none(words: str) -> None:
    assert note_3(words) == ("explanatory", [])


def test_without_notes_that_cite_no_remark_becomes_a_citation() -> None:
    text = (
        "Mills [1] are old [2].\n\nNotes\n\n[1] Said in a talk.\n[2] Doe, Jane. Cultures of the Mill. Harbour University Press.\n"
    )
    assert [note.kind for note in parse(PlainFormat().read("a.txt", text.encode()))] == ["explanatory", "explanatory"]
