"""Entries that an older version decided by other rules: judged again, as far as their evidence goes."""

import pytest
from msgspec.structs import replace

from citecheck.citations.read import read_source
from citecheck.lock.file import Lock, LockedEvidence, LockEntry, dump, load
from citecheck.lock.lookup import to_resolution
from citecheck.lock.rejudge import OLDER
from citecheck.model.reference import Source

TITLE = "Predicting floods in quiet rivers"
LINK = "https://doi.org/10.5555/1"
SOURCE = read_source(f"Ada Okonkwo, “{TITLE},” The River Courier, May 14, 2025.", None, None)


def entry(found: str = TITLE, source: str = "crossref", **more: object) -> LockEntry:
    title = LockedEvidence("title", TITLE, found, source, "confirmed", 14.8, **more)  # type: ignore[arg-type]
    return LockEntry("a.txt", "1", 1, "0" * 16, "verified", LINK, 0.999, (title,))


def test_what_a_title_alone_decided_is_unchecked_until_every_field_is_compared() -> None:
    found = to_resolution(entry(), SOURCE)
    assert (found.state, found.url, found.reason) == ("unchecked", None, OLDER)


def test_a_stored_title_with_another_word_is_a_difference() -> None:
    found = to_resolution(entry("Estimating floods in quiet rivers"), SOURCE)
    assert (found.state, [e.verdict for e in found.evidence]) == ("likely", ["contradicted"])


def test_pages_todays_records_and_peoples_decisions_stay() -> None:
    assert to_resolution(entry(source="og:title"), SOURCE).state == "verified"
    assert to_resolution(entry(witness="record"), SOURCE).state == "verified"
    assert to_resolution(replace(entry(), decided="person"), SOURCE).state == "verified"


def doubtful(*variables: str) -> Source:
    return replace(SOURCE, confidence=tuple((variable, 0.3) for variable in variables))


@pytest.mark.parametrize("witness", ["record", "page"])
def test_a_field_that_may_be_misread_and_that_the_evidence_does_not_confirm_makes_it_likely(witness: str) -> None:
    found = to_resolution(entry(source="og:title", witness=witness), doubtful("title", "author"))
    assert (found.state, found.url) == ("likely", LINK)
    assert found.reason == "found, but its authors may be misread, please check the reading"


def test_a_doubtful_field_that_the_evidence_confirms_or_a_person_decided_about_stays_verified() -> None:
    assert to_resolution(entry(witness="record"), doubtful("title")).state == "verified"
    assert to_resolution(replace(entry(), decided="person"), doubtful("author")).state == "verified"


def test_the_kind_of_witness_is_kept_in_the_file_and_left_out_for_pages() -> None:
    both = (entry(witness="record"), replace(entry(source="og:title"), label="2"))
    data = dump(both)
    assert data.count(b'"witness"') == 1 and load("citecheck.lock", data) == Lock(both, data)
