"""Markers that could be something else, ``(1)``, ``word1)`` and ``word.1``: numbers that were raised once, or that are typed as the list has them.

They count only together: where nearly all such numbers are notes of the list, most notes are called, and the numbers rise.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from citecheck.documents.numbered_notes import LARGEST_GAP, Lines, numbers
from citecheck.documents.numerals import whole_number
from citecheck.model.document import Marker
from citecheck.model.place import Span

STYLES = (
    re.compile(
        r"(?:(?<=\S)[(（](?P<labels>\d{1,3})[)）]|\((?P<spaced>\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\)(?=[.,;:!?]|\s*$))", re.MULTILINE
    ),
    re.compile(r"(?<=[^\W\d_])[.,;:!?”\"»’']?(?P<labels>\d{1,3})\)"),
    re.compile(r"(?<=[^\W\d_][.,;:!?”\"»’')])[”\"»’]?(?P<labels>\d{1,3})(?=[\s—–]|$)"),
)
KNOWN = 0.8  # of the numbers must be notes
CALLED = 0.6  # of the notes must be called


def typed_markers(text: str, regions: Sequence[tuple[int, int]], labels: Collection[str], lines: Lines) -> tuple[Marker, ...]:
    """The markers of the first style that fits the list; empty where none does."""
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
    """The numbers of a list, with those that it skips."""
    counted = [number for label in labels if (number := whole_number(label)) is not None]
    if counted and max(counted) - min(counted) > LARGEST_GAP * len(counted):
        return frozenset(map(str, counted))
    return frozenset(map(str, range(min(counted, default=0), max(counted, default=0) + 1)))


def _fits(called: Sequence[str], labels: Collection[str], known: Collection[str]) -> bool:
    first = list(dict.fromkeys(called))
    right = [number for label in first if label in known and (number := whole_number(label)) is not None]
    rising = sum(one < other for one, other in pairwise(right))
    return len(right) >= max(2, KNOWN * len(first), CALLED * len(labels)) and rising >= KNOWN * (len(right) - 1)
