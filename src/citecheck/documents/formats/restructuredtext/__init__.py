"""reStructuredText: footnotes, citations, lists of references, and links (inline, named, anonymous).

docutils' specification and the habits of Sphinx; literal blocks, comments and directives that hold no text are ignored.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct

from citecheck.documents import markup_writer
from citecheck.documents.encoding import decode
from citecheck.documents.escaped_urls import BACKSLASHED, find_escaped_urls
from citecheck.documents.formats.restructuredtext.blocks import Blocks, read_blocks
from citecheck.documents.formats.restructuredtext.inline import Inline
from citecheck.documents.formats.restructuredtext.local_links import label_links, local_links
from citecheck.documents.formats.restructuredtext.references import unknown_names
from citecheck.documents.inline_marks import Mark, after_marks, is_free, listed_under_headings, read_body, web_addresses
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.missing_notes import doubted
from citecheck.documents.numbered_notes import Lines, check_nesting, with_markers
from citecheck.documents.sections import announces_bibliography, find_sections
from citecheck.documents.text_format import TextFormat
from citecheck.documents.text_notes import bibliography
from citecheck.documents.text_spans import blanked, outside
from citecheck.language import languages
from citecheck.links.urls import writable
from citecheck.model.document import Address, Document, FormatTraits, Marker, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddUrl, Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(r"^\.\. (?:[\w-]+::|_[^:\n]+:|\[[^\]\n]+\])", re.MULTILINE)
SYMBOLS = "*†‡§¶#♠♥♦♣"  # docutils' order of auto-symbol footnotes; then doubled
BULLET = lazy_pattern(r"^([ \t]*)\*(?= )", re.MULTILINE)  # no symbol of a note
RULE = lazy_pattern(r"^[ \t]*([!-/:-@\[-`{-~])\1{2,}[ \t]*$", re.MULTILINE)  # the line under a heading
BLOCK_LINE = lazy_pattern(r"^\|(?P<words>[ \t][^\n|]{2,60})$", re.MULTILINE)  # of a line block, that may be a heading
CITATION = lazy_pattern(r"[^\W\d_]")  # its label begins so; a footnote's is a number, "#name" or "*"
SPECIAL = lazy_pattern(r"[\\*`|]|(?<=\w)_(?!\w)")
UNSAFE = lazy_pattern(r"[*`|\\]|_$")
CODE = ("``", ":code:", ":literal:", ":samp:")  # how marks of code begin
SIGNS = lazy_pattern(r"[\n\\`<>]")  # a link text has none of these
ENCLOSING = ("words", "emphasis", "link", "call", "cite")  # marks behind whose end a URL may follow their words


class RstFormat(TextFormat):
    """reStructuredText documents."""

    name: ClassVar[str] = "restructuredtext"
    suffixes: ClassVar[tuple[str, ...]] = (".rst", ".rest")
    traits: ClassVar[FormatTraits] = FormatTraits(
        escapes_urls=False, comment_syntax=(".. ", ""), shown_rendered=True, of_the_whole=("file", "anchor"), root_files=("conf.py",),
        names_documents=True,
    )  # fmt: skip

    def recognises(self, path: str, head: str) -> bool:
        """True for directives, targets or notes near the beginning; by suffix for any text."""
        return bool(head.strip()) if path.lower().endswith(self.suffixes) else bool(HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data)
        reading = _Reading.of(text)
        check_nesting(path, text, ((note.start, note.end) for note in reading.blocks.notes))
        notes = _notes(reading)
        addresses = tuple(_addresses(reading, notes))
        blocks, cites = reading.blocks, tuple(_cites(reading))
        named = tuple(blocks.bibliographies)
        language = languages.detect(reading.masked)
        return Document(
            path, self.name, text, encoding, language, notes, addresses,
            calls=cites, bibliographies=named, partial=blocks.includes,
            local_links=tuple(local_links(text, reading.masked, blocks, reading.marks, reading.lines)),
            label_links=tuple(label_links(reading.masked, reading.marks, reading.lines)),
            broken_links=tuple(unknown_names(text, reading.masked, blocks, reading.marks, reading.lines)),
        )  # fmt: skip

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Link the title if the other notes do; else add the URL, which needs no markup."""
        marks, here = _reading(document.text).marks, source.span or Span(0, 0)
        if isinstance(change, AddUrl):
            around = "`", f" <{_url(writable(change.url))}>`__"
            if linked := markup_writer.on_title(
                document, source, change, around, lambda at: is_free(document.text, at, marks, SIGNS)
            ):
                return linked
        ends = {mark.place[0]: mark.end for mark in marks if mark.kind == "link" and mark.start < mark.place[0] < mark.end}
        writer = MarkupWriter(
            _url,
            _url,
            _escaped,
            lambda span: ends.get(span.start, span.end),
            lambda at: after_marks(marks, at, ENCLOSING),
            defined=[mark.place[0] for mark in marks if mark.kind == "link" and here.start <= mark.start < here.end],
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
        marks = tuple(Inline(masked, blocks.targets).marks())
        return cls(text, blocks, masked, marks, tuple(mark.start for mark in marks), Lines(text))

    def note(self, label: str, start: int, body: int, end: int) -> NoteText:
        inside = self.marks[bisect_left(self.starts, body) : bisect_left(self.starts, end)]
        read = read_body(self.masked, body, end, inside)
        return read.note(label, self.text[start:end], Span(start, end), self.lines.place(start))


_reading = lru_cache(maxsize=1)(_Reading.of)  # called for each source of a document


def _notes(reading: _Reading) -> tuple[NoteText, ...]:
    """The footnotes and citations by the labels that are printed, else the list under a heading for notes; then the bibliography."""
    labels, calls = _labels(reading)
    notes = [] if reading.blocks.notes else _listed(reading)
    if not notes:
        defined = [
            reading.note(label, block.start, block.body, block.end)
            for label, block in zip(labels, reading.blocks.notes, strict=True)
        ]
        markers = [reading.lines.marker(label, Span(mark.start, mark.end)) for label, mark in calls]
        notes = list(with_markers(defined, markers, gaps=False))
        if not any(
            CITATION.match(block.label) for block in reading.blocks.notes
        ):  # those of a Sphinx project may be in any of its files
            notes = list(doubted(notes, lambda note: CITATION.match(note.label) is not None))
    plain = RULE.sub(lambda rule: " " * len(rule.group()), reading.masked)
    plain = BLOCK_LINE.sub(lambda line: f" {line['words']}" if announces_bibliography(line["words"]) else line.group(), plain)
    entries = bibliography(plain, list(outside(notes, len(plain))), reading.lines)
    return (*notes, *(_as_read(reading, entry) for entry in entries))


def _as_read(reading: _Reading, entry: NoteText) -> NoteText:
    span = entry.span or Span(0, 0)
    return reading.note(entry.label, span.start, entry.body_start, span.end)


def _listed(reading: _Reading) -> list[NoteText]:
    """The numbered list under a heading for notes or references."""
    listed = listed_under_headings(BULLET.sub(r"\1-", reading.masked), find_sections(reading.masked))
    return [reading.note(one.label, one.start, one.body, max(one.end, one.body)) for one in listed]


def _labels(reading: _Reading) -> tuple[list[str], list[tuple[str, Mark]]]:
    """The printed label of each note in order, and the calls with theirs.

    ``#`` takes the lowest number that is not typed, ``*`` the next symbol; calls of ``[#]_`` and ``[*]_`` meet such notes in order.
    """
    typed = [note.label for note in reading.blocks.notes]
    used = {label for label in typed if label.isdecimal()}
    named: dict[str, str] = {}
    waiting: dict[str, list[str]] = {"#": [], "*": []}
    number, symbols, printed = 0, 0, []
    for label in typed:
        shown = label
        if label.startswith("#"):
            number = next(n for n in range(number + 1, number + len(used) + 2) if str(n) not in used)
            shown = str(number)
        elif label == "*":
            shown = SYMBOLS[symbols % len(SYMBOLS)] * (symbols // len(SYMBOLS) + 1)
            symbols += 1
        waiting.get(label, []).append(shown)
        named.setdefault(label.casefold(), shown)
        printed.append(shown)
    return printed, list(_calls(reading, named, waiting))


def _calls(reading: _Reading, named: dict[str, str], waiting: dict[str, list[str]]) -> Iterator[tuple[str, Mark]]:
    queues = {kind: iter(labels) for kind, labels in waiting.items()}
    for mark in (mark for mark in reading.marks if mark.kind == "call"):
        label = next(queues[mark.label], mark.label) if mark.label in queues else named.get(mark.label.casefold(), mark.label)
        yield label, mark


def _cites(reading: _Reading) -> Iterator[Marker]:
    """The keys of sphinxcontrib-bibtex's roles, which call the entries of a bibliography file."""
    for mark in (mark for mark in reading.marks if mark.kind == "cite"):
        for key in filter(None, (part.strip() for part in mark.label.split(","))):
            yield reading.lines.marker(key, Span(mark.start, mark.end))


def _addresses(reading: _Reading, notes: Sequence[NoteText]) -> Iterator[Address]:
    """The URLs of links and targets, and those in running text outside links and code."""
    links = [mark for mark in reading.marks if mark.kind == "link"]
    code = [mark for mark in reading.marks if reading.masked.startswith(CODE, mark.start)]
    found = {mark.place: mark.url for mark in links} | {(target.start, target.end): target.url for target in reading.blocks.targets}
    running = blanked(reading.masked, ((mark.start, mark.end) for mark in (*links, *code)))
    mentions = find_escaped_urls(running, BACKSLASHED, lambda escape: escape.group()[1:])
    found |= {(mention.start, mention.end): mention.url for mention in mentions}
    return web_addresses(found, notes, reading.lines)


def _url(url: str) -> str:
    """A URL in running text; characters that are markup there are percent-encoded."""
    return UNSAFE.sub(lambda found: f"%{ord(found.group()):02X}", url)


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)


PLUGIN: type[Format] = RstFormat
