"""Sequences of any length in bounded memory."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TypeVar

T = TypeVar("T")
MOST_IN_MEMORY = 200  # values


def bounded(values: Iterable[T], most: int | None = None) -> Sequence[T]:
    """The values as a tuple if they are at most so many, else in a temporary file. Values of a file are equal, not identical, each time."""
    left = iter(values)
    first = tuple(islice(left, (most := MOST_IN_MEMORY if most is None else most) + 1))
    if len(first) <= most:
        return first
    from citecheck.io.file_sequence import FileSequence  # slow to import

    all_of_them = chain(first, left)
    del first  # the chain forgets what has been written
    return FileSequence(all_of_them)
