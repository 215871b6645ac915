"""Texts about wikis that show the marks of wikitext, and texts that use them."""

import pytest

import citecheck

ENTRIES = "[1] J. Doe, Weirs, Elm Press, 2001.\n[2] K. Roe, Locks, Elm Press, 2002.\n"
SHOWN = [
    "Editors write <ref>Author, Title, Year.</ref> behind a sentence, and [[links]] between pages.",
    "Notes stand between <ref> and </ref>, [[links]] in brackets.",
    "Type `<ref>Lund, Salt, 2004</ref>` and [[page]].",
    "Type\n\n    A town.<ref>Lund, Salt, 2004</ref> It has [[harbours]].\n\nand save.",
    'It reads "<ref>Lund, Salt</ref>", and [[page]]; {{cite web |url=... |title=...}} is a template.',
]


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("name", ["page.txt", "page"])
def test_a_text_about_wikis_keeps_its_own_notes(shown: str, name: str) -> None:
    document = citecheck.read(name, f"{shown} It is old [1]. It is good [2].\n\n{ENTRIES}")
    assert (document.format, [note.label for note in document.notes]) == ("plain", ["1", "2"])


@pytest.mark.parametrize("shown", SHOWN[1:])
def test_marks_of_a_wiki_that_are_shown_as_words_or_code_are_no_notes(shown: str) -> None:
    assert citecheck.read("page.txt", shown).format == "plain"


@pytest.mark.parametrize(
    "text",
    [
        "== Boats ==\n'''Boats''' are [[ship]]s.\n",
        'The [[ship]] "Salt"<ref name="a">Lund, 2004.</ref> and "Fens" <ref>Moor, 2005.</ref> left.\n',
        "It rose.<ref>\n{{cite book |title=Salt}}</ref> It fell.\n== Notes ==\n[1] old\n",
    ],
)
def test_text_that_uses_the_marks_of_a_wiki_is_read_as_one(text: str) -> None:
    assert citecheck.read("page.txt", text).format == "wikitext"
