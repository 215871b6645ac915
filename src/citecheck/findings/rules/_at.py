"""Where a flaw is: at a note, at one of its sources, at a web address."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from citecheck.citations.fingerprint import fingerprint
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address, Note
from citecheck.model.finding import FindingDraft, Suppression
from citecheck.model.place import Place, Span
from citecheck.model.report import DocumentResult, SourceResult


def at_note(note: Note, message: str, **more: Any) -> FindingDraft:
    """At the note's beginning; where it is missing, at the first place that calls it."""
    markers = note.text.markers
    place = note.text.place if note.text.place.line or not markers else markers[0].place
    span = note.text.span or (markers[0].span if markers else None)
    subject = _letters(note.text.body) or note.label
    return FindingDraft(message, place, subject, span, note.label, **more)


def at_source(result: DocumentResult, source_result: SourceResult, message: str, **more: Any) -> FindingDraft:
    """At the source's first character."""
    source, note = source_result.source, source_result.note
    place = note.text.place
    if source.span and place.line:
        place = _lines(result.document.text).place(source.span.start)
    subject = fingerprint(source)
    return FindingDraft(message, place, subject, source.span or note.text.span, note.label, source_result.number, **more)


def at_url(address: Address, message: str, **more: Any) -> FindingDraft:
    """Where the address stands."""
    return FindingDraft(message, address.place, address.url, address.span, address.label, url=address.url, **more)


def at_document(message: str) -> FindingDraft:
    """At the beginning of the document."""
    return FindingDraft(message, Place(1, 1), "", Span(0, 0))


def at_span(result: DocumentResult, source_result: SourceResult, span: Span | None, message: str) -> FindingDraft:
    """Somewhere in the document on account of a source; at the source itself where the place is not known."""
    flaw = at_source(result, source_result, message)
    if span is None or flaw.place.line is None:
        return flaw
    return replace(flaw, place=_lines(result.document.text).place(span.start), span=span, subject=message)


def at_comment(comment: Suppression, message: str) -> FindingDraft:
    """At a comment that passes over findings."""
    return FindingDraft(message, comment.place, f"{','.join(comment.codes)} {comment.reason}")


def is_expired(comment: Suppression, result: DocumentResult) -> bool:
    """Whether the day until which a comment holds has passed."""
    return bool(comment.until and result.today and comment.until < result.today)


@lru_cache(maxsize=2)  # all rules ask for the same document one after another
def _lines(text: str) -> Lines:
    return Lines(text)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
