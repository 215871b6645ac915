"""Finding drafts located at a note, a source, a URL, a comment or the document."""

from typing import Any

from msgspec.structs import replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.documents.numbered_notes import lines_of
from citecheck.language.alphanumeric import letters
from citecheck.model.document import Address, Note
from citecheck.model.finding import FindingDraft, Suppression
from citecheck.model.place import Place, Span
from citecheck.model.report import DocumentResult, SourceResult


def at_note(note: Note, message: str, **more: Any) -> FindingDraft:
    """A draft at the start of a note, or at the first marker of a missing one."""
    markers = note.text.markers
    place = note.text.place if note.text.place.line or not markers else markers[0].place
    span = note.text.span or (markers[0].span if markers else None)
    subject = letters(note.text.body) or note.label
    return FindingDraft(message, place, subject, span, note.label, **more)


def at_source(result: DocumentResult, source_result: SourceResult, message: str, **more: Any) -> FindingDraft:
    """A draft at the start of a source."""
    source, note = source_result.source, source_result.note
    place = note.text.place
    if source.span and place.line:
        place = lines_of(result.document.text).place(source.span.start)
    subject = fingerprint(source)
    return FindingDraft(message, place, subject, source.span or note.text.span, note.label, source_result.number, **more)


def at_url(address: Address, message: str, **more: Any) -> FindingDraft:
    """A draft at a URL."""
    return FindingDraft(message, address.place, address.url, address.span, address.label, url=address.url, **more)


def at_document(message: str) -> FindingDraft:
    """A draft at the start of the document."""
    return FindingDraft(message, Place(1, 1), "", Span(0, 0))


def at_span(result: DocumentResult, source_result: SourceResult, span: Span | None, message: str) -> FindingDraft:
    """A draft about a source, located at ``span`` if that is known, else at the source."""
    draft = at_source(result, source_result, message)
    if span is None or draft.place.line is None:
        return draft
    text = result.document.text
    subject = f"{draft.subject} {letters(text[span.start : span.end])}"
    return replace(draft, place=lines_of(text).place(span.start), span=span, subject=subject)


def at_comment(comment: Suppression, message: str) -> FindingDraft:
    """A draft at an ignore comment."""
    return FindingDraft(message, comment.place, f"{','.join(comment.codes)} {comment.reason}")


def is_expired(comment: Suppression, result: DocumentResult) -> bool:
    """Whether the end date of a comment has passed."""
    return bool(comment.until and result.today and comment.until < result.today)
