"""A document's notes into sources. Pure; never raises; nothing it returns was not in the note."""

from dataclasses import replace

from citecheck.citation.read import missing, read_source
from citecheck.citation.segment import segment
from citecheck.model.document import Document, Note, NoteKind, NoteText
from citecheck.model.reference import Source
from citecheck.text.dates import Order, decide_order


def parse(document: Document) -> tuple[Note, ...]:
    """Reads every note. The order of day and month is decided once, from all notes of the document."""
    order = decide_order(note.body for note in document.notes)
    return tuple(parse_note(note, order, document.language) for note in document.notes)


def parse_note(note: NoteText, order: Order | None, language: str | None) -> Note:
    """One note's kind and sources."""
    if note.sources:
        return Note(note, "citation", _numbered(note, tuple(_structured(note, source) for source in note.sources)))
    segments = segment(note.body) if note.body.strip() else ()
    cited = [s for s in segments if not s.prose]
    sources = tuple(
        replace(read_source(note.body[s.start : s.end], order, language), span=note.document_span(s.start, s.end)) for s in cited
    )
    return Note(note, _kind(note, len(cited), len(segments)), _numbered(note, sources))


def _kind(note: NoteText, cited: int, segments: int) -> NoteKind:
    if not note.body.strip():
        return "empty"
    if not cited:
        return "explanatory"
    return "citation" if cited == segments else "mixed"


def _structured(note: NoteText, source: Source) -> Source:
    item = source.item
    sure = tuple((variable, 1.0) for variable in ("author", "title", "issued") if getattr(item, variable))
    text = source.text or item.title or item.url or item.id
    return replace(source, text=text, span=source.span or note.span, confidence=sure, missing=missing(item))


def _numbered(note: NoteText, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    def name(number: int) -> str:
        return note.label if len(sources) == 1 else f"{note.label}.{number}"

    return tuple(replace(s, item=replace(s.item, id=s.item.id or name(number))) for number, s in enumerate(sources, 1))
