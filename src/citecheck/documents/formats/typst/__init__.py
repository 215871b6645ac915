"""Typst: footnotes (also called again by their label), citations of bibliography files, lists of references, and links.

Typst's reference; comments, raw text and code are ignored. Included files are parts of the document.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct

from citecheck.documents import markup_writer
from citecheck.documents.encoding import decode
from citecheck.documents.formats.typst.inline import Inline
from citecheck.documents.formats.typst.local_links import anchors, local_links
from citecheck.documents.formats.typst.scan import FOOTNOTE, LABEL_BEHIND, Call, Scan
from citecheck.documents.inline_marks import Mark, after_marks, is_free, read_body, web_addresses
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.missing_notes import doubted
from citecheck.documents.numbered_notes import Lines, check_nesting, with_markers
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

HEAD = lazy_pattern(r"^#(?:import|include|set|show|let)[ \t]|#footnote[\[(]|#bibliography\(", re.MULTILINE)
LANGUAGE = lazy_pattern(r"\blang:\s{0,20}\"(?P<code>[a-z]{2})\"")
FILE = lazy_pattern(r"[^\n\"]{1,500}\.(?:bib|ya?ml)", re.IGNORECASE)
PLAIN = lazy_pattern(r"[^()]*(?:\([^()]*\)[^()]*)*(?<![!,.:;?'])")  # a URL that ends where Typst's links do
SPECIAL = lazy_pattern(r"[\\#\[\]*_`$<@~]|/(?=[/*])")
CITE, BIBLIOGRAPHY = "cite", "bibliography"
# A function that makes footnotes.
OWN = lazy_pattern(r"#let\s+(?P<name>[^\W\d][\w-]{0,100})\s*(?:\([^()]{0,200}\)\s*)?=\s*+(?:\{\s*+)?#?footnote(?:\.with)?[\[(]")
SIGNS = lazy_pattern(r"[\n\[\]#\\\"]")  # a link text has none of these
ENCLOSING = ("words", "upright")  # marks behind whose end a URL may follow their words


class TypstFormat(TextFormat):
    """Typst documents."""

    name: ClassVar[str] = "typst"
    suffixes: ClassVar[tuple[str, ...]] = (".typ",)
    traits: ClassVar[FormatTraits] = FormatTraits(comment_syntax=("//", ""), of_the_whole=("anchor",), root_files=("",))

    def recognises(self, path: str, head: str) -> bool:
        """True for statements and footnotes near the beginning; by suffix for any text."""
        return bool(head.strip()) if path.lower().endswith(self.suffixes) else bool(HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data)
        reading = _Reading.of(text)
        scan = reading.scan
        check_nesting(path, text, ((call.start, call.end) for call in scan.calls if call.name in _makers(text)))
        notes, declared = _notes(reading), LANGUAGE.search(text)
        language = declared["code"] if declared else languages.detect(reading.masked)
        return Document(
            path, self.name, text, encoding, language, notes, tuple(_addresses(reading, notes)), calls=tuple(sorted(_cites(reading), key=lambda one: one.span.start)),
            bibliographies=tuple(dict.fromkeys(_files(scan))), partial=scan.imports, parts=tuple(dict.fromkeys(scan.parts)),
            local_links=tuple(local_links(scan, reading.lines)), anchors=anchors(scan),
        )  # fmt: skip

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Link the title if the other notes do; else add the URL, in a call of ``link`` if it ends in a mark of punctuation."""
        reading = _reading(document.text)
        if isinstance(change, AddUrl):
            around = f'#link("{writable(change.url)}")[', "]"
            if linked := markup_writer.on_title(
                document, source, change, around, lambda at: is_free(document.text, at, reading.marks, SIGNS)
            ):
                return linked
        quoted = bool(source.span and any(start <= source.span.start < end for start, end in reading.scan.strings))
        ends = {mark.place[0]: mark.until for mark in reading.marks if mark.kind in ("open", "link")}
        writer = MarkupWriter(
            str if quoted else _url, str, _in_string if quoted else _escaped, lambda span: ends.get(span.start, span.end),
            lambda at: after_marks(reading.marks, at, ENCLOSING),
        )  # fmt: skip
        return markup_writer.edits(document, source, change, writer)


class _Reading(Struct, frozen=True):
    """A scanned document; ``masked``: everything but running text blanked."""

    text: str
    scan: Scan
    masked: str
    marks: tuple[Mark, ...]
    starts: tuple[int, ...]
    lines: Lines

    @classmethod
    def of(cls, text: str) -> "_Reading":
        scan = Scan(text)
        marks = Inline(scan).marks()
        closed = ((piece.start, piece.end) for piece in scan.pieces if piece.kind in ("hidden", "raw", "math"))
        return cls(text, scan, blanked(text, closed), marks, tuple(mark.start for mark in marks), Lines(text))

    def note(self, label: str, span: Span, body: int, end: int) -> NoteText:
        inside = self.marks[bisect_left(self.starts, body) : bisect_left(self.starts, end + 1)]
        read = read_body(self.text, body, end, inside)
        return read.note(label, self.text[span.start : span.end], span, self.lines.place(span.start))

    def marker(self, label: str, start: int, end: int, *, doubtful: bool = False) -> Marker:
        return Marker(label, Span(start, end), self.lines.place(start), doubtful)


