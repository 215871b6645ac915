"""Lists of notes and references in Markdown that are no ``[^1]:`` notes: numbered, bulleted, or a paragraph each.

A list counts as one of notes under a heading that says so, where the text calls its numbers, or where it is most of the document;
any other list is the author's own.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from citecheck.documents.formats.markdown.blocks import Blocks
from citecheck.documents.numbered_notes import MARKERS, NumberLabel, end_of_note, find_list
from citecheck.documents.sections import announces_notes

BULLET = re.compile(r"[ \t]*[-*+•·–][ \t]+")
MOST = 0.6  # of the characters, or paragraphs, outside headings
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class ListItem:
    """One note of a list: ``text[start:end]``, its words from ``body`` on; the label is empty where the list has no numbers."""

    label: str
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class NoteList:
    """The notes of a list, and how it prints its numbers (a key of ``LABELS``; empty where it has none)."""

    style: str
    items: tuple[ListItem, ...]
    why: str = ""


def find_note_list(masked: str, blocks: Blocks, cites: Callable[[str], bool]) -> NoteList:
    """The list of notes of a masked text; without items where there is none. ``cites``: whether words could be a reference."""
    paragraphs = _paragraphs(blocks)
    starts = [start for start, _ in paragraphs]
    for start, end in _sections(masked, blocks):
        if (found := _numbered(masked, start, end)).items:
            return replace(found, why="numbered, under a heading that announces notes")
        inside = paragraphs[bisect_left(starts, start) : bisect_left(starts, end)]
        if items := tuple(_references(masked, inside, cites)):
            return NoteList("", items, "items or paragraphs that cite, under a heading that announces notes")
    return _anywhere(masked, blocks, cites)


def mask(text: str, closed: list[tuple[int, int]]) -> str:
    """The text with what is no running text blanked, every offset and line as before."""
    pieces, at = [], 0
    for start, end in sorted(closed):
        if start >= at:
            pieces += [text[at:start], re.sub(r"[^\r\n]", " ", text[start:end])]
            at = end
    return "".join([*pieces, text[at:]])


def _sections(text: str, blocks: Blocks) -> Iterator[tuple[int, int]]:
    """From each heading that announces notes to the next heading, the last one first."""
    starts = [start for start, _, _ in blocks.headings]
    for at, (_, end, words) in reversed(list(enumerate(blocks.headings))):
        if announces_notes(words):
            yield end, starts[at + 1] if at + 1 < len(starts) else len(text)


def _numbered(masked: str, start: int, end: int) -> NoteList:
    style, labels = find_list(masked[start:end])
    if not labels:
        return NoteList("", ())
    labels = tuple(NumberLabel(label.label, start + label.start, start + label.end) for label in labels)
    ends = [end_of_note(masked, label.end, following.start, last=False) for label, following in pairwise(labels)]
    ends.append(end_of_note(masked, labels[-1].end, end, last=True))
    alike = len(labels) > 1 and len({label.label for label in labels}) == 1  # Markdown counts for whoever writes 1. 1. 1.
    items = [
        ListItem(str(number) if alike else label.label, _past_blank(masked, label.start), label.end, max(stop, label.end))
        for number, (label, stop) in enumerate(zip(labels, ends, strict=True), 1)
    ]
    return NoteList(style, tuple(items))


def _past_blank(text: str, at: int) -> int:
    return at + len(text[at : at + 40]) - len(text[at : at + 40].lstrip())


def _references(masked: str, inside: Sequence[tuple[int, int]], cites: Callable[[str], bool]) -> Iterator[ListItem]:
    """The items, or else the paragraphs, of a section without numbers, where they are references; ``inside`` are all its paragraphs."""
    bullets = [(a, b) for a, b in inside if BULLET.match(masked, a, b)]
    for first, last in bullets or [(a, b) for a, b in inside if cites(masked[a:b])]:
        bullet = BULLET.match(masked, first, last)
        yield ListItem("", first, bullet.end() if bullet else _past_blank(masked, first), first + len(masked[first:last].rstrip()))


def _paragraphs(blocks: Blocks) -> list[tuple[int, int]]:
    headings = {(start, end) for start, end, _ in blocks.headings}
    return [span for span in blocks.texts if span not in headings]


def _anywhere(masked: str, blocks: Blocks, cites: Callable[[str], bool]) -> NoteList:
    found = _numbered(masked, 0, len(masked))
    if found.items and _is_one_list(found, blocks):
        if _is_called(masked, found):
            return replace(found, why="numbered, and the text before it calls its numbers")
        if _is_most(found, blocks):
            return replace(found, why="numbered, and most of the document")
    paragraphs = _paragraphs(blocks)
    items = [item for item in _references(masked, paragraphs, cites) if cites(masked[item.body : item.end])]
    return NoteList("", tuple(items), "most paragraphs cite") if len(items) >= MOST * len(paragraphs) else NoteList("", ())


def _is_one_list(found: NoteList, blocks: Blocks) -> bool:
    """Whether no heading stands between its items: steps of several sections are no list of notes."""
    first, last = found.items[0].start, found.items[-1].start
    return not any(first < start < last for start, _, _ in blocks.headings)


def _is_called(masked: str, found: NoteList) -> bool:
    """Whether the text before the list calls some of its numbers."""
    labels = {item.label for item in found.items}
    styles = [found.style] if found.style in MARKERS else list(MARKERS)
    calls = {m["labels"] for style in styles for m in MARKERS[style].finditer(masked, 0, found.items[0].start)}
    return len(labels & calls) >= min(ENOUGH, len(labels))


def _is_most(found: NoteList, blocks: Blocks) -> bool:
    whole = sum(end - start for start, end in _paragraphs(blocks))
    return sum(item.end - item.start for item in found.items) >= MOST * whole
