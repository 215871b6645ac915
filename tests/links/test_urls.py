"""URLs in running text: where they end, what is no part of them, and what is asked."""

import pytest

import citecheck
from citecheck.app.wiring import read_document
from citecheck.citations.read import read_source
from citecheck.links.exclusions import is_no_page
from citecheck.links.urls import find_urls, with_scheme
from citecheck.links.verdict import judge_answer
from citecheck.model.web import Failure, FailureKind, Hop, Live, Response, Unchecked, Unreachable


@pytest.mark.parametrize("mark", ["。然后", "，", "）。", "！", "？", "｜x", "」", "、"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.wiki", "a.tex"])
def test_a_url_ends_before_east_asian_marks(mark: str, name: str) -> None:
    assert _addresses(name, f"请看https://a.example/x{mark}") == ["https://a.example/x"]


@pytest.mark.parametrize("marks", ["\u2066{}\u2069", "\u202a{}\u202c", "\u200f{}\u200e.", "{}\ufeff"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.wiki"])
def test_marks_of_direction_are_no_part_of_a_url(marks: str, name: str) -> None:
    assert _addresses(name, f"See {marks.format('https://a.example/x')} there.") == ["https://a.example/x"]


@pytest.mark.parametrize("arrow", ["↩", "↩︎", " ↩", "↑", "⏎"])
def test_an_arrow_back_to_a_call_is_no_part_of_a_url(arrow: str) -> None:
    assert [u.url for u in find_urls(f"Title. https://a.example/x.{arrow}")] == ["https://a.example/x"]


def test_a_url_without_a_scheme_that_redirects_to_https_is_live() -> None:
    hops = (Hop("http://www.a.example/x", 301, "https://www.a.example/x"),)
    page = (("content-type", "text/html"),), b"<title>Salt</title>"
    answer = Response("www.a.example/x", "https://www.a.example/x", 200, *page, hops)
    assert isinstance(judge_answer(answer), Live)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.wiki"])
def test_an_underscore_ends_a_url_unless_one_before_it_opens_emphasis(name: str) -> None:
    assert _addresses(name, "See https://a.example/x_ there.") == ["https://a.example/x_"]
    opened = "x_" if name == "a.wiki" else "x"  # wikitext has no such marks
    assert _addresses(name, "_See https://a.example/x_ there.") == [f"https://a.example/{opened}"]


@pytest.mark.parametrize("text", ["~~{}~~", "==see {}==", "> ~~old {}~~", "**{}**", "__{}__"])
def test_marks_of_markdown_are_no_part_of_a_url(text: str) -> None:
    assert _addresses("a.md", text.format("https://a.example/x")) == ["https://a.example/x"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.wiki"])
@pytest.mark.parametrize("marks", ["‹{}›", "„{}“", "‚{}‘", "⟨{}⟩", "{}।", "{}؟", "{}۔", "• {} •", "→ {}→"])
def test_a_url_ends_before_the_marks_of_other_scripts(name: str, marks: str) -> None:
    assert _addresses(name, marks.format("https://a.example/x")) == ["https://a.example/x"]


@pytest.mark.parametrize("joint", ["](", ",", ";", "|"])
def test_two_urls_side_by_side_are_two(joint: str) -> None:
    assert _addresses("a.txt", f"https://a.example/x{joint}https://b.example/y") == ["https://a.example/x", "https://b.example/y"]


@pytest.mark.parametrize("behind", ["]", ")", ")more", ")(see)", "’s page", "'s page", "(", " (", "\x7f"])
def test_what_stands_behind_a_url_is_no_part_of_it(behind: str) -> None:
    assert _addresses("a.txt", f"(https://a.example{behind}") == ["https://a.example"]


def test_a_path_may_end_in_a_possessive() -> None:
    assert _addresses("a.txt", "See https://a.example/wiki/Moor's there.") == ["https://a.example/wiki/Moor's"]


def test_the_call_of_a_note_is_no_part_of_the_url_before_it() -> None:
    assert _addresses("a.txt", "See https://a.example/x[2]") == ["https://a.example/x"]
    assert _addresses("a.txt", "See https://a.example/x?a[2]") == ["https://a.example/x?a[2]"]


GUID = "3F2504E0-4F89-41D3-9A0C-0305E82C3301"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize(
    "part",
    [
        f"?doc={{{GUID}}}&action=edit",
        "/users/{id}/posts",
        "?key={API_Key}&m=1",
        "/{even}-{more}",
        "/x{1}",
        "?p={%22a%22:{%22id%22:1}}",
    ],
)
def test_braces_that_a_url_opens_and_closes_belong_to_it(name: str, part: str) -> None:
    assert _addresses(name, f"See https://a.example/x{part} there.") == [f"https://a.example/x{part}"]


@pytest.mark.parametrize(
    "text",
    [
        "{https://a.example/x}",
        "{{https://a.example/x}}",
        "https://a.example/x{{y}}",
        "https://a.example/x{y",
        "https://a.example/x}{y}",
    ],
)
def test_braces_around_or_behind_a_url_are_no_part_of_it(text: str) -> None:
    assert _addresses("a.txt", text) == ["https://a.example/x"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.example/wiki/Rock_'n'", "https://a.example/wiki/Rock_'n'"),
        ("'https://a.example/x'", "https://a.example/x"),
        ("'https://a.example/wiki/'n'", "https://a.example/wiki/'n"),
        ("https://a.example/x''", "https://a.example/x"),
        ("https://a.example/x\x0ey", "https://a.example/x"),
        ("见https://a.example和别处", "https://a.example"),
        ("https://a.exampleだよね.com", "https://a.example"),
    ],
)
def test_a_url_ends_at_a_closing_apostrophe_a_control_character_and_before_east_asian_text(text: str, url: str) -> None:
    assert [found.url for found in find_urls(text)] == [url]


def test_a_url_behind_east_asian_text_is_another_one() -> None:
    assert [found.url for found in find_urls("https://a.example/日本https://b.example/x")] == [
        "https://a.example/日本",
        "https://b.example/x",
    ]


@pytest.mark.parametrize("tag", ["code", "kbd", "samp", "tt"])
def test_a_bare_url_in_code_tags_of_markdown_is_no_link(tag: str) -> None:
    assert _addresses("a.md", f"<{tag}>\nhttps://a.example/x\n</{tag}> and https://b.example/y") == ["https://b.example/y"]
    assert _addresses("a.md", f"<{tag}>[x](https://a.example/x)</{tag}>") == ["https://a.example/x"]


def _addresses(name: str, text: str) -> list[str]:
    return [address.url for address in read_document(name, text.encode()).addresses]


@pytest.mark.parametrize("behind", ["を参照", "より引用", "から引用", "에서", "을", "—which", "—", "～"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.wiki"])
def test_words_that_go_on_behind_a_url_are_no_part_of_it(behind: str, name: str) -> None:
    assert _addresses(name, f"A https://a.example/x1{behind} there.") == ["https://a.example/x1"]
    assert _addresses(name, f"A https://a.example/x.html{behind} there.") == ["https://a.example/x.html"]


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/wiki/日本",
        "https://a.example/wiki/Война_—_мир",
        "https://a.example/wiki/한국에서의",
        "https://a.example/からくり",
    ],
)
def test_east_asian_and_other_words_in_a_path_stay(url: str) -> None:
    assert _addresses("a.txt", f"A {url} there.") == [url]


def test_an_emphasis_that_is_closed_before_a_url_does_not_end_it() -> None:
    assert _addresses("a.md", "An _old_ place: https://a.example/x_ there.") == ["https://a.example/x_"]


def test_an_asterisk_within_a_url_is_part_of_it_and_entities_that_no_url_has_end_it() -> None:
    assert _addresses("a.md", "A https://a.example/web/*/x there.") == ["https://a.example/web/*/x"]
    assert _addresses("a.md", "**https://a.example/x** there.") == ["https://a.example/x"]
    assert _addresses("a.md", "&lt;https://a.example/x&gt; and https://a.example/y&nbsp;there.") == [
        "https://a.example/x",
        "https://a.example/y",
    ]


SCHEMELESS = ("nytimes.example/2014/05/12/river.html", "moor.example/report", "Water.gov.example/reports/2015.pdf")


@pytest.mark.parametrize("url", SCHEMELESS)
def test_a_host_and_a_path_without_a_scheme_is_requested_as_a_url(url: str) -> None:
    assert with_scheme(url) == f"http://{url}"


@pytest.mark.parametrize(
    "text", ["and/or", "pp.12/13", "10.1000/182", "a.b", "me@moor.example/x", "/report", "https://moor.example/x"]
)
def test_what_is_no_host_and_path_gets_no_scheme(text: str) -> None:
    assert with_scheme(text) == text


@pytest.mark.parametrize("kind", ["dns", "refused", "timeout", "tls"])
def test_what_is_printed_without_a_scheme_and_does_not_answer_is_unchecked_for_it_may_be_no_url(kind: FailureKind) -> None:
    assert isinstance(judge_answer(Failure("vol.ii/3", kind, "no such host")), Unchecked)
    assert isinstance(judge_answer(Failure("https://moor.example/3", kind, "no such host")), Unreachable)


@pytest.mark.parametrize("printed", ["perma.cc/AB12-CD35", "web.archive.org/web/20150504000000/http://moor.example/report"])
@pytest.mark.parametrize("around", ["[{}]", "archived at {}", ", {}"])
def test_a_captures_url_without_a_scheme_is_the_archived_copy(printed: str, around: str) -> None:
    note = f"Jane Doe, “The Dam,” The Courier, May 3, 2015, https://moor.example/report {around.format(printed)}."
    source = read_source(note, None, None)
    assert (source.item.url, source.archive_url) == ("https://moor.example/report", printed)


def test_a_host_that_begins_with_www_is_surely_a_url_and_unreachable_if_it_does_not_answer() -> None:
    assert isinstance(judge_answer(Failure("www.moor.example/report", "dns", "no such host")), Unreachable)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.rst", "a.html"])
@pytest.mark.parametrize("part", ["{{ page.version }}", "{{version}}", "{% if a %}1{% endif %}"])
def test_what_a_template_fills_in_belongs_to_the_url_though_it_has_blanks(name: str, part: str) -> None:
    """Cut there, the rest would be another page's URL."""
    (url,) = _addresses(name, f"At https://a.example/docs/{part}/index.html, and later.")
    assert url == f"https://a.example/docs/{part.replace(' ', '')}/index.html"
    assert is_no_page(url)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (
            "{{cite web|url=https://a.example/x?a={{urlencode:b c}}|title=Locks of the port}}",
            "https://a.example/x?a={{urlencode:bc}}",
        ),
        ("{{cite web|url=https://a.example/x?a={{!}}b{{=}}c|title=Locks of the port}}", "https://a.example/x?a=|b=c"),
        ("[https://a.example/{{PAGENAME}}/x Locks of the port]", "https://a.example/{{PAGENAME}}/x"),
        ("[https://a.example/{{{1}}}/x Locks of the port]", "https://a.example/{{{1}}}/x"),
        ("{{cite web|url=https://a.example/x{{dead link}}|title=Locks of the port}}", "https://a.example/x"),
        ("https://a.example/x{{deadlink}}", "https://a.example/x"),
    ],
)
def test_what_mediawiki_replaces_in_a_url_belongs_to_it(written: str, url: str) -> None:
    document = citecheck.read("a.wiki", f"A.<ref>{written}</ref>\n<references/>")
    assert [address.url for address in document.addresses] == [url]
    assert citecheck.parse(document)[0].sources[0].item.url == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.example/x(accessed 3 May 2019).", "https://a.example/x"),
        ("https://a.example/x.pdf[3 MB]", "https://a.example/x.pdf"),
        ("https://a.example/x_(y) (z 1)", "https://a.example/x_(y)"),
        ("https://a.example/x(y)z (1)", "https://a.example/x(y)z"),
        ("https://a.example/x(y z", "https://a.example/x(y"),
        ("https://a.example/f?q=(y z)", "https://a.example/f?q=(y"),
    ],
)
def test_a_remark_in_brackets_directly_behind_a_url_is_no_part_of_it(text: str, url: str) -> None:
    assert _addresses("a.txt", text) == [url]


