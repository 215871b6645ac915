"""The notes, links and URLs of an office file's text, which has paragraphs instead of lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from citecheck.documents.citation_data import cited_in_text, with_data
from citecheck.documents.numbered_notes import Lines, labels_at, with_markers
from citecheck.documents.sections import announces_notes, find_sections
from citecheck.documents.story import NoteMark, Story, StoryLink
from citecheck.documents.text_notes import bibliography, read_notes
from citecheck.documents.text_spans import blanked
from citecheck.links.urls import find_urls
from citecheck.model.document import Address, Hyperlink, Marker, NoteText
from citecheck.model.place import Place, Span
from citecheck.patterns import lazy_pattern

PARAGRAPH = lazy_pattern(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
WEB = lazy_pattern(r"https?://", re.IGNORECASE)


class Paragraphs:
    """Converts offsets to paragraph numbers."""

    def __init__(self, body: str) -> None:
        self.starts = [0, *(m.end() for m in re.finditer("\n\n", body))]

    def place(self, offset: int) -> Place:
        """The paragraph of an offset."""
        return Place(part=f"paragraph {bisect_right(self.starts, offset)}")


def free_label(label: str, kind: str, taken: dict[str, int]) -> str:
    """A unique label: sections may restart the numbers, endnotes may repeat the footnotes'. ``taken`` counts the uses of each label."""
    name = label
    while name in taken:
        number = taken[label] = taken[label] + 1
        name = f"{label} ({kind})" if number == 2 and kind == "endnote" else f"{label} ({number})"
    taken[name] = 1
    return name


def note_of(story: Story[Any], text: str, label: str, part: str, start: int, end: int) -> NoteText:
    """The note that ``text[start:end]`` contains, with its links and italics."""
    body = text[start:end].strip()
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    note = NoteText(label, "present", body, Span(first, first + len(body)), Place(part=part), body, first)
    return _linked(note, story)


def notes_at_marks(marks: Sequence[NoteMark], story: Story[Any], text: str, paragraphs: Paragraphs) -> Iterator[NoteText]:
    """The footnotes, then the endnotes, each with its mark; the story has the notes in the order of the marks."""
    taken: dict[str, int] = {}
    for kind in ("footnote", "endnote"):
        notes, markers = [], []
        for mark, (_, _, start, end) in zip(marks, story.notes, strict=True):
            if mark.kind == kind:
                label = free_label(mark.label or "*", kind, taken)
                notes.append(note_of(story, text, label, f"{kind} {label}", start, end))
                markers.append(Marker(label, Span(mark.offset, mark.offset + 1), paragraphs.place(mark.offset)))
        yield from with_markers(notes, markers, gaps=False)


def with_body_notes(notes: tuple[NoteText, ...], story: Story[Any], text: str, main: int) -> tuple[NoteText, ...]:
    """The notes, then the entries of the bibliography in the body, which is ``text[:main]``, all with the citations that have data.

    In a body without notes of the program's own also typed notes; without any, the citations themselves.
    """
    body, paragraphs = text[:main], Paragraphs(text[:main])
    typed, lines = without_headings(body, story), Lines(body)
    found = bibliography(typed, [(0, main)], lines) if notes else _typed_notes(typed, lines)
    entries = [_placed(note, paragraphs, story) for note in found]
    entries += _generated(story, body, paragraphs, entries)
    found = tuple(with_data(notes, entries, text, story.data))
    return found or tuple(_placed(note, paragraphs, story) for note in cited_in_text(body, story.data))


def _generated(story: Story[Any], body: str, paragraphs: Paragraphs, known: Sequence[NoteText]) -> Iterator[NoteText]:
    """The paragraphs of bibliographies that a program made, unless they were found by their heading or their form."""
    number = len(known)
    for listing in (one for one in story.data if one.listing and one.end <= len(body)):
        if any(note.span and note.span.start < listing.end and listing.start < note.span.end for note in known):
            continue
        for match in PARAGRAPH.finditer(body, listing.start, listing.end):
            number += 1
            note = note_of(story, body, f"u{number}", "", match.start(), match.end())
            yield replace(note, place=paragraphs.place(match.start()))


def without_headings(body: str, story: Story[Any]) -> str:
    """The body with its headings blanked, since their numbers are no labels of notes, except those that announce notes."""
    return blanked(
        body, ((start, end) for start, end in story.headings if end <= len(body) and not announces_notes(body[start:end]))
    )


def _typed_notes(body: str, lines: Lines) -> tuple[NoteText, ...]:
    """The notes of a body without the program's own; a single paragraph that only has a date is no list."""
    found = read_notes(body, lines)
    single = len(found) == 1 and found[0].label == "u1" and not find_sections(body) and not find_urls(found[0].body)
    return () if single else found


def _placed(note: NoteText, paragraphs: Paragraphs, story: Story[Any]) -> NoteText:
    """A note of the body, with paragraph numbers as places."""
    note = replace(note, markers=tuple(replace(m, place=paragraphs.place(m.span.start)) for m in note.markers))
    return _linked(replace(note, place=paragraphs.place(note.span.start)), story) if note.span else note


def _linked(note: NoteText, story: Story[Any]) -> NoteText:
    """A note with its links, except those on the URL itself, and its words in italics."""
    start, end = note.body_start, note.body_start + len(note.body)
    ends = bisect_left(story.links, start, key=_end), bisect_right(story.links, end, key=_end)
    inside = ((Span(link.start - start, link.end - start), link.url) for link in story.links[slice(*ends)] if start <= link.start)
    links = tuple(Hyperlink(span, url) for span, url in inside if note.body[span.start : span.end].strip() != url)
    first, last = (bisect_left(story.italics, at, key=lambda one: one.start) for at in (start, end))
    italics = tuple(Span(one.start - start, min(one.end, end) - start) for one in story.italics[first:last])
    return replace(note, links=links, emphasis=italics)


def _end(link: StoryLink) -> int:
    return link.end


def addresses(story: Story[Any], text: str, notes: Sequence[NoteText], paragraphs: Paragraphs) -> Iterator[Address]:
    """The URLs of links, and those in the text outside them."""
    label_at = labels_at(notes)
    places = {note.label: note.place for note in notes}
    inside = labels_at([NoteText("link", span=Span(one.start, one.end)) for one in story.links])
    found = [(one.url, one.start, one.end) for one in story.links if WEB.match(one.url)]
    found += [(m.url, m.start, m.end) for m in find_urls(text) if inside(m.start) is None]
    for url, start, end in sorted(found, key=lambda one: one[1]):
        label = label_at(start)
        yield Address(url, Span(start, end), places[label] if label else paragraphs.place(start), label)
