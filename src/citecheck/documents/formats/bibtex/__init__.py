"""BibTeX and BibLaTeX bibliographies: each entry is a note with one source, labelled by its key."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import ClassVar

from msgspec.structs import replace

from citecheck.documents import markup_writer
from citecheck.documents.damaged_entries import damaged_entry
from citecheck.documents.edits import insertion, replacement
from citecheck.documents.encoding import decode
from citecheck.documents.formats.bibtex.inheritance import DATA, with_inherited
from citecheck.documents.formats.bibtex.items import FIELDS, names_others, read_entry, read_field
from citecheck.documents.formats.bibtex.syntax import (
    MAX_EXPANSION,
    NOT_CLOSED,
    BibtexEntry,
    BrokenEntry,
    TooExpanded,
    Unclosed,
    entries,
)
from citecheck.documents.numbered_notes import MAX_NOTES, Lines, with_markers
from citecheck.documents.tex import declared_encoding
from citecheck.documents.tex_urls import find_tex_urls, unescaped_url
from citecheck.documents.text_format import TextFormat
from citecheck.links.urls import doi_of, writable
from citecheck.model.document import Address, Document, FormatTraits, NoteText
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(r"^[^\S\n]*+@(?:string|preamble|comment|[a-z]+\s*\{[^\s{},]+\s*,)", re.IGNORECASE | re.MULTILINE)
SIGNS = lazy_pattern(r"[&%#_$]")  # that TeX does not print
NO_WORKS = frozenset((DATA, "set"))  # entries with data for others, and groups of entries
NEXT_FIELD = lazy_pattern(r"(?<!\s)(?P<gap>\s++)[A-Za-z][\w-]*+(?P<equals>\s*+=\s*+)")


class BibtexFormat(TextFormat):
    """``.bib`` files."""

    name: ClassVar[str] = "bibtex"
    suffixes: ClassVar[tuple[str, ...]] = (".bib", ".bibtex", ".biblatex")
    traits: ClassVar[FormatTraits] = FormatTraits(is_bibliography=True, comment_syntax=("%", ""))

    def recognises(self, path: str, head: str) -> bool:
        """True for an entry or string definition at the beginning of a line."""
        return bool(HEAD.search(head)) or path.lower().endswith(self.suffixes)

    def read(self, path: str, data: bytes) -> Document:
        """Read every entry."""
        text, encoding = decode(path, data, declared_encoding(data))
        lines = Lines(text)
        try:
            every = tuple(islice(entries(text), MAX_NOTES + 1))
        except Unclosed as error:
            line = lines.place(error.offset).line
            raise DocumentError(path, f"line {line}: this entry is {NOT_CLOSED}") from None
        except TooExpanded as error:
            line = lines.place(error.offset).line
            message = (
                f"line {line}: expanding the @string definitions makes the file over {MAX_EXPANSION} times as long; write them out"
            )
            raise DocumentError(path, message) from None
        found = [one for one in every if isinstance(one, BibtexEntry)]
        damaged = tuple(
            damaged_entry(one.key, f"it is {one.fault}", one.span.start, one.span, lines)
            for one in every
            if isinstance(one, BrokenEntry)
        )
        if damaged and not found and damaged[0].fault.endswith(NOT_CLOSED):
            raise DocumentError(path, f"line {damaged[0].place.line}: this entry is {NOT_CLOSED}")
        notes = with_markers(list(_notes(text, found, lines)), (), gaps=False)
        addresses = tuple(_addresses(text, found, lines))
        return Document(path, self.name, text, encoding, None, notes, addresses, damaged=damaged)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Add a ``doi`` or ``url`` field, or a ``note`` for a capture, laid out like the entry's other fields; replace a URL in place."""
        if source.span is None:
            return ()
        entry = next(entries(document.text[source.span.start : source.span.end]), None)
        if not isinstance(entry, BibtexEntry):
            return ()
        text, start = document.text, source.span.start
        match change:
            case AddUrl(url, capture):
                doi = doi_of(url)
                added = _field(text, start, entry, "doi", doi) if doi else _field(text, start, entry, "url", writable(url))
                return (*added, *(_captured(text, start, entry, capture) if capture else ()))
            case AddCapture(_, capture):
                return _captured(text, start, entry, capture)
            case ReplaceUrl(old, new):
                places = markup_writer.urls_of(document, source, old)
                return tuple(replacement(text, a.span.start, a.span.end, _as_before(text, a.span, writable(new))) for a in places)
            case CorrectField(old, new, variable):
                written = _written(new, variable)
                field = entry.field(*FIELDS.get(variable, ()))
                if field and field.span and read_field(field) == old:
                    return (replacement(text, start + field.span.start, start + field.span.end, written),)
                return markup_writer.correct_field(text, source.span, old, written)


