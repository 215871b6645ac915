"""Finds quotations near a marker, and looks them up in a page's text; ellipses and brackets mark omissions and insertions."""

from collections.abc import Sequence

from msgspec import Struct

from citecheck.language.quotation_marks import find_quotations
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

LONE_WORD = 9  # a one-word part is searched only if it is longer
WINDOW = 900  # characters before a marker that are searched
BETWEEN = 160  # maximum characters between a quotation and its marker
_OMITTED = lazy_pattern(r"(?:(?<!\s)\s++)?(?:(?:[\[(]\s*+)?(?:\.\s?\.\s?\.|…)(?:\s*+[\])])?\s*+|\[[^\[\]]{0,60}\]\s*+)")
_NEW_SENTENCE = lazy_pattern(r"[.!?]\s+\w|\n\s*\n")


class Quoted(Struct, frozen=True):
    """A quotation in a document."""

    text: str
    span: Span


class QuotationSearch(Struct, frozen=True):
    """Whether a text contains a quotation, the similarity of its worst part in per cent, and the most similar passage."""

    found: bool
    similarity: float
    nearest: str | None = None


def quoted_near(text: str, markers: Sequence[Span], others: Sequence[Span]) -> tuple[Quoted, ...]:
    """The quotations before a marker, with no other marker and no sentence end between."""
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


def look_for(quoted: str, text: str, threshold: float) -> QuotationSearch:
    """Find the parts of a quotation in a text, in order; a part is found from ``like`` per cent similarity on."""
    plain, places = _plain(text)
    at, worst, nearest = 0, 100.0, None
    for part in _parts(quoted):
        start, end, similarity = _best_passage(part, plain, at)
        if similarity < worst or nearest is None:
            worst = min(worst, similarity)
            nearest = text[places[start] : places[end - 1] + 1] if end > start else None
        at = end if similarity >= threshold else at
    return QuotationSearch(worst >= threshold and nearest is not None, worst if nearest is not None else 0.0, nearest)


def _parts(quoted: str) -> list[str]:
    parts = [_plain(part)[0] for part in _OMITTED.split(quoted)]
    long = [part for part in parts if len(part.split()) > 1 or len(part) > LONE_WORD]
    return long or [part for part in parts if part]


def _best_passage(part: str, text: str, at: int) -> tuple[int, int, float]:
    """Start, end and similarity of the passage from ``at`` on that is most similar to a part."""
    from rapidfuzz import fuzz

    exact = text.find(part, at)
    if exact >= 0:
        return exact, exact + len(part), 100.0
    found = fuzz.partial_ratio_alignment(part, text[at:])
    return (at + found.dest_start, at + found.dest_end, found.score) if found else (0, 0, 0.0)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in lower case with single spaces for all but letters and digits, and each character's offset."""
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
