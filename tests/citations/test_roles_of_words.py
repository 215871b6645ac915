"""Words of a citation that tell of online publication, of groups, of catalogues and of old calendars."""

import pytest

from citecheck.citations.read import read_source
from citecheck.language.authors import read_authors
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize("words", ("Epub 2000 Dec 4", "Published online 4 December 2000", "Online ahead of print 2000 Dec 4"))
def test_a_day_of_publication_online_is_neither_access_nor_issue(words: str) -> None:
    item = read(f"Moor J. A study of quays. Fen J. 2001 Mar 3;3(2):4-9. {words}.")
    assert item.accessed is None
    assert item.issued and item.issued.parts == (2001, 3, 3)
    assert (item.volume, item.issue, item.page) == ("3", "2", "4-9")


def test_a_day_of_publication_online_counts_where_there_is_no_other() -> None:
    item = read("Moor, J. A study of quays. Fen Journal, published online 4 December 2000. https://fen.example/x")
    assert item.issued and item.issued.parts == (2000, 12, 4)


def test_numbers_of_catalogues_are_no_place_and_no_title() -> None:
    item = read("Moor, J. (2010). A study of quays. Fen Journal, 3(2), 4–9. PMID 12345678, PMCID: PMC1234567, OCLC 1234567")
    assert (item.pmid, item.publisher_place, item.page) == ("12345678", None, "4–9")


@pytest.mark.parametrize(
    ("text", "last"),
    (
        ("Moor, J., Heath, R., & the Fen Study Group", "the Fen Study Group"),
        ("Moor, J. & Fen Consortium", "Fen Consortium"),
        ("Jane Moor and Fen Study Group", "Fen Study Group"),
    ),
)
def test_a_group_behind_persons_is_an_author_of_its_own(text: str, last: str) -> None:
    people = read_authors(text)
    assert people[0].family == "Moor"
    assert people[-1].literal == last


def test_a_group_for_which_persons_write_is_no_title() -> None:
    item = read("Moor J, Heath RA, for the Fen Trial Investigators. A study of quays. Fen J. 2001;3(2):4-9.")
    assert [one.family or one.literal for one in item.author] == ["Moor", "Heath", "the Fen Trial Investigators"]
    assert item.title == "A study of quays"
    assert read("Jane Moor, A Report for the Fen Committee. London: Elm, 2001.").title == "A Report for the Fen Committee"


@pytest.mark.parametrize(
    ("text", "family", "given", "suffix", "literal"),
    (
        ("Heath E 3rd", "Heath", "E", "3rd", None),
        ("Alexandre Moor, père", "Moor", "Alexandre", "père", None),
        ("St. John, H.", "St. John", "H.", None, None),
        ("Ibn Moor", None, None, None, "Ibn Moor"),
        ("Pope Moor Paul II", None, None, None, "Pope Moor Paul II"),
        ("Queen Adelheid II", None, None, None, "Queen Adelheid II"),
    ),
)
def test_names_with_ordinals_saints_and_rulers(
    text: str, family: str | None, given: str | None, suffix: str | None, literal: str | None
) -> None:
    (one,) = read_authors(text)
    assert (one.family, one.given, one.suffix, one.literal) == (family, given, suffix, literal)


def test_days_of_two_calendars_and_years_of_two_styles_are_one_date() -> None:
    assert read("Jane Moor to John Heath, 10/21 March 1745, Fen Archives, MS 4.").volume is None
    item = read("Jane Moor, “A Letter,” 2 February 1700/1.")
    assert item.issued and item.issued.parts == (1700, 2, 2)
    assert item.page is None


def test_a_year_before_the_common_era_is_no_volume() -> None:
    item = read("Moor, A book of quays, 350 BCE.")
    assert (item.volume, item.page, item.issued) == (None, None, None)


def test_a_reprint_is_no_place() -> None:
    assert read("Moor, Jane. A Book of Quays. 1899. Reprint, London: Elm, 1955.").publisher_place == "London"
