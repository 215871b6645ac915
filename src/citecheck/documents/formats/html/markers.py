"""Finds markers in HTML pages (links on a note's number or an entry's key), and links back from notes."""

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from citecheck.documents.html_tags import BLOCKS, Element, HtmlPage
from citecheck.patterns import lazy_pattern

CALL_ROLES = frozenset({"doc-noteref", "noteref"})
BACK_ROLES = frozenset({"doc-backlink", "backlink"})
NOTE_ID = lazy_pattern(
    r"(?:_?(?:fn|ftn|edn|en|nb|note|foot-?note|end-?note|cite_note|user-content-fn|fnote|sdfootnote|sdendnote)s?[-_:.]?(?:[\w.-]*[-_:.])?(?:f?t?n)?\d+(?:sym)?|"
    r"(?:fn|cite_note|user-content-fn)[-_:][\w.:-]+|ftn\.[a-z]{1,20}\d+)$",  # the last is DocBook's
    re.IGNORECASE,
)
BACK_ID = lazy_pattern(r"(?:ref|back|anc|rev|nh|return|source)", re.IGNORECASE)
CITE_NOTE = lazy_pattern(r"cite_note-")  # MediaWiki; its groups have words in their markers: [note 1], [nb 1]
CITE_REF = lazy_pattern(r"cite_ref-")  # MediaWiki's links back to markers
PARSOID_BACK = "mw:referencedBy"
CALL_CLASS = lazy_pattern(r"foot-?note|note-?ref|fn-?ref|reference|endnote|spip_note", re.IGNORECASE)
KEY = lazy_pattern(r"\s*[\[(]?(?P<label>[^\[\]()<>]{1,60})[\])]?\s*$")
BACK_CLASS = lazy_pattern(
    r"foot-?note-?(?:reverse|back|return)|reversefootnote|backref|back-?link|mw-cite-backlink|cs1-accessibility|footnote_backlink|fn-?back",
    re.IGNORECASE,
)
LABEL = lazy_pattern(
    r"\s*+(?:[\[(]\s*+)?(?P<label>\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxlc]{1,6})\s*+(?:[\])]\s*+)?(?:[.:]\s*+)?$",
    re.IGNORECASE,
)
_BACK = r"[\^↑↩⤴⏎↵⇑▲⬆←«‹⇧⮌]\ufe0e?\ufe0f?|back|return|zurück|retour|volver|torna|назад|jump up(?: to:?)?"
BACK_TEXT = lazy_pattern(rf"\s*+(?:(?:(?:{_BACK})\s*+\d{{0,2}}|[a-z]{{1,2}})\s*+|[\[(](?:{_BACK})[\])]\s*+)?$", re.IGNORECASE)
BACK_WORD = lazy_pattern(rf"\s*[\[(]?(?:{_BACK})[\])]?\s*$", re.IGNORECASE)
TAGS = lazy_pattern(r"<[^<>]*>")
BRACKETED = lazy_pattern(r"\s*\[[^\[\]]{1,60}\]\s*$")
BREAK = lazy_pattern(r"<br\b", re.IGNORECASE)
MAX_MARKUP = 200  # characters around a marker's number
MAX_BEFORE = 400  # characters of markup between the beginning of a block and its first word


class HtmlCall(Struct, frozen=True):
    """A link to a note: the span of the marker around it, its target identifier, and its label. ``elsewhere``: it names a page, which may be another."""

    start: int
    end: int
    target: str
    label: str
    elsewhere: bool = False


def words(page: HtmlPage, element: Element) -> str:
    """The beginning of an element's text, without markup."""
    return html.unescape(TAGS.sub("", page.text[element.inner : min(element.stop, element.inner + MAX_MARKUP)]))


def roles(element: Element) -> frozenset[str]:
    """The element's ARIA roles and EPUB types."""
    return frozenset(f"{element.get('role')} {element.get('epub:type')}".split())


def is_back_link(page: HtmlPage, element: Element) -> bool:
    """Whether an element links from a note back to its marker."""
    if roles(element) & BACK_ROLES or BACK_CLASS.search(element.get("class")) or PARSOID_BACK in element.get("rel"):
        return True
    _, local, target = element.get("href").rpartition("#") if element.name == "a" else ("", "", "")
    if local and CITE_REF.match(target):
        return True
    if local and not element.get("href").startswith("#"):  # a saved page may name itself
        return bool(BACK_ID.search(target) and BACK_WORD.match(words(page, element)))
    return bool(local) and bool(BACK_TEXT.match(words(page, element)))


def joins_pages(page: HtmlPage, element: Element, named: Container[str]) -> bool:
    """Whether a link on a note's number, or back, leads to a place of another page of the same site, ``<a href="chapter1.html#ref3">3</a>``.

    ``named``: the places of its own, since a saved page may name itself.
    """
    file, _, target = element.get("href").partition("#") if element.name == "a" else ("", "", "")
    if not (file and target) or "//" in file or unquote(target) in named or element.stop - element.inner > MAX_MARKUP:
        return False
    shown = words(page, element)
    return bool(LABEL.match(shown) or BACK_WORD.match(shown))


def identifiers(page: HtmlPage) -> dict[str, Element]:
    """The elements of the page by id or anchor name."""
    named: dict[str, Element] = {}
    for element in page.elements:
        for name in (element.get("id"), element.get("name") if element.name == "a" else ""):
            if name:
                named.setdefault(name, element)
    return named


