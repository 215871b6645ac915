"""Where something stands in a document."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a document's decoded text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person finds it: line and column from 1 (columns in code points), or a named part of a file without lines."""

    line: int | None = None
    column: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where each character of a text stands in the document that it was put together from.

    Kept as stretches that stand in the document as they do in the text, since a number a character is much for a long list of notes:
    ``starts[n]`` is where a stretch begins in the text, ``places[n]`` where in the document.
    """

    starts: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    length: int = 0

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, at: int) -> int:
        if not 0 <= at < self.length:
            raise IndexError(at)
        stretch = bisect_right(self.starts, at) - 1
        return self.places[stretch] + at - self.starts[stretch]

    def __iter__(self) -> Iterator[int]:
        return (self[at] for at in range(self.length))
