"""Restores the characters of the labelled notes from git directories that somebody brought."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from citecheck.documents.encoding import decode
from tests.measure.labels.form import LabelledDocument, Note, Row, Source, digest


@dataclass(frozen=True, slots=True)
class Restored:
    """A document of which the file was found: its bytes, its characters, and the notes that are where the labels say."""

    labelled: LabelledDocument
    data: bytes
    text: str
    notes: tuple[Note, ...]


def restored(documents: Sequence[LabelledDocument], checkouts: Path) -> tuple[list[Restored], list[str]]:
    """The documents that the checkouts have, and one sentence for each document or note that they lack."""
    found: list[Restored] = []
    missing: list[str] = []
    for labelled in documents:
        data = _file(labelled, checkouts)
        if data is None:
            missing.append(f"{labelled.name}: {checkouts} has no {labelled.repository} with commit {labelled.commit}")
            continue
        text, _ = decode(labelled.path, data)
        here = tuple(note for note in labelled.notes if digest(text[slice(*note.place)]) == note.sha256)
        missing += [
            f"{labelled.name}: note {note.label or '-'} is not at {note.place}" for note in labelled.notes if note not in here
        ]
        found.append(Restored(labelled, data, text, here))
    return found, missing


def _file(labelled: LabelledDocument, checkouts: Path) -> bytes | None:
    for folder in git_directories(checkouts, labelled.repository):
        command = ["git", "--git-dir", str(folder), "show", f"{labelled.commit}:{labelled.path}"]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode == 0:
            return done.stdout
    return None


def git_directories(checkouts: Path, repository: str) -> Iterator[Path]:
    """Where a repository's git directory may be: ``owner/name`` or ``owner+name``, a work tree or bare, or in its ``repo``."""
    for base in (checkouts / repository, checkouts / repository.replace("/", "+")):
        for folder in (base / ".git", base / "repo" / ".git", base / "repo", base):
            if (folder / "HEAD").exists():
                yield folder


def gold(one: Restored) -> Iterator[Row]:
    """The restored notes with their characters and values, a row each, in the form of the gold notes."""
    for note in one.notes:
        yield {
            "doc": one.labelled.name,
            "label": note.label,
            "start": note.place[0],
            "end": note.place[1],
            "raw": one.text[slice(*note.place)],
            "style": one.labelled.style,
            "lang": one.labelled.language,
            "kind": note.kind,
            "sources": [_values(source, one.text) for source in note.sources],
        }


def _values(source: Source, text: str) -> Row:
    places = dict(source.texts)
    values: Row = {
        "authors": [text[slice(*place)] for place in source.authors],
        **{name: text[slice(*places[name])] if name in places else None for name in ("title", "container", "publisher")},
        **{name: text[slice(*places[name])] if name in places else None for name in ("url", "archive_url", "doi")},
        **{"date": None, "accessed": None},
        **{name: date.value for name, date in source.dates},
        "type": source.type,
    }
    return values | ({"short": True} if source.short else {}) | ({"remark": source.remark} if source.remark else {})
