"""How outlets spell titles in their addresses."""

import pytest

from citecheck.sources.slugs import slug_starts, url_dates


def test_a_slug_begins_with_the_titles_first_words_or_with_those_after_its_kicker() -> None:
    assert slug_starts("River towns brace for a flood") == ("river-towns",)
    assert slug_starts("Floods: river towns brace") == ("floods-river", "river-towns")


def test_an_apostrophe_is_left_out_or_parts_words() -> None:
    assert slug_starts("Harbour's edge gives way") == ("harbours-edge", "harbour-s")


def test_a_slug_is_predicted_up_to_a_letter_with_several_spellings() -> None:
    assert slug_starts("Flussstädte wappnen sich") == ("flussst",)


@pytest.mark.parametrize(
    "path",
    (
        "/2021/04/07/river",
        "/world/2021/apr/07/river",
        "/news/2021-04-07/river",
        "/politica/20210407/10277301/river.html",
        "/2021/4/7/x",
    ),
)
def test_the_day_in_a_url_is_read(path: str) -> None:
    assert [claim.value for claim in url_dates(f"https://courier.example{path}")] == ["2021-04-07"]


@pytest.mark.parametrize("path", ("/2021/04/river", "/story/20211507/river", "/river-20210407.html", "/a/9900610.html"))
def test_other_numbers_of_a_url_are_no_day(path: str) -> None:
    assert url_dates(f"https://courier.example{path}") == []
