"""Finds running heads and feet: what stands at the top or bottom of many pages, and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from citecheck.documents.formats.pdf.lines import Line
from citecheck.documents.formats.pdf.pages import Piece
from citecheck.patterns import lazy_pattern

EDGE = 3  # lines at the top and at the bottom of a page that may be heads or feet
MIN_PAGES = 3  # that show the same head
SHARE = 0.3  # of the pages that have a head at one height: there each first line is a head
HEIGHT = 2.0  # points within which heads have the same height
DIGITS = lazy_pattern(r"\d+|(?<![^\W_])[ivxlc]+(?![^\W_])", re.IGNORECASE)
PAGE_NUMBER = lazy_pattern(
    r"[^\w]{0,4}(?:(?:page|p\.|seite|s\.|pag\.?|pagina|página|strana|sida|side|стр\.?|trang|halaman)\s{0,2})?(?:\d{1,4}|[ivxlc]{1,7})(?:\s{0,2}(?:/|of|von|de|di|sur|z|iz|из|van)\s{0,2}\d{1,4})?[^\w]{0,4}",
    re.IGNORECASE,
)
LINE_NUMBER = lazy_pattern(r"\d{1,4}")
BESIDE = 4.0  # points between the right ends of line numbers
MIN_NUMBERED = 5  # line numbers of a page
COUNTED = 0.8  # share of them that count up
MAX_SKIPPED = 5  # where only some lines have numbers
MAX_HEAD = 200  # characters


_Key = tuple[str, int, int]


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without heads and feet."""
    edges = [_edges(lines) for lines in pages]
    said: Counter[_Key] = Counter()
    for found in edges:
        said.update({_key(line, side) for line, side, _ in found})
    heads = {key for key, times in said.items() if times >= min(MIN_PAGES, max(2, len(pages)))}
    heights = _heights(edges, heads)
    out = []
    for lines, found in zip(pages, edges, strict=True):
        drop = {id(line) for line, side, rank in found if _is_running(line, side, rank, heads, heights)}
        out.append([line for line in lines if id(line) not in drop])
    return out


def without_line_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a page without the numbers of lines at its side."""
    numbers = [piece for piece in pieces if LINE_NUMBER.fullmatch(piece.text.strip())]
    ends = Counter(round(piece.x1 / BESIDE) for piece in numbers)
    beside = [piece for piece in numbers if ends[round(piece.x1 / BESIDE)] >= MIN_NUMBERED]
    values = [int(piece.text) for piece in sorted(beside, key=lambda piece: -piece.y)]
    counted = sum(one < other <= one + MAX_SKIPPED for one, other in pairwise(values))
    if not beside or counted < COUNTED * (len(beside) - 1):
        return list(pieces)
    drop = {id(piece) for piece in beside}
    return [piece for piece in pieces if id(piece) not in drop]


def _edges(lines: Iterable[Line]) -> list[tuple[Line, int, int]]:
    """The first and last lines of a page by height, with side (1: top, 0: bottom) and rank from the edge."""
    placed = sorted(lines, key=lambda line: -line.y)
    rows: list[list[Line]] = []
    for line in placed:
        if rows and rows[-1][0].y - line.y <= HEIGHT:
            rows[-1].append(line)
        else:
            rows.append([line])
    top = [(line, 1, rank) for rank, row in enumerate(rows[:EDGE]) for line in row]
    bottom = [(line, 0, rank) for rank, row in enumerate(reversed(rows[-EDGE:])) for line in row]
    return [*top, *bottom]


def _key(line: Line, side: int) -> _Key:
    """What the same heads have in common: their words without numbers, their size and side; a heading with the words of a head is larger."""
    return DIGITS.sub("#", line.text).casefold().replace(" ", "")[:MAX_HEAD], round(line.size), side


def _heights(edges: Sequence[Sequence[tuple[Line, int, int]]], heads: set[_Key]) -> set[tuple[int, int]]:
    """The heights, with side, at which many pages have a head or a page number outside all other text."""
    at: dict[tuple[int, int], int] = defaultdict(int)
    for found in edges:
        at_page = {
            (round(line.y / HEIGHT), side)
            for line, side, rank in found
            if rank == 0 and (_key(line, side) in heads or PAGE_NUMBER.fullmatch(line.text))
        }
        for height in at_page:
            at[height] += 1
    return {height for height, times in at.items() if times >= max(MIN_PAGES, SHARE * len(edges))}


def _is_running(line: Line, side: int, rank: int, heads: set[_Key], heights: set[tuple[int, int]]) -> bool:
    if len(line.text) > MAX_HEAD:
        return False
    if rank == 0 and PAGE_NUMBER.fullmatch(line.text):
        return True
    if _key(line, side) in heads and any(char.isalnum() for char in line.text):
        return True
    near = {(round(line.y / HEIGHT) + step, side) for step in (-1, 0, 1)}
    return rank == 0 and bool(near & heights)
