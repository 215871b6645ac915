"""Where something stands in a document."""

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
