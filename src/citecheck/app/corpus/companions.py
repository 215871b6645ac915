"""Joins texts with files of their notes that are in other parts.

A part joins the documents that it has, and files that its texts name. What it cannot know is whether a list of notes in another part belongs
to one of its texts, or a text elsewhere calls one of its notes. After all parts are parsed, such documents are read again together, in a part
of their own; the parts that they came from leave them out. Where texts have their own notes, nothing is read again.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from os.path import normpath
from pathlib import Path
from typing import NamedTuple

import msgspec

from citecheck.app import wiring
from citecheck.app.corpus import tables
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.parts import write_rows
from citecheck.documents.companion_search import CompanionSearch, beside, may_be_joined, open_calls
from citecheck.model.document import Document, FormatTraits, Marker, NoteText
from citecheck.model.place import Place, Span

MOST = 50_000  # documents of a folder that are compared; in a larger one only files that a text names are joined


class Joins(msgspec.Struct, array_like=True):
    """What a document may be joined by: labels of its notes, those that it calls and lacks, and the files that it names or was joined with."""

    form: str
    marked: bool
    labels: list[str]
    called: list[str]
    parts: tuple[str, ...]
    bibliographies: tuple[str, ...]
    companions: tuple[str, ...]


class Row(NamedTuple):
    """A document that may be joined, and its part."""

    path: str
    part: str
    joins: Joins


def joins_of(document: Document) -> bytes | None:
    """The ``Joins`` of a document as MessagePack; None if it is complete, and has notes for no other."""
    if not may_be_joined(document):
        return None
    calls = open_calls(document)
    own = [note for note in document.notes if note.status != "missing"]
    marked = any(note.markers for note in own)
    labels, called = [note.label for note in own], [call.label for call in calls]
    named = document.parts, document.bibliographies, document.companions
    return msgspec.msgpack.encode(Joins(document.format, marked, labels, called, *named))


def regroup(run: Run, parts: Sequence[str]) -> tuple[list[str], dict[str, set[str]]]:
    """Write parts of documents that are to be read together; return these, and the documents that left each part. Raises ``WriteError``."""
    traits = {name: kind.traits for name, kind in wiring.plugins("formats").items()}
    made: list[str] = []
    moved: dict[str, set[str]] = defaultdict(set)
    for group in _groups(run, parts, traits):
        origins = sorted({row.part for row in group})
        if len(origins) > 1:
            own = {part: {row.path for row in group if row.part == part} for part in origins}
            rows = ((part, row) for part in origins for row in tables.read(run.state("parts", part)))
            made.append(write_rows(run, [row for part, row in rows if row["path"] in own[part]]))
            for part, paths in own.items():
                moved[part] |= paths
    return made, moved


def _groups(run: Run, parts: Sequence[str], traits: Mapping[str, FormatTraits]) -> Iterator[list[Row]]:
    """Documents that belong together, of all folders with a text that lacks notes or was joined."""
    edges: dict[str, set[str]] = defaultdict(set)
    known: dict[str, Row] = {}
    for rows in _by_folder(run, parts):
        known |= {normpath(row.path): row for row in rows}
        for path, other in _edges(rows, traits):
            edges[path].add(other)
            edges[other].add(path)
    seen: set[str] = set()
    for start in sorted(edges):
        group, left = [], [start]
        while left:
            path = left.pop()
            if path not in seen and path in known:
                seen.add(path)
                group.append(known[path])
                left += edges[path]
        if group:
            yield group


def _by_folder(run: Run, parts: Sequence[str]) -> Iterator[list[Row]]:
    """The documents of each folder that has a text with open calls or companions."""
    files = [str(path) for part in parts if tables.stamp_of(path := run.state("parsed", part))]
    if not files:
        return
    with tables.database(run.folder) as connection:
        connection.execute(
            "CREATE TABLE known AS SELECT path, regexp_replace(path, '[^/]*$', '') AS folder, opens, joins, "
            "parse_filename(filename, true) AS part FROM read_parquet($files, filename = true) WHERE joins IS NOT NULL",
            {"files": files},
        )
        found = connection.execute(
            "SELECT path, part, joins, folder FROM known WHERE folder IN (SELECT folder FROM known WHERE opens) "
            "QUALIFY count(*) OVER (PARTITION BY folder) <= $most ORDER BY folder, path",
            {"most": MOST},
        )
        batches = iter(lambda: found.fetchmany(1_000), [])
        for _, rows in groupby(chain.from_iterable(batches), key=itemgetter(3)):
            yield [Row(path, part, msgspec.msgpack.decode(joins, type=Joins)) for path, part, joins, _ in rows]


def _edges(rows: Sequence[Row], traits: Mapping[str, FormatTraits]) -> Iterator[tuple[str, str]]:
    """The pairs of documents that are joined, by normalised paths."""
    documents = [_without_text(row, traits) for row in rows]
    search = CompanionSearch(documents)
    for at, (row, document) in enumerate(zip(rows, documents, strict=True)):
        there = search.companions(at, document, document.calls) if document.calls else []
        named = [*(str(beside(row.path, name)) for name in row.joins.parts), *map(normpath, row.joins.companions)]
        for other in (*(normpath(rows[one].path) for one in there), *named):
            yield normpath(row.path), other


def _without_text(row: Row, traits: Mapping[str, FormatTraits]) -> Document:
    joins = row.joins
    call = Marker("", Span(0, 0), Place())
    notes = tuple(NoteText(label, markers=(call,) if joins.marked else ()) for label in joins.labels)
    calls = tuple(Marker(label, Span(0, 0), Place()) for label in joins.called)
    return Document(
        str(Path(row.path)),
        joins.form,
        "",
        notes=notes,
        calls=calls,
        bibliographies=joins.bibliographies,
        parts=joins.parts,
        traits=traits.get(joins.form, FormatTraits()),
    )