_reading = lru_cache(maxsize=1)(_Reading.of)  # called for each source of a document


def _notes(reading: _Reading) -> tuple[NoteText, ...]:
    """Footnotes by the numbers that are printed, which references to their labels call again; then the bibliography."""
    names = _makers(reading.text)
    calls = sorted((call for call in reading.scan.calls if call.name in names and not call.parameters), key=lambda call: call.start)
    notes: list[NoteText] = []
    markers: list[Marker] = []
    again: list[tuple[str, int, int]] = []
    numbers: dict[str, str] = {}
    for call in calls:
        if body := _body(call):
            number = str(len(notes) + 1)
            notes.append(reading.note(number, Span(call.start, call.end), *body))
            markers.append(reading.marker(number, call.start, call.end))
            if behind := LABEL_BEHIND.match(reading.text, call.end):
                numbers.setdefault(behind["label"], number)
        elif call.label:
            again.append((call.label, call.start, call.end))
    markers += [reading.marker(numbers.get(label, label), start, end) for label, start, end in again]
    refs = [(piece.start, piece.end) for piece in reading.scan.pieces if piece.kind == "ref"]
    markers += [reading.marker(numbers[label], *span) for span in refs if (label := reading.text[span[0] + 1 : span[1]]) in numbers]
    found = with_markers(notes, sorted(markers, key=lambda one: one.span.start), gaps=False)
    found = doubted(found, lambda note: reading.scan.imports or note.label in reading.scan.labels)  # it may stand elsewhere
    entries = bibliography(reading.masked, list(outside(found, len(reading.masked))), reading.lines)
    return (*found, *(_as_read(reading, entry) for entry in entries))


@lru_cache(maxsize=1)
def _makers(text: str) -> frozenset[str]:
    """The names of the functions that make footnotes, the document's own included."""
    return frozenset((FOOTNOTE, *(own["name"] for own in OWN.finditer(text))))


def _body(call: Call) -> tuple[int, int] | None:
    """The text of a footnote: a block of text, or a string."""
    return next(iter([*call.contents[-1:], *call.strings[-1:]]), None)


def _as_read(reading: _Reading, entry: NoteText) -> NoteText:
    span = entry.span or Span(0, 0)
    return reading.note(entry.label, span, entry.body_start, span.end)


def _cites(reading: _Reading) -> Iterator[Marker]:
    """The keys of citations. ``@key`` may be a label of another file, or of a glossary, where the document imports any."""
    scan = reading.scan
    for call in scan.calls:
        if call.name == CITE:
            written = [reading.text[start:end] for start, end in call.strings]
            yield from (reading.marker(key, call.start, call.end) for key in [*call.labels, *written])
    for piece in scan.pieces:
        key = reading.text[piece.start + 1 : piece.end].rstrip(".:")
        if piece.kind == "ref" and key not in scan.labels:
            yield reading.marker(key, piece.start, piece.start + 1 + len(key), doubtful=scan.imports)


def _files(scan: Scan) -> Iterator[str]:
    """The bibliography files: arguments of ``bibliography``, and other strings that name a BibTeX file."""
    named = {span for call in scan.calls if call.name == BIBLIOGRAPHY for span in call.strings}
    for start, end in scan.strings:
        name = scan.text[start:end]
        if FILE.fullmatch(name) and ((start, end) in named or name.lower().endswith(".bib")):
            yield name.lstrip("/")


def _addresses(reading: _Reading, notes: Sequence[NoteText]) -> Iterator[Address]:
    """The URLs of links, and those in running text."""
    found = {mark.place: mark.url for mark in reading.marks if mark.kind in ("open", "link")}
    bare = [(mark.start, mark.end) for mark in reading.marks if mark.kind == "bare"]
    found |= {span: reading.text[slice(*span)] for span in bare}
    quoted = [call.strings[-1] for call in reading.scan.calls if call.name == FOOTNOTE and call.strings and not call.contents]
    for start, end in quoted:
        found |= {(start + mention.start, start + mention.end): mention.url for mention in find_urls(reading.text[start:end])}
    for mention in find_urls(blanked(reading.masked, bare)):
        found[mention.start, mention.end] = mention.url
    return web_addresses(found, notes, reading.lines)


def _url(url: str) -> str:
    return url if PLAIN.fullmatch(url) else f'#link("{url}")'


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)


def _in_string(text: str) -> str:
    return re.sub(r"[\"\\]", r"\\\g<0>", text)


PLUGIN: type[Format] = TypstFormat
