"""`citecheck parse --explain LABEL`: every decision on how a note was read."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from citecheck.app import wiring
from citecheck.citations.decisions import Decision
from citecheck.citations.explain import explain
from citecheck.documents.explain import explain_note
from citecheck.documents.numbered_notes import Lines
from citecheck.language.printable import one_line
from citecheck.model.document import Document, NoteText
from citecheck.model.errors import UsageError

NEAREST = 5  # labels suggested for an unknown one
MAX_TEXT = 160  # characters shown of a text
MAX_DIGITS = 9  # of a numeric label


def explained(document: Document, label: str) -> Iterator[str]:
    """The lines on each note with this label, one per decision. Raises ``UsageError`` if there is none."""
    found = [at for at, note in enumerate(document.notes) if note.label == label]
    if not found:
        raise UsageError(f"{document.path}: {_unknown(label, [note.label for note in document.notes])}")
    for number, at in enumerate(found, 1):
        several = f" ({number} of {len(found)} with this label)" if len(found) > 1 else ""
        yield f"{one_line(document.path)}, read as {document.format}: note {one_line(label)}{several}"
        yield from _lines(document, document.notes[at], tuple(decisions(document, at)))


def decisions(document: Document, at: int) -> Iterator[Decision]:
    """The decisions on the note ``document.notes[at]``, from the document to its sources."""
    note = document.notes[at]
    if format_explains := getattr(wiring.plugins("formats").get(document.format), "explain", None):
        yield from format_explains(wiring.plugins("formats")[document.format](), document, note)
    yield from explain_note(document, note)
    if note.status != "missing":
        yield from explain(document, at)


def _lines(document: Document, note: NoteText, made: Sequence[Decision]) -> Iterator[str]:
    """The decisions grouped by step, with their positions."""
    lines = Lines(document.text)
    step: tuple[int, str] = (0, "")
    for one in made:
        if (one.source, one.step) != step:
            step = (one.source, one.step)
            yield f"{one.step}, source {one.source}" if one.source else one.step
        yield f"  {_place(one, note, lines):<8}{_text(one)}".rstrip()


def _place(one: Decision, note: NoteText, lines: Lines) -> str:
    """Line and column; in a file without lines the offset from the start of the note."""
    if one.span is None:
        return ""
    if note.place.line is None and note.span is not None:
        return f"+{one.span.start - note.span.start + 1}" if one.span.start >= note.span.start else ""
    place = lines.place(one.span.start)
    return f"{place.line}:{place.column}"


def _text(one: Decision) -> str:
    text = f": “{_short(one.text)}”" if one.text else ""
    moved = f" {_short(one.before)} → {_short(one.after)}" if one.before else f" → {_short(one.after)}" if one.after else ""
    return f"{one_line(one.reason)}{text}{moved}"


def _short(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= MAX_TEXT else f"{shown[: MAX_TEXT - 1]}…"


def _unknown(label: str, labels: Sequence[str]) -> str:
    """The message for an unknown label, with the nearest labels."""
    if not labels:
        return "it has no notes"
    near = [*_by_number(label, labels), *get_close_matches(label[:MAX_TEXT], labels, NEAREST, 0.5)] or labels
    shown = ", ".join(_short(one) for one in [*dict.fromkeys(near)][:NEAREST])
    return f"it has no note with the label “{_short(label)}”; nearest are {shown}"


def _by_number(label: str, labels: Sequence[str]) -> list[str]:
    """The numeric labels, nearest first; none if the label is not a number."""
    numbers = {one: int(one) for one in {*labels, label} if one.isdecimal() and len(one) <= MAX_DIGITS}
    wanted = numbers.pop(label, None)
    return [] if wanted is None else sorted(numbers, key=lambda one: (abs(numbers[one] - wanted), one))[:NEAREST]
