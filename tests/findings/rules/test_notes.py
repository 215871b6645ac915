"""What is said of notes, from their text alone."""

import pytest
from msgspec.structs import replace

LIST = """The minister resigned [1]. Another said so [3] and again [2].

[1] J. Doe, "Minister resigns", Reuters, 14/04/2021, https://example.org/a
[2] K. Roe, "Another title", BBC News, 15/04/2021,
[4] https://example.org/only
[5]
"""


def said(found) -> list[tuple[str, str | None, int | None]]:
    return [(f.name, f.label, f.place.line) for f in found]


def test_a_note_that_the_text_calls_and_that_is_not_there_is_an_error_where_it_is_called(learn, findings) -> None:
    (finding,) = findings(learn(LIST), "CC102")
    assert (finding.severity, finding.label, finding.place.line, finding.place.column) == ("error", "3", 1, 44)


def test_a_gap_in_the_numbering_is_reported_at_the_note_before_it(learn, findings) -> None:
    text = (
        "[1] J. Doe, Minister resigns, Reuters, 2021,\n[2] K. Roe, Another title, BBC, 2021,\n[4] L. Poe, A third one, CNN, 2021,\n"
    )
    (finding,) = findings(learn(text), "CC102")
    assert (finding.label, finding.place.line) == ("3", 2) and "numbering" in finding.message


def test_gaps_in_a_plain_list_that_cites_nothing_are_no_errors(learn, findings) -> None:
    text = "Steps to take:\n\n1. Open the door\n2. Look outside\n3. Wait\n6. Close the door\n7. Sleep\n"
    found = findings(learn(text), "CC102")
    assert {f.severity for f in found} <= {"note"}
    assert learn(text).notes == () or {f.label for f in found} == {"4", "5"}


def test_a_missing_number_is_an_error_only_in_a_list_that_is_surely_one_of_notes(learn, findings) -> None:
    def severities(text: str, name: str = "notes.txt") -> list[tuple[str | None, str]]:
        return [(f.label, f.severity) for f in findings(learn(text, name=name), "CC102")]

    entries = "[1] J. Doe, Weirs, Elm Press, 2001.\n[2] K. Roe, Locks, Elm Press, 2002.\n[4] L. Poe, Tides, Elm Press, 2004.\n"
    assert severities(f"One.[1] Two.[2] Three.[3] Four.[4]\n\n{entries}") == [("3", "error")]
    assert severities(f"One.[1] Two.[2] Four.[4]\n\n{entries}") == [("3", "error")]
    assert severities(entries) == [("3", "note")]  # nothing calls the list
    assert severities(f"One.[1] Two.[2] Four.[4] Index: Banjo, [20]\n\n{entries}")[-1] != ("20", "error")
    assert set(severities(f"In [2019] and a[0] and [12].[1]\n\n## References\n\n{entries}", "a.md")) == {
        ("3", "note"),
        ("12", "note"),
    }


def test_only_a_source_without_a_url_is_a_warning(learn, findings) -> None:
    assert said(findings(learn(LIST), "CC101")) == [("missing-url", "2", 4)]


@pytest.mark.parametrize(
    ("cited", "severity"),
    [
        ("K. Roe, “Another title of it”, BBC News, 15/04/2021", "warning"),
        ("K. Roe, “Another title of it”, The Daily Herald, 15 April 1987", "note"),
        ("Roe, Kim. Tides and Locks. London: Elm Press, 2001.", "note"),
        ("Roe K. Tides of the quiet rivers. Journal of Peat. 2007;12(3):77–84.", "note"),
        ("Roe, Kim. “Tides of the quiet rivers.” PhD diss., University of Elm, 2011.", "note"),
        ("K. Roe, personal communication, May 2019.", "note"),
        ("Roe, Kim. Tides and Locks. London: Elm Press, 2001. Accessed 4 May 2020.", "warning"),
    ],
)
def test_a_source_that_may_be_in_print_only_is_information(learn, findings, cited: str, severity: str) -> None:
    assert [f.severity for f in findings(learn(f"Said so.[1]\n\n[1] {cited}\n"), "CC101")] == [severity]


def test_uncalled_and_empty_notes_and_notes_with_only_a_url_are_notes(learn, findings) -> None:
    found = findings(learn(LIST), "CC103", "CC105", "CC108")
    assert said(found) == [
        ("unreferenced-note", "4", 5),
        ("bare-url", "4", 5),
        ("unreferenced-note", "5", 6),
        ("empty-note", "5", 6),
    ]
    assert {f.severity for f in found} == {"note"}


