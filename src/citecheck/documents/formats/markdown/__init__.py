"""Markdown: ``[^1]:`` notes, inline notes ``^[…]``, lists of notes or references, inline and reference links.

Covers GFM, Pandoc, Quarto, MyST, Hugo and Obsidian; front matter, code and comments are ignored.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.decisions import Decision
from citecheck.documents import markup_writer, yaml_references
from citecheck.documents.author_date import with_calls
from citecheck.documents.body import Body
from citecheck.documents.csl_data import data_items
from citecheck.documents.encoding import decode
from citecheck.documents.formats.markdown.anchors import anchors
from citecheck.documents.formats.markdown.blocks import Blocks, NoteBlock, read_blocks
from citecheck.documents.formats.markdown.calls import doubtful_calls, link_labels, meant_calls, mistyped, shows_patterns
from citecheck.documents.formats.markdown.citation_keys import find_keys
from citecheck.documents.formats.markdown.entries import ListItem, NoteList
from citecheck.documents.formats.markdown.front_references import has_references, reference_at, with_references
from citecheck.documents.formats.markdown.html_lists import find_html_entries
from citecheck.documents.formats.markdown.inline import Mark, marks
from citecheck.documents.formats.markdown.label_links import label_links, page_links
from citecheck.documents.formats.markdown.links import Target, fold_label
from citecheck.documents.formats.markdown.lists import find_note_lists
from citecheck.documents.formats.markdown.readable import read_body, shown_from
from citecheck.documents.formats.markdown.titled_links import find_titled_links
from citecheck.documents.formats.markdown.typed_labels import plain_labels
from citecheck.documents.formats.markdown.writing import after_link, after_marks, destination, escaped, is_free, written_url
from citecheck.documents.local_links import is_local
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.missing_notes import doubted
from citecheck.documents.numbered_notes import Lines, check_nesting, find_markers, further_labels, labels_at, with_markers
from citecheck.documents.sections import file_title
from citecheck.documents.text_format import TextFormat
from citecheck.documents.text_spans import blanked, outside, trimmed_end
from citecheck.documents.typed_markers import typed_markers
from citecheck.language import languages
from citecheck.links.urls import writable
from citecheck.model.document import Address, Document, FormatTraits, Marker, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddUrl, Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(r"^(?:#{1,6} |\[\^[^\]\n]+\]:|---\r?\n(?:\w[\w-]*:|\r?\n)|```)|\]\(https?://", re.MULTILINE)
# Includes of other files: MkDocs' snippets and includes, Quarto, MyST, Jekyll, markdown-include, Docsy.
INCLUDES = lazy_pattern(
    r"^[ \t]*(?:[`~:]{3,}\{include\}|;*-+8<-+(?:[ \t]|$)|\{![^!\n]+!\})|\{\{[<%][ \t]*(?:include|readfile)\b|\{%-?[ \t]*include(?:-markdown|_relative)?\b",
    re.MULTILINE,
)
WEB = lazy_pattern(r"(?:https?://|www\.)", re.IGNORECASE)


class MarkdownFormat(TextFormat):
    """Markdown documents."""

    name: ClassVar[str] = "markdown"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx", ".myst")
    traits: ClassVar[FormatTraits] = FormatTraits(escapes_urls=False, comment_syntax=("<!--", "-->"), shown_rendered=True)

    def recognises(self, path: str, head: str) -> bool:
        """True for headings, notes, front matter, fences or inline links near the beginning; by suffix for any text."""
        return bool(head.strip()) if path.lower().endswith(self.suffixes) else bool(HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses."""
        text, encoding = decode(path, data)
        reading = _Reading.of(text)
        notes = _notes(path, reading)
        addresses = tuple(_links(reading, notes, lambda url: bool(WEB.match(url)), reading.blocks.definitions.values()))
        language = reading.blocks.language or languages.detect(text)
        document = Document(path, self.name, text, encoding, language, notes, addresses)
        document = replace(
            document,
            calls=tuple(_calls(reading, notes)),
            partial=bool(INCLUDES.search(text)),
            bibliographies=reading.blocks.bibliographies,
            local_links=tuple(_links(reading, notes, is_local)),
            label_links=tuple(label_links(text, reading.marks, reading.lines)),
            page_links=tuple(page_links(text, reading.marks, reading.lines)),
            anchors=anchors(text, reading.blocks, reading.marks, reading.starts),
        )
        return with_references(document, reading.lines)

    def explain(self, document: Document, note: NoteText) -> Iterator[Decision]:
        """Whether a note is a definition, inline, or an item of a list, and why that is a list of notes."""
        raw, reading = note.raw or "", _Reading.of(document.text)
        if any(note.span and block.start == note.span.start for block in reading.blocks.notes):
            reason = "a note definition at the beginning of a line"
        elif raw.startswith("^["):
            reason = "an inline note"
        else:
            lists = find_note_lists(reading.masked, reading.blocks, file_title(document.path))
            why = next((one.why for one in lists if note.span and note.span.start <= one.items[-1].end), "")
            reason = f"an item of a list: {why}"
        yield Decision("list", reason, raw.partition("\n")[0], note.span)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Link the title if the other notes do; else add the URL, bare if that is safe. References in the front matter are YAML."""
        if reference := reference_at(document.text, source.span):
            return yaml_references.edits(document, reference, source, change)
        found, here = _marks_of(document, source), source.span or Span(0, 0)
        if isinstance(change, AddUrl):
            marks_around = "[", f"]({destination(writable(change.url))})"
            if linked := markup_writer.on_title(
                document, source, change, marks_around, lambda at: is_free(document.text, at, found)
            ):
                return linked
        ends = {m.target.start: after_link(document.text, m, found) for m in found if m.target}
        writer = MarkupWriter(
            written_url,
            destination,
            escaped,
            lambda span: ends.get(span.start, span.end),
            lambda at: after_marks(found, at),
            defined=[m.target.start for m in found if m.target and here.start <= m.start < here.end],
        )
        return markup_writer.edits(document, source, change, writer)


class _Reading(Struct, frozen=True):
    """A scanned document: its blocks, and the inline marks of all running text in order."""

    text: str
    blocks: Blocks
    lines: Lines
    marks: tuple[Mark, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "_Reading":
        blocks = read_blocks(text)
        labels = blocks.labels()
        found = tuple(mark for span in blocks.running_text() for mark in marks(text, *span, blocks.definitions, labels))
        return cls(text, blocks, Lines(text), found, tuple(mark.start for mark in found))

    @property
    def masked(self) -> str:
        """The text with everything but running text blanked. A link's label is no call: ``[words][7]``, ``[7]`` if that is defined, nor is a URL's ``?y=[7]``."""
        code = ((mark.start, mark.end) for mark in self.marks if mark.kind == "code")
        values = ((at, at + 1) for m in self.marks if m.kind == "address" for at in range(m.start, m.end) if self.text[at] == "[")
        return plain_labels(blanked(self.text, [*self.blocks.closed, *code, *values, *link_labels(self.text, self.marks)]))

    def note(self, label: str, start: int, end: int, spans: list[tuple[int, int]]) -> NoteText:
        body = read_body(self.text, spans, self.marks, self.starts)
        return body.note(label, self.text[start:end], Span(start, end), self.lines.place(start))

    def listed(self, item: ListItem, label: str) -> NoteText:
        (first, last), *rest = item.parts or ((item.body, item.end),)
        return self.note(label, item.start, item.end, [(shown_from(item.start, first, self.marks, self.starts), last), *rest])

    def html(self, label: str, span: Span, body: Body) -> NoteText:
        return body.note(label, self.text[span.start : span.end], span, self.lines.place(span.start))

    def defined(self, block: NoteBlock) -> NoteText:
        """A note of ``[^label]:``; one that is CSL-JSON in a code block (Ethereum's proposals) has it as its sources."""
        note = self.note(block.label, block.start, trimmed_end(self.text, block.start, block.end), block.body())
        items = data_items("\n".join(self.text[a:b] for a, b in block.code)) if block.language == "csl-json" else ()
        return replace(note, sources=tuple(Source("", item, note.span) for item in items)) if items else note

    def marker(self, label: str, mark: Mark) -> Marker:
        return self.lines.marker(label, Span(mark.start, mark.end))


def _notes(path: str, reading: _Reading) -> tuple[NoteText, ...]:
    inline = [mark for mark in reading.marks if mark.kind == "note"]
    check_nesting(path, reading.text, ((mark.start, mark.end) for mark in inline))
    if not reading.blocks.notes and not inline and not any(mark.kind == "marker" for mark in reading.marks):
        return _listed(reading, file_title(path))
    labels = {fold_label(note.label): note.label for note in reversed(reading.blocks.notes)}
    calls = [reading.marker(label, mark) for label, mark in meant_calls(reading.text, reading.marks, labels)]
    notes = [reading.defined(note) for note in reading.blocks.notes]
    named = bool(calls or reading.blocks.notes)
    for number, mark in enumerate(inline, 1):
        label = f"u{number}" if named else str(number)  # the displayed number, unless it could be mistaken for a label
        notes.append(reading.note(label, mark.start, mark.end, [(mark.start + 2, mark.end - 1)]))
        calls.append(reading.marker(label, mark))
    notes.sort(key=lambda note: note.span.start if note.span else 0)
    found = with_markers(notes, sorted(calls, key=lambda call: call.span.start), gaps=False)
    missing = [note for note in found if note.status == "missing"]
    doubtful = doubtful_calls((note.label for note in missing), list(labels.values())) | mistyped(reading.text, missing)
    if missing and shows_patterns(reading.text):
        doubtful |= {note.label for note in missing if not note.label.isdigit()}
    return (*doubted(found, lambda note: note.label in doubtful), *_bibliography(reading, len(inline) if named else 0))


def _bibliography(reading: _Reading, taken: int) -> Iterator[NoteText]:
    """The entries under headings for references beside notes; ``taken``: the positions that label other notes."""
    lists = find_note_lists(reading.masked, reading.blocks, beside=True)
    inside = labels_at([NoteText(note.label, span=Span(note.start, note.end)) for note in reading.blocks.notes])
    lists = tuple(one for one in lists if len(one.items) > 1 and not any("[^" in reading.text[i.start : i.end] for i in one.items))
    items = [item for one in lists for item in one.items if inside(item.start) is None]
    own = len({item.label for item in items} - {"", *(note.label for note in reading.blocks.notes)}) == len(items)  # else positions
    yield from (reading.listed(item, item.label if own else f"u{number}") for number, item in enumerate(items, taken + 1))


def _listed(reading: _Reading, name: str) -> tuple[NoteText, ...]:
    """The notes of lists: those with numbers are called by them, in the text since the list before; the others by author and date."""
    masked = reading.masked
    found = find_note_lists(masked, reading.blocks, name)
    entries = find_html_entries(masked, reading.blocks, name) or (
        [] if found else find_titled_links(reading.text, masked, reading.blocks, name)
    )
    if len(entries) > sum(len(one.items) for one in found):
        return tuple(reading.html(own or f"u{at}", span, body) for at, (own, span, body) in enumerate(entries, 1))
    free = [item for one in found for item in one.items if not item.label or not one.style]
    out = [reading.listed(item, item.label or f"u{number}") for number, item in enumerate(free, 1)]
    numbered = [one for one in found if one.style]
    if not numbered:
        return with_calls(out, masked, outside(out, len(masked)), reading.lines.marker)
    start = 0
    for one in numbered:
        until = len(masked) if one is numbered[-1] else one.items[-1].end
        out += _numbered(reading, masked, one, (start, until))
        start = until
    return tuple(sorted(out, key=lambda note: note.span.start if note.span else start))


def _numbered(reading: _Reading, masked: str, found: NoteList, within: tuple[int, int]) -> tuple[NoteText, ...]:
    items = [item for item in found.items if item.label]
    notes = [reading.listed(item, item.label) for item in items]
    regions = [(max(start, within[0]), end) for start, end in outside(notes, within[1]) if end > within[0]]
    calls = tuple(find_markers(masked, regions, found.style, reading.lines))
    ambiguous = () if calls else typed_markers(masked, regions, {note.label for note in notes}, reading.lines)
    also = further_labels((one.label, one.also) for one in items)
    return with_markers(notes, calls or ambiguous, complete=not ambiguous, also=also)


def _calls(reading: _Reading, notes: tuple[NoteText, ...]) -> Iterator[Marker]:
    """Calls of notes in another file: citation keys, and numbers if the document has no notes."""
    masked = reading.masked
    linked = {mark.end for mark in reading.marks if mark.kind == "open"}  # [@who], with a definition, is a person's page
    for key, span in find_keys(masked, bare=bool(reading.blocks.bibliographies) or has_references(reading.text)):
        if span.start not in linked:
            yield reading.lines.marker(key, span)
    if not notes:
        yield from find_markers(masked, [(0, len(masked))], "", reading.lines)


def _links(
    reading: _Reading, notes: tuple[NoteText, ...], wanted: Callable[[str], bool], unused: Iterable[Target] = ()
) -> Iterator[Address]:
    """Every wanted target outside code and link texts; ``unused``: also these, which no text may link to."""
    targets = [*unused]
    depth = 0
    for mark in reading.marks:
        if mark.target and not (mark.kind == "address" and depth):
            targets.append(mark.target)
        depth = max(0, depth + (mark.kind == "open") - (mark.kind == "close"))
    label_at = labels_at(notes)
    seen: set[int] = set()
    for target in sorted(targets, key=lambda t: t.start):
        if target.start not in seen and wanted(target.url):
            seen.add(target.start)
            yield Address(target.url, Span(target.start, target.end), reading.lines.place(target.start), label_at(target.start))


def _marks_of(document: Document, source: Source) -> tuple[Mark, ...]:
    """The marks of the paragraphs that contain a source."""
    if source.span is None:
        return ()
    blocks, spans = _paragraphs(document.text)
    near = spans[max(0, bisect_right(spans, (source.span.start,)) - 1) : bisect_left(spans, (source.span.end,))]
    here = [(a, b) for a, b in near if source.span.start < b]
    return tuple(mark for span in here for mark in marks(document.text, *span, blocks.definitions, blocks.labels()))


@lru_cache(maxsize=1)  # called for each source of a document
def _paragraphs(text: str) -> tuple[Blocks, list[tuple[int, int]]]:
    blocks = read_blocks(text)
    return blocks, blocks.running_text()


PLUGIN: type[Format] = MarkdownFormat
