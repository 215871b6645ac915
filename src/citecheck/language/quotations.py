"""Quoted words: which stand near a marker, and whether a page has them; ellipses and brackets say what a writer left out or put in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citecheck.language.quotation_marks import find_quotations
from citecheck.model.place import Span

LONE_WORD = 9  # letters above which a piece of one word is looked for
WINDOW = 900  # characters before a marker that are looked at
BETWEEN = 160  # characters between a quotation and its marker at most
_OMITTED = re.compile(r"(?:(?<!\s)\s++)?(?:(?:[\[(]\s*+)?(?:\.\s?\.\s?\.|…)(?:\s*+[\])])?\s*+|\[[^\[\]]{0,60}\]\s*+)")
_NEW_SENTENCE = re.compile(r"[.!?]\s+\w|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks in a document: the words, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class QuotationSearch:
    """Whether a text has quoted words: the likeness of the worst piece in per cent, and the likest passage."""

    found: bool
    likeness: float
    nearest: str | None = None


def quoted_near(text: str, markers: Sequence[Span], others: Sequence[Span]) -> tuple[Quoted, ...]:
    """The quotations whose sentence a marker closes: before it, with no other marker and no new sentence in between."""
    found: dict[Span, Quoted] = {}
    for marker in markers:
        before = max((o.end for o in others if o.end <= marker.start and o != marker), default=0)
        start = max(0, before, marker.start - WINDOW)
        for quotation in find_quotations(text[start : marker.start]):
            span = Span(start + quotation.start + 1, start + quotation.end - 1)
            between = text[span.end + 1 : marker.start]
            if len(between) <= BETWEEN and not _NEW_SENTENCE.search(between):
                found[span] = Quoted(text[span.start : span.end], span)
    return tuple(found.values())


def look_for(quoted: str, text: str, like: float) -> QuotationSearch:
    """Looks for the pieces of a quotation in a text, in their order; a piece is found from ``like`` per cent of likeness on."""
    plain, places = _plain(text)
    at, worst, nearest = 0, 100.0, None
    for piece in _pieces(quoted):
        start, end, likeness = _place(piece, plain, at)
        if likeness < worst or nearest is None:
            worst = min(worst, likeness)
            nearest = text[places[start] : places[end - 1] + 1] if end > start else None
        at = end if likeness >= like else at
    return QuotationSearch(worst >= like and nearest is not None, worst if nearest is not None else 0.0, nearest)


def _pieces(quoted: str) -> list[str]:
    pieces = [_plain(piece)[0] for piece in _OMITTED.split(quoted)]
    long = [piece for piece in pieces if len(piece.split()) > 1 or len(piece) > LONE_WORD]
    return long or [piece for piece in pieces if piece]


def _place(piece: str, text: str, at: int) -> tuple[int, int, float]:
    """Start, end and likeness of the passage from ``at`` on that is likest to a piece."""
    from rapidfuzz import fuzz

    exact = text.find(piece, at)
    if exact >= 0:
        return exact, exact + len(piece), 100.0
    found = fuzz.partial_ratio_alignment(piece, text[at:])
    return (at + found.dest_start, at + found.dest_end, found.score) if found else (0, 0, 0.0)


def _plain(text: str) -> tuple[str, list[int]]:
    """Letters and digits in small, everything else one space; and where each stood."""
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if char.isalnum():
            low = char.lower()
            chars.append(low if len(low) == 1 else char)
            places.append(at)
        elif char in "'’\u00ad\u200b":
            continue
        elif chars and chars[-1] != " ":
            chars.append(" ")
            places.append(at)
    if chars and chars[-1] == " ":
        chars.pop()
        places.pop()
    return "".join(chars), places