def _as_before(text: str, span: Span, url: str) -> str:
    """A URL with TeX's signs escaped, if those of the URL that it replaces are."""
    return SIGNS.sub(r"\\\g<0>", url) if "\\" in text[span.start : span.end] else url


def _written(value: str, variable: str) -> str:
    """A value in BibTeX's form: without braces, TeX's signs escaped, a double hyphen between pages."""
    plain = re.sub(r"[{}\\]", "", markup_writer.one_line(value))
    if variable == "DOI":
        return plain
    return SIGNS.sub(r"\\\g<0>", re.sub("[-–]", "--", plain) if variable == "page" else plain)


def _notes(text: str, found: Sequence[BibtexEntry], lines: Lines) -> Iterator[NoteText]:
    whole = (entry for entry in with_inherited(found) if entry.type not in NO_WORKS)
    for number, entry in enumerate(whole, 1):
        label = entry.key or f"u{number}"
        start, end = entry.span.start, entry.span.end
        item, archive_url = read_entry(entry)
        source = Source("", replace(item, id=label), entry.span, archive_url=archive_url, et_al=names_others(entry))
        raw = text[start:end]
        yield NoteText(label, "present", raw, entry.span, lines.place(start), raw, start, sources=(source,))


def _addresses(text: str, found: Iterable[BibtexEntry], lines: Lines) -> Iterator[Address]:
    for entry in found:
        for field in entry.fields:
            if field.span is None:
                continue
            url = unescaped_url(field.value) if field.name == "url" else ""
            if url.startswith(("http://", "https://")) and " " not in url:
                yield Address(url, field.span, lines.place(field.span.start), entry.key)
                continue
            for mention in find_tex_urls(text[field.span.start : field.span.end]):
                span = Span(field.span.start + mention.start, field.span.start + mention.end)
                yield Address(mention.url, span, lines.place(span.start), entry.key)


def _field(text: str, start: int, entry: BibtexEntry, name: str, value: str) -> tuple[Edit, ...]:
    """A new last field, laid out like the first."""
    body = text[start : start + entry.body_end].rstrip().rstrip(",")
    layout = NEXT_FIELD.search(body, body.find(",") + 1)
    gap, equals = (layout["gap"], layout["equals"]) if layout else ("\n  ", " = ")
    return (insertion(start + len(body), f",{gap}{name}{equals}{{{value}}}"),)


def _captured(text: str, start: int, entry: BibtexEntry, capture: Capture) -> tuple[Edit, ...]:
    """The capture in the field ``note``, which styles print; BibTeX has no field for captures."""
    words = f"Archived at \\url{{{writable(capture.url)}}}"
    note = entry.field("note")
    if note is None:
        return _field(text, start, entry, "note", words)
    if note.span is None:
        return ()
    inside = text[start + note.span.start : start + note.span.end].rstrip()
    joint = " " if inside.endswith(".") else ". "
    return (insertion(start + note.span.start + len(inside), f"{joint}{words}"),)


PLUGIN: type[Format] = BibtexFormat