def find_calls(page: HtmlPage, named: Mapping[str, Element]) -> tuple[HtmlCall, ...]:
    """The markers: links on a note's number. Most notes follow their markers; a link to an earlier target is a marker
    if it is within the text and its target is no marker.
    """
    entries = frozenset(name for name, element in named.items() if is_entry(element) or _is_keyed(page, element))
    links = list(_links(page, entries))
    starts = [call.start for call, _ in links]
    heads = {call.start for call, marked in links if (not marked or _is_answer(named, call)) and _begins_block(page, call)}

    def marks(target: Element, *, heads: set[int]) -> bool:
        """Whether an element contains, or is right before, a marker."""
        at = bisect_left(starts, target.start)
        if at == len(starts) or starts[at] in heads:
            return False
        if starts[at] < max(target.end, target.inner):
            return True
        return starts[at] - target.end < MAX_BEFORE and not TAGS.sub("", page.text[target.end : starts[at]]).strip()

    def is_call(call: HtmlCall, *, marked: bool) -> bool:
        target = named.get(call.target)
        if target is None:
            return True
        if target.start > call.end:
            return not (call.start in heads and BACK_ID.search(call.target) and marks(target, heads=heads))
        if CITE_NOTE.match(call.target):  # from a note to one before it
            return True
        meant = marked or call.target in entries or (NOTE_ID.fullmatch(call.target) and not BACK_ID.search(call.target))
        return bool(meant) and call.start not in heads and target.end <= call.start and not marks(target, heads=set())

    return tuple(call for call, marked in links if is_call(call, marked=marked))


def _is_answer(named: Mapping[str, Element], call: HtmlCall) -> bool:
    """Whether a link leads back to an earlier one that leads to where it stands, whatever its role is."""
    first = named.get(call.target)
    if first is None or first.name != "a" or first.start >= call.start or not first.get("href").startswith("#"):
        return False
    note = named.get(unquote(first.get("href")[1:]))
    return note is not None and note.start <= call.start < max(note.end, note.inner + MAX_BEFORE)


ENTRY_CLASSES = frozenset({"ltx_bibitem", "csl-entry"})


def is_entry(element: Element) -> bool:
    """Whether an element has the role of a bibliography entry, or the class of LaTeXML's or of a CSL processor's."""
    return "doc-biblioentry" in roles(element) or not ENTRY_CLASSES.isdisjoint(element.get("class").split())


def _is_keyed(page: HtmlPage, element: Element) -> bool:
    """Whether an element is, or is in, the key of a definition list: ``<dt>[RFC2119]</dt>``."""
    term = element if element.name == "dt" else element.parent
    return term is not None and term.name == "dt" and bool(BRACKETED.match(words(page, term)))


def _begins_block(page: HtmlPage, call: HtmlCall) -> bool:
    """Whether a link is first in its paragraph, list item or line, where a note has its number."""
    at = bisect_left(page.elements, call.start, key=lambda e: e.start)
    block = next((e for e in page.elements[at].ancestors() if e.name in BLOCKS), None)
    before = page.text[max(block.inner if block else 0, call.start - MAX_BEFORE) : call.start]
    return not TAGS.sub("", BREAK.split(before)[-1]).replace("&nbsp;", "").strip(" \t\r\n[(^\u00a0")


def _links(page: HtmlPage, entries: frozenset[str]) -> Iterator[tuple[HtmlCall, bool]]:
    """The links on numbers and keys, and whether role or class say that they call a note."""
    for element in page.elements:
        target = element.get("href").rpartition("#")[2] if element.name == "a" and "#" in element.get("href") else ""
        local = element.get("href").startswith("#") or NOTE_ID.fullmatch(target) or CITE_NOTE.match(target)
        if not target or not local or element.stop - element.inner > MAX_MARKUP or is_back_link(page, element):
            continue
        key = unquote(target) in entries or CITE_NOTE.match(target) is not None
        match = (KEY if key else LABEL).match
        label = match(words(page, element))
        marker = _whole_marker(page, element, match)
        if label and (key or _is_marked(page, element, marker, target)):
            meant = bool(roles(element) & CALL_ROLES or CALL_CLASS.search(f"{element.get('class')} {marker.get('class')}"))
            elsewhere = not element.get("href").startswith("#")
            yield HtmlCall(marker.start, marker.end, unquote(target), as_printed(label["label"]), elsewhere), meant


def as_printed(label: str) -> str:
    """A label as printed, numbers in ASCII digits."""
    label = " ".join(label.split())
    return str(int(label)) if label.isdecimal() else label


def _whole_marker(page: HtmlPage, element: Element, match: Callable[[str], re.Match[str] | None]) -> Element:
    """The outermost ``<sup>``, ``<span>`` or ``<small>`` that contains only the link."""
    marker = element
    while (parent := marker.parent) and parent.name in ("sup", "span", "small") and match(words(page, parent)):
        marker = parent
    return marker


def _is_marked(page: HtmlPage, element: Element, marker: Element, target: str) -> bool:
    """Whether format, roles, classes or target mark a number as calling a note rather than a section or page."""
    named = f"{element.get('class')} {marker.get('class')}"
    raised = marker.name == "sup" or any(child.name == "sup" for child in element.children)
    bracketed = (
        page.text[marker.inner : min(marker.stop, marker.inner + MAX_MARKUP)].lstrip()[:1] in ("[", "(")
        or page.text[marker.start - 1] in "[("
    )
    return bool(raised or bracketed or roles(element) & CALL_ROLES or CALL_CLASS.search(named) or NOTE_ID.fullmatch(target))
