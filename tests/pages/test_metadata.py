"""A page's claims with their origins, none preferred."""

import json

import pytest

from citecheck.model.web import Response
from citecheck.pages.metadata import read_page
from citecheck.pages.quick_metadata import quick_metadata

TITLE = "River towns brace for a third flood"


def page(head: str = "", body: str = "", kind: str = "text/html; charset=utf-8", url: str = "https://courier.example/x"):  # type: ignore[no-untyped-def]
    html = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    return read_page(Response(url, url, 200, (("content-type", kind),), html.encode()))


def linked(**more: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **more})}</script>'


def test_every_title_has_its_origin() -> None:
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


def test_a_date_is_guessed_only_where_nothing_else_gives_one() -> None:
    long = "Published on 14 March 2019 in the evening edition of the paper, which has been in print since the war of the two towns"
    body = f'<p class="date">{long}</p>' + "<p>Some words of the article.</p>" * 20
    (claim,) = page(body=body).dates
    assert (claim.value, claim.origin) == ("2019-03-14", "htmldate")
    read = page('<meta property="article:published_time" content="2018-01-02">', body)
    assert all(claim.origin != "htmldate" for claim in read.dates)


def test_authors_come_from_json_ld_meta_and_bylines_and_profile_urls_are_no_names() -> None:
    head = linked(headline=TITLE, author=[{"@type": "Person", "name": "Ada Okafor"}, "https://courier.example/staff/1"])
    read = page(head + '<meta name="author" content="B. Writer">', '<span class="byline">By C. Editor</span>')
    assert [c.value for c in read.authors] == ["Ada Okafor", "B. Writer", "By C. Editor"]


def test_graphs_lists_and_broken_blocks_of_json_ld_are_read_as_far_as_possible() -> None:
    graph = json.dumps({"@graph": [{"@type": "WebSite", "name": "The Courier"}, {"@type": ["NewsArticle"], "headline": TITLE}]})
    head = f'<script type="application/ld+json">{{"broken": </script><script type="application/ld+json">[{graph}]</script>'
    assert [c.value for c in page(head).titles] == [TITLE]


def test_json_ld_is_read_within_cdata_and_one_value_after_the_other() -> None:
    one, other = ({"@type": "Article", "headline": title} for title in (TITLE, "Third flood"))
    for block in (f"<![CDATA[ {json.dumps(one)} ]]>", f"{json.dumps(one)},\n{json.dumps(other)};", f"{json.dumps(one)} }}"):
        assert page(f'<script type="application/ld+json">{block}</script>').titles[0].value == TITLE


def test_the_text_includes_visible_text_and_json_ld() -> None:
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


def test_a_response_that_is_no_page_has_no_claims() -> None:
    url = "https://courier.example/x.png"
    read = read_page(Response(url, url, 200, (("content-type", "image/png"),), b"\x89PNG\r\n"))
    assert read.titles == () and read.text == ""


def test_kicker_and_subtitle_are_separated_from_the_headline() -> None:
    body = f'<h1><span class="kicker">Weather</span> {TITLE} <small>The mayor speaks of the worst year since the war</small></h1>'
    assert (TITLE, "h1") in {(c.value, c.origin) for c in page(body=body).titles}


def test_a_headline_outside_h1_is_read_by_its_class_and_teasers_are_not() -> None:
    body = f'<h2 class="entry-title">{TITLE}</h2>'
    assert [c.value for c in page(body=body).titles] == [TITLE]
    assert page(body=body + '<h2 class="entry-title">Cake sale raises record sum</h2>').titles == ()


def test_microdata_is_read_if_it_occurs_once() -> None:
    body = f'<p itemprop="headline">{TITLE}</p><span itemprop="datePublished" content="2019-03-14">Thursday</span>'
    read = page(body=body)
    assert [c.value for c in read.titles] == [TITLE] and [c.value for c in read.dates] == ["2019-03-14"]
    assert page(body=body + '<p itemprop="headline">Cake sale raises record sum</p>').titles == ()


