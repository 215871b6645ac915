"""Pages: a response's status, headers and bytes give a verdict, metadata, and evidence for a note.

An input's first line has the status and the content type; ``>`` and a URL after it mean a redirect to it.
"""

import gzip
import io
from collections.abc import Iterator
from urllib.parse import urlsplit

from citecheck.links.soft_404_probe import is_shell, same_page
from citecheck.links.verdict import judge_answer
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.model.web import Hop, Page, Response
from citecheck.net.robots import crawl_delay
from citecheck.pages.fragments import missing_fragment
from citecheck.pages.metadata import read_page
from citecheck.pages.quick_metadata import page_summary, quick_metadata, secondary_headings, visible_text
from citecheck.sources.evidence import CandidatePages
from citecheck.sources.quotation_check import quote
from citecheck.sources.title_precheck import lacks_titles
from citecheck.sources.verify import verify
from tests.measure.fuzz.attempt import BrokenPlugin, Target
from tests.measure.fuzz.trees import json_tree
from tests.sources.providers.conftest import TITLE, note

URL = "https://courier.example/2019/03/14/river-towns-brace-for-a-third-flood?id=1234#part:~:text=flood,river"
SOURCE = Source(
    f"Ada Okafor, “{TITLE},” The Courier, 14 March 2019",
    Item(
        type="article-newspaper",
        title=TITLE,
        author=(Name("Okafor", "Ada"),),
        container_title="The Courier",
        issued=Date((2019, 3, 14)),
    ),
)
WORDS = tuple(
    word.encode() for word in (
        "<title>", "</title>", "<h1>", "</h1>", "<meta property='og:title' content='", "<meta name=citation_title content=", "<meta charset=", "<meta http-equiv=refresh content='0; url=",
        "<link rel=canonical href='", "<script type='application/ld+json'>", "</script>", '{"@graph":[', '{"@type":"NewsArticle","headline":', '"datePublished":"2019-03-14T00:00:00Z"',
        '"author":{"name":', '"isAccessibleForFree":', "<time datetime='", "<div class='byline author headline'>", "<a id='part'>", "<body>", "<base href=", "<template>", "<svg>", "<noscript>",
        "Page not found", "404", "Just a moment...", "This domain is for sale", "captcha", "charset=rot13", "charset=undefined", "charset=utf-16", "charset=idna", "charset=punycode", "charset=utf-7",
        "charset=base64", "charset=unicode_escape", "200 text/html; charset=", "301 ", "404 text/html\n", "403 text/html\n", "200 application/pdf\n", "%PDF-1.4\n", "obj\n<<", "endobj", "stream\n", "endstream",
        "/Type /Page", "/Kids [3 0 R]", "/Length 99999999", "/Filter /FlateDecode", "trailer <<", "/Root 1 0 R", "startxref\n0\n%%EOF", "D:20190314", "<!--", "-->", "<![CDATA[", "]]>", "&#x110000;", "&quot;", "\u00a0",
        "https://courier.example/ ", "> https://www.courier.example/home ", "> /login?next= ",
    )
)  # fmt: skip


def reads_page(data: bytes) -> None:
    """Everything that is asked of one answer."""
    answer = _response(data)
    page = quick_metadata(answer)
    link = judge_answer(answer, (), page)
    said = page_summary(page)
    secondary_headings(answer), visible_text(answer), is_shell(answer), missing_fragment(URL, answer)
    same_page(answer, Response(URL, URL, 200, (("content-type", "text/html"),), b"<title>Not found</title>"))
    lacks_titles([TITLE], link, answer), lacks_titles([TITLE], link, said)
    _weighed(read_page(answer))


def _response(data: bytes) -> Response:
    first, _, body = data.partition(b"\n")
    line = first.decode("latin-1")
    asked, _, target = line.partition(">")
    number, _, kind = asked.strip().partition(" ")
    status = int(number) if number.isascii() and number.isdigit() and len(number) == 3 else 200
    hops = (Hop(URL, 301, target.strip()),) if target.strip() else ()
    headers = (("Content-Type", kind.strip()),) if kind.strip() else ()
    return Response(URL, _place(target.strip()) if hops else URL, status, headers, body, hops, truncated=number == "999")


def _place(target: str) -> str:
    """An address that a transport could have ended at."""
    try:
        return target if urlsplit(target).hostname else URL
    except ValueError:
        return URL


