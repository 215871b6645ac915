"""Turns a change of a source into edits, for every format in which sources are running text.

``MarkupWriter`` has the differences between formats: how they write a URL or text.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct, field

from citecheck.documents.edits import insertion, replacement
from citecheck.documents.url_style import UrlStyle, joined, url_style_of
from citecheck.links.urls import writable
from citecheck.model.document import Address, Document
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl


class MarkupWriter(Struct, frozen=True):
    """How a format writes a URL in running text (``url``), in place of another (``target``), and other text (``escape``).

    ``after_url``: the offset after a URL and its brackets, link marks or end tags. ``after_source``: where text that follows a source can be
    inserted, given the source's end. ``shown``: whether a URL that is a link's words is replaced with the link's URL. ``defined``: where
    the URLs of the source's links are, of which some are defined outside its note.
    """

    url: Callable[[str], str] = str
    target: Callable[[str], str] = str
    escape: Callable[[str], str] = str
    after_url: Callable[[Span], int] = lambda span: span.end
    after_source: Callable[[int], int] = lambda offset: offset
    shown: bool = True
    defined: Collection[int] = ()


def edits(document: Document, source: Source, change: Change, writer: MarkupWriter) -> tuple[Edit, ...]:
    """The edits for a change; none if the source or the URL has no span, or the text to correct does not occur exactly once."""
    if source.span is None:
        return ()
    match change:
        case AddUrl(url, capture):
            return _add(document, source, source.span, url, capture, writer)
        case AddCapture(url, capture, last):
            there = urls_of(document, source, url)
            last = last or not there  # the URL is defined elsewhere
            return (_beside(document, source.span if last else there[-1].span, capture, writer, last=last),)
        case ReplaceUrl(old, new):
            here = urls_of(document, source, old) or tuple(a for a in addresses_of(document, old) if a.span.start in writer.defined)
            places = [address.span for address in here]
            written = dict.fromkeys(places, writer.target(writable(new)))
            if places and writer.shown:
                written |= dict.fromkeys(_shown(document.text, source.span, old, places), writer.escape(writable(new)))
            return tuple(replacement(document.text, place.start, place.end, text) for place, text in written.items())
        case CorrectField(old, new):
            return correct_field(document.text, source.span, old, writer.escape(one_line(new)))


def _beside(document: Document, place: Span, capture: Capture, writer: MarkupWriter, *, last: bool) -> Edit:
    """Insert a capture after a URL, inside the URL's parentheses if it has any; with ``last``, at the source's end before its full stop."""
    written, text = _captured(document, capture, writer), document.text
    if last:
        end = writer.after_source(place.end)
        return insertion(end - (text[end - 1 : end] == "."), written)
    at = writer.after_url(place)
    at += text[place.start - 1 : place.start] + text[at : at + 1] == "<>"
    in_parentheses = text[place.start - 1 : place.start] == "(" and text[at : at + 1] == ")"
    return insertion(at, f"; {written[2:-1]}" if in_parentheses else written)


def _shown(text: str, span: Span, url: str, places: Sequence[Span]) -> Iterator[Span]:
    """Where a source has a URL as the words of a link to it, which readers of a printed page follow."""
    for match in re.finditer(rf"(?<![\w/=?&%@.-]){re.escape(url)}(?![\w/=?&%#@+~-])", text[span.start : span.end]):
        place = Span(span.start + match.start(), span.start + match.end())
        if all(place.end <= other.start or other.end <= place.start for other in places):
            yield place


def urls_of(document: Document, source: Source, url: str) -> tuple[Address, ...]:
    """The places of a URL within a source; else within its note, since a link's URL may be outside the link text."""
    span = source.span or Span(0, 0)
    here = addresses_of(document, url)
    inside = tuple(a for a in here if span.start <= a.span.start and a.span.end <= span.end)
    if inside:
        return inside
    note = next(iter(notes_around(document, span)), span)
    return tuple(a for a in here if note.start <= a.span.start and a.span.end <= note.end)


def addresses_of(document: Document, url: str) -> Sequence[Address]:
    """All places of a URL in a document."""
    return _index_of(document).addresses.get(url, [])


