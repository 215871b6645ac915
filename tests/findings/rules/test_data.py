"""What is said of dates and identifiers."""

import pytest

from tests.documents.formats.citation_codes import item, zotero
from tests.documents.formats.word_files import note as word_note
from tests.documents.formats.word_files import one


def note(rest: str) -> str:
    return f"[1] J. Doe, “Minister resigns over taxes”, Reuters, {rest}\n"


@pytest.mark.parametrize("written", ["31/02/2021", "30 February 2021", "2021-02-30"])
def test_an_impossible_date_is_reported(learn, findings, written: str) -> None:
    (finding,) = findings(learn(note(f"{written}, https://example.org/a")), "CC503")
    assert written in finding.message


@pytest.mark.parametrize("written", ["29 February 2020", "13/12/2021", "12/13/2021", "version 31.31.2021", "2021"])
def test_days_that_exist_in_some_reading_and_numbers_that_are_no_dates_are_not(learn, findings, written: str) -> None:
    assert findings(learn(note(f"{written}, https://example.org/a")), "CC503") == []


def test_a_future_date_is_reported_but_not_tomorrow_because_of_time_zones(learn, findings) -> None:
    assert [f.name for f in findings(learn(note("3 June 2026,")), "CC504")] == ["future-date"]
    assert findings(learn(note("2 June 2026,")), "CC504") == []
    assert findings(learn(note("2026,")), "CC504") == []


@pytest.mark.parametrize("rest", ["forthcoming 2030,", "2030 (in press),", "im Erscheinen, 2030,", "November 2026,"])
def test_what_is_forthcoming_or_dated_a_few_months_ahead_is_no_future_date(learn, findings, rest: str) -> None:
    assert findings(learn(note(rest)), "CC504") == []


@pytest.mark.parametrize("rest", ["2027,", "January 2027,", "2 November 2026,", "2020, accessed July 2026,"])
def test_a_later_date_a_day_and_a_month_of_access_are(learn, findings, rest: str) -> None:
    assert [f.name for f in findings(learn(note(rest)), "CC504")] == ["future-date"]


def test_an_access_date_before_the_publication_date_is_reported(learn, findings) -> None:
    found = findings(learn(note("14 April 2021, https://example.org/a, accessed 2 March 2021")), "CC505")
    assert [f.name for f in found] == ["accessed-before-published"]
    assert findings(learn(note("14 April 2021, https://example.org/a, accessed 20 April 2021")), "CC505") == []


def test_only_a_wrong_check_digit_is_reported(learn, findings) -> None:
    book = "[1] A. Writer, The long title of a book, Oxford University Press, 2001, ISBN {}\n"
    (finding,) = findings(learn(book.format("978-3-16-148410-1")), "CC501")
    assert "978-3-16-148410-1" in finding.message
    assert findings(learn(book.format("978-3-16-148410-0")), "CC501") == []


def test_what_a_field_prints_otherwise_than_its_data_is_reported_a_year_as_a_warning(learn, findings) -> None:
    ports = item("Ports close for a day", year=2020)
    data = one(
        word_note(2, zotero("Lund, “Ports close for a day” (2021)", ports)), word_note(3, zotero("Lund, Ports (2020)", ports))
    )
    (finding,) = findings(learn(data, name="a.docx"), "CC314")
    assert (finding.severity, finding.label, finding.fields) == ("warning", "1", ("issued",))
    assert "“2021”" in finding.message and "“2020”" in finding.message
