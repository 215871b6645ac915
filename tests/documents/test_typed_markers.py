"""Ambiguous markers."""

import pytest

from citecheck.documents.formats.plain import PlainFormat

NOTES = (
    "M. Okafor, River towns brace, The Daily Courier, 14 March 2019.",
    "L. Brandt, Dry docks again, Harbour Weekly, 2 April 2020.",
    "P. Ito, What the gauge saw, River Review, 5 May 2021.",
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The towns(1) were slow to act (2). They then rebuilt (3).", "({})"),
        ("The towns1) were slow to act2). They then rebuilt.3)", "{})"),
        ("The towns were slow to act.1 In 2019.4 they rebuilt,2 and “waited.”3", "{}."),
        ("The towns¹ were slow to act.² They then rebuilt.³", "{}"),
        ("The towns[1] were slow to act.[2] They then rebuilt.[3]", "[{}]"),
        ("The towns [1, 2] were slow to act [1–3].", "[{}]"),
    ],
)
def test_markers_that_fit_the_list_are_found(text: str, label: str) -> None:
    notes = "\n".join(f"{label.format(number)} {note}" for number, note in enumerate(NOTES, 1))
    read = PlainFormat().read("a.txt", f"{text}\n\n{notes}\n".encode())
    assert [(note.label, note.status, bool(note.markers)) for note in read.notes] == [(n, "present", True) for n in "123"]


def test_an_enumeration_calls_no_notes() -> None:
    notes = "\n".join(f"({number}) {note}" for number, note in enumerate(NOTES, 1))
    read = PlainFormat().read("a.txt", f"The towns (1) were slow, (2) had no money, and (3) no plan.\n\n{notes}\n".encode())
    assert not any(note.markers for note in read.notes)


def test_a_note_without_an_ambiguous_marker_is_not_unreferenced() -> None:
    notes = "\n".join(f"{number}. {note}" for number, note in enumerate(NOTES, 1))
    read = PlainFormat().read("a.txt", f"The towns were slow to act.1 They rebuilt. And waited.3\n\n{notes}\n".encode())
    assert [(note.status, len(note.markers)) for note in read.notes] == [("present", 1), ("present", 0), ("present", 1)]
