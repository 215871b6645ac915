"""How a change of a source becomes edits, for every format in which sources are running text.

A format says how it writes an address and words in that text (``Hand``); where they go, and with what around them, is the same everywhere.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate

from citecheck.documents.edits import insertion, replacement
from citecheck.documents.url_style import Habit, habit_of, joined
from citecheck.links.urls import writable
from citecheck.model.document import Address, Document
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, ReplaceUrl, Reword


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Hand:
    """How a format writes an address in running text, an address where one stands already, and words.

    ``behind`` is the offset behind everything that belongs to an address at a span: brackets, link marks, end tags. ``end`` is where
    something can be put that follows a source which ends at an offset.
    """

    address: Callable[[str], str] = _same
    target: Callable[[str], str] = _same
    words: Callable[[str], str] = _same
    behind: Callable[[Span], int] = lambda span: span.end
    end: Callable[[int], int] = lambda offset: offset


def edits(document: Document, source: Source, change: Change, hand: Hand) -> tuple[Edit, ...]:
    """The edits for a change; none where the source has no place, the address none of its own, or the words are not found once."""
    if source.span is None:
        return ()
    match change:
        case AddUrl(url, capture):
            return _add(document, source, source.span, url, capture, hand)
        case AddCapture(url, capture, last):
            there = addresses_of(document, source, url)
            place = source.span if last else there[-1].span if there else None
            return (_beside(document, place, capture, hand, last=last),) if place else ()
        case ReplaceUrl(old, new):
            target = hand.target(writable(new))
            return tuple(replacement(document.text, a.span.start, a.span.end, target) for a in addresses_of(document, source, old))
        case Reword(old, new):
            return reword(document.text, source.span, old, hand.words(one_line(new)))


def _beside(document: Document, place: Span, capture: Capture, hand: Hand, *, last: bool) -> Edit:
    """A capture behind an address, in its own parentheses where it has some; or behind a whole source, before its full stop."""
    told, text = _captured(document, capture, hand), document.text
    if last:
        end = hand.end(place.end)
        return insertion(end - (text[end - 1 : end] == "."), told)
    at = hand.behind(place)
    alone = text[place.start - 1 : place.start] == "(" and text[at : at + 1] == ")"
    return insertion(at, f"; {told[2:-1]}" if alone else told)


def addresses_of(document: Document, source: Source, url: str) -> tuple[Address, ...]:
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


def reword(text: str, span: Span, old: str, new: str) -> tuple[Edit, ...]:
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
    habit: Habit | None = None

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


def notes_habit(document: Document) -> Habit:
    """The habit of a document's notes."""
    known = _known(document)
    known.habit = known.habit or habit_of(document.notes, document.language)
    return known.habit


def _add(document: Document, source: Source, span: Span, url: str, capture: Capture | None, hand: Hand) -> tuple[Edit, ...]:
    text, url = document.text, writable(url)
    behind = _captured(document, capture, hand) if capture else ""
    if place := residue_of(text, source, span, url):
        gap = "" if text[place.start - 1 : place.start].isspace() else " "
        return (replacement(text, place.start, place.end, f"{gap}{hand.address(url)}{behind}"),)
    habit = notes_habit(document)
    end = hand.end(span.end)
    back, lead = joined(source.text, habit.lead)
    if back and text[end - 1 : end] != ".":  # the full stop stands within a mark that ends here
        back, lead = 0, " "
    return (insertion(end - back, f"{hand.words(lead)}{hand.address(url)}{hand.words(habit.close)}{behind}"),)


def on_title(
    document: Document, source: Source, change: Change, marks: tuple[str, str], is_free: Callable[[Span], bool]
) -> tuple[Edit, ...]:
    """Marks of a link around the title, where the other notes have theirs there; none where the title does not stand free, as it is, once."""
    title, span, text = source.item.title or "", source.span, document.text
    if not isinstance(change, AddUrl) or change.capture or not span or not title or not notes_habit(document).linked:
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


def _captured(document: Document, capture: Capture, hand: Hand) -> str:
    habit = notes_habit(document)
    close = hand.words(habit.close) if habit.close == ">" else ""
    opening = hand.words("<") if close else ""
    return f" ({hand.words(habit.archived_at)} {opening}{hand.address(writable(capture.url))}{close})"


def one_line(text: str) -> str:
    """Words on one line, without control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()
