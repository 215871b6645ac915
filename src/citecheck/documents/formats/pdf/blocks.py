"""Puts the lines of a document's pages together to paragraphs, headings and entries of reference lists."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from citecheck.documents.formats.pdf.lines import Line
from citecheck.documents.sections import announces_notes
from citecheck.patterns import lazy_pattern

INDENT = 0.6  # of the size: a line that is set in
GAP = 1.22  # of the usual distance of two lines: a larger one parts paragraphs
RESIZED = 0.06  # of the size
SHORT = 0.9  # of the column's width: a line that is not full
WIDE = 1.6  # of the usual distance: a space that ends a list
BIGGER = 1.08  # of the entries' size: a heading that ends a list
MUCH_BIGGER = 1.15
MIN_LABELS = 3
MAX_SKIPPED = 1  # numbers between two labels of a list
MIN_AGREEMENT = 0.1  # between the indents of a list and the ends of its lines
END = lazy_pattern(r"(?:[.!?)\]»”\"/\d]|\.[a-z]{2,5})$")  # of an entry
LABELS = {
    "bracket": lazy_pattern(r"\[(?P<label>\d{1,4})\]\s*"),
    "dot": lazy_pattern(r"(?P<label>\d{1,4})\.(?:\s+|(?=[^\W\d]))"),
    "parenthesis": lazy_pattern(r"\(?(?P<label>\d{1,4})\)\s*"),
    "raised": lazy_pattern(r"(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})\s*"),
    "bare": lazy_pattern(r"(?P<label>\d{1,4})\s+(?=[^\W\d]|[“«\"])"),
}
LONGEST_HEADING = 100  # characters
CHAPTER = lazy_pattern(r"^[^\W\d_]{3,12}\.? (?:\d{1,2}|[IVX]{1,5})[.:]? ")  # ``Chapter 9 References``
CYRILLIC = lazy_pattern("[\u0400-\u04ff]")
LIKE_LATIN = str.maketrans("iI", "\u0456\u0406")  # old fonts have one letter for both scripts
KEY = lazy_pattern(r"\[[^\[\]\n]{2,60}\]")  # ``[ABC12]``, ``[Doe and Roe, 2020]``


class Block(Struct, frozen=True):
    """A paragraph, a heading or an entry.

    ``list``: the number of its list of notes or references, from 1; 0: none. ``label``: its number in that list, as written, and
    ``skip``: the characters before its text.
    """

    lines: tuple[Line, ...]
    list: int = 0
    label: str = ""
    skip: int = 0


class _Placed(Struct, frozen=True):
    """A line with its column's edges and the distance from the line above it in the column (None: the first)."""

    line: Line
    left: float
    right: float
    above: float | None


def blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """The blocks of a document in reading order."""
    placed = [one for lines in pages for one in _columns(lines)]
    out: list[Block] = []
    at, lists = 0, 0
    while at < len(placed):
        out_of = next((n for n in range(at, len(placed)) if _announces(placed, n)), len(placed))
        out += _paragraphs(placed[at:out_of])
        if out_of == len(placed):
            break
        end = _list_end(placed, out_of)
        out.append(Block((placed[out_of].line,)))
        lists += 1
        out += _entries(placed[out_of + 1 : end], lists)
        at = end
    return out


def _columns(lines: Sequence[Line]) -> Iterator[_Placed]:
    """The lines of a page with those of their column: lines that follow each other downwards, over each other."""
    columns: list[list[Line]] = []
    for line in lines:
        if columns and _is_below(columns[-1], line):
            columns[-1].append(line)
        else:
            columns.append([line])
    for column in columns:
        left = min(line.x0 for line in column)
        right = max(line.x1 for line in column)
        yield _Placed(column[0], left, right, None)
        for before, line in pairwise(column):
            yield _Placed(line, left, right, before.y - line.y)


def _is_below(column: Sequence[Line], line: Line) -> bool:
    last = column[-1]
    if line.y > last.y + 0.5 * last.size:
        return False
    return line.x0 < max(one.x1 for one in column[-3:]) and line.x1 > min(one.x0 for one in column[-3:])


def _announces(placed: Sequence[_Placed], at: int) -> bool:
    """Whether a line is the heading of a list of notes or references."""
    text = placed[at].line.text
    if len(text) >= LONGEST_HEADING:
        return False
    if CYRILLIC.search(text):
        text = text.translate(LIKE_LATIN)
    return announces_notes(text) or announces_notes(CHAPTER.sub("", text))


def _list_end(placed: Sequence[_Placed], heading: int) -> int:
    """Where a list ends: at the next heading, told by its size, or set in bold like the list's own heading."""
    own = placed[heading].line
    body = [one.line for one in placed[heading + 1 : heading + 40]]
    size = median(line.size for line in body) if body else own.size
    often = sum(line.bold for line in body) > 0.1 * len(body)  # then bold lines are no headings
    for at in range(heading + 1, len(placed)):
        line = placed[at].line
        bigger = line.size >= BIGGER * size and (line.size >= 0.9 * own.size or line.size >= MUCH_BIGGER * size)
        bold = line.bold and not often and line.size >= 0.97 * size and _is_short(placed[at])
        if (bigger or bold) and at > heading + 1:
            return at
        if _announces(placed, at):
            return at
    return len(placed)


def _is_short(one: _Placed) -> bool:
    return one.line.x1 - one.left < SHORT * (one.right - one.left)


def _paragraphs(placed: Sequence[_Placed]) -> Iterator[Block]:
    """Running text as paragraphs: parted by space, an indent, or another size or weight."""
    leading = _leading(placed)
    start = 0
    for at in range(1, len(placed) + 1):
        if at == len(placed) or _parts(placed[at - 1], placed[at], leading):
            if placed[start:at]:
                yield Block(tuple(one.line for one in placed[start:at]))
            start = at


