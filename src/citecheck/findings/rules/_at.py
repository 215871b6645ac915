"""Where a flaw is: at a note, at one of its sources, at a web address."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from citecheck.citations.fingerprint import fingerprint
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address, Note
from citecheck.model.finding import Flaw, Suppression
from citecheck.model.place import Place, Span
from citecheck.model.report import Dossier, Examined


def at_note(note: Note, message: str, **more: Any) -> Flaw:
    """At the note's beginning; where it is missing, at the first place that calls it."""
    markers = note.text.markers
    place = note.text.place if note.text.place.line or not markers else markers[0].place
    span = note.text.span or (markers[0].span if markers else None)
    subject = _letters(note.text.body) or note.label
    return Flaw(message, place, subject, span, note.label, **more)


def at_source(examined: Examined, dossier: Dossier, message: str, **more: Any) -> Flaw:
    """At the source's first character."""
    source, note = dossier.source, dossier.note
    place = note.text.place
    if source.span and place.line:
        place = _lines(examined.document.text).place(source.span.start)
    subject = fingerprint(source)
    return Flaw(message, place, subject, source.span or note.text.span, note.label, dossier.number, **more)


def at_address(address: Address, message: str, **more: Any) -> Flaw:
    """Where the address stands."""
    return Flaw(message, address.place, address.url, address.span, address.label, url=address.url, **more)


def at_document(message: str) -> Flaw:
    """At the beginning of the document."""
    return Flaw(message, Place(1, 1), "", Span(0, 0))


def at_span(examined: Examined, dossier: Dossier, span: Span | None, message: str) -> Flaw:
    """Somewhere in the document on account of a source; at the source itself where the place is not known."""
    flaw = at_source(examined, dossier, message)
    if span is None or flaw.place.line is None:
        return flaw
    return replace(flaw, place=_lines(examined.document.text).place(span.start), span=span, subject=message)


def at_comment(comment: Suppression, message: str) -> Flaw:
    """At a comment that passes over findings."""
    return Flaw(message, comment.place, f"{','.join(comment.codes)} {comment.reason}")


def is_expired(comment: Suppression, examined: Examined) -> bool:
    """Whether the day until which a comment holds has passed."""
    return bool(comment.until and examined.today and comment.until < examined.today)


@lru_cache(maxsize=2)  # all rules ask for the same document one after another
def _lines(text: str) -> Lines:
    return Lines(text)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
