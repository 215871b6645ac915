"""A quick look for cited titles on a page decides which pages are worth reading whole."""

import pytest

from citecheck.model.web import Gone, Live, Response
from citecheck.pages.quick_metadata import PageSummary
from citecheck.sources.title_precheck import doubt

URL = "https://example.org/a"
LIVE = Live(URL, 200, URL, "")


def page(body: str) -> Response:
    return Response(URL, URL, 200, (), body.encode())


@pytest.mark.parametrize(
    "body",
    [
        "<title>Minister resigns – Reuters</title>",
        "<h1>MINISTER&nbsp;resigns</h1>",
        '<meta property="og:title" content="Minister  resigns">',
        '<script type="application/ld+json">{"headline": "Minister resigns"}</script>',
    ],
)
def test_a_title_anywhere_on_the_page_raises_no_doubt(body: str) -> None:
    assert not doubt(["Minister resigns"], LIVE, page(body))


def test_a_page_that_has_the_title_nowhere_is_doubtful() -> None:
    assert doubt(["Minister resigns"], LIVE, page("<h1>Ten recipes</h1>"))


def test_a_page_cited_by_two_titles_of_which_it_has_one_is_left_in_peace() -> None:
    assert not doubt(["Minister resigns", "Ten recipes"], LIVE, page("<h1>Ten recipes</h1>"))


def test_a_page_of_which_nothing_was_read_and_one_that_is_gone_raise_no_doubt() -> None:
    assert not doubt(["Minister resigns"], LIVE, page(""))
    assert not doubt(["Minister resigns"], Gone(URL, 404, "404"), page("<h1>Not found</h1>"))


def test_what_a_glance_showed_in_an_earlier_run_counts_like_the_page() -> None:
    assert not doubt(["Minister resigns"], LIVE, PageSummary(("Minister Resigns | Reuters",)))
    assert doubt(["Minister resigns"], LIVE, PageSummary(("Ten recipes",)))
