"""What is said of what a source leads to."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from citecheck.model.knowledge import Candidate, Evidence, Memento, Notice, QuoteCheck, Resolution, Scored, Silent
from citecheck.model.place import Span
from citecheck.model.reference import Date
from citecheck.model.report import DocumentResult, Recorded
from citecheck.sources.reasons import PREPRINT_ONLY

URL = "https://example.org/a"
TEXT = f"[1] J. Doe, “Minister resigns over taxes”, Reuters, 14/04/2021, {URL}\n"
OTHER = Evidence("title", "Minister resigns over taxes", "Ten recipes", "og:title", "contradicted", -9.0)


def test_a_page_that_is_another_work_is_an_error_with_cited_beside_found(learn, findings) -> None:
    known = Resolution("contradicted", URL, evidence=(OTHER,))
    (finding,) = findings(learn(TEXT, resolutions={"1": known}), "CC3")
    assert (finding.name, finding.severity) == ("another-work", "error")
    assert "Ten recipes" in finding.message and "Minister resigns" in finding.message


def test_a_field_that_disagrees_on_the_right_page_is_a_warning(learn, findings) -> None:
    for variable, name in (("issued", "date-mismatch"), ("container-title", "outlet-mismatch"), ("author", "author-mismatch")):
        against = Evidence(variable, "x", "y", "meta", "contradicted", -1.0)
        (finding,) = findings(learn(TEXT, resolutions={"1": Resolution("verified", URL, evidence=(against,))}), "CC3")
        assert (finding.name, finding.severity) == (name, "warning")


def with_doubtful_title(result: DocumentResult) -> DocumentResult:
    """The result with a title that may well be misread."""
    doubtful = [
        replace(one, source=replace(one.source, confidence=(("title", 0.3), ("author", 0.9)))) for one in result.source_results
    ]
    return replace(result, source_results=tuple(doubtful))


def test_what_rests_on_a_field_that_may_be_misread_is_a_note(learn, findings) -> None:
    other = learn(TEXT, resolutions={"1": Resolution("contradicted", URL, evidence=(OTHER,))})
    differs = learn(TEXT, resolutions={"1": Resolution("verified", URL, evidence=(OTHER,))})
    for result, code in ((other, "CC301"), (differs, "CC302")):
        (finding,) = findings(with_doubtful_title(result), code)
        assert finding.severity == "note"
        assert finding.message.endswith("the title may be misread, please check the reading")


def test_a_work_that_is_known_as_a_preprint_only_is_information(learn, findings) -> None:
    known = Resolution("likely", URL, reason=PREPRINT_ONLY)
    (finding,) = findings(learn(TEXT, resolutions={"1": known}), "CC3")
    assert (finding.name, finding.severity, finding.fields) == ("preprint-only", "note", ("container-title",))
    assert "“Reuters”" in finding.message


def of_record(variable: str, cited: str, found: str, bits: float = 5.0) -> Resolution:
    against = Evidence(variable, cited, found, "crossref", "contradicted", bits, "record")
    return Resolution("likely", URL, evidence=(against,))


@pytest.mark.parametrize(
    ("variable", "cited", "found", "severity"),
    [
        ("title", "Floods of quiet rivers in spring", "Floods of wild rivers in spring", "warning"),
        ("title", "Floods of quiet rivers", "Floods of wild rivers in spring", "note"),
        ("container-title", "Journal of Elm Studies", "Annals of Peat", "warning"),
        ("container-title", "ICML", "Annals of Peat", "warning"),
        ("container-title", "whose banks", "Annals of Peat", "note"),
    ],
)
def test_what_was_certainly_read_whole_is_held_against_a_note_though_the_reader_doubted_it(
    learn, findings, variable: str, cited: str, found: str, severity: str
) -> None:
    result = learn(TEXT, resolutions={"1": of_record(variable, cited, found)})
    doubtful = tuple(replace(one, source=replace(one.source, confidence=((variable, 0.3),))) for one in result.source_results)
    assert [f.severity for f in findings(replace(result, source_results=doubtful), "CC302", "CC304")] == [severity]


def test_too_few_authors_are_counted_and_a_stranger_is_named(learn, findings) -> None:
    several = "[1] J. Doe, B. Roe, “Minister resigns over taxes”, Reuters, 14/04/2021\n"
    few = of_record("author", "J. Doe; B. Roe", "Jane Doe; Bea Roe; Carl Stone")
    (finding,) = findings(learn(several, resolutions={"1": few}), "CC303")
    assert "names 2 of 3 authors, without “et al.”" in finding.message and finding.fields == ("author",)
    strange = of_record("author", "J. Doe; B. Roe", "Jane Doe; Carl Stone")
    (finding,) = findings(learn(several, resolutions={"1": strange}), "CC303")
    assert "authors whom crossref does not have: B. Roe" in finding.message


def test_the_word_that_differs_in_a_title_is_marked_on_both_sides(learn, findings) -> None:
    known = of_record("title", "Minister resigns over taxes", "Minister resigns over tariffs")
    (finding,) = findings(learn(TEXT, resolutions={"1": known}), "CC302")
    assert "over [taxes]" in finding.message and "over [tariffs]" in finding.message and finding.fields == ("title",)


def test_each_differing_field_is_a_finding_with_its_name(learn, findings) -> None:
    known = Resolution(
        "likely", URL, evidence=tuple(of_record(v, "1", "2").evidence[0] for v in ("issued", "container-title", "volume"))
    )
    assert [one.fields for one in findings(learn(TEXT, resolutions={"1": known}), "CC3")] == [
        ("container-title",),
        ("issued",),
        ("volume",),
    ]


def test_each_number_that_disagrees_is_a_warning_with_cited_beside_found(learn, findings) -> None:
    against = tuple(Evidence(variable, "62", "63", "crossref", "contradicted", -3.0) for variable in ("volume", "issue", "page"))
    found = findings(learn(TEXT, resolutions={"1": Resolution("likely", URL, evidence=against)}), "CC312")
    assert {(one.name, one.severity) for one in found} == {("number-mismatch", "warning")}
    assert [word for one in found for word in ("volume", "issue", "pages") if f"another {word}" in one.message] == [
        "volume",
        "issue",
        "pages",
    ]
    assert all("“62”" in one.message and "“63”" in one.message for one in found)


def test_an_arxiv_number_of_another_work_is_named_with_that_work(learn, findings) -> None:
    wrong = Evidence("arXiv", "2103.00001", "Gardens of the harbour", "arxiv", "contradicted", -1.0, "record", "other")
    (found,) = findings(learn(TEXT, resolutions={"1": Resolution("likely", URL, evidence=(wrong,))}), "CC312")
    assert (found.severity, found.fields) == ("warning", ("arXiv",))
    assert found.message == "the arXiv number 2103.00001 is of another work: “Gardens of the harbour” (arxiv)"


def test_the_notes_own_page_with_the_cited_title_and_another_date_is_a_warning(learn, findings) -> None:
    titled = Evidence("title", "x", "x", "og:title", "confirmed", 14.8)
    dated = Evidence("issued", "2021-04-14", "2021-05-20", "json-ld", "contradicted", -10.0)
    known = Resolution("ambiguous", evidence=(titled, dated), reason="the page has the title, but another date")
    (finding,) = findings(learn(TEXT, resolutions={"1": known}), "CC3")
    assert (finding.name, finding.severity) == ("date-mismatch", "warning") and "2021-05-20" in finding.message


def test_a_candidate_that_does_not_fit_contradicts_nothing(learn, findings) -> None:
    known = Resolution("ambiguous", evidence=(OTHER,), candidates=(Scored(Candidate("https://x.org/1", "searxng"), 0.5),))
    (finding,) = findings(learn(TEXT, resolutions={"1": known}), "CC3")
    assert (finding.name, finding.severity) == ("ambiguous-source", "note") and "https://x.org/1" in finding.message


def test_who_was_silent_is_named_and_nothing_follows(learn, findings) -> None:
    known = Resolution("unchecked", reason="a service was silent", silent=(Silent("gdelt", "429"),))
    (finding,) = findings(learn(TEXT, resolutions={"1": known}), "CC3")
    assert finding.severity == "note" and "gdelt: 429" in finding.message


def test_a_work_that_no_service_knows_has_severity_info(learn, findings) -> None:
    (finding,) = findings(learn(TEXT, resolutions={"1": Resolution("not-found", reason="crossref answered")}), "CC3")
    assert (finding.name, finding.severity) == ("unknown-work", "note")


def test_words_that_the_page_does_not_have_are_reported_at_their_position(learn, findings) -> None:
    quotes = (
        QuoteCheck("never said this", "not-found", Span(4, 10), "once said that", 60.0),
        QuoteCheck("said", "not-readable", Span(4, 10)),
    )
    (finding,) = findings(learn(TEXT, resolutions={"1": Resolution("verified", URL, quotes=quotes)}), "CC306")
    assert (finding.place.line, finding.place.column) == (1, 5) and "once said that" in finding.message


def test_a_quotation_keeps_its_fingerprint_when_the_closest_passage_changes(learn, findings) -> None:
    def fingerprint(words: str, nearest: str) -> str:
        check = QuoteCheck(words, "not-found", nearest=nearest, span=Span(TEXT.index(words), TEXT.index(words) + len(words)))
        (finding,) = findings(learn(TEXT, resolutions={"1": Resolution("verified", URL, quotes=(check,))}), "CC306")
        return str(finding.fingerprint)

    assert fingerprint("Minister resigns", "minister stays") == fingerprint("Minister resigns", "ministers resigned")
    assert fingerprint("Minister resigns", "") != fingerprint("over taxes", "")


def test_notices_about_a_work_are_reported_with_day_and_doi_also_from_the_lock(learn, findings) -> None:
    retracted, corrected = Notice("retraction", "10.1000/r", Date((2020, 1, 2))), Notice("correction", "10.1000/c")
    known = learn(TEXT, resolutions={"1": Resolution("verified", URL, notices=(retracted, corrected))})
    first, second = findings(known, "CC310")
    assert "retraction of 2020-01-02: https://doi.org/10.1000/r" in first.message
    assert "correction: https://doi.org/10.1000/c" in second.message
    (source_result,) = known.source_results
    recorded = replace(source_result, resolution=None, recorded=Recorded("same", notices=(retracted,)))
    (finding,) = findings(replace(known, source_results=(recorded,)), "CC310")
    assert finding.message == first.message


def test_not_archived_is_said_only_where_every_archive_answered(learn, findings) -> None:
    asked = {"archives": ("wayback",)}
    found = Resolution("verified", URL)
    assert [f.name for f in findings(learn(TEXT, resolutions={"1": found}, **asked), "CC4")] == ["not-archived"]
    silent = Resolution("verified", URL, silent=(Silent("wayback", "503"),))
    assert findings(learn(TEXT, resolutions={"1": silent}, **asked), "CC4") == []
    assert findings(learn(TEXT, resolutions={"1": found}), "CC4") == []
    assert findings(learn(TEXT, resolutions={"1": Resolution("unchecked")}, **asked), "CC4") == []


def test_a_capture_of_another_year_is_reported(learn, findings) -> None:
    for year, expected in ((2021, []), (2023, ["capture-far-from-date"])):
        copy = f"https://web.archive.org/web/{year}0501000000/{URL}"
        memento = Memento(URL, copy, datetime(year, 5, 1, tzinfo=UTC), "wayback")
        known = Resolution("verified", URL, memento=memento, archive_url=copy)
        assert [f.name for f in findings(learn(TEXT, resolutions={"1": known}), "CC4")] == expected


def test_the_lock_is_spoken_of_only_where_one_was_asked(learn, findings) -> None:
    from msgspec.structs import replace

    result = learn(TEXT)
    assert findings(result, "CC6") == []
    for state, expected in (("absent", ["not-in-lock"]), ("changed", ["changed-since-lock"]), ("same", [])):
        source_results = tuple(replace(d, recorded=Recorded(state)) for d in result.source_results)  # type: ignore[arg-type]
        assert [f.name for f in findings(replace(result, source_results=source_results), "CC6")] == expected


def test_a_decision_is_kept_and_evidence_against_it_is_reported(learn, findings) -> None:
    result = learn(TEXT)
    recorded = Recorded("same", "person", doubt="the page is gone", url=URL)
    (finding,) = findings(
        replace(result, source_results=tuple(replace(d, recorded=recorded) for d in result.source_results)),
        "CC603",
    )
    assert finding.severity == "note" and URL in finding.message and "the page is gone" in finding.message


def test_without_a_network_each_source_that_an_earlier_run_could_not_check_is_named_and_the_others_once(learn, findings) -> None:
    def told(reason: str, offline: str) -> list[str]:
        known = Resolution("unchecked", reason=reason)
        return [finding.message for finding in findings(learn(TEXT, resolutions={"1": known}, offline=offline), "CC309")]

    assert told("its title is not certain", "--locked") == ["not checked: its title is not certain"]
    assert told("--locked", "--locked") == []
    assert told("its title is not certain", "") == ["not checked: its title is not certain"]
