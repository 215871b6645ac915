"""Entries of a list of references without date and URL are citations; remarks of the author stay remarks."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.markdown import MarkdownFormat
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


LISTED = """# Bibliography

- Alder, Rosa. Harbours of the coast. Pine Press, 2001.
- Beck, Otto. Weirs and mills. Pine Press, 2002.
- Cole, Mia. Locks of the canal. Pine Press, 2003.
- Dorn, Karl. Quays in winter. Pine Press, 2004.
- {entry}
"""


def last_entry(entry: str) -> tuple[str, int]:
    note = parse(MarkdownFormat().read("a.md", LISTED.format(entry=entry).encode()))[-1]
    return note.kind, len(note.sources)


@pytest.mark.parametrize(
    "entry",
    [
        "A comparison of the ways of the keepers and recommendations of the masters of the harbours. Signs of the flood. E. M. Moor, J. Lau, B. Kupel. Quay 1992: 268(2); 240-8.",
        "How the water of a canal is kept at its height in dry summers and in wet ones, a guide for those who keep the locks / J. Elm, A. Moor. – Dale: Quay, 1994. – 24 p.",
    ],
)
def test_the_beginning_of_a_lists_entry_is_no_sentence_of_the_author(entry: str) -> None:
    assert last_entry(entry) == ("citation", 1)


def test_a_note_that_the_text_calls_may_begin_with_a_sentence() -> None:
    text = (
        "Mills [1], weirs [2], locks [3], quays [4], fens [5].\n\nNotes\n\n[1] Alder, Rosa. Harbours of the coast. Pine Press, 2001.\n"
        "[2] Beck, Otto. Weirs and mills. Pine Press, 2002.\n[3] Cole, Mia. Locks of the canal. Pine Press, 2003.\n"
        "[4] Dorn, Karl. Quays in winter. Pine Press, 2004.\n"
        "[5] A comparison of the ways of the keepers and recommendations of the masters of the harbours. Signs of the flood. E. M. Moor, J. Lau. Quay 1992: 268(2); 240-8.\n"
    )
    assert parse(PlainFormat().read("a.txt", text.encode()))[-1].kind == "mixed"


@pytest.mark.parametrize(
    "words",
    [
        "Moor, Ada. Who keeps the water of the canal at its height in dry summers [online]. Available at:",
        "Ada Moor (n.d.). Who keeps the water of the canal at its height in dry summers. Erişim adresi:",
        "Who keeps the water of the canal at its height in a dry summer [en línea]. Disponible en:",
    ],
)
def test_what_introduces_the_address_of_a_source_belongs_to_it(words: str) -> None:
    text = f"Mills [1].\n\nNotes\n\n[1] {words} https://quay.example/canal\n"
    (note,) = parse(PlainFormat().read("a.txt", text.encode()))
    assert note.kind == "citation"
    assert "Who keeps the water" in (note.sources[0].item.title or "")
