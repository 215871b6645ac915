"""Finds lists of notes or references in Markdown without ``[^1]:`` notes: numbered, bulleted, or one paragraph each.

A list is one of notes if it is under a heading for notes, if the text calls its numbers, or if it is most of the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from citecheck.documents.formats.markdown.blocks import Blocks
from citecheck.documents.note_markers import find_calls
from citecheck.documents.numbered_notes import MARKERS, NumberLabel, could_be_reference, end_of_note, find_list, grouped_labels
from citecheck.documents.sections import announces_notes

BULLET = re.compile(r"[ \t]*[-*+•·–][ \t]+")
QUOTED = re.compile(r"^(?: {0,3}>[ \t]?){1,8}", re.MULTILINE)
ROWS = re.compile(
    r"(?<![ \t])[ \t]*+(?:<br[ \t]*/?>[ \t]*\n?|\\?\n)", re.IGNORECASE
)  # what ends a line that is an entry of its own
MIN_SHARE = 0.6  # of the characters, or paragraphs, outside headings
MIN_CALLED = 2  # numbers of a list


@dataclass(frozen=True, slots=True)
class ListItem:
    """A note of a list: ``text[start:end]``, its text from ``body`` on; the label is empty in a list without numbers."""

    label: str
    start: int
    body: int
    end: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteList:
    """The notes of a list, its label style (a key of ``LABELS``; empty without numbers), and why it is one of notes."""

    style: str
    items: tuple[ListItem, ...]
    why: str = ""


def find_note_list(masked: str, blocks: Blocks) -> NoteList:
    """The list of notes of a masked text; without items if there is none."""
    masked = QUOTED.sub(lambda mark: " " * len(mark.group()), masked)
    paragraphs = _paragraphs(blocks)
    starts = [start for start, _ in paragraphs]
    for start, end in _sections(masked, blocks):
        inside = paragraphs[bisect_left(starts, start) : bisect_left(starts, end)]
        if (found := _numbered(masked, start, end)).items:
            before = [(a, b) for a, b in inside if b <= found.items[0].start and could_be_reference(masked[a:b])]
            return replace(found, items=(*_references(masked, before), *found.items), why="numbered, under a heading for notes")
        if items := tuple(_references(masked, [row for span in inside for row in _rows(masked, *span)])):
            return NoteList("", items, "items or paragraphs that look like references, under a heading for notes")
    return _anywhere(masked, blocks)


def _sections(text: str, blocks: Blocks) -> Iterator[tuple[int, int]]:
    """The sections under headings for notes or references, last one first."""
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
    repeated = len(labels) > 1 and len({label.label for label in labels}) == 1  # Markdown displays 1. 1. 1. as 1. 2. 3.
    items = []
    for number, (label, stop) in enumerate(zip(labels, ends, strict=True), 1):
        also, body = grouped_labels(masked, label.end, style)
        items.append(
            ListItem(str(number) if repeated else label.label, _past_blank(masked, label.start), body, max(stop, body), also)
        )
    return NoteList(style, tuple(items))


def _past_blank(text: str, at: int) -> int:
    return at + len(text[at : at + 40]) - len(text[at : at + 40].lstrip())


def _references(masked: str, inside: Sequence[tuple[int, int]]) -> Iterator[ListItem]:
    """The bulleted items among some paragraphs; if there are none, those that look like references."""
    bullets = [(a, b) for a, b in inside if BULLET.match(masked, a, b)]
    for first, last in bullets or [(a, b) for a, b in inside if could_be_reference(masked[a:b])]:
        bullet = BULLET.match(masked, first, last)
        yield ListItem("", first, bullet.end() if bullet else _past_blank(masked, first), first + len(masked[first:last].rstrip()))


def _rows(masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a paragraph if each of them looks like a reference, else the paragraph."""
    if BULLET.match(masked, start, end):
        return [(start, end)]
    ends = [*((row.start(), row.end()) for row in ROWS.finditer(masked, start, end)), (end, end)]
    rows = [
        (first, last)
        for first, last in zip([start, *(after for _, after in ends)], [at for at, _ in ends], strict=False)
        if masked[first:last].strip()
    ]
    return rows if len(rows) > 1 and all(could_be_reference(masked[a:b]) for a, b in rows) else [(start, end)]


def _paragraphs(blocks: Blocks) -> list[tuple[int, int]]:
    headings = {(start, end) for start, end, _ in blocks.headings}
    return [span for span in blocks.texts if span not in headings]


def _anywhere(masked: str, blocks: Blocks) -> NoteList:
    found = _numbered(masked, 0, len(masked))
    if found.items and _is_one_list(found, blocks):
        if _is_called(masked, found):
            return replace(found, why="numbered, and called in the text before it")
        if _is_most(found, blocks) and _cites(masked, found):
            return replace(found, why="numbered, most of the document, and it cites")
    paragraphs = _paragraphs(blocks)
    items = [item for item in _references(masked, paragraphs) if could_be_reference(masked[item.body : item.end])]
    return (
        NoteList("", tuple(items), "most paragraphs look like references")
        if len(items) >= MIN_SHARE * len(paragraphs)
        else NoteList("", ())
    )


def _is_one_list(found: NoteList, blocks: Blocks) -> bool:
    """Whether no heading is between its items; numbered steps in several sections are not notes."""
    first, last = found.items[0].start, found.items[-1].start
    return not any(first < start < last for start, _, _ in blocks.headings)


def _is_called(masked: str, found: NoteList) -> bool:
    """Whether the text before the list calls some of its numbers."""
    labels = {item.label for item in found.items}
    styles = [found.style] if found.style in MARKERS else list(MARKERS)
    before = masked[: found.items[0].start]
    calls = {call.label for style in styles for call in find_calls(before, style)}
    return len(labels & calls) >= min(MIN_CALLED, len(labels))


def _cites(masked: str, found: NoteList) -> bool:
    """Whether at least half of a list looks like references; clauses, steps and functions do not."""
    return 2 * sum(could_be_reference(masked[item.body : item.end]) for item in found.items) >= len(found.items)


def _is_most(found: NoteList, blocks: Blocks) -> bool:
    total = sum(end - start for start, end in _paragraphs(blocks))
    return sum(item.end - item.start for item in found.items) >= MIN_SHARE * total
