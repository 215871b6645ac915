"""The references in a document's front matter (https://pandoc.org/MANUAL.html#specifying-bibliographic-data), which the text cites by key."""

from functools import lru_cache

from msgspec.structs import replace

from citecheck.documents import yaml_references
from citecheck.documents.formats.markdown.front_matter import front_matter
from citecheck.documents.numbered_notes import Lines, with_markers
from citecheck.documents.yaml_references import REFERENCES, Entry
from citecheck.model.document import Document
from citecheck.model.place import Span

METADATA = "---"  # begins it
NOCITE = "nocite"  # metadata that prints references without a call


@lru_cache(maxsize=1)  # called for each source of a document
def _references(text: str) -> tuple[Entry, ...]:
    head = front_matter(text)
    end = head.end
    first = _entries_at(text, text.find(METADATA), end) if f"\n{REFERENCES}:" in text[:end] else ()
    return (*first, *(one for span in head.later.items() for one in _entries_at(text, *span)))


def _entries_at(text: str, start: int, end: int) -> tuple[Entry, ...]:
    """The references of metadata; what is before it are empty lines, so that places stay."""
    return yaml_references.entries_of_metadata("\n" * start + text[start:end])


def has_references(text: str) -> bool:
    """Whether the front matter has any."""
    return bool(_references(text))


def reference_at(text: str, span: Span | None) -> Entry | None:
    """The reference at a span of the text."""
    return next((one for one in _references(text) if one.span == span), None)


def with_references(document: Document, lines: Lines) -> Document:
    """The document with a note for each reference, and the calls of it."""
    if not (found := _references(document.text)):
        return document
    notes = [yaml_references.note(document.text, one, lines) for one in found]
    own = {note.label for note in notes}
    calls = [call for call in document.calls if call.label in own]
    listed = NOCITE in document.text[: found[0].span.start] + document.text[found[-1].span.end : front_matter(document.text).end]
    called = with_markers(notes, calls, gaps=False, complete=not listed)
    addresses = {one.span: one for one in document.addresses}
    addresses |= {one.span: one for one in yaml_references.addresses(document.text, zip(found, called, strict=True), lines)}
    return replace(
        document,
        notes=(*called, *document.notes),
        addresses=tuple(addresses[span] for span in sorted(addresses, key=lambda span: span.start)),
        calls=tuple(call for call in document.calls if call.label not in own),
    )