def test_the_residue_of_a_lost_url_is_a_warning(learn, findings) -> None:
    result = learn(LIST)
    source_results = [
        replace(d, source=replace(d.source, url_residue="-a-title.html" if d.label == "2" else None)) for d in result.source_results
    ]
    (finding,) = findings(replace(result, source_results=tuple(source_results)), "CC107")
    assert (finding.severity, finding.label) == ("warning", "2") and "-a-title.html" in finding.message


def test_numbers_that_are_called_in_order_but_for_one_name_that_one(learn, findings) -> None:
    calls = " ".join(f"Word [{n}]." for n in (1, 2, 3, 4, 6, 5, 7, 8, 9, 10))
    notes = "\n".join(f"[{n}] J. Doe, Title number {n}, Reuters, {n} May 2021," for n in range(1, 11))
    assert said(findings(learn(f"{calls}\n\n{notes}\n"), "CC106")) == [("numbering-out-of-order", "5", 7)]


def test_a_list_that_is_sorted_by_author_and_called_in_any_order_is_left_alone(learn, findings) -> None:
    calls = " ".join(f"Word [{n}]." for n in (3, 1, 5, 2, 4))
    notes = "\n".join(f"[{n}] J. Doe, Title number {n}, Reuters, {n} May 2021," for n in range(1, 6))
    assert findings(learn(f"{calls}\n\n{notes}\n"), "CC106") == []


def test_a_document_without_notes_is_reported(learn, findings) -> None:
    assert said(findings(learn("Only words.\n"), "CC109")) == [("no-notes", None, 1)]


@pytest.mark.parametrize(
    ("text", "said_of_it"), [("Only words.\n", []), ("<!DOCTYPE html>\n<p>404</p>\n", ["give it the suffix .html"])]
)
def test_among_other_documents_one_without_notes_is_reported_if_it_begins_like_another_kind(
    learn, findings, text, said_of_it
) -> None:
    result = learn(text, name="refs.bib")
    result = replace(result, document=replace(result.document, alone=False))
    assert [one.message.partition(": ")[2] for one in findings(result, "CC109")] == said_of_it


def test_an_entry_that_cannot_be_read_is_an_error_at_its_line_and_the_others_are_checked(learn, findings) -> None:
    result = learn("@book{a, title={Salt}}\n@book{b, title={Winds\n@book{c, title={Fens}}\n", name="refs.bib")
    (finding,) = findings(result, "CC113", "CC109")
    assert (finding.severity, finding.label, finding.place.line) == ("error", None, 2)
    assert finding.message.startswith("entry b cannot be read: it is not closed; add the brace")
    assert [note.label for note in result.notes] == ["a", "c"]


def test_one_page_cited_with_two_titles_is_reported_at_the_later_note(learn, findings) -> None:
    text = (
        "[1] J. Doe, “Minister resigns over taxes”, Reuters, 14/04/2021, https://example.org/a\n"
        "[2] K. Roe, “Quite another title”, Reuters, 14/04/2021, https://www.example.org/a/\n"
        "[3] J. Doe, “Minister resigns”, Reuters, April 2021, https://example.org/a#part\n"
    )
    (finding,) = findings(learn(text), "CC311")
    assert finding.label == "2" and "note 1 " in finding.message and "title" in finding.message


def test_a_duplicate_label_is_reported_at_the_second_note(learn, findings) -> None:
    text = (
        "A[^1].\n\n[^1]: J. Doe, “Minister resigns over taxes”, Reuters, 2021.\n\n[^1]: K. Roe, “Another title”, BBC News, 2021.\n"
    )
    assert said(findings(learn(text, name="a.md"), "CC104")) == [("duplicate-note", "1", 5)]


def test_only_a_short_form_that_refers_to_no_source_is_reported(learn, findings) -> None:
    first = "[1] J. Doe, “Minister resigns over taxes”, Reuters, 14/04/2021, https://example.org/a\n"
    assert findings(learn(f"{first}[2] Ibid.\n"), "CC110") == []
    assert said(findings(learn("[1] Ibid.\n" + first.replace("[1]", "[2]")), "CC110")) == [("open-short-form", "1", 1)]
