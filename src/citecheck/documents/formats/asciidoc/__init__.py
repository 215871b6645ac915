"""AsciiDoc: footnotes (inline, named, in attributes), entries of bibliographies, lists of references, and links of every form.

The language's documentation and Asciidoctor; code, comments and passthroughs are ignored, included files are parts of the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct

from citecheck.documents import markup_writer
from citecheck.documents.encoding import decode
from citecheck.documents.formats.asciidoc.blocks import Blocks, read_blocks
from citecheck.documents.formats.asciidoc.footnotes import Footnotes
from citecheck.documents.formats.asciidoc.inline import TOKEN, Inline, keys_of
from citecheck.documents.formats.asciidoc.local_links import anchors, local_links
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
    r"^(?:={1,6} \S|:\w[\w-]*:(?: |$)|\[source|\[\[[\w-]+\]\]$|include::|image::)|footnote:[\w-]*\[|https?://[^\s\[\]]{1,300}+\[",
    re.MULTILINE,
)
# Items of lists, other than with one asterisk or a hyphen.
BULLET = lazy_pattern(r"^[ \t]*(\*{2,5}|\.{1,5})(?=[ \t])", re.MULTILINE)
LANGUAGE = lazy_pattern(r"[a-z]{2,3}(?=$|[-_])")
# Characters of a URL that would begin emphasis or a subscript, be replaced (apostrophes, dashes, dots, signs), or end a sentence.
UNSAFE = lazy_pattern(
    r"(?<!\w)[*_](?=\S)|(?<=[*_])[*_]|~(?=[^~]{0,2000}~)|(?<=\w)'(?=\w)|(?<=-)-|(?<=\.)\.|\((?=(?:C|R|TM)\))|[),.?!;:]$"
)
SIGNS = lazy_pattern(r"[\n\\\[\]=^]")  # a link text has none of these
ENCLOSING = ("words", "link")  # marks behind whose end a URL may follow their words


class AsciidocFormat(TextFormat):
    """AsciiDoc documents."""

    name: ClassVar[str] = "asciidoc"
    suffixes: ClassVar[tuple[str, ...]] = (".adoc", ".asciidoc", ".asc")
    traits: ClassVar[FormatTraits] = FormatTraits(
        escapes_urls=False, comment_syntax=("//", ""), shown_rendered=True, of_the_whole=("file", "anchor")
    )

    def recognises(self, path: str, head: str) -> bool:
        """True for headings, attributes, macros near the beginning; by suffix for any text but a signature or key of PGP (``.asc``)."""
        if head.lstrip().startswith("-----BEGIN PGP"):
            return False
        return bool(head.strip()) if path.lower().endswith(self.suffixes) else bool(HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data)
        reading = _Reading.of(text)
        check_nesting(path, text, ((mark.start, mark.end) for mark in reading.marks if mark.kind == "note"))
        notes, blocks = _notes(reading), reading.blocks
        declared = LANGUAGE.match(blocks.attributes.last("lang"))
        language = declared.group() if declared else languages.detect(reading.masked)
        named = tuple(filter(None, (blocks.attributes.last("bibtex-file"),)))
        local = tuple(local_links(text, reading.masked, reading.marks, blocks, reading.lines))
        return Document(
            path, self.name, text, encoding, language, notes, tuple(_addresses(reading, notes)),
            calls=tuple(_cites(reading)), bibliographies=named, partial=blocks.includes, parts=tuple(dict.fromkeys(blocks.parts)),
            local_links=local, anchors=anchors(text, reading.masked, blocks, reading.marks),
        )  # fmt: skip

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Link the title if the other notes do; else add the URL, which needs no markup."""
        marks = _reading(document.text).marks
        if isinstance(change, AddUrl):
            around = f"link:{_url(writable(change.url))}[", "]"
            if linked := markup_writer.on_title(
                document, source, change, around, lambda at: is_free(document.text, at, marks, SIGNS)
            ):
                return linked
        ends = {mark.place[0]: mark.end for mark in marks if mark.kind == "link"}
        in_note = bool(source.span and any(m.kind == "note" and m.start <= source.span.start < m.end for m in marks))
        writer = MarkupWriter(
            _url, _url, lambda text: _escaped(text, in_note=in_note), lambda span: ends.get(span.start, span.end), lambda at: after_marks(marks, at, ENCLOSING)
        )  # fmt: skip
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
        masked = blanked(text, [*blocks.closed, *((entry.start, entry.body) for entry in blocks.entries)])
        marks = Inline(masked, blocks.attributes).marks()
        return cls(text, blocks, masked, marks, tuple(mark.start for mark in marks), Lines(text))

    def note(self, label: str, start: int, body: int, end: int) -> NoteText:
        inside = self.marks[bisect_left(self.starts, body) : bisect_left(self.starts, end)]
        last = end - (self.text[start : start + 8] == "footnote")
        return read_body(self.masked, body, last, inside).note(
            label, self.text[start:end], Span(start, end), self.lines.place(start)
        )

    def marker(self, label: str, mark: Mark) -> Marker:
        return self.lines.marker(label, Span(mark.start, mark.end))

    def markup(self) -> Iterator[tuple[int, int]]:
        """The lines that are no paragraph of a list: those with the marks of items are shortened to a hyphen's."""
        return ((bullet.start(1), bullet.end(1)) for bullet in BULLET.finditer(self.masked))


