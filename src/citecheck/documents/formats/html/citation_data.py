"""Sources of notes from the metadata that a page has of what it cites: COinS beside the printed citations, and lists in the page's head."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from citecheck.citations.anchors import Anchors, find_anchors
from citecheck.documents.citation_fields import CitedItem
from citecheck.documents.formats.html.context_objects import of_context_object, of_highwire, of_schema
from citecheck.documents.html_tags import Element, HtmlPage
from citecheck.documents.listed_works import Works
from citecheck.documents.printed_data import difference, years
from citecheck.language.alphanumeric import letters
from citecheck.language.names import ET_AL
from citecheck.language.nesting import TooDeep, check_depth
from citecheck.model.document import NoteText
from citecheck.model.place import Span
from citecheck.model.reference import Date, Item, Source
from citecheck.patterns import lazy_pattern

STANDARD = "Z39.88-2004"  # which nearly every object names; its year is none of the work
COINS = lazy_pattern(r"(?:^|\s)Z3988(?:$|\s)")
BETWEEN = lazy_pattern(r"(?:\s|&nbsp;|&#160;|</[A-Za-z]\w*\s*>)*")  # an entry's end and the object behind it
MAX_BETWEEN = 200  # characters
MAX_BESIDE = 20  # elements before a COinS
LISTED = "citation_reference"
LINKED_DATA = "application/ld+json"
MAX_JSON = 1_000_000  # characters
MOST_WORKS = 5_000
MOST_CITATIONS = 200  # of a note
SCHEME = lazy_pattern(r"^(?:https?:)?//(?:www\.)?", re.IGNORECASE)


def with_citation_data(notes: Sequence[NoteText], page: HtmlPage) -> tuple[NoteText, ...]:
    """The notes; what they cite is taken from the page's metadata where that names a work whose title is printed there."""
    objects = [
        (e, item) for e in page.elements if COINS.search(e.get("class")) and (item := of_context_object(e.get("title"), _kind(e)))
    ]
    listed = Works(_listed(page))
    starts = [e.start for e, _ in objects]
    out = []
    for note in notes:
        if note.span is None or note.sources:
            out.append(note)
            continue
        inside = objects[bisect_left(starts, note.span.start) : bisect_left(starts, note.span.end)]
        behind = objects[bisect_left(starts, note.span.end) :][:1]
        if not inside and behind and _follows(page.text, note.span.end, behind[0][0].start):
            inside = behind
        found = list(_printed(note, inside[:MOST_CITATIONS]))
        work = listed.printed_in(note.body) if not found else None
        out.append(_with_sources(note, found or ([(Span(0, len(note.body)), work.item, work.years)] if work else [])))
    return tuple(out)


def _follows(text: str, end: int, start: int) -> bool:
    return start - end <= MAX_BETWEEN and BETWEEN.fullmatch(text, end, start) is not None


def _kind(element: Element) -> str:
    """The class of the ``<cite>`` before a COinS that says what is cited, as MediaWiki writes it: ``citation news cs1``."""
    cite = _cite_before(element)
    return next((word for word in cite.get("class").split() if word not in ("citation", "cs1", "cs2")), "") if cite else ""


def _cite_before(element: Element) -> Element | None:
    """The last ``<cite>`` beside and before a COinS, up to the COinS before it."""
    siblings = element.parent.children if element.parent else []
    at = bisect_left(siblings, element.start, key=lambda e: e.start)
    for one in siblings[max(0, at - MAX_BESIDE) : at][::-1]:
        if one.name == "cite":
            return one
        if COINS.search(one.get("class")):
            return None
    return None


def _printed(note: NoteText, objects: Iterable[tuple[Element, Item]]) -> Iterator[tuple[Span, Item, frozenset[str]]]:
    """Where a note prints the work of each object: from the ``<cite>`` before it, else from the last one; only if its title is there."""
    places = note.offsets or range(note.body_start, note.body_start + len(note.body))
    last = 0
    for element, item in objects:
        cite = _cite_before(element)
        first = bisect_left(places, cite.start) if cite else last
        end = bisect_left(places, element.start)
        span = _stripped(note.body, max(first, last), end)
        if letters(item.title or "") in letters(note.body[span.start : span.end]):
            yield span, item, years(element.get("title").replace(STANDARD, ""))
            last = span.end


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\r\n.,;":
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _with_sources(note: NoteText, found: Sequence[tuple[Span, Item, frozenset[str]]]) -> NoteText:
    if not found:
        return note
    sources = tuple(_source(note, *one) for one in found)
    return replace(note, sources=sources, data_spans=tuple(span for span, _, _ in found))


def _source(note: NoteText, span: Span, item: Item, known: frozenset[str]) -> Source:
    """A source of the data; what data lacks is printed: the date of access, and captures. A printed URL is what readers follow."""
    printed = note.body[span.start : span.end]
    links = note.links_in(span.start, span.end)
    anchors = find_anchors(printed, None, links, note.emphasis_in(span.start, span.end))
    item = replace(item, url=_url(anchors, [link.url for link in links], item.url), accessed=_date(anchors))
    return Source(
        printed,
        item,
        note.document_span(span.start, span.end),
        archive_url=anchors.archive_url,
        archive_date=anchors.archive_date.date if anchors.archive_date else None,
        structured=True,
        et_al=ET_AL.search(printed) is not None,
        differs=tuple(difference(item, known, printed, whole=True)),
    )


def _date(anchors: Anchors) -> Date | None:
    return anchors.accessed.date if anchors.accessed else None


def _url(anchors: Anchors, links: Iterable[str], url: str | None) -> str | None:
    """The URL as it is linked; that of the data where nothing is."""
    bare = SCHEME.sub("", url) if url else ""
    same = next((link for link in links if bare and SCHEME.sub("", link) == bare), None)
    printed = anchors.url if anchors.url and SCHEME.match(anchors.url) else None
    return same or printed or (None if anchors.archive_url else url)


def _listed(page: HtmlPage) -> Iterator[CitedItem]:
    """The works that the page's head lists: Highwire's ``citation_reference``, and ``citation`` of schema.org's linked data."""
    for at, (text, item) in zip(range(MOST_WORKS), _of_head(page), strict=False):
        yield CitedItem(f"{at}", item, years(text))


def _of_head(page: HtmlPage) -> Iterator[tuple[str, Item]]:
    for element in page.elements:
        if element.name == "meta" and element.get("name").lower() == LISTED:
            if item := of_highwire(element.get("content")):
                yield element.get("content"), item
        elif element.name == "script" and element.get("type").lower() == LINKED_DATA:
            for value in _citations(page.text[element.inner : element.stop]):
                if item := of_schema(value):
                    yield json.dumps(value), item


def _citations(text: str) -> Iterator[Mapping[str, Any]]:
    """The values of ``citation`` of the works in a piece of JSON-LD."""
    try:
        check_depth(text[:MAX_JSON])
        value = json.loads(text[:MAX_JSON])
    except (ValueError, TooDeep, RecursionError):
        return
    graph = value.get("@graph", value) if isinstance(value, dict) else value
    for work in graph if isinstance(graph, list) else [graph]:
        cited = work.get("citation") if isinstance(work, dict) else None
        yield from (one for one in (cited if isinstance(cited, list) else [cited]) if isinstance(one, dict))
