"""Lists of notes in text without markup: which are accepted, where their notes end, and their calls."""

import pytest

from citecheck.app import wiring
from citecheck.model.document import NoteText

SMITH, DOE, ROE = (
    "J. Smith, A title, BBC News, 1 May 2020.",
    "J. Doe, Another, The Guardian, 2 May 2020.",
    "M. Roe, Third, Le Monde, 3 May 2020.",
)


def read(text: str) -> tuple[NoteText, ...]:
    return wiring.read_document("case.txt", text.encode()).notes


@pytest.mark.parametrize(
    ("labels", "calls"),
    [
        (("[1]", "[2]", "[3]"), ("[1]", "[2]", "[3]")),
        (("1.", "2.", "3."), ("[1]", "[2]", "[3]")),
        (("1.", "2.", "3."), ("1", "2", "3")),
        (("1.", "2.", "3."), (" (note 1)", " (note 2)", " (note 3)")),
        (("¹", "²", "³"), ("¹", "²", "³")),
        (("①", "②", "③"), ("①", "②", "③")),
        (("［1］", "［2］", "［3］"), ("［1］", "［2］", "［3］")),
        (("(1)", "(2)", "(3)"), ("(1)", "(2)", "(3)")),
        (("(١)", "(٢)", "(٣)"), ("(١)", "(٢)", "(٣)")),
        (("[i]", "[ii]", "[iii]"), ("[i]", "[ii]", "[iii]")),
        (("[a]", "[b]", "[c]"), ("[a]", "[b]", "[c]")),
        (("*", "**", "***"), ("*", "**", "***")),
        (("*", "†", "‡"), ("*", "†", "‡")),
        (("[^a]:", "[^b]:", "[^c]:"), ("[^a]", "[^b]", "[^c]")),
        (("Note 1:", "Note 2:", "Note 3:"), ("[1]", "[2]", "[3]")),
    ],
)
def test_labels_and_calls_of_every_style_are_matched(labels: tuple[str, ...], calls: tuple[str, ...]) -> None:
    article = " ".join(f"So it is and was.{call}" for call in calls)
    notes = read(f"{article}\n\n" + "\n".join(f"{label} {words}" for label, words in zip(labels, (SMITH, DOE, ROE), strict=True)))
    assert [note.body for note in notes] == [SMITH, DOE, ROE]
    assert [(note.status, len(note.markers)) for note in notes] == [("present", 1)] * 3


def test_chapters_with_restarted_numbers_call_their_own_notes() -> None:
    chapter = "It is so.[1] And so.[2]\n\nNotes\n\n1. {}\n2. {}\n\n"
    notes = read("Chapter 1\n\n" + chapter.format(SMITH, DOE) + "Chapter 2\n\n" + chapter.format(ROE, SMITH))
    assert [(note.label, note.body, note.status, len(note.markers)) for note in notes] == [
        ("1", SMITH, "present", 1),
        ("2", DOE, "present", 1),
        ("1", ROE, "present", 1),
        ("2", SMITH, "present", 1),
    ]


def test_notes_at_the_bottom_of_pages_are_one_list() -> None:
    notes = read(f"It is so.1\n\n1 {SMITH}\n\fMore is so.2\n\n2 {DOE}\n\fEven more.3\n\n3 {ROE}\n")
    assert [(note.label, note.body, len(note.markers)) for note in notes] == [("1", SMITH, 1), ("2", DOE, 1), ("3", ROE, 1)]


def test_steps_and_numbered_paragraphs_are_not_notes() -> None:
    steps = "1. Open the box.\n2. Take out the thing.\n3. Close the box, which was made on 4 May 2020, in Rome.{}\n"
    assert [note.body for note in read(f"How to do it [1]:\n\n{steps.format('[2]')}\n[1] {SMITH}\n[2] {DOE}\n")] == [SMITH, DOE]
    assert [note.body for note in read(f"How to do it\n\n{steps.format('')}\nReferences\n\n{SMITH}\n{DOE}\n")] == [SMITH, DOE]


