"""Tells which missing notes of a list with typed numbers are certain.

A typed number may be no call, and a numbered list no list of notes: clauses, steps, functions. A missing note is certain only where the list is surely
one of notes: the text calls most of it in order, or most of it cites.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from itertools import pairwise

from msgspec.structs import replace

from citecheck.documents.numerals import whole_number
from citecheck.model.document import Marker, NoteText

MIN_RISING = 0.8  # share of the first calls that follow a lower number


def doubts(labels: Set[str], missing: Collection[str], calls: Mapping[str, Sequence[Marker]], *, cites: bool) -> frozenset[str]:
    """The ``missing`` labels that may be no notes, given those of a list and whether it ``cites``."""
    first = _first_calls(calls)
    called = _is_called(labels, calls, first)
    surely_called = called or (cites and bool(labels & calls.keys()))
    if len(missing) > len(labels):
        return frozenset(missing)  # numbers of something else
    reach, ordered = _reach(labels, calls), _in_order(first)

    def is_certain(label: str) -> bool:
        number = whole_number(label)
        if label not in calls:
            return called and cites and _between_called(number or 0, labels, calls)
        if number is None:
            return surely_called and any(char.isalnum() for char in label)
        return surely_called and number in reach and number in ordered

    return frozenset(label for label in missing if not is_certain(label))


def doubted(notes: Iterable[NoteText], is_doubtful: Callable[[NoteText], bool]) -> tuple[NoteText, ...]:
    """The notes; of the missing ones those are doubtful that may be defined where the document does not show it."""
    return tuple(replace(note, doubtful=True) if note.status == "missing" and is_doubtful(note) else note for note in notes)


def _first_calls(calls: Mapping[str, Sequence[Marker]]) -> list[int]:
    """The called numbers in the order of their first calls."""
    placed = ((found[0].span.start, number) for label, found in calls.items() if (number := whole_number(label)) is not None)
    return [number for _, number in sorted(placed)]


def _is_called(labels: Set[str], calls: Mapping[str, Sequence[Marker]], first: Sequence[int]) -> bool:
    """Whether the text calls at least half of a list, its numbers in order."""
    rising = sum(one < other for one, other in pairwise(first))
    return 2 * len(labels & calls.keys()) >= len(labels) and rising >= MIN_RISING * (len(first) - 1)


def _in_order(first: Sequence[int]) -> frozenset[int]:
    """The numbers that the text calls behind most lower and before most higher ones, by the middle one: a scale or a legend has its own numbers.
    A call that changed places with its neighbour is in order.
    """
    place = {number: at for at, number in enumerate(first)}
    counted = sorted(place)

    def is_between(at: int) -> bool:
        lower, higher = counted[at // 2], counted[(at + len(counted)) // 2]
        return place[lower] - 1 <= place[counted[at]] <= place[higher] + 1

    return frozenset(number for at, number in enumerate(counted) if is_between(at))


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
