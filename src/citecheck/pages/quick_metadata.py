"""Reads a page's titles and date marks from its bytes, without parsing it into a tree.

Every step only moves forward, so time is linear.
"""

import html
import re
from collections.abc import Iterator

from msgspec import Struct

from citecheck.language.charsets import page_codec
from citecheck.model.web import Response
from citecheck.patterns import lazy_pattern

HEAD = 200_000  # bytes that are read
LONGEST = 2_000  # maximum bytes of a title or heading
MAX_HEADINGS = 4
LONGEST_TITLE = 400  # maximum characters of a title in a summary
DATED = (b"article:published_time", b'"datepublished"', b"'datepublished'", b"citation_publication_date", b"citation_title")
# A work whose title may be "Page not found": a film, a song, a book.
_WORK = lazy_pattern(
    rb"og:type[\"']\s{0,3}content=[\"'](?:video\.|music\.|books?[\"'.])|"
    rb"[\"']@type[\"']\s{0,3}:\s{0,3}[\"'](?:movie|book|tv\w{4,8}|music\w{4,12}|podcast\w{0,12}|radio\w{4,8}|videogame|play|visualartwork)[\"']"
)
UNSEEN = (b"script", b"style", b"noscript", b"template", b"svg", b"title")  # elements with invisible content
_CHARSET = lazy_pattern(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{1,40})")
_SPACE = lazy_pattern(r"\s+")
_TAG_END = lazy_pattern(rb"[\s/>]")


class QuickMetadata(Struct, frozen=True):
    """Quick metadata of a page. ``dated``: it has a publication date, citation data or those of a film, a song or a book; ``canonical``: its canonical URL."""

    title: str = ""
    headings: tuple[str, ...] = ()
    dated: bool = False
    canonical: str = ""
    markup: bool = False


class PageSummary(Struct, frozen=True):
    """The titles of a page, stored with its verdict: its own, its headings, and cited titles that it mentions."""

    titles: tuple[str, ...] = ()


def page_summary(page: QuickMetadata) -> PageSummary:
    """The titles of a page."""
    return PageSummary(tuple(title[:LONGEST_TITLE] for title in (page.title, *page.headings) if title))


def quick_metadata(response: Response) -> QuickMetadata:
    """The quick metadata of a response; empty if it is not HTML."""
    if not is_html(response):
        return QuickMetadata()
    raw = response.body[:HEAD]
    low = raw.lower()
    charset = charset_of(response)
    body = low.find(b"<body")
    head = low[: body if body >= 0 else None]
    titles = _elements(raw, low, b"title", 1)
    return QuickMetadata(
        _plain(titles[0], charset) if titles else "",
        tuple(h for h in (_plain(h, charset) for h in _elements(raw, low, b"h1", MAX_HEADINGS)) if h),
        any(sign in low for sign in DATED) or ((b"og:type" in low or b"@type" in low) and bool(_WORK.search(low))),
        _attribute(raw, head, b"<link", b"canonical", b"href", charset),
        True,
    )


def is_html(response: Response) -> bool:
    """Whether a response has an HTML content type, or none and looks like HTML."""
    kind = response.header("content-type")
    if kind:
        return "html" in kind.lower()
    return b"<" in response.body[:100]


def charset_of(response: Response) -> str:
    """The codec of a page: named by the header or the page's head, else UTF-8; names that are no text encoding are ignored."""
    return page_codec(response.body, declared(response)) or "utf-8"


def declared(response: Response) -> Iterator[str]:
    """The labels of encodings in the header and in the page's head."""
    for place in ((response.header("content-type") or "").encode("latin-1", "replace"), response.body[:2_048]):
        if match := _CHARSET.search(place.lower()):
            yield match.group(1).decode("ascii", "replace")


def secondary_headings(response: Response) -> tuple[str, ...]:
    """The second- and third-level headings; many error pages have no others."""
    raw = response.body[:HEAD]
    low, charset = raw.lower(), charset_of(response)
    found = [*_elements(raw, low, b"h2", MAX_HEADINGS), *_elements(raw, low, b"h3", MAX_HEADINGS)]
    return tuple(text for text in (_plain(one, charset) for one in found) if text)


def visible_text(response: Response, limit: int = HEAD) -> str:
    """The visible text, including navigation; without scripts, styles and the title element."""
    raw = response.body[:limit]
    low, pieces, at = raw.lower(), [], 0
    while True:
        opened = raw.find(b"<", at)
        if opened < 0:
            pieces.append(raw[at:])
            break
        pieces.append(raw[at:opened])
        hidden = next((name for name in UNSEEN if low.startswith(name, opened + 1) and _ends(low, opened + 1 + len(name))), None)
        closed = low.find(b"</" + hidden, opened) if hidden else opened
        at = raw.find(b">", max(closed, opened)) + 1
        if closed < 0 or at <= 0:
            break
    return _plain(b" ".join(pieces), charset_of(response), strip=False)


def _ends(low: bytes, at: int) -> bool:
    return bool(_TAG_END.match(low, at))


def _elements(raw: bytes, low: bytes, name: bytes, most: int) -> list[bytes]:
    """The contents of the first elements with a name."""
    found: list[bytes] = []
    at = 0
    while len(found) < most and (at := low.find(b"<" + name, at)) >= 0:
        begin = low.find(b">", at)
        if begin < 0:
            break
        if _ends(low, at + 1 + len(name)):
            end = low.find(b"</" + name, begin)
            found.append(raw[begin + 1 : min(end if end >= 0 else begin + LONGEST, begin + LONGEST)])
        at = begin
    return found


def _attribute(raw: bytes, low: bytes, tag: bytes, sign: bytes, name: bytes, charset: str) -> str:
    """An attribute of the first tag that contains ``sign``: ``href`` of ``<link rel=canonical>``."""
    at = -1
    while (at := low.find(tag, at + 1)) >= 0:
        end = low.find(b">", at)
        if end < 0:
            break
        if sign in low[at : min(end, at + LONGEST)]:
            return _value(raw[at:end][:LONGEST], name, charset)
    return ""


def _value(tag: bytes, name: bytes, charset: str) -> str:
    at = tag.lower().find(name + b"=")
    if at < 0:
        return ""
    rest = tag[at + len(name) + 1 :].lstrip()
    quote = rest[:1]
    inside = rest[1:].partition(quote)[0] if quote in (b'"', b"'") else re.split(rb"[\s>]", rest, maxsplit=1)[0]
    return html.unescape(inside.decode(charset, "replace")).strip()


def _plain(markup: bytes, charset: str, *, strip: bool = True) -> str:
    text = markup.decode(charset, "replace")
    if strip and "<" in text:
        text = "".join(part.partition(">")[2] if n else part for n, part in enumerate(text.replace("<", " <").split("<")))
    return _SPACE.sub(" ", html.unescape(text)).strip()
