"""How a change of a source becomes edits, for every format in which sources are running text.

A format says how it writes an address and words in that text (``Hand``); where they go, and with what around them, is the same everywhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from citecheck.model.document import Address, Document, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, ReplaceUrl, Reword
from citecheck.text.edits import insertion, replacement
from citecheck.text.habits import Habit, habit_of, joined
from citecheck.text.urls import writable


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
    here = [a for a in document.addresses if a.url == url]
    inside = tuple(a for a in here if span.start <= a.span.start and a.span.end <= span.end)
    if inside:
        return inside
    note = next((n.span for n in document.notes if n.span and n.span.start <= span.start and span.end <= n.span.end), span)
    return tuple(a for a in here if note.start <= a.span.start and a.span.end <= note.end)


def reword(text: str, span: Span, old: str, new: str) -> tuple[Edit, ...]:
    """Writes new words for old ones that stand exactly once in a span."""
    if not old or text.count(old, span.start, span.end) != 1:
        return ()
    at = text.index(old, span.start, span.end)
    return (replacement(text, at, at + len(old), new),)


_latest: list[tuple[tuple[NoteText, ...], Habit]] = []


def notes_habit(document: Document) -> Habit:
    """The habit of a document's notes, which is asked for at each of its sources and worked out once."""
    if not _latest or _latest[-1][0] is not document.notes:
        _latest[:] = [(document.notes, habit_of(document.notes, document.language))]
    return _latest[-1][1]


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
