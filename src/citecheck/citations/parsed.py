"""The documents of a run with their notes, and the sources and URLs to check."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from citecheck.language.identifiers import doi_url
from citecheck.links.wrapped_urls import plain
from citecheck.model.document import Address, Document, Note
from citecheck.model.reference import Source

Parsed = tuple[tuple[Document, tuple[Note, ...]], ...]
Key = tuple[int, int, int]  # document and note from 0, source from 1


class ParsedDocuments(Struct, frozen=True):
    """The documents with their notes; by index, why some could not be read, and which were not parsed (``link_only``).

    A document that could not be read has no notes and no URLs.
    """

    parsed: Parsed
    unread: Mapping[int, str]
    link_only: frozenset[int] = frozenset()


def sources_of(parsed: Parsed) -> Iterator[tuple[Key, Source]]:
    """The sources to check."""
    for at, (document, notes) in enumerate(parsed):
        for which, note in enumerate(notes):
            if document.concerns(*(note.text.lines or (None,))):
                for number, source in enumerate(note.sources, 1):
                    yield (at, which, number), source


def own_url(source: Source) -> str | None:
    """Return the footnote's own URL for a source, without a redirector around it, or its DOI's link."""
    return plain(source.item.url) if source.item.url else (doi_url(source.item.doi) if source.item.doi else None)


def urls_of(document: Document, notes: Sequence[Note]) -> Iterator[Address]:
    """The URLs to check: those on changed lines, or in a note on one."""
    if document.changed is None:
        yield from document.addresses
        return
    touched = {note.label for note in notes if document.concerns(*(note.text.lines or (None,)))}
    yield from (a for a in document.addresses if a.label in touched or document.concerns(a.place.line))
