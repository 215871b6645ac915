"""The Markdown cells of a notebook, as one text, with the place of each character in the file.

The form of the file: https://nbformat.readthedocs.io/en/latest/format_description.html
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from citecheck.documents.edits import replacement
from citecheck.model.finding import Edit
from citecheck.model.place import Offsets, Span
from citecheck.patterns import lazy_pattern

# What tells the place in a JSON text: strings, those that are keys, and brackets.
TOKEN = lazy_pattern(r'(?P<string>"(?:[^"\\]++|\\.)*+")(?P<colon>\s*+:)?|[{}\[\]]', re.DOTALL)
PIECE = lazy_pattern(r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)
UNWRITABLE = lazy_pattern(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
BETWEEN = "\n\n"  # cells are blocks of their own
MARKDOWN = "markdown"
CELL = 3  # open brackets in a cell: those of the file, of the list of cells, and its own


class Cells(Struct, frozen=True):
    """The text of all Markdown cells. ``starts[i]`` and ``ends[i]`` are the place of ``text[i]`` in the file; between cells it is empty."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, span: Span) -> Span:
        """A span of the text as a span of the file."""
        if span.start >= span.end:
            at = self._at(span.start)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def back(self, span: Span) -> Span:
        """A span of the file as a span of the text."""
        return Span(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def offsets(self, places: Offsets | range) -> Offsets:
        """The places in the file of characters that have these in the text."""
        starts: list[int] = []
        found: list[int] = []
        for at, place in enumerate(self.starts[one] for one in places):
            if not starts or place != found[-1] + at - starts[-1]:
                starts.append(at)
                found.append(place)
        return Offsets(tuple(starts), tuple(found), len(places))

    def edits(self, written: str, edit: Edit) -> Iterator[Edit]:
        """An edit of the text as edits of the file ``written``: one for each piece of it that stands together there."""
        new = json.dumps(edit.replacement, ensure_ascii=written.isascii() and "\\u" in written)[1:-1]
        for start, end in self._pieces(edit.span):
            yield replacement(written, start, end, new)
            new = ""

    def _pieces(self, span: Span) -> Iterator[tuple[int, int]]:
        if span.start >= span.end:
            yield self._at(span.start), self._at(span.start)
            return
        start = self.starts[span.start]
        for at in range(span.start, span.end - 1):
            if self.ends[at] != self.starts[at + 1]:
                yield start, self.ends[at]
                start = self.starts[at + 1]
        yield start, self.ends[span.end - 1]

    def _at(self, offset: int) -> int:
        """Where text is inserted: before the next character, or behind the last one of a cell."""
        if offset < len(self.text) and self.starts[offset] < self.ends[offset]:
            return self.starts[offset]
        return self.ends[offset - 1] if offset else 0


@lru_cache(maxsize=1)  # called for each source of a document
def read_cells(written: str) -> Cells:
    """The Markdown cells of a notebook's JSON, which must be valid."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cell in _sources(written):
        if text:
            text.append(BETWEEN)
            starts += [ends[-1]] * len(BETWEEN)
            ends += [ends[-1]] * len(BETWEEN)
        for literal in cell:
            for piece in PIECE.finditer(written, literal.start + 1, literal.end - 1):
                text.append(_character(piece.group()))
                starts.append(piece.start())
                ends.append(piece.end())
    return Cells("".join(text), tuple(starts), tuple(ends))


def _character(piece: str) -> str:
    """A character of a string, one in the text for one there: half a surrogate pair, a byte order mark and control
    characters are none of a text file."""
    found: str = json.loads(f'"{piece}"', strict=False) if piece[0] == "\\" else piece
    return UNWRITABLE.sub("\ufffd", found)


def _sources(written: str) -> Iterator[list[Span]]:
    """The string literals of the source of each Markdown cell."""
    path: list[str] = []  # the keys of the objects and arrays that are open
    key, kind, literals = "", "", list[Span]()
    for token in TOKEN.finditer(written):
        if token["colon"]:
            key = token["string"][1:-1]
        elif token["string"]:
            if path == ["", "cells", ""] and key == "cell_type":
                kind = token["string"][1:-1]
            elif path in (["", "cells", ""], ["", "cells", "", "source"]) and "source" in (key, path[-1]):
                literals.append(Span(*token.span("string")))
        elif token.group() in "{[":
            path.append(key)
            key = ""
        elif path:
            if len(path) == CELL and kind == MARKDOWN and literals:
                yield literals
            key = path.pop()
            kind, literals = ("", []) if len(path) < CELL else (kind, literals)
