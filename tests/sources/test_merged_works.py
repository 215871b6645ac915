"""Citations made of two works, or with half an invented title: every other field is a known work's."""

import pytest
from msgspec.structs import replace

from citecheck.model.reference import Name
from tests.sources.conftest import Knows, Web, located
from tests.sources.guards import guards
from tests.sources.test_record_evidence import RECORD, TITLE, article, by_search, differs

OTHERS = ("Max Ashgrove", "Lea Fernleigh")
SECOND = replace(
    RECORD, url="https://doi.org/10.5555/moor.2", doi="10.5555/moor.2", title="Monastic gardens and their keepers in tidal valleys of the coast",
    author=OTHERS, outlet="Journal of Garden History", volume="7", page="11-29",
)  # fmt: skip


def test_the_title_of_one_work_with_all_else_of_another_is_found_by_the_title() -> None:
    found = by_search(RECORD, SECOND, title=SECOND.title)
    assert found.state == "likely" and found.url == SECOND.url
    assert {"author", "container-title"} <= differs(found)


def test_an_invented_title_with_the_pages_of_a_work_is_no_found_work_and_that_work_is_named() -> None:
    found = by_search(RECORD, title="Restoring monastic gardens and their keepers in tidal valleys")
    assert (found.state, found.url) == ("ambiguous", None)
    assert found.reason == f"its authors, publication, year and pages are those of another work: {TITLE}"


def test_half_of_the_title_is_a_wrong_title_if_all_else_agrees_and_maybe_another_work_without_pages() -> None:
    half = "Predicting floods in quiet rivers by tidal monastic gardens"
    assert differs(by_search(RECORD, title=half)) == {"title"}
    without = by_search(RECORD, title=half, volume=None, page=None)
    assert without.state != "verified" and differs(without) == set()


@pytest.mark.parametrize(
    "change",
    (
        {"volume": None, "page": None},  # the authors may have published another article there in that year
        {"page": "101"},  # abstracts of a conference share a page
        {"author": (Name("Ashgrove", "Max"),)},
        {"title": "Überschwemmungen an stillen Flüssen der nördlichen Ebene vorhersagen"},  # a translation
    ),
)
def test_another_title_alone_is_no_other_work_of_the_same_place(change: dict[str, object]) -> None:
    found = by_search(RECORD, **{"title": "Restoring monastic gardens and their keepers in tidal valleys", **change})
    assert found.state not in ("verified", "likely") and differs(found) == set()


def test_a_right_citation_beside_a_work_of_the_same_title_is_verified() -> None:
    assert by_search(RECORD, replace(SECOND, title=TITLE)).state == "verified"


@guards("ARTICLE_NUMBER")
def test_a_number_of_five_digits_is_one_articles_and_one_of_four_may_be_a_page() -> None:
    def state(page: str) -> str:
        return by_search(
            replace(RECORD, page=page), title="Restoring monastic gardens and their keepers in tidal valleys", page=page
        ).state

    assert (state("10458"), state("1045")) == ("ambiguous", "unchecked")


def test_a_reading_that_takes_a_part_of_the_title_for_the_publication_does_not_hide_another_title() -> None:
    whole = f"{TITLE}. VII. Results of the dredging trial"
    record = replace(RECORD, title=whole)
    made = f"{TITLE}. VII. Gardens for the monastic harbour"
    query = article(title=made, text=f"Okafor A. {made}. Annals of River Studies 12, 101–119 (2019).")
    cut = replace(query.source.item, title=TITLE, container_title="VII")
    query = replace(query, source=replace(query.source, alternatives=(cut,)))
    found = located(Web(), query, Knows((record,), name="register", decisive=frozenset()))
    assert found.state != "verified"
