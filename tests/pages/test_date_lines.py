"""The dates that a page shows at its article."""

import pytest

from citecheck.model.web import Response
from citecheck.pages.metadata import read_page

TITLE = "River towns brace for a third flood"
STORY = "<p>The water rose by two metres within a day, and the dam at Oakham was opened before noon.</p>" * 12
STATED = '<meta property="article:published_time" content="2019-03-20">'


def dates(body: str, head: str = "") -> list[tuple[str, str]]:
    url = "https://courier.example/flood"
    html = f"<html><head><title>{TITLE} | Courier</title>{head}</head><body>{body}</body></html>"
    read = read_page(Response(url, url, 200, (("content-type", "text/html; charset=utf-8"),), html.encode()))
    return [(claim.value, claim.origin) for claim in read.dates]


@pytest.mark.parametrize(
    "line",
    (
        f"<h1>{TITLE}</h1><p>14 March 2019</p>",
        f"<h1>{TITLE}</h1><p>Oakham, 14. März 2019 | 10:30</p>",
        f"<h1>{TITLE}</h1><p>14.03.2019 – The water rose by two metres within a day, and the dam at Oakham was opened before noon on Thursday.</p>",
        f"<p>14 March 2019</p><h1>{TITLE}</h1>",
        f"<h1>{TITLE}</h1><p>Last modified 20 March 2019</p>{STORY}<p>14 March 2019</p>",
        f"<p>14 March 2019</p><h1>{TITLE}</h1>{STORY}<p>1 June 2020</p>",
        f"<p>2 May 2018</p><h1>{TITLE}</h1><p>14 March 2019</p><p>1 June 2020</p>",
    ),
)
def test_the_line_at_the_headline_dates_an_article_without_structured_dates(line: str) -> None:
    assert dates(line + STORY)[0] == ("2019-03-14", "date line")


@pytest.mark.parametrize(
    "line",
    (
        f'<h1>{TITLE}</h1><div class="comments"><p>14 March 2019</p></div>',
        f'<h1>{TITLE}</h1><article><h3><a href="/cakes">Cake sale raises record sum</a></h3><p>14 March 2019</p></article>',
        f'<h1>{TITLE}</h1><div class="related"><p>14 March 2019</p></div>',
        f"<h1>{TITLE}</h1><p>© 14 March 2019 Courier</p>",
        f"<h1>{TITLE}</h1><p>Updated 14 March 2019</p>",
        f"<h1>{TITLE}</h1>{STORY}<p>14 March 2019</p>",
        f"<p>14 March 2019</p><p>a</p><p>b</p><p>c</p><h1>{TITLE}</h1>",
    ),
)
def test_beside_a_structured_date_only_the_line_at_the_headline_counts(line: str) -> None:
    assert [day for day, _ in dates(line + STORY, STATED)] == ["2019-03-20"]
    assert ("2019-03-14", "date line") in dates(f"<h1>{TITLE}</h1><p>14 March 2019</p>{STORY}", STATED)


def test_time_elements_of_comments_teasers_and_asides_are_not_the_articles() -> None:
    own = f'<main><h1>{TITLE}</h1><time datetime="2019-03-14">a</time>{STORY}</main>'
    others = (
        '<ol class="comment-list"><li><time datetime="2024-01-02">b</time></li></ol>'
        '<article><h3><a href="/cakes">Cake sale raises record sum</a></h3><time datetime="2024-01-03">c</time></article>'
        '<aside><time datetime="2024-01-04">d</time></aside>'
    )
    assert dates(own + others) == [("2019-03-14", "time")]


@pytest.mark.parametrize("value", ("2019-03-13T23:00:00.000Z", "2019-03-13T22:00Z", "2019-03-13T23:00:00+00:00"))
def test_midnight_in_europe_as_utc_is_two_days(value: str) -> None:
    found = dates(f"<h1>{TITLE}</h1>{STORY}", f'<meta property="article:published_time" content="{value}">')
    assert [day for day, _ in found] == ["2019-03-13", "2019-03-14"]


@pytest.mark.parametrize("value", ("2019-03-13T23:05:00Z", "2019-03-13T15:00:00Z", "2019-03-13T23:00:00+01:00"))
def test_other_instants_are_one_day(value: str) -> None:
    assert len(dates(f"<h1>{TITLE}</h1>{STORY}", f'<meta property="article:published_time" content="{value}">')) == 1
