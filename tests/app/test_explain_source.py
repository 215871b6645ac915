"""`citecheck resolve --explain LABEL`: the queries for a source and their answers."""

from msgspec.structs import replace

from citecheck.app.explain_source import explain
from citecheck.app.wiring import read_document
from citecheck.citations.parse import parse
from citecheck.model.knowledge import Asked, Candidate, Evidence, Resolution, Scored, Silent
from citecheck.model.report import DocumentResult, SourceResult

TEXT = b"So.[^1] And.[^2]\n\n[^1]: J. Roe, The mill runs again, Elm Post, 3 May 2019.\n[^2]: Ibid.\n"
URL = "https://elm.example/mill"
TITLE = Evidence("title", "The mill runs again", "The mill\nruns", "og:title", "undecided", 2.5)


def lines(label: str, resolution: Resolution | None) -> list[str]:
    document = read_document("a.md", TEXT)
    notes = parse(document)
    found = tuple(SourceResult(note, 1, note.sources[0]) for note in notes)
    return list(explain(DocumentResult(document, notes, (replace(found[0], resolution=resolution), *found[1:])), label))


def test_every_query_every_answer_and_every_candidate_is_listed_with_its_evidence() -> None:
    asked = (Asked("crossref", "title=mill", "2 records"), Asked("gdelt", "mill", "nothing"))
    offered = (Scored(Candidate(URL, "gdelt"), 0.42, (TITLE,)),)
    found = lines(
        "1",
        Resolution("ambiguous", candidates=offered, asked=asked, silent=(Silent("openalex", "429"),), reason="one fits in part"),
    )
    assert found == [
        "[1] J. Roe, The mill runs again, Elm Post, 2019-05-03",
        "  ambiguous (one fits in part)",
        "  asked:",
        "    crossref: title=mill",
        "      2 records",
        "    gdelt: mill",
        "      nothing",
        "  no answer: openalex, 429",
        f"  candidate 1: {URL} (from gdelt), probability 0.4200",
        "    title: undecided (+2.5 bits); cited “The mill runs again”, found “The mill runs” in og:title",
    ]


def test_the_comparison_with_the_page_at_the_notes_own_url_is_shown() -> None:
    found = lines("1", Resolution("contradicted", URL, evidence=(TITLE,)))
    assert found[1] == f"  another work: {URL}" and "  the page at the note's own URL:" in found and "og:title" in found[-1]


def test_a_short_form_was_not_searched_for_and_an_unknown_label_has_no_lines() -> None:
    assert lines("2", None)[1:] == ["  no service was asked: a short form, or not searched for"]
    assert lines("7", None) == []
