"""What is verified is right in every field: a stated field that no record agrees with leaves a source likely, with the reason."""

import pytest
from msgspec.structs import replace

from citecheck.model.reference import Date, Name
from tests.sources.test_record_evidence import NAMES, RECORD, TITLE, by_doi, by_search


@pytest.mark.parametrize("located_by", (by_search, by_doi))
@pytest.mark.parametrize(
    ("change", "reason"),
    (
        ({"author": (Name("Okafur", "Ada"), *NAMES[1:])}, "spelt"),
        ({"author": (NAMES[0], Name("Birg", "Jean-Luc"), NAMES[2])}, "spelt"),
        ({"author": (Name(literal="The River Consortium"),)}, "authors could not be compared"),
        ({"title": "Predicting floods in quiet rivers of the northern"}, "ends otherwise"),
        ({"container_title": "Annals of River Studies Letters"}, "publication could not be compared"),
        ({"container_title": "Journal of River Studies"}, "publication could not be compared"),
        ({"volume": "3", "issue": "12"}, "each other's"),
    ),
)
def test_a_field_that_is_only_like_the_records_is_not_verified(located_by, change: dict[str, object], reason: str) -> None:  # type: ignore[no-untyped-def]
    found = located_by(RECORD, **change)
    assert (found.state, reason in found.reason) == ("likely", True), found.reason
    assert not any(e.verdict == "contradicted" for e in found.evidence)


def test_a_co_author_whom_a_record_of_one_author_lacks_is_not_verified() -> None:
    one = replace(RECORD, author=("Ada Okafor",))
    assert [by_search(one, author=NAMES[:many]).state for many in (1, 2)] == ["verified", "likely"]


def test_a_year_after_that_of_a_preprint_is_not_verified() -> None:
    preprint = replace(RECORD, kind="preprint", outlet="bioRxiv", volume=None, issue=None, page=None)
    fields = {"volume": None, "page": None, "container_title": "bioRxiv"}
    assert [by_search(preprint, day=(year,), **fields).state for year in (2019, 2029)] == ["verified", "likely"]


def test_a_volume_of_four_digits_is_a_year_only_if_the_work_has_it() -> None:
    old = replace(RECORD, date=Date((1919,)), volume="172")
    assert by_search(old, day=(1919,), volume="1721").state == "likely"
    assert by_search(old, day=(1919,), volume="1919").state == "verified"


@pytest.mark.parametrize(
    "change",
    (
        {"container_title": "Quayside Publishing"},  # in place of the journal
        {"issue": "Spring"},
        {"volume": "12, no. 3"},
        {"volume": "12:3"},
        {"title": f"{TITLE} [Ein Titel in anderer Sprache]"},
        {"title": f"{TITLE} [Internet]"},
    ),
)
def test_what_cannot_be_compared_by_its_nature_leaves_nothing_open(change: dict[str, object]) -> None:
    assert by_search(replace(RECORD, publisher="Quayside Publishing"), **change).state == "verified"


def test_an_imprint_is_no_other_publisher_than_the_registrant_of_a_book() -> None:
    book = replace(RECORD, kind="book", outlet=None, publisher="Quayside Publishing Ltd", volume=None, issue=None, page=None)
    fields = {"type": "book", "volume": None, "page": None, "container_title": None}
    assert by_search(book, publisher="Harbour Imprint", **fields).state == "verified"
