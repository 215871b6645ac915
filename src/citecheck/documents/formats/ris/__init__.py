"""RIS bibliographies, which reference managers and publishers export: each record is a note with one source."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import ClassVar

from msgspec.structs import replace

from citecheck.documents import markup_writer
from citecheck.documents.damaged_entries import damaged_entry
from citecheck.documents.edits import insertion, replacement
from citecheck.documents.encoding import decode
from citecheck.documents.formats.ris.items import NOTE_TAGS, URL_TAGS, names_others, read_record
from citecheck.documents.formats.ris.syntax import RisRecord, records, untyped
from citecheck.documents.numbered_notes import MAX_NOTES, Lines, with_markers
from citecheck.documents.text_format import TextFormat
from citecheck.links.urls import doi_of, find_urls, writable
from citecheck.model.document import Address, Document, FormatTraits, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

FIRST_LINE = lazy_pattern(r"[\ufeff\u200b]?(?P<indent>[ \t]*+)TY(?P<gap>[ \t]*+-)[^\r\n]*+(?P<newline>\r?\n|\Z)")
HEAD = lazy_pattern(r"^[\ufeff\u200b]?[ \t]{0,4}TY[ \t]{1,4}-[ \t]*[A-Z]", re.MULTILINE)


class RisFormat(TextFormat):
    """``.ris`` files."""

    name: ClassVar[str] = "ris"
    suffixes: ClassVar[tuple[str, ...]] = (".ris",)
    traits: ClassVar[FormatTraits] = FormatTraits(is_bibliography=True, escapes_urls=False)

    def recognises(self, path: str, head: str) -> bool:
        """True for a line that begins a record."""
        return bool(HEAD.search(head)) or path.lower().endswith(self.suffixes)

    def read(self, path: str, data: bytes) -> Document:
        """Read every record."""
        text, encoding = decode(path, data)
        found = tuple(islice(records(text), MAX_NOTES + 1))
        if not found:
            raise DocumentError(path, "no record was found; one begins with a line like `TY  - JOUR`")
        lines = Lines(text)
        notes = with_markers([_note(text, record, number, lines) for number, record in enumerate(found, 1)], (), gaps=False)
        addresses = tuple(_addresses(text, zip(found, notes, strict=True), lines))
        lost = "its first line is missing, such as `TY  - JOUR`; add it"
        damaged = tuple(damaged_entry(name, lost, span.start, span, lines) for name, span in untyped(text))
        return Document(path, self.name, text, encoding, None, notes, addresses, damaged=damaged)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Add the tag ``DO`` or ``UR``, or a note ``N1`` for a capture, since RIS has no tag for one; replace a URL in place."""
        record = next(records(document.text[source.span.start : source.span.end]), None) if source.span else None
        if source.span is None or record is None:
            return ()
        match change:
            case AddUrl(url, capture):
                doi = doi_of(url)
                added = {"DO": doi} if doi else {"UR": writable(url)}
                return _lines(document.text, source.span, record, {**added, **(_captured(capture) if capture else {})})
            case AddCapture(_, capture):
                return _lines(document.text, source.span, record, _captured(capture))
            case ReplaceUrl(old, new):
                places = markup_writer.urls_of(document, source, old)
                return tuple(replacement(document.text, one.span.start, one.span.end, writable(new)) for one in places)
            case CorrectField(old, new):
                return markup_writer.correct_field(document.text, source.span, old, markup_writer.one_line(new))


def _note(text: str, record: RisRecord, number: int, lines: Lines) -> NoteText:
    item, archive_url = read_record(record)
    label, span = item.id or f"u{number}", record.span
    source = Source("", replace(item, id=label), span, archive_url=archive_url, et_al=names_others(record))
    raw = text[span.start : span.end]
    return NoteText(label, "present", raw, span, lines.place(span.start), raw, span.start, sources=(source,))


def _addresses(text: str, found: Iterable[tuple[RisRecord, NoteText]], lines: Lines) -> Iterator[Address]:
    """The URLs of every field except links to files."""
    for record, note in found:
        for field in record.fields:
            if field.tag in (*URL_TAGS, *NOTE_TAGS):
                for mention in find_urls(text[field.span.start : field.span.end]):
                    span = Span(field.span.start + mention.start, field.span.start + mention.end)
                    yield Address(mention.url, span, lines.place(span.start), note.label)


def _captured(capture: Capture) -> dict[str, str]:
    return {"N1": f"Archived at {writable(capture.url)}"}


def _lines(text: str, span: Span, record: RisRecord, added: dict[str, str]) -> tuple[Edit, ...]:
    """New lines before the end of a record, with its line breaks and the blanks of its first tag."""
    first = FIRST_LINE.match(text, span.start, span.end)
    indent, gap, newline = (first["indent"], first["gap"], first["newline"] or "\n") if first else ("", "  -", "\n")
    at = span.start + min(record.insert_at, span.end - span.start)
    before = "" if text[at - 1 : at] in ("", "\n") else newline
    written = [f"{indent}{tag}{gap} {value}" for tag, value in added.items()]
    return (insertion(at, before + newline.join(written) + ("" if before else newline)),)


PLUGIN: type[Format] = RisFormat