_reading = lru_cache(maxsize=1)(_Reading.of)  # called for each source of a document


def _notes(reading: _Reading) -> tuple[NoteText, ...]:
    """Footnotes by the numbers that are printed, entries of bibliographies by their anchors, and lists under headings for notes or references."""
    footnotes = Footnotes(reading.text, reading.marks, reading.blocks.notes)
    notes = [reading.note(label, mark.start, mark.first, mark.end) for label, mark in footnotes.notes]
    found = with_markers(notes, [reading.marker(label, mark) for label, mark in footnotes.calls], gaps=False)
    sure = reading.blocks.is_whole and any(mark.label for _, mark in footnotes.notes)
    if not sure:  # another file of the document may define it
        found = doubted(found, lambda note: True)  # noqa: ARG005
    entries = _entries(reading, numbered=bool(notes)) or (() if found else tuple(_listed(reading)))
    if reading.blocks.entries:
        return (*found, *entries)
    regions = list(outside([*found, *entries], len(reading.masked)))
    printed = bibliography(blanked(reading.masked, reading.markup()), regions, reading.lines)
    return (*found, *entries, *(_as_read(reading, entry) for entry in printed))


def _entries(reading: _Reading, *, numbered: bool) -> tuple[NoteText, ...]:
    """The entries of bibliographies, called by references to their anchors; without one, or with the number of a footnote, by position."""
    called: list[NoteText] = []
    free: list[NoteText] = []
    for entry in reading.blocks.entries:
        label = "" if numbered and entry.label.isdecimal() else entry.label
        of = called if label else free
        of.append(reading.note(label or f"u{len(free) + 1}", entry.start, entry.body, entry.end))
    labels = {note.label for note in called}
    calls = [reading.marker(mark.label, mark) for mark in reading.marks if mark.kind == "target" and mark.label in labels]
    found = with_markers(called, calls, gaps=False, complete=reading.blocks.is_whole)
    return tuple(sorted([*found, *free], key=lambda note: note.span.start if note.span else 0))


def _as_read(reading: _Reading, entry: NoteText) -> NoteText:
    span = entry.span or Span(0, 0)
    return reading.note(entry.label, span.start, entry.body_start, span.end)


def _listed(reading: _Reading) -> Iterator[NoteText]:
    """The numbered list under a heading for notes or references."""
    text = blanked(reading.masked, reading.markup())
    for one in listed_under_headings(text, find_sections(reading.masked)):
        yield reading.note(one.label, one.start, one.body, max(one.end, one.body))


def _cites(reading: _Reading) -> Iterator[Marker]:
    """The keys of asciidoctor-bibtex's citations, which call the entries of a bibliography file."""
    for mark in (mark for mark in reading.marks if mark.kind == "cite"):
        for key in keys_of(mark.label):
            yield reading.marker(key, mark)


def _addresses(reading: _Reading, notes: Sequence[NoteText]) -> Iterator[Address]:
    """The URLs of links and images as they are written, and those in running text outside links."""
    found = {mark.place: mark.url for mark in reading.marks if mark.kind in ("link", "image") and mark.url}
    found |= {(mark.start, mark.end): reading.masked[mark.start : mark.end] for mark in reading.marks if mark.kind == "bare"}
    kinds = ("link", "image", "unknown", "target", "bare")
    covered = (
        (mark.start, mark.end) for mark in reading.marks if mark.kind in kinds or reading.masked.startswith("`+", mark.start)
    )
    for mention in find_urls(blanked(reading.masked, covered)):
        found[mention.start, mention.end] = mention.url
    return web_addresses(found, notes, reading.lines)


def _url(url: str) -> str:
    """A URL in running text; characters that are markup there are percent-encoded."""
    return UNSAFE.sub(lambda found: f"%{ord(found.group()):02X}", url)


def _escaped(text: str, *, in_note: bool) -> str:
    """A text in which nothing is markup: character references for what would be; ``]`` ends a footnote."""
    shown = {at for mark in TOKEN.finditer(text) if mark.lastgroup not in ("close", "url") for at in (mark.start(), mark.end() - 1)}
    escaped = "".join(f"&#{ord(char)};" if at in shown and not char.isalnum() else char for at, char in enumerate(text))
    return escaped.replace("]", "\\]") if in_note else escaped


PLUGIN: type[Format] = AsciidocFormat
