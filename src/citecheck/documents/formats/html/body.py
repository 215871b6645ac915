"""Reads the displayed text between two offsets of an HTML page."""

import html
import re
from bisect import bisect_left
from collections.abc import Callable

from msgspec import Struct

from citecheck.documents.body import APART, Body, BodyBuilder
from citecheck.documents.html_tags import BLOCKS, ENTITY, Element, HtmlPage
from citecheck.patterns import lazy_pattern

PIECE = lazy_pattern(
    rf"(?P<entity>{ENTITY.pattern})|(?P<space>\s+)|(?P<none>[\u00ad\u200b\ufeff]+)|(?P<words>[^&\s\u00ad\u200b\ufeff]+|&)"
)
JOINED = "\u2060"  # a raised number calls a note from behind a space, too
INVISIBLE = "\u00ad\u200b\ufeff"
CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
EMPHASIS = frozenset({"i", "em", "cite"})
ITALIC = lazy_pattern(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
ITALIC_CLASSES = lazy_pattern(r"(?:^|\s)(?:i|it|ital|italics?|em|emph|emphasis)(?:$|\s)", re.IGNORECASE)  # of a span
_WITHIN = r"(?:a|b|big|em|font|i|small|span|strong|u)"
RAISED = lazy_pattern(
    rf"\s*+(?:<{_WITHIN}\b[^<>]{{0,300}}>\s*+){{0,4}}\d{{1,4}}\s*+(?:</{_WITHIN}>\s*+){{0,4}}</sup", re.IGNORECASE
)
BROKEN = lazy_pattern(r"<br\s*/?>\s*$", re.IGNORECASE)
MOST = 0.6  # of a page's characters
HIDDEN = lazy_pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_CLASSES = lazy_pattern(
    r"(?:^|\s)(?:Z3988|mw-editsection|noprint|cs1-maint|sr-only|screen-reader-text|visually-hidden)(?:$|\s)"
)


class Tag(Struct, frozen=True):
    """A start tag, an end tag, or (without element) text that is not displayed, at ``text[start:end]``."""

    start: int
    end: int
    element: Element | None = None
    closes: bool = False


def tags(page: HtmlPage) -> tuple[Tag, ...]:
    """The tags of a page in order."""
    found = [Tag(start, end) for start, end in page.closed]
    found += [Tag(e.start, e.inner, e) for e in page.elements]
    found += [Tag(e.stop, e.end, e, closes=True) for e in page.elements if e.end > e.inner or e.stop > e.inner]
    return tuple(sorted(found, key=lambda tag: (tag.start, tag.end)))


class HtmlText(Struct, frozen=True):
    """Reads the text of a page. ``skips``: the elements to leave out besides hidden ones; ``raised``: put ``^`` before raised numbers, and those behind
    a ``<br>`` on lines of their own."""

    page: HtmlPage
    tags: tuple[Tag, ...]
    skips: Callable[[Element], bool]
    separator: str = "\n"  # between blocks
    raised: bool = False
    lines: bool = False  # ``<br>`` ends a line, and is not just a space
    barred: bool = False  # bars between the cells of a row, and not just spaces

    def read(self, start: int, stop: int, lead: tuple[int, int] | None = None) -> Body:
        """The text of ``page.text[start:stop]``, behind that of ``lead``."""
        builder = BodyBuilder(self.page.text)
        if lead:
            self._read(builder, *lead)
            builder.space(start)
        self._read(builder, start, stop)
        return builder.build()

    def _read(self, builder: BodyBuilder, start: int, stop: int) -> None:
        at = start
        for index in range(bisect_left(self.tags, start, key=lambda tag: tag.start), len(self.tags)):
            tag = self.tags[index]
            if tag.start >= stop:
                break
            if tag.start < at and not (tag.closes and tag.start == tag.end):
                continue
            self._words(builder, at, min(tag.start, stop))
            at = max(at, self._tag(builder, tag))
        self._words(builder, at, stop)

    def _tag(self, builder: BodyBuilder, tag: Tag) -> int:
        element = tag.element
        if element is None:
            return tag.end
        if not tag.closes and (_is_hidden(element) or self.skips(element)):
            return element.end
        if element.name == "br":
            builder.line(tag.start, "\n" if self.lines else APART)
        elif element.name in ("td", "th"):
            self._cell(builder, tag.start, follows=self.barred and not tag.closes and _follows_another(element))
        elif element.name in BLOCKS:
            builder.line(tag.start, self.separator)
        elif element.name == "q":  # displayed with quotation marks
            builder.put("”" if tag.closes else "“", tag.start)
        elif self.raised and element.name == "sup" and not tag.closes and RAISED.match(self.page.text, tag.end):
            broken = BROKEN.search(self.page.text, max(0, tag.start - 20), tag.start)
            builder.put("\n^" if broken else f"{JOINED}^" if builder.ends_in_space() else "^", tag.start)
        elif _is_emphasis(element):
            builder.close_emphasis() if tag.closes else builder.open_emphasis()
        elif element.name == "a" and (address := element.get("href")) and not address.startswith("#"):
            builder.close_link() if tag.closes else builder.open_link(requested(address), element.get("data-versionurl") or None)
        return tag.end

    def _cell(self, builder: BodyBuilder, at: int, *, follows: bool) -> None:
        builder.space(at)
        if follows:
            builder.put("| ", at)

    def _words(self, builder: BodyBuilder, start: int, stop: int) -> None:
        for piece in PIECE.finditer(self.page.text, start, max(start, stop)):
            match piece.lastgroup:
                case "entity":
                    self._entity(builder, piece)
                case "space":
                    builder.space(piece.start())
                case "words":
                    builder.keep(piece.start(), piece.end())

    def _entity(self, builder: BodyBuilder, piece: re.Match[str]) -> None:
        parameter = not piece.group().endswith(";") and self.page.text.startswith("=", piece.end())
        words = piece.group() if parameter else html.unescape(piece.group())  # the URL a?b=1&section=2 contains no section sign
        if words.isspace():
            builder.space(piece.start())
        elif words not in INVISIBLE:
            builder.put(words, piece.start())


def requested(address: str) -> str:
    """The URL that a browser asks for: without line ends and tabs in it, and white space around it (WHATWG URL, 4.4)."""
    return re.sub(r"[\t\r\n]+", "", address).strip()


def is_code(page: HtmlPage, element: Element) -> bool:
    """Whether an element contains code; a ``<pre>`` that is most of the page is a text document."""
    if element.name == "pre":
        return element.end - element.start < MOST * len(page.text)
    return element.name in CODE


def _follows_another(cell: Element) -> bool:
    """Whether a cell is not the first of its row."""
    return cell.parent is not None and cell.parent.children[0] is not cell


def _is_emphasis(element: Element) -> bool:
    """Whether an element's text is in italics: by its name, or as a ``span`` by its style or class."""
    if element.name != "span":
        return element.name in EMPHASIS
    return bool(ITALIC.search(element.get("style") or "") or ITALIC_CLASSES.search(element.get("class") or ""))


def _is_hidden(element: Element) -> bool:
    """Whether an element is hidden, or for machines only."""
    return bool(
        HIDDEN.search(element.get("style")) or HIDDEN_CLASSES.search(element.get("class")) or "hidden" in element.attributes
    )