def test_references_between_objects_of_a_graph_are_resolved() -> None:
    parts = [
        {"@type": "Article", "headline": TITLE, "author": [{"@id": "#ada"}], "publisher": {"@id": "#paper"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Okafor"},
        {"@type": "Organization", "@id": "#paper", "name": "The Courier"},
    ]
    read = page(f'<script type="application/ld+json">{json.dumps({"@graph": parts})}</script>')
    assert [c.value for c in read.authors] == ["Ada Okafor"] and [c.value for c in read.outlets] == ["The Courier"]


@pytest.mark.parametrize(
    ("value", "days"),
    (
        (["2019-03-14T08:00:00Z", "2019-03-15"], ["2019-03-14", "2019-03-15"]),
        ({"@value": "2019-03-14"}, ["2019-03-14"]),
        ("04/03/2019", ["2019-03-04", "2019-04-03"]),
        ("1552550400", ["2019-03-14"]),
        ("1552550400000", ["2019-03-14"]),
    ),
)
def test_dates_come_in_lists_typed_in_two_readings_and_as_seconds(value: object, days: list[str]) -> None:
    assert sorted(c.value for c in page(linked(headline=TITLE, datePublished=value)).dates) == days


def test_time_elements_of_other_articles_are_ignored() -> None:
    body = '<article><time datetime="2019-03-14">a</time></article><aside><time datetime="2024-01-02">b</time></aside>'
    assert [c.value for c in page(body=body).dates] == ["2019-03-14"]


@pytest.mark.parametrize(
    ("label", "codec", "title"),
    (
        ("gb2312", "gbk", "王镕生经理答中外记者问"),
        ("GB_2312-80", "gbk", "朱镕基谈经济"),
        ("shift_jis", "cp932", "①髙島屋の歴史"),
        ("x-sjis", "cp932", "㈱山﨑の報告"),
        ("euc-kr", "cp949", "똠방각하와 펲시콜라"),
        ("ks_c_5601-1987", "cp949", "믜리도 괴리도 업시"),
        ("big5", "big5hkscs", "香港嘅鰂魚涌同埋石硤尾邨"),
        ("iso-8859-1", "cp1252", "The mayor’s “last” word – for now"),
        ("gb2312", "utf-8", "王镕生经理答中外记者问"),  # an old declaration
        ("iso-8859-1", "utf-8", "Überschwemmung in Łódź"),
    ),
)
def test_declared_encodings_are_read_as_browsers_do_with_one_broken_character(label: str, codec: str, title: str) -> None:
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"><title>{title}</title></head>'
    body = html.encode(codec) + b"<body><p>x</p></body></html>"
    broken = body.replace(b"<p>x", b"<p>\xff\xfe") if codec != "utf-8" else body
    for kind in ("text/html", f"text/html; charset={label}"):
        for markup in (body, broken):
            response = Response("https://a.example/x", "https://a.example/x", 200, (("content-type", kind),), markup)
            assert read_page(response).titles[0].value == title
            assert quick_metadata(response).title == title


@pytest.mark.parametrize(
    "body",
    (
        '<form id="commentform"><p class="comment-form-author"><label>Name *</label></p></form>',
        '<p class="author">Name (erforderlich)</p>',
        '<p class="author-field">Your name:</p>',
        '<ol class="commentlist"><li><cite class="author">Peter Quill</cite> says: x</li></ol>',
        '<div class="author">Peter Quill says:</div>',
        '<section id="comments"><div><span itemprop="author">Peter Quill</span></div></section>',
        '<div itemtype="https://schema.org/Comment"><span itemprop="author">Peter Quill</span></div>',
    ),
)
def test_labels_of_forms_and_readers_who_comment_are_no_authors(body: str) -> None:
    assert page(body=body).authors == ()
    assert page(body='<article class="post comments-open no-comments"><p class="author">Ada Okafor</p></article>').authors
    assert [c.value for c in page(body=f'<p class="byline">By Ada Okafor</p>{body}').authors] == ["By Ada Okafor"]


def test_soft_hyphens_do_not_split_words() -> None:
    assert page(body="<h1>Fluss\u00adstädte wapp&shy;nen sich</h1>").titles[0].value == "Flussstädte wappnen sich"


def test_xhtml_is_read_without_warnings(recwarn: pytest.WarningsRecorder) -> None:
    html = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{TITLE}</h1></body></html>'
    url = "https://courier.example/x"
    read = read_page(Response(url, url, 200, (("content-type", "application/xhtml+xml"),), html.encode()))
    assert read.titles[0].value == TITLE and not recwarn.list


@pytest.mark.parametrize("company", ["Wegwerk GmbH", "Moor Media Ltd.", "Nord S.p.A.", "Heide AG", "Vydavatel s.r.o."])
def test_a_company_in_metadata_that_the_page_does_not_show_is_no_author(company: str) -> None:
    head = f'<meta name="author" content="{company}">'
    assert not page(head, f"<h1>{TITLE}</h1><p>{'The water came over the quay. ' * 40}</p>").authors
    shown = page(head, f"<h1>{TITLE}</h1><p class='byline'>By {company}</p>")
    assert [claim.value for claim in shown.authors] == [f"By {company}"]
