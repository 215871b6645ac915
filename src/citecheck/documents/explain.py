"""Why a document has a note: the list or the markup that it was found in, what calls it, where it begins and ends."""

import re
from collections.abc import Iterator

from citecheck.citations.decisions import Decision
from citecheck.documents.note_lists import possible_lists
from citecheck.documents.sections import announces_notes, find_sections
from citecheck.model.document import Document, NoteText
from citecheck.model.place import Span

FOLLOWS = 30  # characters shown of what follows a note
LISTS = 8  # lists told of a text that could have many
TAG = re.compile(r"<[^<>]*>")
STATUS = {
    "present": "present: the document has it, and calls it or calls no note at all",
    "missing": "missing: the text calls it or the list skips its number, and the document has it not",
    "unreferenced": "unreferenced: the text calls other notes of the list, and not this one",
    "duplicate": "duplicate: another note before it has the same label",
}


def explain_note(document: Document, note: NoteText) -> Iterator[Decision]:
    """The decisions on a note before anybody reads its words."""
    if heading := _heading(document.text, note):
        yield Decision("list", "it stands under a heading that announces notes or references", heading)
    for marker in note.markers:
        where = f"called in {marker.place.part}" if marker.place.part else "called by"
        yield Decision("list", where, document.text[marker.span.start : marker.span.end], marker.span)
    for path, marker in note.called_from:
        yield Decision("list", f"called in {path}, line {marker.place.line}, by “[{marker.label}]”")
    if not note.markers and not note.called_from:
        yield Decision("list", "nothing calls it")
    yield Decision("list", STATUS[note.status])
    yield from _borders(document, note)


def explain_lists(text: str, note: NoteText) -> Iterator[Decision]:
    """Of a text without markup, the runs of labels that could be lists of notes: those taken first, then those that were not."""
    lists = possible_lists(text, find_sections(text))
    start = note.span.start if note.span else -1
    if not any(run.chosen and any(label.start == start for label in run.labels) for run in lists):
        yield Decision("list", "an entry without a number: a paragraph that could be a reference", span=note.span)
    for run in sorted(lists, key=lambda run: (not run.chosen, -run.score))[:LISTS]:
        first, last = run.labels[0], run.labels[-1]
        many = f"{len(run.labels)} labels in the style “{run.style}”, from {first.label} to {last.label}"
        told = f"{run.cites} of the first ones could be references{', under a heading for notes' if run.headed else ''}, score {run.score:.1f}"
        which = "a list of notes" if run.chosen else "no list of notes, since another scores more"
        yield Decision("list", f"{which}: {many}; {told}", text[first.start : first.body].strip(), Span(first.start, first.body))


def _heading(text: str, note: NoteText) -> str:
    """The last line before a note that announces notes or references; empty where there is none."""
    lines = text[: note.span.start].splitlines() if note.span else []
    plain = (TAG.sub("", line).strip(" \t#=*_") for line in reversed(lines))
    return next((line for line in plain if line and announces_notes(line)), "")


def _borders(document: Document, note: NoteText) -> Iterator[Decision]:
    if note.span is None:
        return
    text, (start, end) = document.text, (note.span.start, note.span.end)
    first = note.document_span(0, 1).start if note.body else end
    yield Decision("borders", "begins here", text[start : min(end, start + FOLLOWS)], Span(start, start))
    if first > start:
        yield Decision("borders", "its label and markup before the first word", text[start:first], Span(start, first))
    if note.offsets:
        left = end - first - len(note.body)
        yield Decision("borders", f"{max(0, left)} characters of markup are taken out of its words", span=Span(first, end))
    yield Decision("borders", f"ends here: {_end(text, end)}", span=Span(end, end))


def _end(text: str, end: int) -> str:
    rest = text[end:]
    if not rest.strip():
        return "the text ends"
    blank = re.match(r"[ \t]*\r?\n[ \t]*\r?\n", rest)
    shown = rest.strip().partition("\n")[0][:FOLLOWS]
    return f"{'a blank line and' if blank else 'then'} “{shown}” follows"
