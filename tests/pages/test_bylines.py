"""The authors that a page claims: those that readers see at its article, and nobody else."""

import json

import pytest

from citecheck.model.web import Response
from citecheck.pages.metadata import read_page

TITLE = "River towns brace for a third flood"
STORY = "<p>The water rose by two metres within a day, and the dam at Oakham was opened before noon.</p>" * 12
OTHER = "Cake sale of the brass band raises a record sum"


def authors(body: str, head: str = "", url: str = "https://courier.example/river/flood", truncated: bool = False) -> list[str]:
    html = f"<html><head><title>{TITLE} | Courier</title>{head}</head><body><h1>{TITLE}</h1>{body}{STORY}</body></html>"
    response = Response(url, url, 200, (("content-type", "text/html; charset=utf-8"),), html.encode(), truncated=truncated)
    return [claim.value for claim in read_page(response).authors]


def linked(author: object, **more: object) -> str:
    thing = {"@type": "NewsArticle", "headline": TITLE, "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


@pytest.mark.parametrize(
    "teaser",
    (
        f'<article><h3><a href="/cakes">{OTHER}</a></h3><p class="byline">By Peter Quill</p></article>',
        f'<ul><li><a href="/cakes">{OTHER}</a> <span class="author">Peter Quill</span></li></ul>',
        '<div class="related-articles"><span class="author">Peter Quill</span></div>',
        '<div class="relatedArticle"><span class="author">Peter Quill</span></div>',
        '<div id="sidebar"><span class="author">Peter Quill</span></div>',
        '<nav><span class="author">Peter Quill</span></nav>',
        '<footer><span class="author">Peter Quill</span></footer>',
        '<figure><span class="author">Peter Quill</span></figure>',
        '<span class="media-license-author">Peter Quill</span>',
        '<div class="author">Photo: Peter Quill</div>',
        '<div class="leserbrief"><span class="autor">Peter Quill</span></div>',
        '<span class="rich-snippet-hidden"><span class="author">Peter Quill</span></span>',
        '<div style="display: none"><span class="author">Peter Quill</span></div>',
        f'<article><h3><a href="/cakes">{OTHER}</a></h3><p>By Peter Quill</p></article>',
        f'<article><h3><a href="/cakes">{OTHER}</a></h3><a href="/author/quill">Peter Quill</a></article>',
    ),
)
def test_authors_of_other_articles_photos_letters_and_hidden_parts_are_not_the_authors(teaser: str) -> None:
    assert authors(teaser) == []
    assert authors(f'<p class="byline">By Ada Okafor</p>{teaser}')[0] == "By Ada Okafor"
    assert "Peter Quill" not in " ".join(authors(f'<p class="byline">By Ada Okafor</p>{teaser}'))


@pytest.mark.parametrize(
    "own",
    (
        f'<article><h2><a href="/river/flood">{TITLE}</a></h2><span class="author">Ada Okafor</span></article>',
        '<div class="teaser-small__metadata"><span class="author">Ada Okafor</span></div>',
        '<main><aside><span class="author">Ada Okafor</span></aside></main>',
        '<h3 class="author-name"><a href="/staff/okafor">Ada Okafor</a></h3>',
        '<body class="has-sidebar u-overflow-hidden"><div class="hidden md:block"><span class="author">Ada Okafor</span></div></body>',
        '<article><footer><span class="author">Ada Okafor</span></footer></article>',
        '<div class="articleAuthor">Ada Okafor</div>',
        '<div id="byline">Ada Okafor</div>',
        '<span class="auteur">Ada Okafor</span>',
        '<p><a href="/autoren/okafor">Ada Okafor</a></p>',
    ),
)
def test_the_articles_own_author_is_found_in_heads_boxes_and_links(own: str) -> None:
    assert authors(own) == ["Ada Okafor"]


@pytest.mark.parametrize(
    "words", ("By Ada Okafor", "Von Ada Okafor, 14.3.2019", "Par Ada Okafor | 10:30", "Posted by Ada Okafor", "Texto: Ada Okafor")
)
def test_a_line_that_begins_with_by_is_a_byline_if_a_persons_name_follows(words: str) -> None:
    assert authors(f"<p>{words}</p>") == [words]


@pytest.mark.parametrize(
    "words", ("By the river and beyond", "Von der Quelle zum Meer", "By", "Par avion", "By 2030 the dam is old")
)
def test_other_lines_that_begin_with_by_are_no_bylines(words: str) -> None:
    assert authors(f"<p>{words}</p>") == []


@pytest.mark.parametrize(
    "text",
    (
        "14 March 2019",
        "Dec 1st 2016 1:01PM",
        "Share",
        "More articles",
        "Autor",
        "von",
        "https://courier.example/staff",
        "quill@courier.example",
    ),
)
def test_dates_buttons_labels_and_addresses_are_no_names(text: str) -> None:
    assert authors(f'<p class="byline">{text}</p>', f'<meta property="article:author" content="{text}">') == []


def test_a_name_in_metadata_is_no_author_beside_one_that_readers_see_but_can_be_found() -> None:
    head = linked({"@type": "Person", "name": "Lena Unseen"})
    byline = '<p class="byline">Ada Okafor</p>'
    assert authors(byline, head) == ["Ada Okafor"]
    assert authors(f'{byline}<span class="sr-only">Lena Unseen</span>', head) == ["Ada Okafor"]
    assert authors("", head) == ["Lena Unseen"]
    assert authors("", linked({"@type": "Person", "name": "lenau"})) == []
    assert authors("<p>Lena Unseen</p>", head) == ["Lena Unseen"]
    assert authors("<p>L. Unseen</p>", head) == ["Lena Unseen"]
    html = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{byline}{STORY}</body></html>"
    read = read_page(Response("https://a.example/x", "https://a.example/x", 200, (("content-type", "text/html"),), html.encode()))
    assert "Lena Unseen" in read.text


def test_incomplete_pages_pages_that_scripts_fill_and_catalogues_hide_no_names() -> None:
    head = linked({"@type": "Person", "name": "Lena Unseen"})
    assert authors("", head, truncated=True) == ["Lena Unseen"]
    assert authors("", '<meta name="citation_author" content="Unseen, Lena">') == ["Unseen, Lena"]
    html = f"<html><head>{head}</head><body><div id=root></div></body></html>"
    read = read_page(Response("https://a.example/x", "https://a.example/x", 200, (("content-type", "text/html"),), html.encode()))
    assert [claim.value for claim in read.authors] == ["Lena Unseen"]


@pytest.mark.parametrize(
    "head",
    (
        '<meta name="author" content="Courier Online">',
        '<meta name="author" content="courier.example">',
        '<meta name="author" content="The Oakham News"><meta property="og:site_name" content="The Oakham News">',
        linked({"@type": "Organization", "name": "Courier"}, publisher={"@type": "Organization", "name": "Courier"}),
    ),
)
def test_the_site_is_not_its_articles_author_unless_a_byline_says_so(head: str) -> None:
    shown = "<p>Courier Online, courier.example, The Oakham News</p>"
    assert authors(shown, head) == []
    assert authors(f'{shown}<p class="byline">By Courier</p>', head) == ["By Courier"]


def test_a_person_may_have_a_site_of_that_name() -> None:
    head = linked({"@type": "Person", "name": "Ada Okafor"}, publisher={"@type": "Person", "name": "Ada Okafor"})
    assert authors("<p>Ada Okafor</p>", head, url="https://adaokafor.example/flood") == ["Ada Okafor"]


def test_items_of_lists_in_json_ld_are_other_articles() -> None:
    items = [
        {"@type": "ListItem", "item": {"@type": "NewsArticle", "author": "Peter Quill"}},
        {"@type": "NewsArticle", "author": "Peter Quill"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@type": "ItemList", "itemListElement": items})}</script>'
    assert authors("<p>Peter Quill</p>", head) == []
