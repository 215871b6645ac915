"""Finds the paragraphs of text without markup that may be entries of a list: set apart by blank lines, by indents, or one a line.

Where blank lines part the entries, the lines between are one entry. A list may be wrapped at a width, with nothing between its entries. There a line ends an entry if the first word of the next line would have
fitted after it. After a full line an entry may begin with a name, or where its first word keeps the alphabetical order of the others.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents.entry_lines import ENDS, FOUND_AT, NAME, REST, follows_entry, going_on, has_ended, rows_joined
from citecheck.documents.numbered_notes import could_be_reference
from citecheck.documents.reference_entries import cites
from citecheck.documents.sorted_lists import SORTED, sort_key
from citecheck.patterns import lazy_pattern

LINE = lazy_pattern(r"^(?P<indent>[^\S\n]*+)(?P<words>\S[^\n]*)?$", re.MULTILINE)
BULLET = lazy_pattern(r"[*•·–-][ \t]")
WRAPPED = range(40, 111)  # characters of the longest line of a text that is wrapped
FULL = 0.85  # of the longest line: letters of a proportional font, counted, are not all of one width
ONE_A_LINE, GO_ON = 0.6, 0.1  # of the lines: they are references; they go on with a sentence
# The number of a page, alone or beside its running head: ``BIBLIOGRAPHY        69``.
PAGE_HEAD = lazy_pattern(r"\d{1,4}|[ivxl]{1,6}|[^\W\d][^\d\n]{0,80}?\s{3,}\d{1,4}|\d{1,4}\s{3,}[^\W\d][^\d\n]{0,80}")
MIN_SEVERAL = 2  # references in a block, or blocks with one


class _Line(Struct, frozen=True):
    """A line without its white space, and how it begins: an entry surely, perhaps, or not."""

    start: int
    end: int
    indent: int
    words: str
    begins: bool | None = True


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the paragraphs of ``text[start:end]``, in order."""
    blocks = list(_blocks(text, start, end))
    width = _width([line.words for block in blocks for line in block])
    apart = _are_apart(blocks)
    paged = width and not apart
    lines = list(_of_pages(blocks, width)) if paged else [line for block in blocks for line in _marked(block, width, apart=apart)]
    begins = _beginnings(lines)
    starts = [line.start for line, first in zip(lines, begins, strict=True) if first]
    ends = [line.end for line in lines]
    return [(first, ends[bisect_right(ends, after) - 1]) for first, after in zip(starts, [*starts, end][1:], strict=True)]


def _of_pages(blocks: Sequence[Sequence[_Line]], width: int) -> Iterator[_Line]:
    """The lines of a wrapped text without the heads of its pages; an entry may go on behind one."""
    turned, last = False, ""
    for block in blocks:
        kept = [line for line in block if not PAGE_HEAD.fullmatch(line.words)]
        turned |= len(kept) < len(block)
        for at, line in enumerate(_marked(kept, width) if kept else ()):
            goes_on = at == 0 and turned and last not in ENDS and (line.words[0].islower() or not line.words[0].isalpha())
            yield replace(line, begins=False) if goes_on else line
            turned, last = False, line.words[-1]


def _are_apart(blocks: Sequence[Sequence[_Line]]) -> bool:
    """Whether blank lines part the entries: more blocks are a reference than lines are in blocks with several of them."""
    if len(blocks) <= MIN_SEVERAL or any(map(_has_head, blocks)):
        return False
    texts = [_joined(block) for block in blocks]
    citing = [(lines, sum(map(cites, lines))) for lines in texts if len(lines) > 1]
    one = sum(count < MIN_SEVERAL and cites(" ".join(lines)) for lines, count in citing)
    single = sum(len(lines) == 1 and cites(lines[0]) for lines in texts) if one else 0
    return one > 0 and one + single > max(sum(count for _, count in citing if count > 1), MIN_SEVERAL)


def _joined(block: Sequence[_Line]) -> list[str]:
    """The lines of a block, with those that go on with the one above."""
    lines = [line.words for line in block]
    spans = rows_joined([(at, at + 1) for at in range(len(lines))], lines)
    return [" ".join(lines[a:b]) for a, b in spans]


def _has_head(block: Sequence[_Line]) -> bool:
    """Whether a block holds the number of a page."""
    return any(PAGE_HEAD.fullmatch(line.words) for line in block)


def _width(lines: Sequence[str]) -> int:
    """The width at which the lines of a text are wrapped; 0 if one is too long, or if most look like references and few go on with a sentence."""
    width = max(map(len, lines), default=0)
    if width not in WRAPPED:
        return 0
    goes_on = sum(line[0].islower() and before[-1] not in ENDS for before, line in pairwise(lines))
    entries = sum(map(could_be_reference, lines))
    return 0 if goes_on < GO_ON * len(lines) and entries >= ONE_A_LINE * len(lines) else width


def _blocks(text: str, start: int, end: int) -> Iterator[list[_Line]]:
    """The lines between blank lines."""
    block: list[_Line] = []
    for match in LINE.finditer(text, start, end):
        if match["words"]:
            words = match["words"].rstrip()
            block.append(_Line(match.start(), match.start("words") + len(words), len(match["indent"].expandtabs(4)), words))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _marked(block: Sequence[_Line], width: int, *, apart: bool = False) -> Iterator[_Line]:
    """The lines of a block, with whether they begin an entry. ``width``: of the text; 0 if it is not wrapped.

    ``apart``: blank lines part the entries.
    """
    least = min(line.indent for line in block)
    hanging = any(line.indent > least for line in block[1:])
    rest = going_on([line.words for line in block])
    yield replace(block[0], begins=not (FOUND_AT.match(block[0].words) or (width and REST.match(block[0].words))))
    for (before, line), goes_on in zip(pairwise(block), rest[1:], strict=True):
        if goes_on:
            begins: bool | None = False
        elif hanging:
            begins = line.indent == least
        else:
            apart_too = bool(BULLET.match(line.words)) or follows_entry(before.words, line.words)
            begins = apart_too if apart else _begins(before.words, line.words, width)
        yield _Line(line.start, line.end, line.indent, line.words, begins)


def _begins(before: str, words: str, width: int) -> bool | None:
    """Whether a line begins an entry after another line; None if it may."""
    if width and (FOUND_AT.match(words) or REST.match(words)):
        return False
    if BULLET.match(words) or len(before) + 1 + len(words.split(None, 1)[0]) <= FULL * width or not width:
        return True
    return None if has_ended(before) and not words[0].islower() else False


def _beginnings(lines: Sequence[_Line]) -> list[bool]:
    """Whether each line begins an entry; one that may does so with a name, or in an alphabetical list if it keeps the order."""
    sure = [(at, sort_key(line.words)) for at, line in enumerate(lines) if line.begins]
    in_order = sum(one <= other for (_, one), (_, other) in pairwise(sure))
    alphabetical = len(sure) > 2 and in_order >= SORTED * (len(sure) - 1)
    places = [at for at, _ in sure]
    begins = []
    last = ""
    for at, line in enumerate(lines):
        begin = bool(line.begins)
        if line.begins is None:
            after = bisect_right(places, at)
            until = sure[after][1] if after < len(sure) else chr(0x10FFFF)
            begin = last <= sort_key(line.words) <= until if alphabetical else bool(NAME.match(line.words))
        last = sort_key(line.words) if begin else last
        begins.append(begin)
    return begins
