"""The lines of a paragraph, and the rows of a table, that are entries of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, compress, pairwise

from citecheck.documents.entry_lines import addresses_below, follows_entry, rows_joined
from citecheck.documents.formats.markdown.sections import plain
from citecheck.documents.numbered_notes import could_be_reference
from citecheck.documents.reference_entries import cites
from citecheck.documents.works_tables import lists_works
from citecheck.patterns import lazy_pattern

BULLET = lazy_pattern(r"[ \t]*[-*+•·–][ \t]+")
LINES = lazy_pattern(r"[^\n]+")
# The end of a line that is a separate entry.
ROWS = lazy_pattern(r"(?<![ \t])[ \t]*+(?:<br[ \t]*/?>[ \t]*\n?|\\?\n)", re.IGNORECASE)
# A table with pipes (GFM): its heading and the line below, then rows; before the words of a row stands a bar, or a number in a cell.
TABLE = lazy_pattern(r"(?=[^\n]*\|)[^\n]*+\n[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)*+(?:\r?\n|$)")
HEADLESS = lazy_pattern(r"(?:[ \t]*+\|[^\n]*\|[ \t\r]*(?:\n|$))++")  # kramdown's, without a heading
ROW = lazy_pattern(r"[ \t]*\|?[ \t]*(?:\[?\d{1,4}[\].)]?(?:\([^()\s]{0,200}\))?[ \t]*\|[ \t]*)?")


def rows_of(masked: str, inside: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs, or their rows: those of tables, and the lines of a paragraph if each of them looks like a reference.

    Where more paragraphs are a reference than lines are in those, the author's editor wrapped them: they are one entry.
    """
    parts = [_rows(masked, start, end) for start, end in inside]
    wrapped = [len(part) > 1 and _is_wrapped(masked, part) for part in parts]
    if any(wrapped) and _are_mostly_whole(masked, parts, sum(map(len, compress(parts, wrapped)))):
        parts = [_unwrapped(masked, part) if soft else part for part, soft in zip(parts, wrapped, strict=True)]
    rows = list(chain.from_iterable(parts))
    return rows_joined(rows, [plain(masked[a:b]) for a, b in rows])


def _are_mostly_whole(masked: str, parts: Sequence[Sequence[tuple[int, int]]], lines: int) -> bool:
    """Whether more paragraphs are a reference than there are ``lines``."""
    alone = (part[0] for part in parts if len(part) == 1 and not BULLET.match(masked, *part[0]))
    return sum(cites(plain(masked[start:end])) for start, end in alone) > lines


def _rows(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    if BULLET.match(masked, start, end):
        return [(start, end)]
    if table := TABLE.match(masked, start, end):
        return list(_table_rows(masked, table.end(), end))
    if HEADLESS.fullmatch(masked, start, end):
        return list(_table_rows(masked, start, end))
    ends = [*((row.start(), row.end()) for row in ROWS.finditer(masked, start, end)), (end, end)]
    rows = [
        (first, last)
        for first, last in zip([start, *(after for _, after in ends)], [at for at, _ in ends], strict=False)
        if masked[first:last].strip()
    ]
    words = [plain(masked[a:b]) for a, b in rows]
    if heading := addresses_below(words):
        return rows[heading:]
    rows = rows_joined(rows, words)
    return rows if len(rows) > 1 and all(could_be_reference(plain(masked[a:b])) for a, b in rows) else [(start, end)]


def _unwrapped(masked: str, rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rows, joined but where one begins with a name behind the end of an entry."""
    out = list(rows[:1])
    for row in rows[1:]:
        if follows_entry(masked[slice(*out[-1])], masked[slice(*row)]):
            out.append(row)
        else:
            out[-1] = out[-1][0], row[1]
    return out


def _is_wrapped(masked: str, rows: Sequence[tuple[int, int]]) -> bool:
    """Whether mere line ends part the rows: no ``<br>``, no backslash, no two spaces, and no rows of a table."""
    return all(masked[before:after] in ("\n", "\r\n", " \n") for (_, before), (after, _) in pairwise(rows))


def rows_of_works(masked: str, inside: Sequence[tuple[int, int]], *, announced: bool) -> list[tuple[int, int]]:
    """The rows of the tables among some paragraphs that list works by the names of their columns."""
    tables = [table for start, end in inside if (table := TABLE.match(masked, start, end))]
    listing = [table for table in tables if lists_works(table.group().partition("\n")[0].split("|"), announced=announced)]
    ends = dict(inside)
    return [row for table in listing for row in _table_rows(masked, table.end(), ends[table.start()])]


def _table_rows(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The rows of a table, without the bars around them and a number in the first cell."""
    for line in LINES.finditer(masked, start, end):
        row = ROW.match(masked, *line.span())
        first = row.end() if row else line.start()
        yield first, first + len(masked[first : line.end()].rstrip(" \t\r|"))