def notes_around(document: Document, span: Span) -> list[Span]:
    """The spans of the notes around a span, outermost first."""
    index = _index_of(document)
    at = bisect_right(index.starts, span.start) - 1
    found = []
    while at >= 0 and index.furthest[at] >= span.end:
        if index.spans[at].end >= span.end:
            found.append(index.spans[at])
        at -= 1
    return found[::-1]


def correct_field(text: str, span: Span, old: str, new: str) -> tuple[Edit, ...]:
    """Replace text that occurs exactly once in a span."""
    place = only_place(text, span, old)
    return (replacement(text, place.start, place.end, new),) if place else ()


def only_place(text: str, span: Span, part: str) -> Span | None:
    """Where a part of a text occurs in a span; None unless exactly once."""
    if not part or text.count(part, span.start, span.end) != 1:
        return None
    at = text.index(part, span.start, span.end)
    return Span(at, at + len(part))


class _Index(Struct):
    """A document's addresses by URL, its notes by place, and its URL style, computed once for all of its sources."""

    document: Document
    addresses: dict[str, list[Address]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    furthest: list[int] = field(default_factory=list)  # the largest end among the notes up to each
    url_style: UrlStyle | None = None

    @classmethod
    def of(cls, document: Document) -> "_Index":
        index = cls(document)
        for address in document.addresses:
            index.addresses.setdefault(address.url, []).append(address)
        index.spans = sorted((note.span for note in document.notes if note.span), key=lambda span: span.start)
        index.starts = [span.start for span in index.spans]
        index.furthest = list(accumulate((span.end for span in index.spans), max))
        return index


_latest: list[_Index] = []


def _index_of(document: Document) -> _Index:
    if not _latest or _latest[-1].document.notes is not document.notes or _latest[-1].document.addresses is not document.addresses:
        _latest[:] = [_Index.of(document)]
    return _latest[-1]


def notes_url_style(document: Document) -> UrlStyle:
    """How a document's notes write URLs."""
    index = _index_of(document)
    index.url_style = index.url_style or url_style_of(document.notes, document.language)
    return index.url_style


def _add(
    document: Document, source: Source, span: Span, url: str, capture: Capture | None, writer: MarkupWriter
) -> tuple[Edit, ...]:
    text, url = document.text, writable(url)
    behind = _captured(document, capture, writer) if capture else ""
    if place := residue_of(text, source, span, url):
        gap = "" if text[place.start - 1 : place.start].isspace() else " "
        return (replacement(text, place.start, place.end, f"{gap}{writer.url(url)}{behind}"),)
    url_style = notes_url_style(document)
    end = writer.after_source(span.end)
    back, lead = joined(source.text, url_style.lead)
    if back and text[end - 1 : end] != ".":  # the full stop is inside a mark that ends here
        back, lead = 0, " "
    return (insertion(end - back, f"{writer.escape(lead)}{writer.url(url)}{writer.escape(url_style.close)}{behind}"),)


def on_title(
    document: Document, source: Source, change: Change, marks: tuple[str, str], is_free: Callable[[Span], bool]
) -> tuple[Edit, ...]:
    """Link the title, if the other notes link theirs; no edits unless the title occurs exactly once and can be linked (``is_free``)."""
    span = source.span
    if not isinstance(change, AddUrl) or change.capture or not span or not notes_url_style(document).linked:
        return ()
    place = only_place(document.text, span, source.item.title or "")
    return (insertion(place.start, marks[0]), insertion(place.end, marks[1])) if place and is_free(place) else ()


def residue_of(text: str, source: Source, span: Span, url: str) -> Span | None:
    """The place of the remaining end of a truncated URL, which the complete URL replaces."""
    residue = source.url_residue or ""
    if not residue or not url.endswith(residue.lstrip(",")):
        return None
    at = text.rfind(residue, span.start, span.end)
    return Span(at, at + len(residue)) if at >= 0 else None


def _captured(document: Document, capture: Capture, writer: MarkupWriter) -> str:
    url_style = notes_url_style(document)
    close = writer.escape(url_style.close) if url_style.close == ">" else ""
    opening = writer.escape("<") if close else ""
    return f" ({writer.escape(url_style.archived_at)} {opening}{writer.url(writable(capture.url))}{close})"


def one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
