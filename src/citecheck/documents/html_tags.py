"""HTML elements and attributes with exact offsets.

Parsers that repair a page lose the offsets, so tags are scanned here (HTML Standard 13.2.5), in time linear in the page's length.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5

from msgspec import Struct, field

from citecheck.patterns import lazy_pattern

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "svg", "math", "template"])
# Elements that a start tag closes if their end tag is omitted (HTML Standard 13.1.2.4).
CLOSES = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
LISTS = frozenset(["ol", "ul", "dl", "table", "menu"])
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
OPENS_BLOCK = BLOCKS - {"body", "html"}
MAX_DEPTH = 64  # inline elements between a start tag and the element that it closes
TAG = lazy_pattern(r"<(?P<close>/)?(?P<name>[A-Za-z][^\s/>\x00]*)|<!--|<[!?]")
ATTRIBUTE = lazy_pattern(r"[\s/]*(?P<name>[^\s\"'<>/=\x00]+)(?:\s*=\s*(?:(?P<quote>[\"'])|(?P<bare>[^\s>]+)))?")
ENTITY = lazy_pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


class Attribute(Struct, frozen=True):
    """An attribute's value, entities decoded, and its offsets without quotes."""

    value: str
    start: int
    end: int
    quote: str


class Element(Struct, eq=False):
    """An element: ``text[start:inner]`` is its start tag, ``text[stop:end]`` its end tag (empty if it has none)."""

    name: str
    start: int
    inner: int
    attributes: dict[str, Attribute]
    parent: "Element | None" = None
    stop: int = 0
    end: int = 0
    children: "list[Element]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute's value; empty if it has none."""
        found = self.attributes.get(name)
        return found.value if found else ""

    def ancestors(self) -> "Iterator[Element]":
        """Its ancestors, innermost first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent


class HtmlPage(Struct):
    """All elements by their start. ``closed``: spans of comments, scripts and other text that is not displayed."""

    text: str
    elements: list[Element] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)


def attribute_value(raw: str) -> str:
    """An attribute's value with its entities decoded. ``&section=2`` contains none (HTML Standard 13.2.5.73)."""
    return ENTITY.sub(_decoded, raw) if "&" in raw else raw


def _decoded(entity: re.Match[str]) -> str:
    written = entity.group()
    named = written[1] != "#"
    if named and (written[1:] not in html5 or (written[-1] != ";" and entity.string.startswith("=", entity.end()))):
        return written
    return html.unescape(written)


def scan(text: str) -> HtmlPage:
    """Scan a page; never raises."""
    page = HtmlPage(text)
    stack: list[Element] = []
    opened: Counter[str] = Counter()
    last = {'"': text.rfind('"'), "'": text.rfind("'")}
    at = 0
    while match := TAG.search(text, at):
        if not match["name"]:
            at = _declaration(page, match)
        elif match["close"] and match["name"].lower() != "br":  # ``</br>`` breaks a line, as ``<br>`` does
            at = _end_tag(page, match, stack, opened)
        else:
            element = _start_tag(text, match, last)
            _open(page, element, stack, opened)
            at = _raw(page, element, stack, opened) if element.name in RAW else element.inner
    for element in stack:
        element.stop = element.end = len(text)
    return page


def _declaration(page: HtmlPage, match: re.Match[str]) -> int:
    ending = "-->" if match.group() == "<!--" else ">"
    found = page.text.find(ending, match.end())
    end = found + len(ending) if found >= 0 else len(page.text)
    page.closed.append((match.start(), end))
    return end


def _start_tag(text: str, match: re.Match[str], last: dict[str, int]) -> Element:
    attributes: dict[str, Attribute] = {}
    at = match.end()
    while found := ATTRIBUTE.match(text, at):
        at = found.end()
        start, end, quote = found.start("bare"), found.end("bare"), found["quote"] or ""
        if quote:
            start = at
            end = text.find(quote, at) if at <= last[quote] else -1
            if end < 0:
                break
            at = end + 1
        if start >= 0:
            attributes.setdefault(found["name"].lower(), Attribute(attribute_value(text[start:end]), start, end, quote))
        else:
            attributes.setdefault(found["name"].lower(), Attribute("", found.end(), found.end(), ""))
    close = text.find(">", at)
    close = len(text) - 1 if close < 0 else close
    return Element(match["name"].lower(), match.start(), close + 1, attributes)


def _open(page: HtmlPage, element: Element, stack: list[Element], opened: Counter[str]) -> None:
    if element.name in OPENS_BLOCK and opened["p"]:
        _close_nearest(frozenset({"p"}), element.start, stack, opened)
    if element.name in CLOSES:
        _close_nearest(CLOSES[element.name], element.start, stack, opened)
    if stack:
        element.parent = stack[-1]
        stack[-1].children.append(element)
    page.elements.append(element)
    if element.name in VOID:
        element.stop = element.end = element.inner
    else:
        stack.append(element)
        opened[element.name] += 1


def _close_nearest(names: frozenset[str], at: int, stack: list[Element], opened: Counter[str]) -> None:
    """Close the nearest element of these names, unless a list, table or other open block lies between."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - MAX_DEPTH), -1):
        name = stack[depth].name
        if name in names:
            _close_from(depth, at, at, stack, opened)
            return
        if name in LISTS or name in BLOCKS:
            return


def _close_from(depth: int, stop: int, end: int, stack: list[Element], opened: Counter[str]) -> None:
    for inner in stack[depth + 1 :]:
        inner.stop = inner.end = stop
        opened[inner.name] -= 1
    stack[depth].stop, stack[depth].end = stop, end
    opened[stack[depth].name] -= 1
    del stack[depth:]


def _end_tag(page: HtmlPage, match: re.Match[str], stack: list[Element], opened: Counter[str]) -> int:
    close = page.text.find(">", match.end())
    end = close + 1 if close >= 0 else len(page.text)
    name = match["name"].lower()
    if opened[name]:
        depth = next(i for i in range(len(stack) - 1, -1, -1) if stack[i].name == name)
        _close_from(depth, match.start(), end, stack, opened)
    else:  # nothing that it could end: it is not displayed
        page.closed.append((match.start(), end))
    return end


def _raw(page: HtmlPage, element: Element, stack: list[Element], opened: Counter[str]) -> int:
    """Skip the content of an element without running text; the offset after it."""
    found = re.compile(rf"</{re.escape(element.name)}(?=[\s/>])", re.IGNORECASE).search(page.text, element.inner)
    stop = found.start() if found else len(page.text)
    close = page.text.find(">", stop)
    end = close + 1 if found and close >= 0 else len(page.text)
    page.closed.append((element.inner, stop))
    _close_from(len(stack) - 1, stop, end, stack, opened)
    return end
