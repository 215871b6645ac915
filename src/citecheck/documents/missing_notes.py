"""Tells which missing notes of a list with typed numbers are certain.

A typed number may be no call, and a numbered list no list of notes: clauses, steps, functions. A missing note is certain only where the list is surely
one of notes: the text calls most of it in order, or most of it cites.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from itertools import pairwise

from citecheck.documents.numerals import whole_number
from citecheck.model.document import Marker

MIN_RISING = 0.8  # share of the first calls that follow a lower number


def doubts(labels: Set[str], missing: Collection[str], calls: Mapping[str, Sequence[Marker]], *, cites: bool) -> frozenset[str]:
    """The ``missing`` labels that may be no notes, given those of a list and whether it ``cites``."""
    called = _is_called(labels, calls)
    surely_called = called or (cites and bool(labels & calls.keys()))
    reach = _reach(labels, calls)

    def is_certain(label: str) -> bool:
        number = whole_number(label)
        if label not in calls:
            return called and cites and _between_called(number or 0, labels, calls)
        return surely_called and (number in reach if number is not None else any(char.isalnum() for char in label))

    return frozenset(label for label in missing if not is_certain(label))


def _is_called(labels: Set[str], calls: Mapping[str, Sequence[Marker]]) -> bool:
    """Whether the text calls at least half of a list, its numbers in order."""
    first = sorted((found[0].span.start, number) for label, found in calls.items() if (number := whole_number(label)) is not None)
    rising = sum(one < other for (_, one), (_, other) in pairwise(first))
    return 2 * len(labels & calls.keys()) >= len(labels) and rising >= MIN_RISING * (len(first) - 1)


def _between_called(gap: int, labels: Set[str], calls: Mapping[str, Sequence[Marker]]) -> bool:
    """Whether the text calls the listed numbers on both sides of a gap."""
    known = [number for label in labels if (number := whole_number(label)) is not None]
    around = (max((n for n in known if n < gap), default=0), min((n for n in known if n > gap), default=0))
    return all(str(number) in calls for number in around)


def _reach(labels: Set[str], calls: Mapping[str, Sequence[Marker]]) -> range:
    """The numbers of a list, and called ones next to them: ``[20]`` is no note of a list that ends at 18 if nothing calls 19."""
    known = {number for label in labels if (number := whole_number(label)) is not None}
    low, high = min(known, default=0), max(known, default=0)
    while str(low - 1) in calls and low > 1:
        low -= 1
    while str(high + 1) in calls:
        high += 1
    return range(low, high + 1)
