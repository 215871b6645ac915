"""Finds markers in HTML pages, links whose text is a note's number or an entry's key, and links back from notes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from citecheck.documents.html_tags import Element, HtmlPage

CALL_ROLES = frozenset({"doc-noteref", "noteref"})
BACK_ROLES = frozenset({"doc-backlink", "backlink"})
NOTE_ID = re.compile(
    r"(?:_?(?:fn|ftn|edn|en|nb|note|foot-?note|end-?note|cite_note|user-content-fn|fnote|sdfootnote|sdendnote)s?[-_:.]?(?:[\w.-]*[-_:.])?\d+(?:sym)?|"
    r"(?:fn|cite_note|user-content-fn)[-_:][\w.:-]+)$",
    re.IGNORECASE,
)
CALL_CLASS = re.compile(r"foot-?note|note-?ref|fn-?ref|reference|endnote|spip_note", re.IGNORECASE)
KEY = re.compile(r"\s*[\[(]?(?P<label>[^\[\]()<>]{1,60})[\])]?\s*$")
BACK_CLASS = re.compile(
    r"foot-?note-?(?:reverse|back|return)|reversefootnote|backref|back-?link|mw-cite-backlink|cs1-accessibility|footnote_backlink|fn-?back",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\s*+(?:[\[(]\s*+)?(?P<label>\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxlc]{1,6})\s*+(?:[\])]\s*+)?(?:[.:]\s*+)?$",
    re.IGNORECASE,
)
BACK_TEXT = re.compile(
    r"\s*+(?:(?:[\^↑↩⤴⏎↵⇑▲⬆←«‹]\ufe0e?|[a-z]{1,2}|back|return|zurück|retour|volver|torna|назад|jump up(?: to:?)?)\s*+)?$",
    re.IGNORECASE,
)
TAGS = re.compile(r"<[^<>]*>")
MAX_MARKUP = 200  # characters around a marker's number


@dataclass(frozen=True, slots=True)
class HtmlCall:
    """A link to a note: the span of the marker around it, its target identifier, and its label."""

    start: int
    end: int
    target: str
    label: str


def words(page: HtmlPage, element: Element) -> str:
    """The beginning of an element's text, without markup."""
    return TAGS.sub("", page.text[element.inner : min(element.stop, element.inner + MAX_MARKUP)])


def roles(element: Element) -> frozenset[str]:
    """The element's ARIA roles and EPUB types."""
    return frozenset(f"{element.get('role')} {element.get('epub:type')}".split())


def is_back_link(page: HtmlPage, element: Element) -> bool:
    """Whether an element links from a note back to its marker."""
    if roles(element) & BACK_ROLES or BACK_CLASS.search(element.get("class")):
        return True
    return element.name == "a" and element.get("href").startswith("#") and bool(BACK_TEXT.match(words(page, element)))


def identifiers(page: HtmlPage) -> dict[str, Element]:
    """The elements of the page by id or anchor name."""
    named: dict[str, Element] = {}
    for element in page.elements:
        for name in (element.get("id"), element.get("name") if element.name == "a" else ""):
            if name:
                named.setdefault(name, element)
    return named


def find_calls(page: HtmlPage, named: Mapping[str, Element]) -> tuple[HtmlCall, ...]:
    """The markers: links whose text is a note's number, with a later target or none. Links to earlier targets come from notes."""
    entries = frozenset(name for name, element in named.items() if is_entry(element))
    return tuple(
        call for call in _links(page, entries) if (target := named.get(unquote(call.target))) is None or target.start > call.end
    )


def is_entry(element: Element) -> bool:
    """Whether an element has the role of a bibliography entry."""
    return "doc-biblioentry" in roles(element)


def _links(page: HtmlPage, entries: frozenset[str]) -> Iterator[HtmlCall]:
    for element in page.elements:
        target = element.get("href").rpartition("#")[2] if element.name == "a" and "#" in element.get("href") else ""
        local = element.get("href").startswith("#") or NOTE_ID.fullmatch(target)
        if not target or not local or element.stop - element.inner > MAX_MARKUP or is_back_link(page, element):
            continue
        key = unquote(target) in entries
        label = (KEY if key else LABEL).match(words(page, element))
        marker = _whole_marker(page, element)
        if label and (key or _is_marked(page, element, marker, target)):
            yield HtmlCall(marker.start, marker.end, unquote(target), label["label"])


def _whole_marker(page: HtmlPage, element: Element) -> Element:
    """The outermost ``<sup>``, ``<span>`` or ``<small>`` that holds only the link."""
    marker = element
    while (parent := marker.parent) and parent.name in ("sup", "span", "small") and LABEL.match(words(page, parent)):
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