@pytest.mark.parametrize("name", ["a.md", "a.rst"])
def test_escapes_of_light_markup_are_undone_in_a_bare_url(name: str) -> None:
    """Converters write them before each character that could be markup."""
    text = 'Said.{}\n\n{} A. Roe, "Weirs of the valley", Elm Post, 2001, https://a.example/a\\_b\\*c\\~d?e\\=f.\n'
    document = citecheck.read(name, text.format(*(("[^1]", "[^1]:") if name == "a.md" else (" [1]_", ".. [1]"))))
    assert [address.url for address in document.addresses] == ["https://a.example/a_b*c~d?e=f"]
    assert citecheck.parse(document)[0].sources[0].item.url == "https://a.example/a_b*c~d?e=f"


def test_an_escaped_ampersand_of_markdown_begins_no_entity() -> None:
    assert _addresses("a.md", "At https://a.example/x?a=1\\&lt;b and later.") == ["https://a.example/x?a=1&lt;b"]


def test_an_escaped_mark_that_closes_behind_a_url_is_no_part_of_it() -> None:
    assert _addresses("a.md", "See \\_https://a.example/x\\_ there.") == ["https://a.example/x"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.md", "`{}`"), ("a.rst", "``{}``"), ("a.rst", ":code:`{}`"), ("a.org", "={}="), ("a.org", "~{}~"), ("a.adoc", "`+{}+`"), ("a.typ", "`{}`"),
        ("a.tex", "\\verb|{}|"), ("a.html", "<code>{}</code>"), ("a.wiki", "<code><nowiki>{}</nowiki></code>"),
    ],
)  # fmt: skip
def test_a_url_in_code_within_a_sentence_is_not_requested(name: str, code: str) -> None:
    assert _addresses(name, f"Call {code.format('https://a.example/x')}, not https://a.example/y here.") == ["https://a.example/y"]


def test_an_ampersand_that_is_written_as_an_entity_is_requested_as_one() -> None:
    assert with_scheme("https://a.example/x?a=1&amp;b=2") == "https://a.example/x?a=1&b=2"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.rst", "a.tex"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_two_urls_without_a_blank_between_them_are_two(name: str, mark: str) -> None:
    assert _addresses(name, f"At https://a.example/x,y;z{mark}https://b.example/y.") == [
        "https://a.example/x,y;z",
        "https://b.example/y",
    ]
