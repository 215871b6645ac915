"""Jupyter notebooks: the Markdown cells, read as one Markdown document; code and outputs stay as they are."""

from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from msgspec.structs import replace

from citecheck.citations.decisions import Decision
from citecheck.documents.encoding import decode
from citecheck.documents.formats.jupyter.cells import Cells, read_cells
from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.documents.json_text import parsed
from citecheck.documents.numbered_notes import Lines
from citecheck.documents.text_format import TextFormat
from citecheck.model.document import Address, Document, FormatTraits, Marker, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.protocols import Format

MARKDOWN = MarkdownFormat()


class JupyterFormat(TextFormat):
    """``.ipynb`` files of version 4. Places are those of the file."""

    name: ClassVar[str] = "jupyter"
    suffixes: ClassVar[tuple[str, ...]] = (".ipynb",)
    traits: ClassVar[FormatTraits] = replace(MarkdownFormat.traits, escapes_urls=True, comment_syntax=None)

    def recognises(self, path: str, head: str) -> bool:
        """True for JSON in a file with the suffix."""
        return path.lower().endswith(self.suffixes) and head.lstrip().startswith("{")

    def read(self, path: str, data: bytes) -> Document:
        """Read the notes, markers and addresses of the Markdown cells."""
        text, encoding = decode(path, data)
        _check(path, text)
        cells = read_cells(text)
        found = MARKDOWN.read(path, cells.text.encode("utf-8", "surrogatepass"))
        return _Places(text, cells).document(replace(found, format=self.name, text=text, encoding=encoding))

    def explain(self, document: Document, note: NoteText) -> Iterator[Decision]:
        """As in Markdown."""
        inside = _markdown(document.text)
        found = next((one for one in inside.notes if one.label == note.label and one.status == note.status), None)
        return MARKDOWN.explain(inside, found) if found else iter(())

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """As in Markdown, escaped as JSON."""
        if source.span is None:
            return ()
        cells, inside = read_cells(document.text), _markdown(document.text)
        wanted = MARKDOWN.edits(inside, data, replace(source, span=cells.back(source.span)), change)
        return tuple(one for edit in wanted for one in cells.edits(document.text, edit))


def _check(path: str, text: str) -> None:
    """Raise ``DocumentError`` for what is no notebook."""
    value = parsed(path, text, "a notebook")
    if not isinstance(value, dict) or not isinstance(value.get("cells"), list):
        raise DocumentError(
            path, "it has no list of cells; citecheck reads notebooks of version 4: `jupyter nbconvert --to notebook` makes one"
        )


@lru_cache(maxsize=1)  # called for each source of a document
def _markdown(text: str) -> Document:
    return MARKDOWN.read("notebook", read_cells(text).text.encode("utf-8", "surrogatepass"))


class _Places:
    """Turns the places in the Markdown into those in the file."""

    def __init__(self, text: str, cells: Cells) -> None:
        self._text, self._cells, self._lines = text, cells, Lines(text)

    def document(self, found: Document) -> Document:
        """The document with all places."""
        notes = tuple(self._note(note) for note in found.notes)
        addresses = tuple(self._address(one) for one in found.addresses)
        calls = tuple(self._marker(call) for call in found.calls)
        local, labels, pages = (
            tuple(self._address(one) for one in links) for links in (found.local_links, found.label_links, found.page_links)
        )
        return replace(
            found, notes=notes, addresses=addresses, calls=calls, local_links=local, label_links=labels, page_links=pages
        )

    def _address(self, address: Address) -> Address:
        span = self._cells.span(address.span)
        return replace(address, span=span, place=self._lines.place(span.start))

    def _marker(self, marker: Marker) -> Marker:
        span = self._cells.span(marker.span)
        return replace(marker, span=span, place=self._lines.place(span.start))

    def _note(self, note: NoteText) -> NoteText:
        markers = tuple(self._marker(one) for one in note.markers)
        if note.span is None:
            return replace(note, markers=markers, place=markers[0].place if markers else note.place)
        span = self._cells.span(note.span)
        inside = note.offsets or range(note.body_start, note.body_start + len(note.body))
        sources = tuple(replace(one, span=self._cells.span(one.span) if one.span else None) for one in note.sources)
        return replace(
            note,
            raw=self._text[span.start : span.end],
            span=span,
            place=self._lines.place(span.start),
            body_start=self._cells.span(Span(note.body_start, note.body_start)).start,
            offsets=self._cells.offsets(inside),
            sources=sources,
            markers=markers,
        )


PLUGIN: type[Format] = JupyterFormat
