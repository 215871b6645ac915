"""Bibliographies in YAML: CSL-YAML, as pandoc and Zotero write it, and Hayagriva, which Typst reads. Each item is a note."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

from citecheck.documents import yaml_references
from citecheck.documents.damaged_entries import found_damaged, without
from citecheck.documents.encoding import decode
from citecheck.documents.formats.csl_yaml import hayagriva
from citecheck.documents.numbered_notes import Lines, with_markers
from citecheck.documents.text_format import TextFormat
from citecheck.documents.yaml_nodes import Collection, NotYaml, Scalar, fault_of, parse, plain
from citecheck.documents.yaml_references import Entry, entries_of_list, entry
from citecheck.model.document import DamagedEntry, Document, FormatTraits
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

LISTS = ("references", "items")
CSL_HEAD = lazy_pattern(
    r"^(?:references|items):[ \t]*(?:#[^\n]*+)?\r?\n[ \t]*-[ \t]|\A\ufeff?(?:(?:---|#|%)[^\n]*+\n|[ \t]*+\r?\n)*+-[ \t]+(?:id|type|title|author):[ \t]",
    re.MULTILINE,
)
# What only works have; menus of web sites have titles and addresses too.
CSL_KEYS = lazy_pattern(
    r"^[ \t-]*(?:(?:container-title|issued|author|editor|publisher|DOI|ISBN):|type:[ \t]*[\"']?(?:article|book|chapter|paper|report|thesis|webpage|post|dataset|legislation)\b)",
    re.MULTILINE,
)
HAYAGRIVA_HEAD = lazy_pattern(
    rf"^[^\s#:'\"-][^\s:]*+:[ \t]*+\r?\n(?:[ \t]++[^\n]*+\n){{0,20}}?[ \t]++type:[ \t]*+[\"']?(?:article|{'|'.join(hayagriva.TYPES)})[\"']?[ \t]*+\r?$",
    re.MULTILINE | re.IGNORECASE,
)
HAYAGRIVA_KEYS = frozenset(("title", "author", "date", "parent", "url", "editor", "serial-number"))
ITEM = lazy_pattern(r"^(?P<indent>[ \t]*+)-[ \t]+(?:id|type|title|author)[ \t]*:", re.MULTILINE)
LINE = lazy_pattern(r"^(?P<indent>[ \t]*+)(?P<mark>-[ \t]|[^\s#])", re.MULTILINE)
KEY = lazy_pattern(r"^[^\s#:'\"-][^\s:]*+:[ \t]*+\r?$", re.MULTILINE)
LABEL = lazy_pattern(r"^[ \t]*+-?[ \t]*+id[ \t]*:[ \t]*+([^\r\n]{1,100})|\A([^\s#:'\"-][^\s:]{0,100}):", re.MULTILINE)


class CslYamlFormat(TextFormat):
    """``.yaml`` and ``.yml`` files that are bibliographies."""

    name: ClassVar[str] = "csl-yaml"
    suffixes: ClassVar[tuple[str, ...]] = (".yaml", ".yml")
    traits: ClassVar[FormatTraits] = FormatTraits(is_bibliography=True, comment_syntax=("#", ""))

    def recognises(self, path: str, head: str) -> bool:
        """True for a list of CSL items, or entries with a type of Hayagriva's, near the beginning."""
        return bool(CSL_HEAD.search(head) and CSL_KEYS.search(head)) or bool(HAYAGRIVA_HEAD.search(head))

    def read(self, path: str, data: bytes) -> Document:
        """Read every item."""
        text, encoding = decode(path, data)
        lines = Lines(text)
        try:
            entries, damaged = _all_entries(text, lines)
        except NotYaml as error:
            raise DocumentError(path, str(error)) from None
        if not entries:
            raise DocumentError(
                path, "it has no bibliography: neither a list of CSL items (`references:`) nor entries of Hayagriva"
            )
        notes = with_markers([yaml_references.note(text, one, lines) for one in entries], (), gaps=False)
        found = tuple(yaml_references.addresses(text, zip(entries, notes, strict=True), lines))
        return Document(path, self.name, text, encoding, None, notes, found, damaged=damaged)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Add or replace the URL, or replace a value; a capture's URL is the place in an archive, if the entry has none."""
        readable = without(document.text, document.damaged)
        found = _by_span(readable).get(source.span) if source.span else None
        return yaml_references.edits(document, found, source, change) if found else ()


def _all_entries(text: str, lines: Lines) -> tuple[tuple[Entry, ...], tuple[DamagedEntry, ...]]:
    """The items, and those that are damaged, if they can be told from the others. Raises ``NotYaml``."""
    try:
        return _entries(text), ()
    except NotYaml as error:
        damaged = found_damaged(text, list(_parts(text)), LABEL, fault_of, lines) if error.fault else ()
        if not damaged:
            raise
    return _entries(without(text, damaged)), damaged


def _parts(text: str) -> Iterator[Span]:
    """The lines of each item, by their indentation: of a list's, else of those that begin with a key."""
    first = ITEM.search(text)
    if first is None:
        yield from (Span(*one) for one in pairwise([*(match.start() for match in KEY.finditer(text)), len(text)]))
        return
    start = None
    for line in LINE.finditer(text, first.start()):
        if len(line["indent"]) <= len(first["indent"]):
            if start is not None:
                yield Span(start, line.start())
            start = line.start() if line["mark"].startswith("-") and line["indent"] == first["indent"] else None
    if start is not None:
        yield Span(start, len(text))


def _entries(text: str) -> tuple[Entry, ...]:
    """The items in order. Raises ``NotYaml``."""
    root = parse(text)
    if not isinstance(root, Collection):
        return ()
    listed = root if not root.is_mapping else next((one for key in LISTS if isinstance(one := root.get(key), Collection)), None)
    if listed is not None and not listed.is_mapping:
        return tuple(entries_of_list(text, listed))
    keyed = ((key, one) for key, one in root.pairs() if isinstance(one, Collection) and _is_entry(one))
    return tuple(_entry(text, key, node, number) for number, (key, node) in enumerate(keyed, 1))


@lru_cache(maxsize=1)  # called for each source of a document
def _by_span(text: str) -> dict[Span, Entry]:
    return {one.span: one for one in _entries(text)}


def _is_entry(node: Collection) -> bool:
    return not HAYAGRIVA_KEYS.isdisjoint(key.value for key, _ in node.pairs())


def _entry(text: str, key: Scalar, node: Collection, number: int) -> Entry:
    """An entry of Hayagriva's, by its key."""
    value = plain(node)
    return entry(text, key.start, node, number, hayagriva.to_csl(key.value, value), value, typst=True)


PLUGIN: type[Format] = CslYamlFormat
