"""References in YAML, in a file of their own or in a document's front matter: their notes, their URLs, and edits of their values."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents import markup_writer
from citecheck.documents.csl_data import capture_of, dated
from citecheck.documents.edits import insertion, replacement
from citecheck.documents.numbered_notes import Lines
from citecheck.documents.yaml_nodes import Collection, Node, NotYaml, Scalar, parse, plain
from citecheck.links.urls import doi_of, find_urls, writable
from citecheck.model.csl import from_csl
from citecheck.model.document import Address, Document, NoteText
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl
from citecheck.patterns import lazy_pattern

REST_OF_LINE = lazy_pattern(r"[^\r\n]*+")
REFERENCES = "references"  # pandoc's name of the list in metadata
ESCAPES = {"'": "''", '"': "\\"}  # of values in quotation marks
CSL_KEYS = frozenset(("title", "author", "type", "URL", "DOI", "container-title", "issued", "editor"))


class Entry(Struct, frozen=True):
    """An item: its node, its CSL-JSON item, and whether it is Hayagriva's (``typst``)."""

    node: Collection
    span: Span
    source: Source
    typst: bool


def entry(text: str, start: int, node: Collection, number: int, csl: Any, value: Any, *, typst: bool) -> Entry:
    """The item of a node that begins at an offset: ``csl`` as CSL-JSON has it, ``value`` as it is written."""
    item = dated(from_csl(csl))
    span = Span(start, start + len(text[start : node.end].rstrip()))
    return Entry(node, span, Source("", replace(item, id=item.id or f"u{number}"), span, archive_url=capture_of(value)), typst)


def entries_of_list(text: str, listed: Collection) -> Iterator[Entry]:
    """The items of a list of CSL items. Raises ``NotYaml``."""
    items = (one for one in listed.children if isinstance(one, Collection) and one.is_mapping)
    for number, node in enumerate(items, 1):
        value = plain(node)
        yield entry(text, node.start, node, number, value, value, typst=False)


def entries_of_metadata(text: str) -> tuple[Entry, ...]:
    """The references in a document's metadata: those with an identifier, by which it cites them; none if it is no YAML."""
    try:
        root = parse(text)
        listed = root.get(REFERENCES) if isinstance(root, Collection) else None
        found = tuple(entries_of_list(text, listed)) if isinstance(listed, Collection) and not listed.is_mapping else ()
    except NotYaml:
        return ()
    return tuple(one for one in found if one.node.get("id") and not CSL_KEYS.isdisjoint(key.value for key, _ in one.node.pairs()))


def note(text: str, entry: Entry, lines: Lines) -> NoteText:
    """The note of an item."""
    span, raw = entry.span, text[entry.span.start : entry.span.end]
    return NoteText(entry.source.item.id, "present", raw, span, lines.place(span.start), raw, span.start, sources=(entry.source,))


def _scalars(node: Node) -> Iterator[Scalar]:
    """The values of a node, without keys."""
    if isinstance(node, Scalar):
        yield node
        return
    for child in (value for _, value in node.pairs()) if node.is_mapping else node.children:
        yield from _scalars(child)


def addresses(text: str, found: Iterable[tuple[Entry, NoteText]], lines: Lines) -> Iterator[Address]:
    """The URLs of items and their notes."""
    for one, of in found:
        for scalar in _scalars(one.node):
            for url, span in _urls(text, scalar) if one.span.start <= scalar.start < one.span.end else ():
                yield Address(url, span, lines.place(span.start), of.label)


def _urls(text: str, scalar: Scalar) -> Iterator[tuple[str, Span]]:
    """The URLs of a value, each with its place; of a value with escapes, the place of the whole value."""
    inside = text[scalar.start + 1 : scalar.end - 1]
    if scalar.style in ESCAPES and ESCAPES[scalar.style] in inside:
        yield from ((mention.url, Span(scalar.start + 1, scalar.end - 1)) for mention in find_urls(scalar.value))
        return
    for mention in find_urls(text[scalar.start : scalar.end]):
        yield mention.url, Span(scalar.start + mention.start, scalar.start + mention.end)


def edits(document: Document, entry: Entry, source: Source, change: Change) -> tuple[Edit, ...]:
    """Add or replace the URL, or replace a value; a capture's URL is the place in an archive, if the entry has none."""
    match change:
        case AddUrl(url, capture):
            return _added(document.text, entry, [_field(entry, url), *([_captured(entry, capture)] if capture else ())])
        case AddCapture(_, capture):
            return _added(document.text, entry, [_captured(entry, capture)])
        case ReplaceUrl(old, new):
            places = markup_writer.urls_of(document, source, old)
            return tuple(one for place in places for one in _written(document.text, entry.node, place.span, old, writable(new)))
        case CorrectField(old, new):
            found = [one for one in _scalars(entry.node) if one.value == old]
            return (_value(document.text, found[0], new),) if len(found) == 1 else ()
    return ()


def _field(entry: Entry, url: str) -> tuple[str, str]:
    doi = doi_of(url)
    if not entry.typst:
        return ("DOI", _quoted(doi)) if doi else ("URL", _quoted(writable(url)))
    if doi and entry.node.get("serial-number") is None:
        return "serial-number", f"{{ doi: {_quoted(doi)} }}"
    return "url", _quoted(writable(url))


def _captured(entry: Entry, capture: Capture) -> tuple[str, str]:
    return "archive-location" if entry.typst else "archive_location", _quoted(writable(capture.url))


def _added(text: str, entry: Entry, pairs: Sequence[tuple[str, str]]) -> tuple[Edit, ...]:
    """New pairs: behind the last one if that is a single line, else before it; none if the entry has one of them."""
    last = list(entry.node.pairs())[-1:]
    if any(entry.node.get(name) is not None for name, _ in pairs):
        return ()
    written = [f"{name}: {value}" for name, value in pairs]
    if not last or entry.node.flow:
        at = entry.node.end - 1
        return (insertion(at, ", ".join(["", *written] if last else written)),) if text[at : at + 1] == "}" else ()
    key, final = last[0]
    newline = ("\r\n" if "\r\n" in text else "\n") + " " * key.column
    if not isinstance(final, Scalar) or final.style in ("|", ">") or "\n" in text[final.start : final.end]:
        return (insertion(key.start, newline.join([*written, ""])),)
    end = REST_OF_LINE.match(text, final.end)
    return (insertion(end.end() if end else final.end, newline.join(["", *written])),)


def _written(text: str, node: Node, span: Span, old: str, new: str) -> tuple[Edit, ...]:
    """A URL in place of another: the whole value if it is one, else a part of it."""
    scalar = next((one for one in _scalars(node) if one.start <= span.start and span.end <= one.end), None)
    if scalar is None:
        return ()
    if scalar.value.strip() == old and scalar.style not in ("|", ">"):
        return (_value(text, scalar, new),)
    return (replacement(text, span.start, span.end, new),) if scalar.style in ("|", ">") else ()


def _value(text: str, scalar: Scalar, new: str) -> Edit:
    """A value in place of another, with the quotation marks that it had, or double ones where it needs any."""
    bare = not scalar.style and re.fullmatch(r"[A-Za-z][\w:/.~%?=&+;@-]*[\w/]", new) is not None
    return replacement(text, scalar.start, scalar.end, new if bare else _quoted(markup_writer.one_line(new)))


def _quoted(value: str) -> str:
    """In double quotation marks; YAML reads JSON's strings (https://yaml.org/spec/1.2.2/#12-relation-to-json)."""
    return json.dumps(value, ensure_ascii=False)
