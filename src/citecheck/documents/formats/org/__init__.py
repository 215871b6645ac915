"""Org: footnotes (defined, inline, named), lists of references, citations, and links of every form.

Org's syntax specification; code, comments, drawers and headings that are commented out are ignored, included files are parts of the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct

from citecheck.documents import markup_writer
from citecheck.documents.encoding import decode
from citecheck.documents.formats.org.blocks import Blocks, read_blocks
from citecheck.documents.formats.org.inline import Inline, escaped
from citecheck.documents.formats.org.local_links import anchors, local_links
from citecheck.documents.inline_marks import Mark, after_marks, is_free, listed_under_headings, read_body, web_addresses
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.missing_notes import doubted
from citecheck.documents.numbered_notes import Lines, check_nesting, with_markers
from citecheck.documents.sections import find_sections
from citecheck.documents.text_format import TextFormat
from citecheck.documents.text_notes import bibliography
from citecheck.documents.text_spans import blanked, outside
from citecheck.language import languages
from citecheck.links.urls import find_urls, writable
from citecheck.model.document import Address, Document, FormatTraits, Marker, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddUrl, Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(
    r"^#\+(?:title|author|date|options|startup|begin_src|property|filetags):?|\[fn:[\w-]*[\]:]|\[\[https?://",
    re.MULTILINE | re.IGNORECASE,
)
PLAIN = lazy_pattern(r"[^()]*(?:\([^()]*\)[^()]*)*(?<=[^\W_]|[/)])")  # a URL that ends where Org's plain links do
SIGNS = lazy_pattern(r"[\n\[\]]")  # a link text has none of these
ENCLOSING = ("words", "link")  # marks behind whose end a URL may follow their words


class OrgFormat(TextFormat):
    """Org documents."""

    name: ClassVar[str] = "org"
    suffixes: ClassVar[tuple[str, ...]] = (".org",)
    traits: ClassVar[FormatTraits] = FormatTraits(
        escapes_urls=False, comment_syntax=("#", ""), shown_rendered=True, of_the_whole=("anchor",)
    )

    def recognises(self, path: str, head: str) -> bool:
        """True for keywords, footnotes or links in brackets near the beginning; by suffix for any text."""
        return bool(head.strip()) if path.lower().endswith(self.suffixes) else bool(HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data)
        reading = _Reading.of(text)
        blocks = reading.blocks
        spans = [(note.start, note.end) for note in blocks.notes]
        check_nesting(path, text, [*spans, *((mark.start, mark.end) for mark in reading.marks if mark.kind == "note")])
        notes = _notes(reading)
        files = [name for mark in reading.marks if mark.kind == "bibliography" for name in mark.label.split(",")]
        return Document(
            path, self.name, text, encoding, blocks.language or languages.detect(reading.masked), notes, tuple(_addresses(reading, notes)),
            calls=tuple(_cites(reading)), bibliographies=tuple(dict.fromkeys([*blocks.bibliographies, *files])),
            partial=bool(blocks.parts), parts=tuple(dict.fromkeys(blocks.parts)),
            local_links=tuple(local_links(text, reading.marks, reading.lines)), anchors=anchors(text, blocks),
        )  # fmt: skip

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Link the title if the other notes do; else add the URL, in brackets if it ends in a mark of punctuation."""
        marks = _reading(document.text).marks
        if isinstance(change, AddUrl):
            around = f"[[{writable(change.url)}][", "]]"
            if linked := markup_writer.on_title(
                document, source, change, around, lambda at: is_free(document.text, at, marks, SIGNS)
            ):
                return linked
        ends = {mark.place[0]: mark.end for mark in marks if mark.kind == "link"}
        writer = MarkupWriter(
            _url, str, escaped, lambda span: ends.get(span.start, span.end), lambda at: after_marks(marks, at, ENCLOSING)
        )
        return markup_writer.edits(document, source, change, writer)


