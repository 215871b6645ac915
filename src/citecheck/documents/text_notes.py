"""Reads the notes of text without markup: a numbered list, with or without a text that calls it; a bibliography; a list of references."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby, islice

from citecheck.documents.author_date import with_calls
from citecheck.documents.enclosed_notes import find_enclosed
from citecheck.documents.note_lists import find_note_lists
from citecheck.documents.note_markers import ListedNote
from citecheck.documents.numbered_notes import Lines, further_labels, with_markers
from citecheck.documents.paragraphs import paragraphs
from citecheck.documents.printed_labels import printed_labels
from citecheck.documents.reference_entries import announced, dated, may_cite, unannounced
from citecheck.documents.rest_notes import find_rest
from citecheck.documents.sections import announces_bibliography, find_sections
from citecheck.documents.sorted_lists import sorted_lists
from citecheck.documents.text_spans import outside
from citecheck.documents.typed_markers import typed_markers
from citecheck.model.document import Marker, NoteText
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

BULLET = lazy_pattern(r"[\s^*•·–-]+")


def read_notes(text: str, lines: Lines, name: str = "") -> tuple[NoteText, ...]:
    """The notes of a text, including missing ones, and the entries of its bibliography. ``name``: of the file, which may announce references."""
    listed, calls = next((found for find in (find_enclosed, find_rest, find_note_lists) if (found := find(text))[0]), ((), ()))
    if not listed:
        entries = _unnumbered(text, lines, name)
        return with_calls(entries, text, outside(entries, len(text)), lines.marker)
    ends = [0, *(note.end for note in listed)]
    regions = list(zip(ends, [*(note.start for note in listed), len(text)], strict=True))
    markers: dict[int, list[Marker]] = {}
    for call in calls:
        markers.setdefault(call.chapter, []).append(lines.marker(call.label, Span(call.start, call.end)))
    complete = bool(calls)
    if not calls and not listed[-1].chapter:
        markers[0] = list(typed_markers(text, regions, {note.label for note in listed}, lines))
    notes: list[NoteText] = []
    for chapter, group in groupby(listed, key=lambda note: note.chapter):
        own = list(group)
        also = further_labels((note.label, note.also) for note in own)
        notes += with_markers([_note(text, note, lines) for note in own], markers.get(chapter, []), complete=complete, also=also)
    return (*notes, *bibliography(text, regions, lines))


def bibliography(
    text: str, regions: Sequence[tuple[int, int]], lines: Lines, kinds: Sequence[str] = ("bibliography",)
) -> tuple[NoteText, ...]:
    """The entries under headings of these ``kinds`` (see ``sections``), within ``regions`` of the text."""
    entries: list[tuple[int, int]] = []
    ends = [end for _, end in regions]
    for section in (section for section in find_sections(text) if section.kind in kinds):
        for start, end in islice(regions, bisect_right(ends, section.body), None):
            if start >= section.end:
                break
            inside = paragraphs(text, max(start, section.body), min(end, section.end))
            words = [text[a:b] for a, b in inside]
            entries += [inside[at] for at in sorted({*announced(words), *dated(words)})]
    return _listed(text, entries, lines)


def _note(text: str, note: ListedNote, lines: Lines) -> NoteText:
    span = Span(note.start, max(note.end, note.body))
    raw, body = text[span.start : span.end], text[note.body : note.end]
    return NoteText(note.label, "present", raw, span, lines.place(note.start), body, note.body)


def _unnumbered(text: str, lines: Lines, name: str) -> tuple[NoteText, ...]:
    """A list of references, one per paragraph: under a bibliography's heading or a file's ``name`` that is one, or if most paragraphs look like
    references."""
    if entries := bibliography(text, [(0, len(text))], lines, ("bibliography", "notes")):
        return entries
    found = paragraphs(text, 0, len(text))
    texts = [text[a:b] for a, b in found]
    named = announces_bibliography(name)
    chosen = ([at for at in announced(texts) if may_cite(texts[at : at + 1])] or dated(texts)) if named else unannounced(texts)
    chosen = chosen or [at for run in sorted_lists(texts) for at in run]
    return _listed(text, [found[at] for at in chosen], lines)


def _listed(text: str, entries: Sequence[tuple[int, int]], lines: Lines) -> tuple[NoteText, ...]:
    bullets = [BULLET.match(text, first, last) for first, last in entries]
    starts = [bullet.end() if bullet else first for bullet, (first, _) in zip(bullets, entries, strict=True)]
    printed = printed_labels([text[start:last] for start, (_, last) in zip(starts, entries, strict=True)])
    notes = []
    for number, (start, (first, last)) in enumerate(zip(starts, entries, strict=True), 1):
        label, behind = printed[number - 1] if printed else ("", 0)
        raw, body = text[first:last], text[start + behind : last]
        notes.append(NoteText(label or f"u{number}", "present", raw, Span(first, last), lines.place(first), body, start + behind))
    return tuple(notes)