def _weighed(page: Page) -> None:
    for claim in (*page.titles, *page.authors, *page.outlets, *page.dates):
        if not isinstance(claim.value, str):
            raise BrokenPlugin("a claim is no text")
    (scored,) = verify(SOURCE, [CandidatePages(Candidate(URL, "note", used=("address",)), (page,))])
    if not 0 <= scored.probability <= 1:
        raise BrokenPlugin("a probability is none")
    quote(note(), [page])


def reads_robots(data: bytes) -> None:
    """The crawl-delay of a robots.txt."""
    seconds = crawl_delay(data)
    if seconds is not None and not 0 <= seconds <= 60:
        raise BrokenPlugin(f"a delay of {seconds} s")


def _pages() -> Iterator[bytes]:
    graph = '{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"River towns","datePublished":"2019-03-14T05:00:00Z","author":[{"@type":"Person","name":"Ada Okafor"}],"publisher":{"name":"The Courier"},"isAccessibleForFree":"False"}]}'
    head = f"<title>River towns brace | The Courier</title><meta property='og:title' content='River towns'><link rel=canonical href='/a'><script type='application/ld+json'>{graph}</script>"
    yield f"200 text/html; charset=utf-8\n<!doctype html><html lang=en><head>{head}</head><body><h1>River towns</h1><p class=byline>By Ada Okafor</p><time datetime=2019-03-14>14 March 2019</time><p id=part>Floods, “a third flood”.</p></body></html>".encode()
    yield b"200 text/html\n<title>Page not found</title><h1>404</h1><p>Sorry, we could not find that page.</p>"
    yield b"200 text/html\n<html><head><title>Just a moment...</title></head><body><div id=px-captcha></div></body></html>"
    yield b"200 text/html; charset=windows-1252\n<meta charset='shift_jis'><title>\x93caf\xe9\x94</title><meta http-equiv=refresh content='0; url=/'>"
    yield b"200 text/html > https://courier.example/\n<title>The Courier</title><h1>Home</h1>"
    yield b"403 text/html\n<title>Access denied</title>"
    yield b"200 application/xhtml+xml\n<?xml version='1.0' encoding='utf-16'?><html xmlns='http://www.w3.org/1999/xhtml'><title>x</title></html>"
    yield b"200\n\x1f\x8b" + gzip.compress(b"<title>x</title>")


def _pdfs() -> Iterator[bytes]:
    from pypdf import PdfWriter

    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "River towns", "/Author": "Ada Okafor", "/CreationDate": "D:20190314050000Z"})
    writer.write(out)
    yield b"200 application/pdf\n" + out.getvalue()
    text = b"BT /F1 12 Tf 20 100 Td (River towns brace) Tj 0 -20 Td (14 March 2019) Tj ET"
    yield (
        b"200 application/pdf\n%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\n"
        b"endobj\n4 0 obj\n<< /Length %d >>\nstream\n"
        % len(text)
        + text
        + b"\nendstream\nendobj\n5 0 obj\n<< /Title (River towns) /CreationDate (D:20190314) >>\nendobj\ntrailer\n<< /Root 1 0 R /Info 5 0 R >>\n%%EOF\n"
    )


def _robots() -> Iterator[bytes]:
    yield b"User-agent: *\nDisallow: /x\nCrawl-delay: 3\n\nUser-agent: citecheck\nCrawl-delay: 1e9 # c\nSitemap: https://a.example/s.xml\n"


def _linked_data(data: bytes, largest: int, seed: int) -> bytes:
    """The page with its JSON-LD changed by its structure."""
    head, mark, rest = data.partition(b"ld+json'>")
    inside, end, tail = rest.partition(b"</script>")
    return head + mark + json_tree(inside, largest, seed) + end + tail if end else data


TARGETS = (
    Target("page", reads_page, _pages, WORDS, _linked_data, (), 6_000),
    Target("pdf", reads_page, _pdfs, WORDS[-35:], None, (), 6_000),
    Target(
        "robots",
        reads_robots,
        _robots,
        (b"user-agent:", b"crawl-delay:", b"nan", b"inf", b"-1", b"1e400", b"citecheck", b"*", b"#"),
        None,
        (),
        2_000,
    ),
)
