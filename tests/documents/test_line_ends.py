"""Texts whose lines end in carriage returns only are read like others, and a repair keeps them."""

import pytest

from citecheck.app.wiring import is_document, read_document
from tests.made_documents import MADE
from tests.repairing import repaired

TEXTS = [
    name
    for name in MADE
    if name.endswith((".txt", ".md", ".rst", ".adoc", ".org", ".typ", ".tex", ".wiki", ".bib", ".ris", ".yaml", ".json"))
]


def made(name: str) -> str:
    text = MADE[name]()
    return text if isinstance(text, str) else text.decode()


@pytest.mark.parametrize("name", TEXTS)
def test_notes_and_urls_are_those_of_the_same_text_with_line_feeds(name: str) -> None:
    text = made(name).replace("\r\n", "\n")
    old, new = (read_document(name, text.replace("\n", end).encode()) for end in ("\r", "\n"))
    assert [(n.label, n.status, n.place, n.body) for n in old.notes] == [(n.label, n.status, n.place, n.body) for n in new.notes]
    assert old.addresses == new.addresses
    assert is_document(name, text.replace("\n", "\r").encode()) is is_document(name, text.encode())


@pytest.mark.parametrize("name", TEXTS)
def test_a_repair_writes_the_line_ends_that_the_text_has(name: str) -> None:
    text = made(name).replace("\r\n", "\n")
    old, new = (repaired(name, text.replace("\n", end).encode()) for end in ("\r", "\n"))
    assert old.after.replace(b"\r", b"\n") == new.after and b"\n" not in old.after


MIXED = "References\r\r[1] Lund, A. Harbours. Oslo: Pine Press, 2001.\r[2] Berg, B. Nets. Kiel: Ufer, 2003.\n[3] https://harbour.example/rates\r"


def test_line_feeds_among_lines_that_end_in_carriage_returns_part_no_list() -> None:
    assert [note.label for note in read_document("notes.txt", MIXED.encode()).notes] == ["1", "2", "3"]


def test_a_repair_of_mixed_line_ends_keeps_each() -> None:
    old = repaired("notes.txt", MIXED.encode())
    assert (old.after.count(b"\r"), old.after.count(b"\n")) == (MIXED.count("\r"), 1)
    assert old.after != MIXED.encode()


def test_stray_carriage_returns_end_no_lines() -> None:
    text = "References\n\n[1] Lund, A. Harbours.\rOslo: Pine Press, 2001.\r\n[2] Berg, B. Nets. Kiel: Ufer, 2003.\r\r\n"
    assert read_document("notes.txt", text.encode()).text == text
