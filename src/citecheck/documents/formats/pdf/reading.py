"""Makes a document of the lines of a PDF's pages: its text, block by block, its notes with their calls, and its links."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from citecheck.documents.author_date import with_calls
from citecheck.documents.formats.pdf.blocks import Block, blocks
from citecheck.documents.formats.pdf.footnotes import Footnote, split_footnotes
from citecheck.documents.formats.pdf.lines import joined, lines_of, words_of
from citecheck.documents.formats.pdf.pages import Page
from citecheck.documents.formats.pdf.recognised import evened
from citecheck.documents.formats.pdf.running import without_line_numbers, without_running
from citecheck.documents.missing_notes import doubted
from citecheck.documents.numbered_lists import SUPERSCRIPTS
from citecheck.documents.numbered_notes import MARKERS, Lines, find_markers, labels_at, numbers, with_markers
from citecheck.documents.reference_entries import announced, cites
from citecheck.documents.text_notes import read_notes
from citecheck.documents.text_spans import outside
from citecheck.language import languages
from citecheck.links.urls import find_urls
from citecheck.model.document import Address, Document, Hyperlink, Marker, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.place import Place, Span

MIN_LETTERS = 15  # of a page on average; a scan without a text layer has none
MAX_NAMELESS = (
    0.025  # share of letters that fonts give control characters for, where no note is found; texts with formulas have a tenth of it
)
NAMELESS = "its text cannot be read: its fonts (of Type 3, say) give no Unicode for many letters; export it with other fonts, or run OCR over it"


def read_document(path: str, pages: Sequence[Page]) -> Document:
    """The document that pages make. Raises ``DocumentError`` if they have no text, or one without notes that cannot be read."""
    named = sum(len(piece.text) for page in pages for piece in page.pieces)
    nameless = sum(page.nameless for page in pages)
    if named < MIN_LETTERS * len(pages):
        raise DocumentError(path, NAMELESS if nameless > named else "it has no text layer: run OCR first")
    document = _Reading(pages).document(path)
    if not document.notes and nameless > MAX_NAMELESS * (named + nameless):
        raise DocumentError(path, NAMELESS)
    return document


class _Reading:
    """The text of a document: the body's blocks, then the notes at the feet of pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        found = [lines_of(page.number, without_line_numbers(page.pieces)) for page in pages]
        lines = without_running([evened(own) if page.recognised else own for page, own in zip(pages, found, strict=True)])
        known = words_of(line for page in lines for line in page)
        body, self.footnotes = split_footnotes(lines, [page.rules for page in pages], [page.width for page in pages])
        self.blocks = blocks(body)
        self.pages = [block.lines[0].page for block in self.blocks] + [note.page for note in self.footnotes]
        self.parts = [
            joined(lines, known) for lines in (*(one.lines for one in self.blocks), *(one.lines for one in self.footnotes))
        ]
        self.starts = [0]
        for part in self.parts:
            self.starts.append(self.starts[-1] + len(part.text) + 2)
        self.text = "".join(f"{part.text}\n\n" for part in self.parts)
        self.main = self.starts[len(self.blocks)]

    def document(self, path: str) -> Document:
        """The document."""
        notes = (*self._feet(), *self._lists())
        if not notes and not any(block.list for block in self.blocks):
            body = self.text[: self.main]
            listed = doubted(read_notes(body, Lines(body)), lambda note: True)  # noqa: ARG005 -- a raised number may be an exponent
            notes = tuple(self._placed(note) for note in listed)
        notes = tuple(self._styled(note) for note in notes)
        addresses = tuple(self._addresses(notes))
        return Document(path, "pdf", self.text, "utf-8", languages.detect(self.text), notes, addresses)

    def _place(self, offset: int) -> Place:
        """The page of an offset: that on which its block begins."""
        at = max(0, bisect_right(self.starts, offset) - 1)
        return Place(part=f"page {self.pages[min(at, len(self.pages) - 1)]}")

    def _note(self, label: str, at: int, skip: int) -> NoteText:
        """The note that block ``at`` is, without the ``skip`` characters of its label."""
        start, end = self.starts[at], self.starts[at] + len(self.parts[at].text)
        first = min(start + skip, end)
        place = Place(part=f"page {self.pages[at]}")
        return NoteText(label, "present", self.text[start:end], Span(start, end), place, self.text[first:end], first)

    def _feet(self) -> Iterator[NoteText]:
        """The notes at the feet of pages with their calls; a numbering that starts again has its own."""
        for _, group in groupby(enumerate(self.footnotes, len(self.blocks)), key=lambda one: one[1].group):
            own = list(group)
            notes = [self._note(note.label, at, note.length) for at, note in own]
            calls = [marker for _, note in own for marker in self._calls(note)]
            yield from with_markers(notes, calls, gaps=False, complete=False)

    def _calls(self, note: Footnote) -> Iterator[Marker]:
        """The raised number on a note's page, or on the one before it, that calls the note."""
        for page in (note.page, note.page - 1):
            for start, end in self._on(page):
                for match in MARKERS["superscript"].finditer(self.text, start, end):
                    if note.label in numbers(match["labels"].translate(SUPERSCRIPTS)):
                        yield Marker(note.label, Span(match.start(), match.end()), Place(part=f"page {page}"))
                        return

    def _on(self, page: int) -> Iterator[tuple[int, int]]:
        """The blocks of the body that have lines on a page."""
        last = bisect_right(self.pages, page, hi=len(self.blocks))
        for at in range(max(0, last - 1), -1, -1):
            if self.blocks[at].lines[-1].page < page:
                return
            yield self.starts[at], self.starts[at] + len(self.parts[at].text)

    def _lists(self) -> Iterator[NoteText]:
        """The entries of lists of notes and references, with their calls in the body."""
        listed = [(at, block) for at, block in enumerate(self.blocks) if block.list]
        groups = [list(group) for _, group in groupby(listed, key=lambda one: one[1].list)]
        entries = [(self.starts[at], self.starts[at + 1]) for at, _ in listed]
        regions = list(outside([NoteText("", span=Span(*span)) for span in entries], self.main))
        begin = 0
        for group in groups:
            near = [(a, b) for a, b in regions if a >= begin] if len(groups) > 1 else regions
            here = [(a, b) for a, b in near if len(groups) == 1 or b <= self.starts[group[0][0]]]
            if group[0][1].label and self._cite(group):
                yield from self._labelled(group, here)
            elif not group[0][1].label:
                yield from self._unlabelled(group, regions)
            begin = self.starts[group[-1][0]]

    def _cite(self, group: Sequence[tuple[int, Block]]) -> bool:
        """Whether any entry looks like a reference; a table of contents has none."""
        texts = [self.parts[at].text for at, _ in group]
        return any(cites(text) or find_urls(text) for text in texts)

    def _labelled(self, group: Sequence[tuple[int, Block]], regions: Sequence[tuple[int, int]]) -> Iterator[NoteText]:
        """Numbered entries; beside footnotes, which have numbers too, their labels keep their brackets."""
        notes = [self._note(block.label, at, block.skip) for at, block in group]
        style = "bracket" if notes[0].raw and notes[0].raw[0] == "[" else "superscript"
        own = {note.label for note in notes}
        lines = Lines(self.text)
        calls = [one for one in find_markers(self.text, regions, style, lines) if one.label in own]
        calls = [replace(one, place=self._place(one.span.start)) for one in calls]
        for note in with_markers(notes, calls, gaps=False, complete=False):
            label = f"[{note.label}]" if self.footnotes else note.label
            yield replace(note, label=label, markers=tuple(replace(one, label=label) for one in note.markers))

    def _unlabelled(self, group: Sequence[tuple[int, Block]], regions: Sequence[tuple[int, int]]) -> Iterator[NoteText]:
        """Entries without numbers, with the citations by author and year."""
        said = announced([self.parts[at].text for at, _ in group])
        entries = [self._note(f"u{number}", group[at][0], 0) for number, at in enumerate(said, 1)]
        for note in with_calls(entries, self.text, regions, lambda label, span: Marker(label, span, self._place(span.start))):
            if note.status != "missing":
                yield note

    def _placed(self, note: NoteText) -> NoteText:
        markers = tuple(replace(one, place=self._place(one.span.start)) for one in note.markers)
        return replace(note, markers=markers, place=self._place(note.span.start) if note.span else note.place)

    def _styled(self, note: NoteText) -> NoteText:
        """A note with its links, except those on the URL itself, and its words in italics."""
        start, end = note.body_start, note.body_start + len(note.body)
        links, italics = [], []
        for at in range(max(0, bisect_right(self.starts, start) - 1), bisect_right(self.starts, max(start, end - 1))):
            own = self.parts[at].part(max(0, start - self.starts[at]), max(0, end - self.starts[at]))
            shift = max(0, self.starts[at] - start)
            links += [Hyperlink(Span(a + shift, b + shift), url) for a, b, url in own.links]
            italics += [Span(a + shift, b + shift) for a, b in own.italics]
        shown = tuple(link for link in links if note.body[link.span.start : link.span.end].strip() != link.url)
        return replace(note, links=shown, emphasis=tuple(italics))

    def _addresses(self, notes: Sequence[NoteText]) -> Iterator[Address]:
        """The URLs of links, and those in the text outside them."""
        label_at = labels_at(notes)
        found = [(url, a + at, b + at) for at, part in zip(self.starts, self.parts, strict=False) for a, b, url in part.links]
        inside = labels_at([NoteText("link", span=Span(start, end)) for _, start, end in found])
        found += [(m.url, m.start, m.end) for m in find_urls(self.text) if inside(m.start) is None]
        for url, start, end in sorted(found, key=lambda one: one[1]):
            yield Address(url, Span(start, end), self._place(start), label_at(start))
