"""Lists whose entries run on within a line, as text taken from a PDF has them, and text that only looks so."""

import pytest

import citecheck

ENTRIES = (
    "A. Lund, Harbours of the North, Pine Press, Oslo, 2001.",
    "B. Berg, Nets and Sails, Journal of Boats 12 (2013) 75–81.",
    "Harbour Board, Rates, 2018. URL: https://harbour.example/rates, [Accessed: 20 May 2018].",
    "iNet Group, Lights of the coast, 2016. URL: https://inet.example/lights.pdf",
    "C. van Dam, Locks, Knopf, 1976.",
)


def bodies(text: str, name: str = "case.txt") -> dict[str, str]:
    return {note.label: note.body for note in citecheck.read(name, text).notes}


NUMBERED = {str(number): entry for number, entry in enumerate(ENTRIES, 1)}


@pytest.mark.parametrize(
    ("form", "between"), [("[{}] ", ""), ("[{}] ", " "), ("[{}]", " "), ("［{}］", ""), ("[{}]: ", " "), ("{}. ", " ")]
)
@pytest.mark.parametrize("head", ["", "References\n\n", "Boats were lent.\n\nReferences\n"])
def test_entries_that_run_on_within_a_line_are_notes_of_their_own(form: str, between: str, head: str) -> None:
    assert bodies(head + between.join(form.format(n) + entry for n, entry in NUMBERED.items())) == NUMBERED


def test_entries_run_on_between_entries_that_begin_lines() -> None:
    text = f"[1] {ENTRIES[0]}[2] {ENTRIES[1]}\n[3] {ENTRIES[2]}\n[4] {ENTRIES[3]} [5]\n{ENTRIES[4]}"
    assert bodies(f"References\n\n{text}\n") == NUMBERED


CALLED = "Boats were lent [1], and more [2, 3], to all [4] and some [5]."


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("case.md", "# Boats\n\n{called}\n\n## References\n\n{listed}\n"),
        ("case.rst", "Boats\n=====\n\n{called}\n\nReferences\n----------\n\n{listed}\n"),
        ("case.adoc", "= Boats\n\n{called}\n\n== References\n\n{listed}\n"),
        ("case.org", "* Boats\n{called}\n* References\n{listed}\n"),
        ("case.html", "<p>{called}</p><h2>References</h2><p>{listed}</p>"),
        ("case.html", "<p>{called}</p><h2>References</h2><div><p>{listed}</p></div>"),
    ],
)
def test_entries_that_run_on_are_found_where_the_text_calls_them(name: str, page: str) -> None:
    listed = "".join(f"[{number}] {entry}" for number, entry in NUMBERED.items())
    notes = citecheck.read(name, page.format(called=CALLED, listed=listed)).notes
    assert [(note.label, note.status) for note in notes] == [(label, "present") for label in NUMBERED]


def test_entries_of_html_run_on_behind_the_beginnings_of_lines() -> None:
    one, two, three, four, _ = ENTRIES
    listed = f"[1] {one}[2] <i>{two}</i><br>[3] {three} [4] {four}"
    assert bodies(f"<p>{CALLED}</p><h2>References</h2><p>{listed}</p>", "case.html").keys() >= {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    "text",
    [
        "[1] Lund, A., Harbours, Pine Press, 2001. See also [2] Berg.\n[2] Berg, B., Nets, Ufer, 2003.\n",
        "[1] Lund, A., Harbours, Pine Press, 2001. [2] Extends this, as seen above.\n[2] Berg, B., Nets, Ufer, 2003.\n",
        "1. Lund, A., Harbours, vol. 2. Pine Press, 2001.\n2. Berg, B., Nets, Ufer, 2003. 3. Aufl.\n",
    ],
)
def test_numbers_within_an_entry_begin_none(text: str) -> None:
    assert [note.label for note in citecheck.read("case.txt", f"References\n\n{text}").notes] == ["1", "2"]


@pytest.mark.parametrize(
    "text",
    [
        "[1] The door opens to the left. [2] The lamp is lit. [3] The bell rings twice.\n",
        "1. Open the door. 2. Light the lamp. 3. Ring the bell of 1998. 4. Leave.\n",
        "The door opened in 1998.[1] It shut in 2001.[2] The bell rang in 2003.[3] It was sold.\n",
        "## 1.0 2. Fixed the lamp in 2019. 3. Removed the bell, see https://bell.example/3.\n",
    ],
)
def test_sentences_and_steps_with_numbers_are_no_notes(text: str) -> None:
    assert not [note for note in citecheck.read("case.txt", text).notes if note.status != "missing" and note.label != "1"]
