"""CSL-JSON bibliographies: an array of items, or an object that contains one as ``items`` (Better BibTeX) or ``references``.

Each item is a note, labelled by its ``id``.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any, ClassVar

from citecheck.documents import markup_writer
from citecheck.documents.csl_data import capture_of, dated
from citecheck.documents.damaged_entries import damaged_entry
from citecheck.documents.edits import insertion
from citecheck.documents.encoding import decode
from citecheck.documents.json_text import json_faults
from citecheck.documents.numbered_notes import MAX_NOTES, Lines, with_markers
from citecheck.documents.text_format import TextFormat
from citecheck.language.nesting import check_depth
from citecheck.links.urls import doi_of, writable
from citecheck.model.csl import from_csl
from citecheck.model.document import Address, DamagedEntry, Document, FormatTraits, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

SPACE = lazy_pattern(r"[\s,]*")
BEGINNING = lazy_pattern(r'\s*(?:\[|\{[^{\[]{0,2000}"(?:items|references)"\s*:\s*\[)')
# An object with none of these is no item, but a setting or a record of another kind that may have a title.
ITEM_KEYS = frozenset({"id", "author", "editor", "issued", "container-title", "publisher", "DOI", "URL"})
INDENT = lazy_pattern(r"[ \t]*+\r?\n(?P<indent>[ \t]*+)(?=\{)")
OBJECT = lazy_pattern(r"^[ \t]*+(?=\{)", re.MULTILINE)
ID = lazy_pattern(r'"id"\s*:\s*"([^"\r\n]{1,100})"')
ItemSpan = tuple[dict[str, Any], Span]
CSL_KEYS = lazy_pattern(r'"(?:container-title|issued|author|title|URL|DOI)"\s*:')


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
        lines = Lines(text)
        with json_faults(path, "a bibliography"):
            check_depth(text)
            items, damaged = _all_items(text, lines)
        if items and all(ITEM_KEYS.isdisjoint(value) for value, _ in items):
            raise DocumentError(path, "its objects are no CSL items: none has an id, an author, a date, a DOI or a URL")
        notes = tuple(_note(text, value, span, number, lines) for number, (value, span) in enumerate(items, 1))
        return Document(
            path,
            self.name,
            text,
            encoding,
            None,
            with_markers(notes, (), gaps=False),
            tuple(_addresses(text, notes, lines)),
            damaged=damaged,
        )

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Add or replace the variable ``URL``; a capture's URL is the place in an archive, if the item has none."""
        if source.span is None:
            return ()
        match change:
            case AddUrl(url, capture):
                doi = doi_of(url)
                added = {"DOI": doi} if doi else {"URL": writable(url)}
                return _variables(document.text, source.span, added | (_captured(capture) if capture else {}))
            case AddCapture(_, capture):
                return _variables(document.text, source.span, _captured(capture))
            case ReplaceUrl(old, new) | CorrectField(old, new):
                value = writable(new) if isinstance(change, ReplaceUrl) else new
                return markup_writer.correct_field(
                    document.text, source.span, json.dumps(old, ensure_ascii=False), json.dumps(value, ensure_ascii=False)
                )
        return ()


def _captured(capture: Capture) -> dict[str, str]:
    """The variable for a capture."""
    return {"archive_location": writable(capture.url)}


def _variables(text: str, span: Span, added: dict[str, str]) -> tuple[Edit, ...]:
    """New last variables of an item, each on a new line if the others have their own; none if the item has one of them."""
    if not json.loads(text[span.start : span.end]).keys().isdisjoint(added):
        return ()
    body = text[span.start : span.end - 1].rstrip()
    gap = re.match(r"\{(\s*)", body)
    comma = "," if body != "{" else ""
    space = gap[1] if gap and "\n" in gap[1] else " "
    written = f",{space}".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in added.items())
    return (insertion(span.start + len(body), f"{comma}{space}{written}"),)


def _all_items(text: str, lines: Lines) -> tuple[tuple[ItemSpan, ...], tuple[DamagedEntry, ...]]:
    """The objects of the array, and what is damaged; if that cannot be told from the others, raises ``JSONDecodeError``."""
    try:
        return tuple(islice(_items(text), MAX_NOTES + 1)), ()
    except json.JSONDecodeError:
        found = list(islice(_parts(text, lines), MAX_NOTES + 1))
        items = tuple((one, part) for one, part in found if isinstance(part, Span) and isinstance(one, dict))
        if not items:
            raise
        return items, tuple(one for one, _ in found if isinstance(one, DamagedEntry))


def _parts(text: str, lines: Lines) -> Iterator[tuple[dict[str, Any], Span] | tuple[DamagedEntry, None]]:
    """The objects of an array that is no JSON, each of which begins a line as the first does, and what is wrong with them or behind them."""
    head = BEGINNING.match(text)
    first = INDENT.match(text, head.end()) if head else None
    starts = (
        [match.end() for match in OBJECT.finditer(text, first.end() - len(first["indent"])) if match[0] == first["indent"]]
        if first
        else []
    )
    decoder = json.JSONDecoder()
    for start, end in pairwise([*starts, len(text)]):
        named = ID.search(text, start, end)
        name = named[1] if named else ""
        try:
            value, at = decoder.raw_decode(text[start:end])
        except json.JSONDecodeError as error:
            fault = f"not valid JSON: {error.msg}; correct it there"
            yield damaged_entry(name, fault, start + error.pos, Span(start, end), lines), None
            continue
        yield value, Span(start, start + at)
        if fault := _fault_behind(text[start + at : end], last=end == len(text)):
            place = Span(start + at - 1, start + at)
            yield (
                DamagedEntry(name, lines.place(place.start), place, f"{fault} behind {f'entry {name}' if name else 'this entry'}"),
                None,
            )


def _fault_behind(behind: str, *, last: bool) -> str:
    """What is wrong with the text between an item and the next, or behind the last."""
    if last:
        closed = re.match(r"\s*+(,?+)\s*+\]", behind)
        return ("a comma is too many" if closed[1] else "") if closed else "the bracket is missing that closes the array,"
    return {"": "a comma is missing", ",": ""}.get(behind.strip(), "there is text that is no JSON")


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
    source = Source("", item, span, archive_url=capture_of(value))
    return NoteText(item.id or f"u{number}", "present", raw, span, place, raw, span.start, sources=(source,))


def _addresses(text: str, notes: tuple[NoteText, ...], lines: Lines) -> Iterator[Address]:
    for note in notes:
        source, span = note.sources[0], note.span or Span(0, 0)
        for url in filter(None, (source.item.url, source.archive_url)):
            whole = json.dumps(url, ensure_ascii=False)
            found = text.find(whole, span.start, span.end) + 1  # a capture's URL contains the page's
            start = found or max(span.start, text.find(whole[1:-1], span.start, span.end))
            yield Address(url, Span(start, start + len(whole) - 2), lines.place(start), note.label)


PLUGIN: type[Format] = CslJsonFormat
