"""CSL-JSON bibliographies: an array of items, or an object that contains one as ``items`` (Better BibTeX) or ``references``.

Each item is a note, labelled by its ``id``.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, ClassVar

from citecheck.documents import markup_writer
from citecheck.documents.csl_data import dated
from citecheck.documents.edits import insertion
from citecheck.documents.encoding import decode
from citecheck.documents.json_text import json_faults
from citecheck.documents.numbered_notes import MAX_NOTES, Lines, with_markers
from citecheck.documents.text_format import TextFormat
from citecheck.language.nesting import check_depth
from citecheck.links.urls import doi_of, writable
from citecheck.model.csl import from_csl
from citecheck.model.document import Address, Document, FormatTraits, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddUrl, Change, CorrectField, ReplaceUrl
from citecheck.protocols import Format

SPACE = re.compile(r"[\s,]*")
BEGINNING = re.compile(r'\s*(?:\[|\{[^{\[]{0,2000}"(?:items|references)"\s*:\s*\[)')
# An object with none of these is no item, but a setting or a record of another kind that may have a title.
ITEM_KEYS = frozenset({"id", "author", "editor", "issued", "container-title", "publisher", "DOI", "URL"})
CSL_KEYS = re.compile(r'"(?:container-title|issued|author|title|URL|DOI)"\s*:')


class CslJsonFormat(TextFormat):
    """Bibliographies of Zotero, Pandoc and other programs."""

    name: ClassVar[str] = "csl-json"
    suffixes: ClassVar[tuple[str, ...]] = (".json",)
    traits: ClassVar[FormatTraits] = FormatTraits(is_bibliography=True, escapes_urls=False)

    def recognises(self, path: str, head: str) -> bool:
        """True for JSON with CSL variables near its beginning: an array of items, or an object that contains one."""
        return bool(BEGINNING.match(head)) and bool(CSL_KEYS.search(head)) and '"type"' in head

    def read(self, path: str, data: bytes) -> Document:
        """Read every item."""
        text, encoding = decode(path, data)
        with json_faults(path, "a bibliography"):
            check_depth(text)
            items = tuple(islice(_items(text), MAX_NOTES + 1))
        if items and all(ITEM_KEYS.isdisjoint(value) for value, _ in items):
            raise DocumentError(path, "its objects are no CSL items: none has an id, an author, a date, a DOI or a URL")
        lines = Lines(text)
        notes = tuple(_note(text, value, span, number, lines) for number, (value, span) in enumerate(items, 1))
        return Document(
            path,
            self.name,
            text,
            encoding,
            None,
            with_markers(notes, (), gaps=False),
            tuple(_addresses(text, notes, lines)),
        )

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Add or replace the variable ``URL``; CSL-JSON has none for a capture."""
        if source.span is None:
            return ()
        match change:
            case AddUrl(url, None):
                doi = doi_of(url)
                return _variable(document.text, source.span, *(("DOI", doi) if doi else ("URL", writable(url))))
            case ReplaceUrl(old, new) | CorrectField(old, new):
                value = writable(new) if isinstance(change, ReplaceUrl) else new
                return markup_writer.correct_field(
                    document.text, source.span, json.dumps(old, ensure_ascii=False), json.dumps(value, ensure_ascii=False)
                )
        return ()


def _variable(text: str, span: Span, name: str, value: str) -> tuple[Edit, ...]:
    """A new last variable of an item, on a new line if the others have their own."""
    body = text[span.start : span.end - 1].rstrip()
    gap = re.match(r"\{(\s*)", body)
    comma = "," if body != "{" else ""
    space = gap[1] if gap and "\n" in gap[1] else " "
    return (insertion(span.start + len(body), f"{comma}{space}{json.dumps(name)}: {json.dumps(value)}"),)


def _items(text: str) -> Iterator[tuple[dict[str, Any], Span]]:
    """Each object of the array with its span."""
    at = _array(text)
    decoder = json.JSONDecoder()
    gap = SPACE.match(text, at)
    at = gap.end() if gap else at
    while at < len(text) and text[at] != "]":
        value, end = decoder.raw_decode(text, at)
        if isinstance(value, dict):
            yield value, Span(at, end)
        gap = SPACE.match(text, end)
        at = gap.end() if gap else end
    if at >= len(text):
        raise json.JSONDecodeError("the array does not end", text, len(text))


def _array(text: str) -> int:
    """The offset after the bracket that opens the array of items."""
    value = json.loads(text)
    if isinstance(value, list):
        return text.index("[") + 1
    key = next((k for k in ("items", "references") if isinstance(value, dict) and isinstance(value.get(k), list)), None)
    match = re.search(rf'"{re.escape(key)}"\s*:\s*\[', text) if key else None
    if not match:
        raise json.JSONDecodeError("no array of CSL items", text, 0)
    return match.end()


def _note(text: str, value: dict[str, Any], span: Span, number: int, lines: Lines) -> NoteText:
    item, raw, place = dated(from_csl(value)), text[span.start : span.end], lines.place(span.start)
    return NoteText(item.id or f"u{number}", "present", raw, span, place, raw, span.start, sources=(Source("", item, span),))


def _addresses(text: str, notes: tuple[NoteText, ...], lines: Lines) -> Iterator[Address]:
    for note in notes:
        url = note.sources[0].item.url
        if url and note.span:
            written = json.dumps(url, ensure_ascii=False)[1:-1]
            start = text.find(written, note.span.start, note.span.end)
            start = start if start >= 0 else note.span.start
            yield Address(url, Span(start, start + len(written)), lines.place(start), note.label)


PLUGIN: type[Format] = CslJsonFormat
