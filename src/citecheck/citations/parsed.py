"""The documents of a run with their notes, and which of their sources and addresses the run is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from citecheck.model.document import Address, Document, Note
from citecheck.model.reference import Source

Parsed = tuple[tuple[Document, tuple[Note, ...]], ...]
Key = tuple[int, int, int]  # document and note from 0, source from 1: what a dossier is about


@dataclass(frozen=True, slots=True)
class ParsedDocuments:
    """The documents with their notes; by their place, why some could not be read; and which were read at a glance.

    A document that could not be read has no notes and no addresses.
    """

    parsed: Parsed
    unread: Mapping[int, str]
    glanced: frozenset[int] = frozenset()


def sources_of(parsed: Parsed) -> Iterator[tuple[Key, Source]]:
    """The sources that a run is about."""
    for at, (document, notes) in enumerate(parsed):
        for which, note in enumerate(notes):
            if document.concerns(*(note.text.lines or (None,))):
                for number, source in enumerate(note.sources, 1):
                    yield (at, which, number), source


def urls_of(document: Document, notes: Sequence[Note]) -> Iterator[Address]:
    """The addresses that a run is about: on its lines, or in a note on them."""
    if document.changed is None:
        yield from document.addresses
        return
    touched = {note.label for note in notes if document.concerns(*(note.text.lines or (None,)))}
    yield from (a for a in document.addresses if a.label in touched or document.concerns(a.place.line))
