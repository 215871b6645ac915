"""What formats of light markup share: the marks of a text, the words that a reader sees between them, lists under headings, URLs.

A format finds the marks by its own syntax; their kinds are its own but for those that are named here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from citecheck.documents.body import Body, BodyBuilder
from citecheck.documents.note_lists import find_note_lists
from citecheck.documents.note_markers import ListedNote
from citecheck.documents.numbered_notes import Lines, labels_at
from citecheck.documents.sections import Section
from citecheck.documents.text_spans import blanked, outside
from citecheck.model.document import Address, NoteText
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

WEB = lazy_pattern(r"(?:https?://|www\.)", re.IGNORECASE)
UNSHOWN = frozenset(("note", "call", "image"))  # they are no words of a note


class Mark(Struct, frozen=True):
    """Markup at ``text[start:end]`` whose words are ``text[first:last]``, or ``put``.

    ``url`` and ``place``: a link's URL, and where it is written; ``label``: the name of a note, call or target, or a citation's keys;
    ``until``: the end of a call of a function.
    """

    kind: str
    start: int
    end: int
    first: int = 0
    last: int = 0
    url: str = ""
    place: tuple[int, int] = (0, 0)
    label: str = ""
    put: str = ""
    until: int = 0


def read_body(text: str, start: int, end: int, marks: Sequence[Mark]) -> Body:
    """The text that a reader sees of ``text[start:end]``. ``marks``: those in the span, in order; ``bare`` URLs are text."""
    builder = BodyBuilder(text)
    at = start
    for mark in marks:
        if mark.start < at or mark.end > end or mark.kind == "bare":
            continue
        builder.flow(at, mark.start)
        at = mark.end
        if mark.kind not in UNSHOWN:
            _show(builder, mark)
    builder.flow(at, end)
    return builder.build()


def _show(builder: BodyBuilder, mark: Mark) -> None:
    """Add a mark's words. Links and italics are one mark, or two at their ends."""
    if mark.kind in ("link", "open"):
        builder.open_link(mark.url)
    if mark.kind in ("emphasis", "italic"):
        builder.open_emphasis()
    builder.put(mark.put, mark.start) if mark.put else builder.flow(mark.first, mark.last)
    if mark.kind in ("link", "shut"):
        builder.close_link()
    if mark.kind in ("emphasis", "upright"):
        builder.close_emphasis()


def after_marks(marks: Sequence[Mark], at: int, kinds: Sequence[str]) -> int:
    """The offset after the mark of one of these kinds whose words end at an offset."""
    return next((mark.end for mark in marks if mark.kind in kinds and mark.last <= at < mark.end and mark.start < at), at)


def is_free(text: str, span: Span, marks: Sequence[Mark], signs: re.Pattern[str]) -> bool:
    """Whether a span can become a link text: no mark is in it but a note around it, and none of these signs."""
    marked = any(mark.start < span.end and span.start < mark.end for mark in marks if mark.kind != "note")
    return not marked and not signs.search(text, span.start, span.end)


def listed_under_headings(text: str, sections: Sequence[Section]) -> tuple[ListedNote, ...]:
    """The numbered list in the sections of notes or references."""
    if not sections:
        return ()
    others = outside([NoteText("", span=Span(one.start, one.end)) for one in sections], len(text))
    return find_note_lists(blanked(text, others))[0]


def web_addresses(found: Mapping[tuple[int, int], str], notes: Sequence[NoteText], lines: Lines) -> Iterator[Address]:
    """The URLs of the web in order, by where they are written, with the notes that they are in."""
    label_at = labels_at(notes)
    for (start, end), url in sorted(found.items()):
        if WEB.match(url):
            yield Address(url, Span(start, end), lines.place(start), label_at(start))
