"""Notes at the ends of pages, in Markdown made of a printed text."""

import pytest

import citecheck
from citecheck.model.document import NoteText

ALONE = """Die Häfen wurden oft gezählt.11 Auch die Küste ist bekannt.12 Damit befasst sich auch der



11
    Lund, Häfen des Nordens und ihre Schiffe
(Teil II), in: Küstenblatt, 07.02.2024,
https://example.org/haefen/ (abgerufen am: 14.06.2026).
12
    Moor, Die Salzgärten, 2017, S. 21.


Bericht, den Berg verfasst hat.13


13
    Berg, Boote zählen, 2019, S. 4.
"""
BEFORE = """The harbours were described by many,1 and the ships by few.2 They are old.

1 Anna Lund, Harbours of the North (Bergen: Pine Press, 2004), 21.
2 Carl Berg, "Counting Boats," Harbour Studies 4, no. 2 (1999): 33-41.

The salt gardens were found later.3 They are smaller.

3 Dora Moor, Salt (London: Ebb, 2011), 9.
"""


def notes(text: str) -> dict[str, NoteText]:
    return {note.label: note for note in citecheck.read("pages.md", text).notes}


def test_numbers_on_lines_of_their_own_count_on_over_the_pages() -> None:
    found = notes(ALONE)
    assert list(found) == ["11", "12", "13"]
    assert found["11"].body.startswith("Lund, Häfen") and found["11"].body.endswith("14.06.2026).")
    assert found["12"].body == "Moor, Die Salzgärten, 2017, S. 21."
    assert all(note.status == "present" and len(note.markers) == 1 for note in found.values())


def test_numbers_go_on_where_some_pages_are_lacking() -> None:
    later = ALONE.replace("11", "41").replace("12", "42").replace("13", "43")
    assert list(notes(f"{ALONE}\n\n{later}")) == ["11", "12", "13", "41", "42", "43"]


def test_the_text_of_the_next_page_is_no_part_of_the_last_note_of_a_page() -> None:
    found = notes(BEFORE)
    assert found["2"].body == 'Carl Berg, "Counting Boats," Harbour Studies 4, no. 2 (1999): 33-41.'
    assert [len(found[label].markers) for label in ("1", "2", "3")] == [1, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Log of the boats.\n\n1\nOpened the lock.\n2\nClosed the lock.\n3\nSwept the quay.\n",
        "Results by year:\n\n12\n Boats were sold in 2014, mostly to the north, and some of them came back.\n13\n Others stayed.\n",
        "1 Introduction\n\nBoats are old.\n\n2 Methods\n\nThey were counted.\n\n3 Results\n\nThere are many.\n",
        "2019\nLund, Anna, Harbours, Pine Press, 2019.\n\n2020\nMoor, Dora, Salt, Ebb, 2020.\n",
    ],
)
def test_other_numbers_on_lines_are_no_notes(text: str) -> None:
    assert not [label for label in notes(text) if label.isdigit()]