class _Reading(Struct, frozen=True):
    """A scanned document; ``masked``: everything but running text blanked."""

    text: str
    blocks: Blocks
    masked: str
    marks: tuple[Mark, ...]
    starts: tuple[int, ...]
    lines: Lines

    @classmethod
    def of(cls, text: str) -> "_Reading":
        blocks = read_blocks(text)
        masked = blanked(text, [*blocks.closed, *((note.start, note.body) for note in blocks.notes)])
        marks = Inline(masked, blocks.links).marks()
        return cls(text, blocks, masked, marks, tuple(mark.start for mark in marks), Lines(text))

    def note(self, label: str, span: Span, body: int, end: int) -> NoteText:
        inside = self.marks[bisect_left(self.starts, body) : bisect_left(self.starts, end)]
        read = read_body(self.masked, body, end, inside)
        return read.note(label, self.text[span.start : span.end], span, self.lines.place(span.start))

    def marker(self, label: str, mark: Mark) -> Marker:
        return self.lines.marker(label, Span(mark.start, mark.end))


_reading = lru_cache(maxsize=1)(_Reading.of)  # called for each source of a document


def _notes(reading: _Reading) -> tuple[NoteText, ...]:
    """Footnotes by their labels, nameless ones by position; else the list under a heading for notes or references; then the bibliography."""
    notes = [reading.note(note.label, Span(note.start, note.end), note.body, note.end) for note in reading.blocks.notes]
    calls = [reading.marker(mark.label, mark) for mark in reading.marks if mark.kind == "call"]
    named, nameless = bool(notes or calls), 0
    for mark in (mark for mark in reading.marks if mark.kind == "note"):
        nameless += not mark.label
        # The printed number, unless it could be mistaken for a label.
        label = mark.label or (f"u{nameless}" if named else str(nameless))
        notes.append(reading.note(label, Span(mark.start, mark.end), mark.first, mark.last))
        calls.append(reading.marker(label, mark))
    notes.sort(key=lambda note: note.span.start if note.span else 0)
    found = with_markers(notes, sorted(calls, key=lambda call: call.span.start), gaps=False)
    if reading.blocks.parts:
        found = doubted(found, lambda note: note.status == "missing")
    found = found or tuple(_listed(reading))
    entries = bibliography(reading.masked, list(outside(found, len(reading.masked))), reading.lines)
    taken = nameless if named else 0
    return (*found, *(_as_read(reading, f"u{number}", entry) for number, entry in enumerate(entries, taken + 1)))


def _as_read(reading: _Reading, label: str, entry: NoteText) -> NoteText:
    span = entry.span or Span(0, 0)
    return reading.note(label, span, entry.body_start, span.end)


def _listed(reading: _Reading) -> Iterator[NoteText]:
    """The numbered list under a heading for notes or references."""
    for one in listed_under_headings(reading.masked, find_sections(reading.masked)):
        end = max(one.end, one.body)
        yield reading.note(one.label, Span(one.start, end), one.body, end)


def _cites(reading: _Reading) -> Iterator[Marker]:
    """The keys of citations, which call the entries of a bibliography file."""
    for mark in (mark for mark in reading.marks if mark.kind == "cite"):
        yield from (reading.marker(key, mark) for key in mark.label.split())


def _addresses(reading: _Reading, notes: Sequence[NoteText]) -> Iterator[Address]:
    """The URLs of links, and those in running text outside links and code."""
    marked = [
        mark
        for mark in reading.marks
        if mark.kind in ("link", "local", "bibliography", "cite", "bare") or _is_code(reading.masked, mark)
    ]
    found = {mark.place: mark.url for mark in marked if mark.kind == "link"}
    found |= {(mark.start, mark.end): reading.masked[mark.start : mark.end] for mark in marked if mark.kind == "bare"}
    for mention in find_urls(blanked(reading.masked, ((mark.start, mark.end) for mark in marked))):
        found[mention.start, mention.end] = mention.url
    return web_addresses(found, notes, reading.lines)


def _is_code(text: str, mark: Mark) -> bool:
    return mark.kind == "words" and text[mark.start] in "=~"


def _url(url: str) -> str:
    return url if PLAIN.fullmatch(url) else f"[[{url}]]"


PLUGIN: type[Format] = OrgFormat
