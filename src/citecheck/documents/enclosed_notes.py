"""Notes in brackets at the place that they belong to, as Project Gutenberg prints them: ``[Footnote 1: …]``, called by ``[1]``.

The notes of a paragraph follow it, often with numbers that restart; others stand at the end of a chapter or of the book.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from citecheck.documents.lookalikes import is_no_call
from citecheck.documents.note_markers import ListedNote, NoteCall
from citecheck.documents.numerals import whole_number
from citecheck.patterns import lazy_pattern

OPENED = lazy_pattern(
    r"^[ \t]{0,12}\[[ \t]*(?:foot-?note|end-?note|fußnote|fussnote|anmerkung|voetnoot|note|nota)s?[ \t]+(?P<label>\d{1,4}|[A-Za-z]{1,2}|[*†‡§]{1,3})"
    r"[ \t]*[:.][ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
BRACKETS = lazy_pattern(r"[\[\]]")
CALL = lazy_pattern(r"\[(?P<label>\d{1,4}|[A-Za-z]{1,2}|[*†‡§]{1,3})\](?!\()")
LONGEST = 20_000  # characters of a note


def find_enclosed(text: str) -> tuple[tuple[ListedNote, ...], tuple[NoteCall, ...]]:
    """The notes in order, each restart of the numbers a chapter, and their calls."""
    notes: list[ListedNote] = []
    seen: set[str] = set()
    chapter = at = 0
    for match in OPENED.finditer(text):
        if match.start() < at:
            continue
        label = match["label"]
        if label in seen or _restarts(label, seen):
            chapter, seen = chapter + 1, set()
        seen.add(label)
        at = _closed(text, match.end())
        start = text.index("[", match.start())
        notes.append(ListedNote(label, start, match.end(), at, chapter))
    return tuple(notes), tuple(_calls(text, notes))


def _restarts(label: str, seen: set[str]) -> bool:
    number = whole_number(label)
    return number is not None and any((known := whole_number(one)) is not None and known > number for one in seen)


def _closed(text: str, start: int) -> int:
    """Where the bracket of a note closes that is open at an offset, else the paragraph's end."""
    depth = 1
    for match in BRACKETS.finditer(text, start, start + LONGEST):
        depth += 1 if match.group() == "[" else -1
        if not depth:
            return match.start()
    paragraph = text.find("\n\n", start)
    return paragraph if paragraph >= 0 else len(text)


def _calls(text: str, notes: list[ListedNote]) -> Iterator[NoteCall]:
    """The calls outside the notes; each belongs to the chapter of the next note."""
    starts = [note.start for note in notes]
    labels = {note.label for note in notes}
    highest = max((number for label in labels if (number := whole_number(label)) is not None), default=0)
    for match in CALL.finditer(text):
        label = match["label"]
        at = bisect_left(starts, match.start())
        inside = at > 0 and match.start() < notes[at - 1].end
        if (
            not inside
            and (label in labels or 0 < (whole_number(label) or 0) <= highest)
            and not is_no_call(text, match.start(), match.end())
        ):
            yield NoteCall(label, match.start(), match.end(), notes[min(at, len(notes) - 1)].chapter)
