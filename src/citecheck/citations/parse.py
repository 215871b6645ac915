"""Parses the notes of a document into sources. Pure; every value it returns is text of the note."""

import gc
import operator
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from msgspec import Struct

from citecheck.citations.antecedents import bibliography, cited_works, find_antecedents, is_known
from citecheck.citations.citation_count import CitationCount
from citecheck.citations.cited_works import CitedWorks
from citecheck.citations.house_style import house_style
from citecheck.citations.list_entries import divided_entries, undated_entries
from citecheck.citations.note_parse import Draft, draft, parts_of
from citecheck.citations.repeated_works import with_repeated_works
from citecheck.citations.shortforms import ShortForm, find_short_forms, insert, is_free, maybe_short_forms
from citecheck.faults import error_boundary
from citecheck.language.dates import Order, decide_order
from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError

MAX_AGAIN = 1_500  # citations of a document that are read again in its style; each takes about a millisecond


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector: parsing creates no reference cycles (a test checks it), so collecting only costs time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Drafts(Struct, frozen=True):
    """The notes of a document before short forms are resolved: the first pass, the second with short forms found through
    other notes, and the works cited in full.
    """

    order: Order | None
    first: list[Draft]
    notes: list[Draft]
    works: CitedWorks


@_uncollected()
def parse(document: Document) -> tuple[Note, ...]:
    """Parse every note. The order of day and month is decided once for the document.

    Short forms with a clear wording (ibid., supra note 4) are found first; author and year, or a short title, only if another note
    has the source. Raises ``DocumentError`` for an internal error, and if there are too many citations.
    """
    reading = ["its notes"]  # names what is being read, for the error message
    with error_boundary() as fault:
        read = drafts_of(document, reading)
        sources = find_antecedents(read.notes, read.works)
        return with_repeated_works([Note(one.note, one.kind, found) for one, found in zip(read.notes, sources, strict=True)])
    raise DocumentError(document.path, f"{reading[-1]} could not be read: {fault.cause}")


def drafts_of(document: Document, reading: list[str] | None = None) -> Drafts:
    """The notes of a document, with short forms unresolved. ``reading`` gets the label of each note before it is read."""
    reading = [] if reading is None else reading
    order = decide_order(note.body for note in document.notes)
    first, maybe, parts, count = [], [], [], CitationCount(document.path)
    for note in document.notes:  # too many citations are refused before any is read, which takes longer
        reading.append(f"note {note.label}")
        parts.append(parts_of(note, find_short_forms(note.body, note.links), count))
    for note, its_parts in zip(document.notes, parts, strict=True):
        reading.append(f"note {note.label}")
        first.append(draft(note, its_parts, order, document.language))
        maybe.append(tuple(maybe_short_forms(note.body)))
    reading.append("its notes")
    for at in undated_entries(first) | divided_entries(first):
        note = first[at].note
        first[at] = draft(note, parts_of(note, (), count, entry=True), order, document.language)
    entries = bibliography([note.label for note in document.notes])
    first = _in_house_style(first, entries, order, document.language, count)
    works = cited_works(first)
    drafts = [
        one if one.note.label in entries else _second_pass(one, maybe[number], number, works, order, document.language, count)
        for number, one in enumerate(first)
    ]
    return Drafts(order, first, drafts, works if all(map(operator.is_, drafts, first)) else cited_works(drafts, works))


def _in_house_style(
    drafts: list[Draft], entries: frozenset[str], order: Order | None, language: str | None, count: CitationCount
) -> list[Draft]:
    """The drafts, the doubtful ones read again in the style of the others. A bibliography beside notes has a style of its own."""
    listed = [one.note.label in entries for one in drafts]
    styles = {
        which: house_style(habits for one, here in zip(drafts, listed, strict=True) if here is which for habits in one.habits)
        for which in (False, True)
    }

    doubts = {which: cache(style.doubts) for which, style in styles.items() if style}  # citations of one form have the same habits
    left = MAX_AGAIN

    def again(one: Draft, which: bool) -> Draft:
        nonlocal left
        style = styles[which]
        if not style or not left or not any(map(doubts[which], one.habits)):
            return one
        left -= 1
        parts = parts_of(one.note, [form for form in one.forms if form], count, entry=one.entry)
        return draft(one.note, parts, order, language, style)

    return [again(one, here) for one, here in zip(drafts, listed, strict=True)]


def _second_pass(
    one: Draft,
    maybe: Sequence[ShortForm],
    number: int,
    works: CitedWorks,
    order: Order | None,
    language: str | None,
    count: CitationCount,
) -> Draft:
    """A draft read again with the short forms found through other notes."""
    if one.entry:
        return one
    known = [form for form in one.forms if form]
    shorts = list(known)
    for form in maybe:
        if is_free(form, shorts) and is_known(works, form, number):
            insert(form, shorts)
    return draft(one.note, parts_of(one.note, shorts, count), order, language, one.style) if len(shorts) > len(known) else one