def _parts(before: _Placed, one: _Placed, leading: float) -> bool:
    line, last = one.line, before.line
    if abs(line.size - last.size) > RESIZED * last.size or line.bold != last.bold:
        return True
    set_in = line.x0 - one.left > INDENT * line.size
    if one.above is None:
        return set_in or _is_short(before)
    if one.above > GAP * leading * max(1.0, line.size / 12):
        return True
    return set_in and last.x0 - before.left <= INDENT * line.size


def _leading(placed: Sequence[_Placed]) -> float:
    """The usual distance between two lines."""
    distances = [one.above for one in placed if one.above and one.above > 0.5 * one.line.size]
    return median(distances) if distances else 1.2 * (placed[0].line.size if placed else 10)


def _entries(placed: Sequence[_Placed], number: int) -> Iterator[Block]:
    """The entries of a list: told by labels, by hanging indents, by space, or by how lines end. What comes before the first is none."""
    labels = _labels(placed)
    begins = labels.__contains__ if labels else _by_keys(placed) or _by_indent(placed) or _by_gaps(placed) or _by_ends(placed)
    starts = [at for at in range(len(placed)) if begins(at) or (at == 0 and not labels)]
    if starts and starts[0]:
        yield from _paragraphs(placed[: starts[0]])
    end = _entry_end(placed, starts) if starts else 0
    for start, after in pairwise([*starts, end]):
        label, skip = labels.get(start, ("", 0))
        yield Block(tuple(one.line for one in placed[start:after]), number, label, skip)
    yield from _paragraphs(placed[end:])


def _entry_end(placed: Sequence[_Placed], starts: Sequence[int]) -> int:
    """Where the last entry of a list ends: before a wide space, or at a new page whose first line begins elsewhere than other lines."""
    usual = _leading(placed)
    insets = {round(placed[at].line.x0 - placed[at].left) for at in range(starts[0], starts[-1]) if at not in starts}
    for at in range(starts[-1] + 1, len(placed)):
        one, above = placed[at], placed[at].above
        inset = one.line.x0 - one.left
        if above is None and len(starts) > 1 and not any(abs(inset - other) <= INDENT * one.line.size for other in insets):
            return at
        if above is not None and above > WIDE * usual:
            return at
    return len(placed)


Begins = Callable[[int], bool]


def _labels(placed: Sequence[_Placed]) -> dict[int, tuple[str, int]]:
    """The lines that begin with numbers which count up from the first, with these and their length; empty if there are too few."""
    best: dict[int, tuple[str, int]] = {}
    for style, pattern in LABELS.items():
        found = _counted(placed, pattern)
        if len(found) > len(best) and len(found) >= (1 if style == "bracket" else MIN_LABELS):
            best = found
    return best


def _counted(placed: Sequence[_Placed], pattern: re.Pattern[str]) -> dict[int, tuple[str, int]]:
    found: dict[int, tuple[str, int]] = {}
    expected: int | None = None
    for at, one in enumerate(placed):
        match = pattern.match(one.line.text)
        if not match:
            continue
        number = int(match["label"].translate(DIGITS))
        if expected is None and (number == 1 or at == 0):
            expected = number
        if expected is not None and 0 <= number - expected <= MAX_SKIPPED:
            found[at] = str(number), match.end()
            expected = number + 1
    return found


DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _by_keys(placed: Sequence[_Placed]) -> Begins | None:
    """Entries begin with keys in brackets."""
    found = {at for at, one in enumerate(placed) if KEY.match(one.line.text)}
    return found.__contains__ if len(found) >= MIN_LABELS and 0 in found and 6 * len(found) >= len(placed) else None


def _by_indent(placed: Sequence[_Placed]) -> Begins | None:
    """Entries begin at the column's edge, their other lines are set in; or the other way round."""
    set_in = [one.line.x0 - one.left > INDENT * one.line.size for one in placed]
    share = sum(set_in) / max(1, len(set_in))
    if not 0.08 < share < 0.98:
        return None
    hanging = _agreement(placed, [not one for one in set_in])
    if abs(hanging) < MIN_AGREEMENT:
        return None
    return (lambda at: not set_in[at]) if hanging > 0 else (lambda at: set_in[at])


def _agreement(placed: Sequence[_Placed], begins: Sequence[bool]) -> float:
    """How much more often the line before a beginning ends like an entry, or is not full, than the line before another: -1 to 1."""
    told = [
        (begin, bool(END.search(before.line.text)), _is_short(before)) for begin, before in zip(begins[1:], placed, strict=False)
    ]
    starts = [ends + short for begin, ends, short in told if begin]
    others = [ends + short for begin, ends, short in told if not begin]
    if not starts or not others:
        return 0.0
    return (sum(starts) / len(starts) - sum(others) / len(others)) / 2


def _by_gaps(placed: Sequence[_Placed]) -> Begins | None:
    """Entries are set apart by space."""
    distances = sorted(one.above for one in placed if one.above and one.above > 0)
    if len(distances) < 3:
        return None
    usual = distances[len(distances) // 4]
    wide = [bool(one.above and one.above > GAP * usual) for one in placed]
    if not 0.08 < sum(wide) / len(wide) < 0.9:
        return None
    ended = _ends(placed)
    return lambda at: wide[at] or (placed[at].above is None and ended[at - 1])


def _by_ends(placed: Sequence[_Placed]) -> Begins:
    ended = _ends(placed)
    return lambda at: ended[at - 1]


def _ends(placed: Sequence[_Placed]) -> list[bool]:
    """Whether each line may end an entry: it ends like one, and is not full."""
    return [bool(END.search(one.line.text)) and _is_short(one) for one in placed]
