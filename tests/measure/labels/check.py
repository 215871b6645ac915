"""Checks the labels: offsets, names of fields, overlaps, dates, kinds, and the list of held-out documents."""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from tests.measure.labels.form import HELD_OUT, HERE, KINDS, TYPES, LabelledDocument, Note, Place, Source, is_held_out, read

COMMIT = re.compile(r"[0-9a-f]{40}")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[\w.-]+")
ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def faults(folder: Path = HERE) -> list[str]:
    """What is wrong with the labels of a folder, one sentence each; empty if nothing is."""
    try:
        documents = read(folder)
    except (OSError, KeyError, TypeError, ValueError) as error:
        return [f"cannot be read: {error!r}"]
    found = [fault for document in documents for fault in of_document(document)]
    names = [document.name for document in documents]
    found += [f"{name}: named twice" for name in sorted({name for name in names if names.count(name) > 1})]
    return [*found, *_held_out(folder, names)]


def _held_out(folder: Path, names: Sequence[str]) -> Iterator[str]:
    listed = (folder / HELD_OUT).read_text(encoding="utf-8").split("\n") if (folder / HELD_OUT).exists() else []
    for name in sorted({line for line in listed if line} ^ {name for name in names if is_held_out(name)}):
        yield f"{name}: {'listed in' if name in listed else 'missing from'} {HELD_OUT}, against its hash"


def of_document(document: LabelledDocument) -> Iterator[str]:
    """The faults of a document and its notes."""
    for value, pattern, what in (
        (document.commit, COMMIT, "commit"),
        (document.language, LANGUAGE, "language"),
        (document.repository, REPOSITORY, "repository"),
    ):
        if not pattern.fullmatch(value):
            yield f"{document.name}: {what} {value!r}"
    if not document.notes:
        yield f"{document.name}: no notes"
    for one, other in pairwise(sorted(document.notes, key=lambda note: note.place)):
        if other.place[0] < one.place[1]:
            yield f"{document.name}: notes at {one.place} and {other.place} overlap"
    for note in document.notes:
        yield from (f"{document.name}: note {note.label or '-'} at {note.place[0]}: {fault}" for fault in of_note(note))


def of_note(note: Note) -> Iterator[str]:
    """The faults of a note."""
    if not 0 <= note.place[0] < note.place[1]:
        yield f"place {note.place}"
    if note.kind not in KINDS:
        yield f"kind {note.kind!r}"
    if note.kind in ("explanatory", "empty") and note.sources:
        yield f"{note.kind}, and has sources"
    if note.kind in ("citation", "mixed") and not note.sources:
        yield f"{note.kind}, and has no source"
    if note.kind == "shortform" and not all(source.short for source in note.sources):
        yield "shortform, and has a full source"
    for one, other in pairwise(note.sources):
        if other.place[0] < one.place[1]:
            yield f"sources at {one.place} and {other.place} overlap"
    for source in note.sources:
        yield from of_source(source, note.place)


def of_source(source: Source, note: Place) -> Iterator[str]:
    """The faults of a source in a note at a place."""
    if not _inside(source.place, note):
        yield f"source at {source.place} is outside of the note"
    if source.type not in TYPES:
        yield f"type {source.type!r}"
    if not source.places():
        yield f"source at {source.place} has no field"
    for place in source.places():
        if not _inside(place, source.place):
            yield f"field at {place} is outside of its source at {source.place}"
    for one, other in pairwise(_apart(source)):
        if other[0] < one[1]:
            yield f"fields at {one} and {other} overlap"
    for name, date in source.dates:
        if not _is_date(date.value):
            yield f"{name} {date.value!r} is no date"


def _apart(source: Source) -> list[Place]:
    """The places of fields without those that may stand in another field: a DOI in an address, a date in a law's title."""
    texts, dates = dict(source.texts), dict(source.dates)
    inner = [(texts.get("doi"), texts.get("url")), (dates["date"].place if "date" in dates else None, texts.get("title"))]
    nested = [one for one, outer in inner if one and outer and _inside(one, outer)]
    return [place for place in source.places() if place not in nested]


def _inside(inner: Place, outer: Place) -> bool:
    return outer[0] <= inner[0] < inner[1] <= outer[1]


def _is_date(value: str) -> bool:
    if not ISO.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True
