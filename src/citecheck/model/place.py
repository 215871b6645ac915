"""Positions in a document."""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct


class Span(Struct, frozen=True):
    """A half-open range of code points in a document's decoded text."""

    start: int
    end: int


class Place(Struct, frozen=True):
    """A position for people: line and column from 1 (columns in code points), or the part of a file without lines."""

    line: int | None = None
    column: int | None = None
    part: str | None = None


class Offsets(Struct, frozen=True):
    """The document offset of each character of a text extracted from it.

    Stored as runs to save memory: ``starts[n]`` is the start of a run in the text, ``places[n]`` in the document.
    """

    starts: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    length: int = 0

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, at: int) -> int:
        if not 0 <= at < self.length:
            raise IndexError(at)
        run = bisect_right(self.starts, at) - 1
        return self.places[run] + at - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        return (self[at] for at in range(self.length))
