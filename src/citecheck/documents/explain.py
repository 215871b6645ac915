"""Explains why a document has a note: its list or markup, its markers, its beginning and end."""

import re
from collections.abc import Iterator

from citecheck.citations.decisions import Decision
from citecheck.documents.note_lists import possible_lists
from citecheck.documents.sections import announces_notes, find_sections
from citecheck.model.document import Document, NoteText
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

FOLLOWS = 30  # characters shown of what follows a note
MAX_LISTS = 8  # candidate lists shown
TAG = lazy_pattern(r"<[^<>]*>")
STATUS = {
    "present": "present: the document has it, and calls it or calls no note at all",
    "missing": "missing: the text calls it or the list skips its number, but the document does not have it",
    "unreferenced": "unreferenced: the text calls other notes of the list, but not this one",
    "duplicate": "duplicate: an earlier note has the same label",
}


def explain_note(document: Document, note: NoteText) -> Iterator[Decision]:
    """The decisions on a note before its text is parsed."""
    if heading := _heading(document.text, note):
        yield Decision("list", "under a heading for notes or references", heading)
    for marker in note.markers:
        where = f"called in {marker.place.part}" if marker.place.part else "called by"
        yield Decision("list", where, document.text[marker.span.start : marker.span.end], marker.span)
    for path, marker in note.called_from:
        yield Decision("list", f"called in {path}, line {marker.place.line}, by “[{marker.label}]”")
    if not note.markers and not note.called_from:
        yield Decision("list", "nothing calls it")
    yield Decision("list", STATUS[note.status])
    yield from _start_and_end(document, note)


def explain_lists(text: str, note: NoteText) -> Iterator[Decision]:
    """The candidate note lists of a text without markup: the accepted ones first, then the others by score."""
    lists = possible_lists(text, find_sections(text))
    start = note.span.start if note.span else -1
    if not any(run.chosen and any(label.start == start for label in run.labels) for run in lists):
        yield Decision("list", "an entry without a number: a paragraph that looks like a reference", span=note.span)
    for run in sorted(lists, key=lambda run: (not run.chosen, -run.score))[:MAX_LISTS]:
        first, last = run.labels[0], run.labels[-1]
        labels = f"{len(run.labels)} labels in the style “{run.style}”, from {first.label} to {last.label}"
        score = f"{run.cites} of the first look like references{', under a heading for notes' if run.headed else ''}, score {run.score:.1f}"
        verdict = "a list of notes" if run.chosen else "not a list of notes, since another scores more"
        yield Decision(
            "list", f"{verdict}: {labels}; {score}", text[first.start : first.body].strip(), Span(first.start, first.body)
        )


def _heading(text: str, note: NoteText) -> str:
    """The last heading for notes or references before a note; empty if there is none."""
    lines = text[: note.span.start].splitlines() if note.span else []
    plain = (TAG.sub("", line).strip(" \t#=*_") for line in reversed(lines))
    return next((line for line in plain if line and announces_notes(line)), "")


def _start_and_end(document: Document, note: NoteText) -> Iterator[Decision]:
    if note.span is None:
        return
    text, (start, end) = document.text, (note.span.start, note.span.end)
    first = note.document_span(0, 1).start if note.body else end
    yield Decision("start and end", "begins here", text[start : min(end, start + FOLLOWS)], Span(start, start))
    if first > start:
        yield Decision("start and end", "its label and markup before the first word", text[start:first], Span(start, first))
    if note.offsets:
        left = end - first - len(note.body)
        yield Decision("start and end", f"{max(0, left)} characters of markup are removed from its text", span=Span(first, end))
    yield Decision("start and end", f"ends here: {_end(text, end)}", span=Span(end, end))


def _end(text: str, end: int) -> str:
    rest = text[end:]
    if not rest.strip():
        return "the text ends"
    blank = re.match(r"[ \t]*\r?\n[ \t]*\r?\n", rest)
    shown = rest.strip().partition("\n")[0][:FOLLOWS]
    return f"{'a blank line and' if blank else 'then'} “{shown}” follows"