def test_letters_that_an_author_changed_in_quotations_are_neither_notes_nor_calls() -> None:
    text = "He said “[b]ut why”, and the riv[e]r rose.\n\n  [i]t ought to be free.\n\nSo it was.\n\n  [t]he house stands.\n\n  [v]ery few knew.\n"
    assert read(text) == ()
    assert [(note.label, note.status) for note in read(f"{text}\nSo[a] it[b] is.\n\n[a] {SMITH}\n[b] {DOE}\n")] == [
        ("a", "present"),
        ("b", "present"),
    ]


@pytest.mark.parametrize("bullet", ["* ", "- ", "• ", ""])
def test_a_list_without_numbers_has_one_entry_per_line(bullet: str) -> None:
    entries = "".join(f"{bullet}{words}\n" for words in (SMITH, DOE, ROE))
    assert [note.body for note in read(entries)] == [SMITH, DOE, ROE]
    assert [note.label for note in read(f"Sources\n\n{entries}")] == ["u1", "u2", "u3"]


def test_a_skipped_number_is_a_missing_note() -> None:
    assert [(note.label, note.status) for note in read(f"[1] {SMITH}\n[2] {DOE}\n[4] {ROE}\n")] == [
        ("1", "present"),
        ("2", "present"),
        ("3", "missing"),
        ("4", "present"),
    ]


def test_a_note_continues_over_its_lines_and_paragraphs() -> None:
    notes = read(
        f"So.[1] So.[2]\n\n[1] J. Smith, A title,\n    BBC News, 1 May 2020.\n\n    https://example.org/a\n\n[2] {DOE}\n\nAbout the author: he writes.\n"
    )
    assert notes[0].body.endswith("https://example.org/a")
    assert notes[1].body == DOE


def test_a_line_that_begins_with_a_date_is_not_a_note() -> None:
    notes = read(
        "1. J. Smith, A title, BBC News, 1 May 2020.\n2. J. Doe, Another title of things, Die Zeit,\n3. Mai 2019.\n3. M. Roe, Third, Le Monde, 3 May 2020.\n"
    )
    assert [note.label for note in notes] == ["1", "2", "3"]
    assert notes[1].body.endswith("Die Zeit,\n3. Mai 2019.")


def test_two_notes_called_by_plain_numbers_are_notes() -> None:
    notes = read(f"…went on.17 And so it was.18\n\n17 {SMITH}\n18 {DOE}\n")
    assert [(note.label, note.body, len(note.markers)) for note in notes] == [("17", SMITH, 1), ("18", DOE, 1)]


def test_years_at_the_beginning_of_lines_are_not_notes() -> None:
    assert [note.label for note in read("2018 The port closes.\n2019 The port opens.\n2020 The port closes again.\n")] == []


def test_a_blank_line_within_a_note_that_breaks_off_in_a_full_line_does_not_end_it() -> None:
    cut = "Ada Moor, A Title That Goes On and On until the Line of the Page Is Full of It; Ben Ode, The\n\nHarbour, Valley Times, 2 May 2020."
    notes = read(f"It is so.[1] And so.[2] More.[3]\n\n[1] {cut}\n\n[2] {DOE}\n\n[3] {ROE}\n")
    assert [" ".join(note.body.split()) for note in notes] == [" ".join(cut.split()), DOE, ROE]


@pytest.mark.parametrize(("first", "other"), [("[10]", "[11]"), ("¹⁰", "¹¹"), ("[4]", "[10]")])
def test_amounts_in_a_table_whose_numbers_the_text_calls_are_not_notes(first: str, other: str) -> None:
    rows = ("4 K bytes", "Serial", "10 bits ADC", "Receives", "11 mA", "TX, -10 dBm", "14 mA, Moor Society, 3 May 2010.", "20 μA")
    text = f"The node {first} has a radio of the harbour, as they said, {other} and it runs on salt for a year. " * 4
    assert not read("\n\n".join((text, *rows, text)))
