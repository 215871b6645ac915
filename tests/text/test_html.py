"""What a page says of itself, with where it says so; nothing of what it says is believed more than the rest."""

import json

import pytest

from citecheck.model.web import Response
from citecheck.text.html import read_page

TITLE = "River towns brace for a third flood"


def page(head: str = "", body: str = "", kind: str = "text/html; charset=utf-8", url: str = "https://courier.example/x"):  # type: ignore[no-untyped-def]
    html = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    return read_page(Response(url, url, 200, (("content-type", kind),), html.encode()))


def linked(**more: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **more})}</script>'


def test_every_title_is_told_with_its_place() -> None:
    head = f'<title>{TITLE} | The Courier</title><meta property="og:title" content="{TITLE} in spring">'
    read = page(head + linked(headline="Third flood"), f"<h1>{TITLE}!</h1>")
    assert {(c.value, c.origin) for c in read.titles} >= {
        ("Third flood", "json-ld:headline"),
        (f"{TITLE} in spring", "og:title"),
        (f"{TITLE}!", "h1"),
        (f"{TITLE} | The Courier", "title"),
        (TITLE, "title without suffix"),
    }


@pytest.mark.parametrize(
    ("head", "day"),
    (
        (linked(headline=TITLE, datePublished="2019-03-14T08:00:00+01:00"), "2019-03-14"),
        ('<meta property="article:published_time" content="2019-03-14T08:00:00Z">', "2019-03-14"),
        ('<meta name="citation_publication_date" content="2019/03/14">', "2019-03-14"),
        ('<meta name="DC.date" content="2019-03-14">', "2019-03-14"),
    ),
)
def test_dates_are_read_from_wherever_they_are_structured(head: str, day: str) -> None:
    assert [c.value for c in page(head).dates] == [day]


def test_a_date_is_guessed_only_where_nothing_structured_gives_one() -> None:
    body = '<p class="date">Published 14 March 2019</p>' + "<p>Some words of the article.</p>" * 20
    (claim,) = page(body=body).dates
    assert (claim.value, claim.origin) == ("2019-03-14", "htmldate")
    read = page('<meta property="article:published_time" content="2018-01-02">', body)
    assert all(claim.origin != "htmldate" for claim in read.dates)


def test_authors_come_from_data_meta_and_bylines_and_profile_addresses_are_no_names() -> None:
    head = linked(headline=TITLE, author=[{"@type": "Person", "name": "Ada Okafor"}, "https://courier.example/staff/1"])
    read = page(head + '<meta name="author" content="B. Writer">', '<span class="byline">By C. Editor</span>')
    assert [c.value for c in read.authors] == ["Ada Okafor", "B. Writer", "By C. Editor"]


def test_graphs_lists_and_broken_blocks_of_data_are_read_as_far_as_they_go() -> None:
    graph = json.dumps({"@graph": [{"@type": "WebSite", "name": "The Courier"}, {"@type": ["NewsArticle"], "headline": TITLE}]})
    head = f'<script type="application/ld+json">{{"broken": </script><script type="application/ld+json">[{graph}]</script>'
    assert [c.value for c in page(head).titles] == [TITLE]


def test_the_text_is_all_that_a_reader_sees_and_what_the_data_say() -> None:
    read = page(linked(headline=TITLE, articleBody="Hidden behind a script."), "<p>Seen.</p><script>not_seen()</script>")
    assert "Seen." in read.text and "Hidden behind a script." in read.text and "not_seen" not in read.text


def test_a_page_that_says_it_is_not_free_is_not_open() -> None:
    assert not page(linked(headline=TITLE, isAccessibleForFree="False")).open
    assert page(linked(headline=TITLE)).open


def test_control_characters_of_a_page_are_not_passed_on() -> None:
    read = page(linked(headline="River\u202e towns\x1b[31m"), "<h1>Third&#27;[2J flood</h1>")
    assert all(claim.value.isprintable() for claim in read.titles)


@pytest.mark.parametrize("charset", ("utf-8", "iso-8859-1", "windows-1251", "nonsense"))
def test_an_encoding_that_the_server_names_wrongly_breaks_nothing(charset: str) -> None:
    assert page(body=f"<h1>{TITLE}</h1>", kind=f"text/html; charset={charset}").titles[0].value == TITLE


def test_what_is_no_page_claims_nothing() -> None:
    url = "https://courier.example/x.png"
    read = read_page(Response(url, url, 200, (("content-type", "image/png"),), b"\x89PNG\r\n"))
    assert read.titles == () and read.text == ""
