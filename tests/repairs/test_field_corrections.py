"""Corrections of fields from a verified page: in the note's own form, and only as unsafe repairs."""

import pytest
from msgspec.structs import replace

from citecheck.app.wiring import read_document
from citecheck.citations.parse import parse
from citecheck.documents.formats.plain import PlainFormat
from citecheck.model.knowledge import Evidence, Resolution
from citecheck.model.repair import CorrectField
from citecheck.model.report import SourceResult
from citecheck.model.web import Live
from citecheck.repairs.field_corrections import correct_field
from citecheck.repairs.proposals import apply, repair

PAGE = "https://courier.example/flood"


def note(date: str) -> str:
    return f"[1] M. Okafor, “River towns brace for a flood”, The Daily Courier, {date}, {PAGE}\n[2] A. Man, A title, Post, 31/12/2019, {PAGE}/2\n"


def found(variable: str, said: str, state: str = "verified") -> Resolution:
    evidence = Evidence(variable, "", said, "og", "contradicted", -5.0)
    return Resolution(state, PAGE, Live(PAGE, 200, PAGE), evidence=(evidence,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "page", "written"),
    [
        ("14/03/2019", "2019-03-15", "15/03/2019"),
        ("14/03/2019", "2019-04-05T10:00:00Z", "05/04/2019"),
        ("2019-03-14", "2019-03-15", "2019-03-15"),
        ("14 March 2019", "2019-03-09", "9 March 2019"),
        ("March 14, 2019", "2018-03-15", "March 15, 2018"),
        ("14 March 2019", "2019-04-09", None),
        ("March 2019", "2019-03-15", None),
        ("14/03/2019", "last week", None),
    ],
)
def test_a_corrected_date_keeps_its_form(printed: str, page: str, written: str | None) -> None:
    (source,) = parse(PlainFormat().read("a.txt", note(printed).encode()))[0].sources
    assert [change.new for _, change in correct_field(source, found("issued", page))] == ([written] if written else [])


def test_only_a_verified_page_gives_corrections() -> None:
    (source,) = parse(PlainFormat().read("a.txt", note("14/03/2019").encode()))[0].sources
    assert not list(correct_field(source, found("issued", "2019-03-15", "likely")))


def test_corrected_words_are_unsafe_repairs_and_written_once() -> None:
    text = note("14/03/2019")
    document, form = read_document("a.txt", text.encode()), PlainFormat()
    for known, old, new in (
        (found("issued", "2019-03-15"), "14/03/2019", "15/03/2019"),
        (found("title", "River towns\nbrace for floods"), "River towns brace for a flood", "River towns brace for floods"),
    ):
        notes = parse(document)
        repairs = repair(document, notes, [SourceResult(notes[0], 1, notes[0].sources[0], known.link, known)], form)
        assert not any(one.fix.safe for one in repairs)
        data, kept = apply(document, notes, repairs, form)
        assert data.decode() == text.replace(old, new)
        after = read_document("a.txt", data)
        again = parse(after)
        assert not repair(after, again, [SourceResult(again[0], 1, again[0].sources[0], known.link, known)], form)
        assert len(kept) == 1


@pytest.mark.parametrize(
    ("printed", "page", "written"),
    [
        ("Mary Okafor", "Jane Doe", "Jane Doe"),
        ("Okafor, Mary", "Jane Doe", "Doe, Jane"),
        ("M. Okafor", "By Jane Rose Doe", "J. R. Doe"),
        ("Mary Okafor", "Jane Doe; Kim Roe", None),
        ("Mary Okafor", "Daily Courier Staff", None),
        ("Mary Okafor", "BBC News", None),
        ("Mary Okafor", "https://courier.example/jane", None),
        ("Mary Okafor, Kim Roe", "Jane Doe", None),
    ],
)
def test_an_author_is_corrected_only_if_both_sides_have_one_and_in_the_printed_form(
    printed: str, page: str, written: str | None
) -> None:
    text = note("14/03/2019").replace("M. Okafor", printed)
    (source,) = parse(PlainFormat().read("a.txt", text.encode()))[0].sources
    evidence = Evidence("author", printed, page, "og", "undecided", -2.0)
    known = Resolution("verified", PAGE, Live(PAGE, 200, PAGE), evidence=(evidence,))
    assert [change.new for _, change in correct_field(source, known)] == ([written] if written else [])


@pytest.mark.parametrize(
    ("variable", "cited", "said", "written"),
    (
        ("title", "River towns brace for a flood", "River towns brace for a drought", "River towns brace for a drought"),
        ("container-title", "The Daily Courier", "The Weekly Courier", "The Weekly Courier"),
        ("issued", "2019", "2017", "2017"),
        ("issued", "2019", "2016, 2017", None),  # a person must choose
        ("DOI", "10.5555/wrong", "no such DOI", None),
        ("DOI", "10.5555/wrong", "10.5555/right", "10.5555/right"),
    ),
)
def test_a_record_corrects_exactly_the_field_that_differs(variable: str, cited: str, said: str, written: str | None) -> None:
    (source,) = parse(PlainFormat().read("a.txt", note("14/03/2019").encode()))[0].sources
    evidence = Evidence(variable, cited, said, "crossref", "contradicted", -1.0, "record")
    resolution = Resolution("likely", PAGE, Live(PAGE, 200, PAGE), evidence=(evidence,))
    changes = [change for _, change in correct_field(source, resolution)]
    assert [(change.old, change.new, change.variable) for change in changes] == ([(cited, written, variable)] if written else [])


def test_a_field_that_may_be_misread_is_not_corrected() -> None:
    document = PlainFormat().read("a.txt", note("14/03/2019").encode())
    (one, *_) = parse(document)
    known = found("title", "River towns fear a flood")

    def made(sure: float) -> list[str]:
        source = replace(one.sources[0], confidence=(("title", sure),))
        result = SourceResult(one, 1, source, known.link, known)
        return [
            change.new
            for change in (r.change for r in repair(document, [one], [result], PlainFormat()))
            if isinstance(change, CorrectField)
        ]

    assert made(0.9) == ["River towns fear a flood"]
    assert made(0.3) == []
