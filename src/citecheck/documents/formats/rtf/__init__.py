"""RTF of word processors: footnotes and endnotes, links, bibliographies. Repairs are spliced into the file."""

import codecs
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

from citecheck.citations.decisions import Decision
from citecheck.documents import markup_writer
from citecheck.documents.citation_data import behind_citation, writable_source
from citecheck.documents.edits import splice
from citecheck.documents.explain import explain_lists
from citecheck.documents.formats.rtf.content import RtfLink, RtfReader
from citecheck.documents.formats.rtf.syntax import HEAD, escaped, link
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.story_notes import Paragraphs, addresses, notes_at_marks, with_body_notes, without_headings
from citecheck.language import languages
from citecheck.links.urls import writable
from citecheck.model.document import Document, FormatTraits, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change, ReplaceUrl
from citecheck.protocols import Format

PART = "file"  # the text that is read is another than that of the file


class RtfFormat:
    """``.rtf`` files."""

    name: ClassVar[str] = "rtf"
    suffixes: ClassVar[tuple[str, ...]] = (".rtf",)
    traits: ClassVar[FormatTraits] = FormatTraits()

    def recognises(self, path: str, head: str) -> bool:
        """True for the beginning of an RTF file."""
        return bool(HEAD.match(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses. The text is the body's, then that of its notes."""
        reader = _read(path, data)
        text, main = reader.body.text(), reader.body_length
        paragraphs = Paragraphs(text[:main])
        notes = with_body_notes(tuple(notes_at_marks(reader.marks, reader.body, text, paragraphs)), reader.body, text, main)
        urls = tuple(addresses(reader.body, text, notes, paragraphs))
        return Document(path, self.name, text, "ascii", languages.detect(text), notes, urls)

    def explain(self, document: Document, note: NoteText) -> Iterator[Decision]:
        """For a footnote or endnote, its part; for a typed note, the candidate lists."""
        reader = _read(document.path, document.data)
        if note.span and note.span.start < reader.body_length:
            return explain_lists(without_headings(document.text[: reader.body_length], reader.body), note)
        return iter((Decision("list", f"the document's {note.place.part}", span=note.span),))

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Insert or change text and links; none where the text is not in one piece in the file."""
        reader = _read(document.path, data)
        if isinstance(change, ReplaceUrl):
            there = markup_writer.urls_of(document, source, change.old) if source.span else ()
            return tuple(edit for one in there for edit in _replaced(reader, document, one.span, change))
        cited = writable_source(source, reader.body.data)
        wanted = markup_writer.edits(document, cited, change, MarkupWriter(link, escaped, escaped)) if cited else ()
        found = [_located(reader, document, edit) for edit in wanted]
        return tuple(edit for edits in found for edit in edits) if all(found) else ()

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Splice the edits into the file."""
        return splice(data.decode("latin-1"), edits).encode("latin-1")


@lru_cache(maxsize=1)  # called for each source of a document
def _read(path: str, data: bytes) -> RtfReader:
    if data.startswith(codecs.BOM_UTF8):
        data = data.replace(codecs.BOM_UTF8, b"\n\n\n", 1)  # which RTF ignores; offsets stay
    raw = data.decode("latin-1")
    if not HEAD.match(raw):
        raise DocumentError(path, "it is no RTF file, which begins with {\\rtf; rename it, or save it again")
    reader = RtfReader(path, raw)
    reader.read().check_length(path)
    return reader


def _located(reader: RtfReader, document: Document, edit: Edit) -> tuple[Edit, ...]:
    """An edit of the text as one of the file; none inside a link, or if the text is not in one piece."""
    span = edit.span
    around = _links(reader, max(0, span.start - 1), max(span.end, span.start))
    if span.start == span.end:
        if not span.start or reader.body.origins[span.start - 1] < 0:
            return ()
        at = reader.behind(reader.body.origins[span.start - 1])
        for one in around:
            if document.text[span.start : one.end].strip(' .,;:)]”"»'):
                return ()
            at = one.outer
        place = behind_citation(reader.body.data, document.text, span.start, at)
        return (Edit(Span(place, place), "", edit.replacement, PART),) if place is not None else ()
    if "\\field" in edit.replacement and _links(reader, span.start, span.end):
        return ()
    return _retext(reader, span, edit.replacement)


def _retext(reader: RtfReader, span: Span, new: str) -> tuple[Edit, ...]:
    places = reader.body.origins[span.start : span.end]
    whole = all(reader.behind(one) == other or one == other for one, other in pairwise(places))
    if not len(places) or min(places) < 0 or not whole:
        return ()
    start, end = places[0], reader.behind(places[-1])
    return (Edit(Span(start, end), reader.raw[start:end], new, PART),)


def _replaced(reader: RtfReader, document: Document, span: Span, change: ReplaceUrl) -> Iterator[Edit]:
    """Replace a URL in its field, and in the text if that shows it."""
    new = escaped(writable(change.new))
    linked = next((one for one in _links(reader, span.start, span.end) if (one.start, one.end) == (span.start, span.end)), None)
    for number, at in enumerate(linked.written if linked else ()):
        yield Edit(at, reader.raw[at.start : at.end], "" if number else new, PART)
    if not linked or document.text[span.start : span.end].strip() == change.old:
        yield from _retext(reader, span, new)


def _links(reader: RtfReader, start: int, end: int) -> list[RtfLink]:
    """The link that has some of the text, if any."""
    first = bisect_left(reader.body.links, start + 1, key=lambda one: one.end)
    return [one for one in reader.body.links[first : first + 1] if one.start < end]


PLUGIN: type[Format] = RtfFormat
