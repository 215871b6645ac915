"""How a change of a source becomes edits, for every format in which sources are running text.

A format says how it writes an address and words in that text (``MarkupWriter``); where they go, and with what around them, is the same everywhere.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate

from citecheck.documents.edits import insertion, replacement
from citecheck.documents.url_style import UrlStyle, joined, url_style_of
from citecheck.links.urls import writable
from citecheck.model.document import Address, Document
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class MarkupWriter:
    """How a format writes an address in running text, an address where one stands already, and words.

    ``behind`` is the offset behind everything that belongs to an address at a span: brackets, link marks, end tags. ``end`` is where
    something can be put that follows a source which ends at an offset.
    """

    address: Callable[[str], str] = _same
    target: Callable[[str], str] = _same
    words: Callable[[str], str] = _same
    behind: Callable[[Span], int] = lambda span: span.end
    end: Callable[[int], int] = lambda offset: offset


def edits(document: Document, source: Source, change: Change, markup_writer: MarkupWriter) -> tuple[Edit, ...]:
    """The edits for a change; none where the source has no place, the address none of its own, or the words are not found once."""
    if source.span is None:
        return ()
    match change:
        case AddUrl(url, capture):
            return _add(document, source, source.span, url, capture, markup_writer)
        case AddCapture(url, capture, last):
            there = urls_of(document, source, url)
            place = source.span if last else there[-1].span if there else None
            return (_beside(document, place, capture, markup_writer, last=last),) if place else ()
        case ReplaceUrl(old, new):
            target = markup_writer.target(writable(new))
            return tuple(replacement(document.text, a.span.start, a.span.end, target) for a in urls_of(document, source, old))
        case CorrectField(old, new):
            return correct_field(document.text, source.span, old, markup_writer.words(one_line(new)))


def _beside(document: Document, place: Span, capture: Capture, markup_writer: MarkupWriter, *, last: bool) -> Edit:
    """A capture behind an address, in its own parentheses where it has some; or behind a whole source, before its full stop."""
    told, text = _captured(document, capture, markup_writer), document.text
    if last:
        end = markup_writer.end(place.end)
        return insertion(end - (text[end - 1 : end] == "."), told)
    at = markup_writer.behind(place)
    alone = text[place.start - 1 : place.start] == "(" and text[at : at + 1] == ")"
    return insertion(at, f"; {told[2:-1]}" if alone else told)


def urls_of(document: Document, source: Source, url: str) -> tuple[Address, ...]:
    """Where an address stands within a source; a link's may stand just outside its words, but in the same note."""
    span = source.span or Span(0, 0)
    known = _known(document)
    here = known.addresses.get(url, [])
    inside = tuple(a for a in here if span.start <= a.span.start and a.span.end <= span.end)
    if inside:
        return inside
    note = next(iter(notes_around(document, span)), span)
    return tuple(a for a in here if note.start <= a.span.start and a.span.end <= note.end)


def notes_around(document: Document, span: Span) -> list[Span]:
    """The notes that a stretch of a document stands in, the outermost first."""
    known = _known(document)
    at = bisect_right(known.starts, span.start) - 1
    found = []
    while at >= 0 and known.furthest[at] >= span.end:
        if known.spans[at].end >= span.end:
            found.append(known.spans[at])
        at -= 1
    return found[::-1]


def correct_field(text: str, span: Span, old: str, new: str) -> tuple[Edit, ...]:
    """Writes new words for old ones that stand exactly once in a span."""
    if not old or text.count(old, span.start, span.end) != 1:
        return ()
    at = text.index(old, span.start, span.end)
    return (replacement(text, at, at + len(old), new),)


@dataclass(slots=True)
class _Known:
    """What is asked for at each source of a document, and worked out once: addresses by what they say, notes by where they are, a habit."""

    document: Document
    addresses: dict[str, list[Address]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    furthest: list[int] = field(default_factory=list)  # where the notes end that begin up to each
    url_style: UrlStyle | None = None

    @classmethod
    def of(cls, document: Document) -> "_Known":
        made = cls(document)
        for address in document.addresses:
            made.addresses.setdefault(address.url, []).append(address)
        made.spans = sorted((note.span for note in document.notes if note.span), key=lambda span: span.start)
        made.starts = [span.start for span in made.spans]
        made.furthest = list(accumulate((span.end for span in made.spans), max))
        return made


_latest: list[_Known] = []


def _known(document: Document) -> _Known:
    if not _latest or _latest[-1].document.notes is not document.notes or _latest[-1].document.addresses is not document.addresses:
        _latest[:] = [_Known.of(document)]
    return _latest[-1]


def notes_url_style(document: Document) -> UrlStyle:
    """The habit of a document's notes."""
    known = _known(document)
    known.url_style = known.url_style or url_style_of(document.notes, document.language)
    return known.url_style


def _add(
    document: Document, source: Source, span: Span, url: str, capture: Capture | None, markup_writer: MarkupWriter
) -> tuple[Edit, ...]:
    text, url = document.text, writable(url)
    behind = _captured(document, capture, markup_writer) if capture else ""
    if place := residue_of(text, source, span, url):
        gap = "" if text[place.start - 1 : place.start].isspace() else " "
        return (replacement(text, place.start, place.end, f"{gap}{markup_writer.address(url)}{behind}"),)
    url_style = notes_url_style(document)
    end = markup_writer.end(span.end)
    back, lead = joined(source.text, url_style.lead)
    if back and text[end - 1 : end] != ".":  # the full stop stands within a mark that ends here
        back, lead = 0, " "
    return (
        insertion(
            end - back, f"{markup_writer.words(lead)}{markup_writer.address(url)}{markup_writer.words(url_style.close)}{behind}"
        ),
    )


def on_title(
    document: Document, source: Source, change: Change, marks: tuple[str, str], is_free: Callable[[Span], bool]
) -> tuple[Edit, ...]:
    """Marks of a link around the title, where the other notes have theirs there; none where the title does not stand free, as it is, once."""
    title, span, text = source.item.title or "", source.span, document.text
    if not isinstance(change, AddUrl) or change.capture or not span or not title or not notes_url_style(document).linked:
        return ()
    start = text.find(title, span.start, span.end)
    here = Span(start, start + len(title))
    if text.count(title, span.start, span.end) != 1 or not is_free(here):
        return ()
    return insertion(here.start, marks[0]), insertion(here.end, marks[1])


def residue_of(text: str, source: Source, span: Span, url: str) -> Span | None:
    """Where the end of an address that was lost is still there, which the whole address then stands for."""
    residue = source.url_residue or ""
    if not residue or not url.endswith(residue.lstrip(",")):
        return None
    at = text.rfind(residue, span.start, span.end)
    return Span(at, at + len(residue)) if at >= 0 else None


def _captured(document: Document, capture: Capture, markup_writer: MarkupWriter) -> str:
    url_style = notes_url_style(document)
    close = markup_writer.words(url_style.close) if url_style.close == ">" else ""
    opening = markup_writer.words("<") if close else ""
    return f" ({markup_writer.words(url_style.archived_at)} {opening}{markup_writer.address(writable(capture.url))}{close})"


def one_line(text: str) -> str:
    """Words on one line, without control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
