"""Finds ambiguous markers, ``(1)``, ``word1)`` and ``word.1``: superscripts that lost their format, or numbers typed as the list prints them.

A style is accepted only if nearly all of its numbers are notes, most notes are called, and the numbers rise.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from citecheck.documents.numbered_lists import MAX_GAP
from citecheck.documents.numbered_notes import Lines, numbers
from citecheck.documents.numerals import whole_number
from citecheck.model.document import Marker
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

STYLES = (
    lazy_pattern(
        r"(?:(?<=\S)[(（](?P<labels>\d{1,3})[)）]|\((?P<spaced>\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\)(?=[.,;:!?]|\s*$))", re.MULTILINE
    ),
    lazy_pattern(r"(?<=[^\W\d_])[.,;:!?”\"»’']?(?P<labels>\d{1,3})\)"),
    lazy_pattern(r"(?<=[^\W\d_][.,;:!?”\"»’')])[”\"»’]?(?P<labels>\d{1,3})(?=[\s—–]|$)"),
)
MIN_KNOWN = 0.8  # share of the numbers that must be notes
MIN_CALLED = 0.6  # share of the notes that must be called


def typed_markers(text: str, regions: Sequence[tuple[int, int]], labels: Collection[str], lines: Lines) -> tuple[Marker, ...]:
    """The markers of the first style that fits the list; empty if none does."""
    for style in STYLES:
        found = [
            (label, Span(match.start(group), match.end(group)))
            for start, end in regions
            for match in style.finditer(text, start, end)
            for group in (match.lastgroup or 0,)
            for label in numbers(match[group])
        ]
        known = _listed(labels)
        if _fits([label for label, _ in found], labels, known):
            return tuple(lines.marker(label, span) for label, span in found if label in known)
    return ()


def _listed(labels: Collection[str]) -> frozenset[str]:
    """The numbers of a list, including skipped ones."""
    counted = [number for label in labels if (number := whole_number(label)) is not None]
    if counted and max(counted) - min(counted) > MAX_GAP * len(counted):
        return frozenset(map(str, counted))
    return frozenset(map(str, range(min(counted, default=0), max(counted, default=0) + 1)))


def _fits(called: Sequence[str], labels: Collection[str], known: Collection[str]) -> bool:
    first = list(dict.fromkeys(called))
    values = [number for label in first if label in known and (number := whole_number(label)) is not None]
    rising = sum(one < other for one, other in pairwise(values))
    return len(values) >= max(2, MIN_KNOWN * len(first), MIN_CALLED * len(labels)) and rising >= MIN_KNOWN * (len(values) - 1)
