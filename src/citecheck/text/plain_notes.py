"""Notes in text without markup: a numbered list, alone or under an article that calls it; a bibliography; a list of references."""

import re
from itertools import pairwise

from citecheck.model.document import NoteText
from citecheck.model.place import Span
from citecheck.text.author_date import outside, with_calls
from citecheck.text.notes import (
    Label,
    Lines,
    could_be_reference,
    end_of_note,
    find_list,
    find_markers,
    has_parts,
    with_markers,
)
from citecheck.text.sections import find_sections
from citecheck.text.typed_markers import typed_markers

PARAGRAPH = re.compile(r"^[^\S\n]*+\S[^\n]*(?:\n[ \t]++\S[^\n]*)*", re.MULTILINE)
BULLET = re.compile(r"^[\s^*•·–-]+")


def read_notes(text: str, lines: Lines) -> tuple[NoteText, ...]:
    """The notes of a text, with those that are called or counted but missing, and the entries of a bibliography beside them."""
    style, labels = find_list(text)
    if not labels:
        entries = _unnumbered(text, lines)
        return with_calls(entries, text, outside(entries, len(text)), lines.marker)
    ends = [end_of_note(text, label.end, following.start, last=False) for label, following in pairwise(labels)]
    ends.append(end_of_note(text, labels[-1].end, len(text), last=True))
    notes = [_note(text, label, end, lines) for label, end in zip(labels, ends, strict=True)]
    regions = [(0, labels[0].start), (ends[-1], len(text))]
    calls = tuple(find_markers(text, regions, style, lines)) or typed_markers(text, regions, {n.label for n in notes}, lines)
    return with_markers(notes, calls) + bibliography(text, regions, lines)


def bibliography(text: str, regions: list[tuple[int, int]], lines: Lines) -> tuple[NoteText, ...]:
    """The entries under a bibliography's heading, outside the numbered notes."""
    entries: list[re.Match[str]] = []
    for section in find_sections(text):
        for start, end in regions:
            first, last = max(start, section.body), min(end, section.end)
            if section.kind == "bibliography" and first < last:
                entries += [p for p in PARAGRAPH.finditer(text, first, last) if has_parts(p.group())]
    return _listed(text, entries, lines)


def _note(text: str, label: Label, end: int, lines: Lines) -> NoteText:
    start = label.start + len(text[label.start : label.end]) - len(text[label.start : label.end].lstrip())
    span = Span(start, max(end, start))
    return NoteText(label.label, "present", text[span.start : span.end], span, lines.place(start), text[label.end : end], label.end)


def _unnumbered(text: str, lines: Lines) -> tuple[NoteText, ...]:
    """A list of references, one a paragraph: under a bibliography's heading, or where most paragraphs are references."""
    if entries := bibliography(text, [(0, len(text))], lines):
        return entries
    paragraphs = list(PARAGRAPH.finditer(text))
    citing = [p for p in paragraphs if could_be_reference(p.group())]
    return _listed(text, citing, lines) if len(citing) >= 0.6 * len(paragraphs) else ()


def _listed(text: str, entries: list[re.Match[str]], lines: Lines) -> tuple[NoteText, ...]:
    notes = []
    for number, paragraph in enumerate(entries, 1):
        bullet = BULLET.match(paragraph.group())
        start = paragraph.start() + (bullet.end() if bullet else 0)
        span = Span(paragraph.start(), paragraph.start() + len(paragraph.group().rstrip()))
        raw, body = text[span.start : span.end], text[start : span.end]
        notes.append(NoteText(f"u{number}", "present", raw, span, lines.place(span.start), body, start))
    return tuple(notes)
