"""The labels as data: documents, their notes, the sources of a note, and the places of fields in the document's characters."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOCUMENTS, NOTES, HELD_OUT = "documents.jsonl", "notes.jsonl", "held-out.txt"
KINDS = ("citation", "mixed", "explanatory", "shortform", "empty")
TYPES = (
    *("news", "web", "report", "journal", "book", "chapter", "statement", "legal", "video", "social", "other"),
    *("conference", "thesis", "software", "dataset", "patent", "interview", "archival"),
)
TEXTS = ("title", "container", "publisher", "url", "archive_url", "doi")
DATES = ("date", "accessed")
FIELDS = ("author", *TEXTS, *DATES)
HELD_SHARE = 3  # one document in this many is held out

Place = tuple[int, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DatedPlace:
    """A date: where it is printed, and its ISO value with no more parts than are printed."""

    place: Place
    value: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a note: its boundaries, its type, and the places of its fields."""

    place: Place
    type: str
    authors: tuple[Place, ...] = ()
    texts: tuple[tuple[str, Place], ...] = ()
    dates: tuple[tuple[str, DatedPlace], ...] = ()
    short: bool = False
    remark: str = ""

    def places(self) -> list[Place]:
        """The places of all fields, in the order of the document."""
        return sorted([*self.authors, *(place for _, place in self.texts), *(date.place for _, date in self.dates)])


@dataclass(frozen=True, slots=True)
class Note:
    """A labelled note: its place with its marker, the printed label ("" if it has none), a digest of its characters."""

    document: str
    place: Place
    sha256: str
    label: str
    kind: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A file of a public repository at a commit."""

    repository: str
    commit: str
    path: str
    language: str
    style: str
    notes: tuple[Note, ...] = ()

    @property
    def name(self) -> str:
        """Repository and path, which name the document in all files of this folder."""
        return f"{self.repository}/{self.path}"


def digest(text: str) -> str:
    """Twelve hexadecimal digits of SHA-256: enough to notice that an offset is wrong."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def is_held_out(name: str) -> bool:
    """Whether a document is kept for measuring; its name alone decides."""
    return int(hashlib.sha256(name.encode("utf-8")).hexdigest(), 16) % HELD_SHARE == 0


def read(folder: Path = HERE) -> list[LabelledDocument]:
    """The labelled documents with their notes, in the order of the file. Raises ValueError, KeyError or TypeError for bad rows."""
    notes: dict[str, list[Note]] = defaultdict(list)
    for row in rows(folder / NOTES):
        notes[row["document"]].append(note_of(row))
    documents = [
        LabelledDocument(row["repository"], row["commit"], row["path"], row["language"], row["style"])
        for row in rows(folder / DOCUMENTS)
    ]
    if strangers := set(notes) - {document.name for document in documents}:
        raise ValueError(f"{NOTES}: notes of documents that {DOCUMENTS} does not name: {', '.join(sorted(strangers))}")
    return [
        LabelledDocument(one.repository, one.commit, one.path, one.language, one.style, tuple(notes[one.name])) for one in documents
    ]


def rows(path: Path) -> Iterator[Row]:
    """The JSON objects of a file, one a line. Raises ValueError with file and line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: not JSON: {error}") from error


def note_of(row: Row) -> Note:
    """A note from its row."""
    return Note(
        row["document"],
        _place(row["note"]),
        row["sha256"],
        row["label"],
        row["kind"],
        tuple(_source(one) for one in row["sources"]),
    )


def _source(row: Row) -> Source:
    if unknown := set(row) - {"source", "type", "short", "remark", *FIELDS}:
        raise ValueError(f"unknown field: {', '.join(sorted(unknown))}")
    return Source(
        _place(row["source"]),
        row["type"],
        tuple(_place(one) for one in row.get("author", ())),
        tuple((name, _place(row[name])) for name in TEXTS if name in row),
        tuple((name, DatedPlace(_place(row[name][:2]), row[name][2])) for name in DATES if name in row),
        row.get("short", False),
        row.get("remark", ""),
    )


def _place(given: Sequence[int]) -> Place:
    start, end = given
    return int(start), int(end)
