"""`citecheck parse --explain LABEL` prints every decision on how a note was read, in order."""

from pathlib import Path

import pytest

from tests.made_documents import made

TEXT = """The port closed [1] and nobody said why [2]. Some say more [3]. Then it opened [4].

Notes

[1] J. Doe, “Minister resigns over taxes”, Reuters, 14/04/2021, https://reuters.example/a (accessed 3 May 2021)
[2] See K. Roe, Another title of a story, BBC News, 15/04/2021; J. Garamone, Ports close again, DOD News, 16/04/2021
[3] Ibid., p. 4
[4] Doe (n 1)
[4] Roe, op. cit., p. 7
"""


def steps(out: str) -> list[str]:
    """The headings of the steps, in order."""
    return [line for line in out.splitlines()[1:] if not line.startswith(" ")]


@pytest.fixture
def notes(citecheck) -> Path:
    path = Path("notes.txt")
    path.write_text(TEXT)
    return path


def test_the_decisions_on_a_note_are_printed_from_its_list_to_its_values(citecheck, notes: Path) -> None:
    status, out, _ = citecheck("parse", "notes.txt", "--explain", "1")
    assert status == 0
    assert out.startswith("notes.txt, read as plain: note 1\n")
    whole, of_the_source = ["list", "start and end", "dates", "sources"], ["anchors", "model", "fields", "values"]
    assert steps(out) == [*whole, *(f"{step}, source 1" for step in of_the_source)]


def test_a_decision_has_its_position_in_the_document(citecheck, notes: Path) -> None:
    _, out, _ = citecheck("parse", "notes.txt", "--explain", "1")
    assert "  1:17    called by: “[1]”" in out
    assert "  5:53    publication date, unless the model labels another: “14/04/2021” → 2021-04-14" in out
    assert "access date: “3 May 2021” → 2021-05-03" in out


def test_a_cut_has_its_reason(citecheck, notes: Path) -> None:
    _, out, _ = citecheck("parse", "notes.txt", "--explain", "2")
    assert "cut at a separator, or a signal such as “see also”: “" in out and "15/04/2021 ‖ J. Garamone" in out
    assert "part of no source: a signal, a conjunction, or removed by a cut: “See”" in out
    assert "values, source 2" in out


def test_a_short_form_is_explained_with_its_antecedent_and_reason(citecheck, notes: Path) -> None:
    _, out, _ = citecheck("parse", "notes.txt", "--explain", "3")
    assert "a short form, by its wording: refers to the source before it (ibid., idem)" in out
    assert "the note before is missing, or has no source or several: “Ibid., p. 4” → unresolved" in out


def test_several_notes_with_one_label_are_all_printed_and_numbered(citecheck, notes: Path) -> None:
    status, out, _ = citecheck("parse", "notes.txt", "--explain", "4")
    assert status == 0
    assert "note 4 (1 of 2 with this label)" in out and "note 4 (2 of 2 with this label)" in out
    assert "by the number of note 1: “Doe (n 1)” → source 1 of note 1" in out
    assert "duplicate: an earlier note has the same label" in out
    assert "the only work cited before that fits “Roe”: “Roe, op. cit., p. 7” → source 1 of note 2" in out


def test_an_unknown_label_ends_with_status_2_and_the_nearest_labels(citecheck, notes: Path) -> None:
    status, out, err = citecheck("parse", "notes.txt", "--explain", "7")
    assert (status, out) == (2, "")
    assert err == "citecheck: notes.txt: it has no note with the label “7”; nearest are 4, 3, 2, 1\n"
    Path("keys.md").write_text("Said so.[^harbour] And so.[^river]\n\n[^harbour]: A, B, 2019.\n[^river]: C, D, 2020.\n")
    assert "nearest are harbour" in citecheck("parse", "keys.md", "--explain", "harbor")[2]
    for odd in ("", "²", "٧", "1" * 5000, "\x1b[31m"):
        status, _, err = citecheck("parse", "notes.txt", "--explain", odd)
        assert status == 2 and "it has no note with the label" in err and "\x1b" not in err
    Path("none.txt").write_text("A text that cites nothing at all.\n")
    assert "it has no notes" in citecheck("parse", "none.txt", "--explain", "1")[2]


def test_explaining_as_json_is_refused(citecheck, notes: Path) -> None:
    status, _, err = citecheck("parse", "notes.txt", "--explain", "1", "--format", "json")
    assert status == 2 and "leave out --format json" in err


def test_a_missing_note_is_explained_as_missing(citecheck) -> None:
    Path("gap.txt").write_text(
        "Said so [1] [2] [3].\n\n[1] A title here, BBC News, 14/04/2021\n[3] Another title, CNN, 15/04/2021\n"
    )
    _, out, _ = citecheck("parse", "gap.txt", "--explain", "2")
    assert "missing: the text calls it or the list skips its number" in out


def test_in_a_file_without_lines_positions_count_from_the_start_of_the_note(citecheck) -> None:
    Path("footnotes.docx").write_bytes(made("footnotes.docx"))
    _, out, _ = citecheck("parse", "footnotes.docx", "--explain", "1")
    assert "Word's footnote 1" in out and "  +1      author begins" in out


def test_control_characters_of_a_document_are_not_printed(citecheck) -> None:
    Path("hostile.txt").write_text("[1] J. Doe, \x1b[31mRed\u202e title of a story\x1b[0m, Reuters, 14/04/2021\n")
    _, out, _ = citecheck("parse", "hostile.txt", "--explain", "1")
    assert "\x1b" not in out and "\u202e" not in out
