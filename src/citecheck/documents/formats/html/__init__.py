"""HTML pages: notes marked by elements, roles or links, lists of references, markers, and URLs.

Repairs are spliced into the page; it is never serialised again.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents import markup_writer
from citecheck.documents.author_date import with_calls
from citecheck.documents.body import Body
from citecheck.documents.edits import insertion, replacement, splice_bytes
from citecheck.documents.encoding import decode
from citecheck.documents.formats.html.bibliography import find_bibliography
from citecheck.documents.formats.html.body import HtmlText, is_code, requested, tags
from citecheck.documents.formats.html.charset import charset_of
from citecheck.documents.formats.html.citation_data import with_citation_data
from citecheck.documents.formats.html.links import URL_ATTRIBUTES, after_tags, anchors_of, local_links
from citecheck.documents.formats.html.lists import find_entries, labels_of
from citecheck.documents.formats.html.markers import HtmlCall, find_calls, identifiers, is_back_link, joins_pages
from citecheck.documents.formats.html.notes import NoteElement, are_notes, find_note_elements
from citecheck.documents.formats.html.placed_notes import find_placed
from citecheck.documents.html_tags import Element, HtmlPage, scan
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.numbered_notes import (
    Lines,
    check_nesting,
    find_markers,
    further_labels,
    labels_at,
    with_markers,
)  # fmt: skip
from citecheck.documents.sections import file_title
from citecheck.documents.text_spans import outside
from citecheck.language import languages
from citecheck.links.urls import find_urls, writable
from citecheck.model.document import Address, Document, FormatTraits, Marker, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Change, ReplaceUrl
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(
    r"\s*+(?><!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype html|html|head|body|\?xml[^>]*\?>\s*<(?:!doctype )?html)\b",
    re.IGNORECASE | re.DOTALL,
)
WEB = lazy_pattern(r"\s*(?:https?:)?//[^/\s]", re.IGNORECASE)


class HtmlFormat:
    """Web pages."""

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")
    traits: ClassVar[FormatTraits] = FormatTraits(comment_syntax=("<!--", "-->"))

    def recognises(self, path: str, head: str) -> bool:
        """True for a document type or ``html`` element at the beginning; by suffix for any text with a tag."""
        return "<" in head if path.lower().endswith(self.suffixes) else bool(HEAD.match(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data, charset_of(data))
        reading = Reading.of(text)
        notes = with_citation_data(find_notes(path, reading), reading.page)
        addresses = tuple(find_addresses(reading, notes))
        language = language_of(reading)
        local, anchors = tuple(local_links(text, reading.page, reading.lines)), anchors_of(reading.page)
        return Document(path, self.name, text, encoding, language, notes, addresses, local_links=local, anchors=anchors)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Link the title if the other notes do; else add a link after the source that shows its URL."""
        page, links = _scanned(document.text)
        if isinstance(change, AddUrl):
            around = f'<a href="{_escaped(writable(change.url))}">', "</a>"
            if linked := markup_writer.on_title(document, source, change, around, lambda at: _is_free(page, at)):
                return linked
        if isinstance(change, AddCapture) and change.capture.attributes:
            return _robust_link(document, source, change, links)
        writer = MarkupWriter(
            _link,
            _escaped,
            _escaped,
            lambda at: links[at.start].end if at.start in links else at.end,
            lambda at: after_tags(page, at),
            shown=False,  # see _link_texts
        )
        edits = markup_writer.edits(document, source, change, writer)
        return (*edits, *_link_texts(document, change, edits, links)) if isinstance(change, ReplaceUrl) else edits

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Splice the edits in."""
        return splice_bytes(data, edits, charset_of(data))


class Reading(Struct, frozen=True):
    """A scanned page."""

    text: str
    page: HtmlPage
    reader: HtmlText
    lines: Lines
    named: dict[str, Element]
    calls: tuple[HtmlCall, ...]

    @classmethod
    def of(cls, text: str) -> "Reading":
        """A page, scanned."""
        return cls.over(scan(text), Lines(text))

    @classmethod
    def over(cls, page: HtmlPage, lines: Lines) -> "Reading":
        """A page that is scanned already, or several as one."""
        named = identifiers(page)
        calls = find_calls(page, named)
        starts = {call.start for call in calls}
        reader = HtmlText(page, tags(page), lambda element: element.start in starts or is_back_link(page, element))
        return cls(page.text, page, reader, lines, named, calls)

    def note(self, label: str, span: Span, body: Body) -> NoteText:
        return body.note(label, self.text[span.start : span.end], span, self.lines.place(span.start))

    def marker(self, label: str, call: HtmlCall) -> Marker:
        return self.lines.marker(label, Span(call.start, call.end))


def find_notes(path: str, reading: Reading) -> tuple[NoteText, ...]:
    """The notes of a page, else the entries of its lists of references."""
    placed = tuple(find_placed(reading.page))
    taken = _inside(placed)
    starts = [e.start for e in placed]
    listed = find_note_elements(reading.page, reading.named, reading.calls)
    apart = (e for e in listed if not taken(e.start) and bisect_left(starts, e.start) == bisect_left(starts, e.end))
    elements = _distinct(sorted((*placed, *apart), key=lambda e: e.start))
    if not elements:
        return _entries(reading, file_title(path))
    check_nesting(path, reading.text, ((e.start, e.end) for e in elements))
    notes = [reading.note(e.label, Span(e.start, e.end), reading.reader.read(e.inner, e.stop, e.lead)) for e in elements]
    if not (elements[0].sure or are_notes(reading.page, reading.named, notes)):
        return _entries(reading, file_title(path))
    entries = {element.label for element in elements if element.entry}
    own = [reading.lines.marker(e.label, Span(e.start, e.start + 1)) for e in elements if taken(e.start)]
    marked = with_markers(notes, (*own, *_markers(reading, elements)), gaps=False)
    found = (replace(n, status="present") if n.label in entries and n.status == "unreferenced" else n for n in marked)
    entries_beside = find_bibliography(reading.page, reading.reader, elements, reading.calls)
    return (*found, *(reading.note(label, span, body) for label, span, body in entries_beside))


def _distinct(elements: Iterable[NoteElement]) -> list[NoteElement]:
    """Make labels unique, since a second list on the page may restart the numbers; markers find its notes by links."""
    seen: dict[str, int] = {}
    out = []
    for element in elements:
        times = seen[element.label] = seen.get(element.label, 0) + 1
        out.append(replace(element, label=f"{element.label} ({times})") if times > 1 else element)
    return out


def _markers(reading: Reading, elements: list[NoteElement]) -> Iterator[Marker]:
    by_id = {name: element.label for element in reversed(elements) for name in element.ids}
    inside = labels_at([NoteText(e.label, span=Span(e.start, e.end)) for e in elements])
    labels = {element.label for element in elements}
    lettered = any(label.isalpha() and len(label) == 1 for label in labels)

    def is_label(label: str) -> bool:
        return label.isdigit() or (lettered and len(label) == 1 and label.isalpha())

    for call in reading.calls:
        if call.target in by_id:
            yield reading.marker(by_id[call.target], call)
        elif call.elsewhere and call.label not in labels:
            continue  # what is missing here may stand on that page
        elif call.target not in reading.named and inside(call.start) is None and is_label(call.label):
            yield reading.marker(call.label, call)


def _entries(reading: Reading, name: str) -> tuple[NoteText, ...]:
    """Notes without markup: lists of references, numbered paragraphs."""
    entries, markers = find_entries(reading.page, reading.reader, reading.lines, name)
    notes = [reading.note(label, span, body) for label, span, body in entries]
    also = further_labels((label, labels_of(reading.reader, span)) for label, span, _ in entries)
    if markers or not notes:
        return with_markers(notes, markers, also=also) if markers else tuple(notes)

    def is_apart(element: Element) -> bool:
        """Whether an element is no text, or calls a note of another page."""
        return reading.reader.skips(element) or joins_pages(reading.page, element, reading.named)

    body = replace(reading.reader, raised=True, skips=is_apart).read(0, len(reading.text))
    offsets = body.places
    regions = [(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in outside(notes, len(reading.text))]

    def marked(label: str, at: Span) -> Marker:
        return reading.lines.marker(label, Span(offsets[at.start], offsets[at.end - 1] + 1))

    if not notes[0].label.isdigit():
        return with_calls(notes, body.text, regions, marked)
    lines = Lines(body.text)
    labels = {note.label for note in notes}
    raised = (call for call in find_markers(body.text, regions[:1], "caret", lines) if call.label in labels)
    calls = [marked(call.label, call.span) for call in (*find_markers(body.text, regions[:1], "bracket", lines), *raised)]
    return (
        with_markers(notes, calls, gaps=False, typed=True, also=also) if labels & {call.label for call in calls} else tuple(notes)
    )


def find_addresses(reading: Reading, notes: tuple[NoteText, ...]) -> Iterator[Address]:
    """The URLs of links and media, and those in the text outside link texts and code."""
    found: list[tuple[str, int, int]] = []
    for element in reading.page.elements:
        attribute = element.attributes.get(URL_ATTRIBUTES.get(element.name, ""))
        if attribute and WEB.match(attribute.value):
            url = requested(attribute.value)
            found.append((f"https:{url}" if url.startswith("//") else url, attribute.start, attribute.end))
    apart = [e for e in reading.page.elements if (e.name == "a" and e.get("href")) or is_code(reading.page, e)]
    links = _inside(apart)
    body = reading.reader.read(0, len(reading.text))
    for mention in find_urls(body.text):
        start, end = body.places[mention.start], body.places[mention.end - 1] + 1
        if not links(start):
            found.append((mention.url, start, end))
    label_at = labels_at(notes)
    for url, start, end in sorted(found, key=lambda f: f[1]):
        yield Address(url, Span(start, end), reading.lines.place(start), label_at(start))


def _inside(elements: Iterable[Element | NoteElement]) -> Callable[[int], bool]:
    """A function that returns whether an offset is in one of some elements, given by their starts."""
    spans: list[tuple[int, int]] = []
    for element in elements:
        if not spans or element.end > spans[-1][1]:
            spans.append((element.start, element.end))
    return lambda offset: (at := bisect_right(spans, (offset, len(spans) and spans[-1][1] + 1)) - 1) >= 0 and offset < spans[at][1]


def language_of(reading: Reading) -> str | None:
    """The language that a page declares, else that of its text."""
    root = next((e.get("lang") or e.get("xml:lang") for e in reading.page.elements if e.name in ("html", "body")), "")
    return root.split("-")[0].lower() or languages.detect(reading.reader.read(0, len(reading.text)).text)


@lru_cache(maxsize=1)  # called for each source of a document
def _scanned(text: str) -> tuple[HtmlPage, dict[int, Element]]:
    """The page, and its links by the offset of their URL."""
    page = scan(text)
    return page, {e.attributes["href"].start: e for e in page.elements if e.name == "a" and "href" in e.attributes}


def _robust_link(document: Document, source: Source, change: AddCapture, links: dict[int, Element]) -> tuple[Edit, ...]:
    """Add the capture as attributes of the link (https://robustlinks.mementoweb.org/spec/)."""
    for address in markup_writer.urls_of(document, source, change.url):
        link = links.get(address.span.start)
        if link is not None and "data-versionurl" not in link.attributes:
            date = f' data-versiondate="{change.capture.date.isoformat()}"' if change.capture.date else ""
            quote = "" if link.attributes["href"].quote else " "
            at = link.inner - (2 if document.text[link.inner - 2] == "/" and not quote else 1)
            return (insertion(at, f' data-versionurl="{_escaped(writable(change.capture.url))}"{date}'),)
    return ()


def _link_texts(document: Document, change: ReplaceUrl, edits: tuple[Edit, ...], links: dict[int, Element]) -> Iterator[Edit]:
    """Replace a link's text where it shows the old URL."""
    for edit in edits:
        link = links.get(edit.span.start)
        if link is not None and html.unescape(document.text[link.inner : link.stop]).strip() == change.old:
            yield replacement(document.text, link.inner, link.stop, _escaped(writable(change.new)))


def _is_free(page: HtmlPage, span: Span) -> bool:
    """Whether a span can become a link: it contains no tags and is not in a link."""
    if re.search(r"[<>&]", page.text[span.start : span.end]):
        return False
    return not any(e.name == "a" and e.start < span.end and span.start < e.end for e in page.elements)


def _link(url: str) -> str:
    return f'<a href="{_escaped(url)}">{_escaped(url)}</a>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)


PLUGIN: type[Format] = HtmlFormat
