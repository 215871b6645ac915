"""Registries on this computer: dumps are indexed, listed and removed."""

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from citecheck.app.file_reader import Notify
from citecheck.config.settings import Settings
from citecheck.io.atomic_files import clear
from citecheck.io.record_index import SUFFIX, IndexSummary, IndexWriter, UnreadableIndex, indexes, summary, writing
from citecheck.model.errors import UsageError, WriteError
from citecheck.patterns import lazy_pattern
from citecheck.sources.dump_records import Damaged, encoded, words
from citecheck.sources.providers.registries import Registries
from citecheck.sources.registry_dumps import read

TOLD = 20  # damaged records of a file that are named; more are counted
NAME = lazy_pattern(r"[\w][\w-]{0,40}")


class Added(Struct):
    """The result for one registry: records indexed, left out for want of a title or an address, and damaged."""

    name: str
    records: int = 0
    without_title: int = 0
    damaged: int = 0

    @property
    def left_out(self) -> str:
        """What was left out, in words; empty if nothing was."""
        counted = ((self.damaged, "damaged"), (self.without_title, "without title or address"))
        left = [f"{many:,} {words}" for many, words in counted if many]
        return f"; left out: {', '.join(left)}" if left else ""


def folder_of(settings: Settings) -> Path:
    """The folder of the indexes. Raises ``UsageError`` if there is none."""
    known = next((provider for provider in settings.providers if isinstance(provider, Registries)), Registries())
    if known.path is None:
        raise UsageError("there is no home folder for the registries; set [providers.registries] folder")
    return known.path


def add(files: Sequence[Path], name: str | None, settings: Settings, tell: Notify) -> Added:
    """Index dumps as one registry, which replaces one of the same name. Damaged records are told and left out.

    Raises ``UsageError`` if a file is no dump or has no record, ``WriteError`` if the index cannot be written.
    """
    named = name or re.sub(r"[^\w-]+", "-", files[0].name.partition(".")[0]).strip("-") or "registry"
    if not NAME.fullmatch(named):
        raise UsageError(f"{named!r} is no name of a registry: letters, digits, hyphens and underscores, at most 41")
    folder, added = folder_of(settings), Added(named)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with writing(folder / f"{named}{SUFFIX}") as writer:
            for path in files:
                _index(path, writer, added, tell)
            if not added.records:
                raise UsageError(f"{', '.join(map(str, files))}: no record could be indexed{added.left_out}")
            writer.finish(", ".join(path.name for path in files))
    except (OSError, sqlite3.Error) as error:
        raise WriteError(f"{folder}: the registry cannot be written: {_cause(error)}; what was there is kept") from None
    return added


def _cause(error: Exception) -> str:
    return str((isinstance(error, OSError) and error.strerror) or error)


def _index(path: Path, writer: IndexWriter, added: Added, tell: Notify) -> None:
    damaged = 0
    for record in read(path):
        if isinstance(record, Damaged):
            damaged += 1
            if damaged <= TOLD:
                tell(f"citecheck: {path}: {record.where}: damaged, left out: {record.reason}")
        elif record is None:
            added.without_title += 1
        else:
            writer.add(words(record.title or ""), record.doi, encoded(record))
            added.records += 1
    if damaged > TOLD:
        tell(f"citecheck: {path}: {damaged - TOLD:,} more damaged records left out")
    added.damaged += damaged


def listed(settings: Settings, tell: Notify) -> tuple[IndexSummary, ...]:
    """The registries that are there; unreadable ones are told."""
    found = []
    clear(folder_of(settings))
    for path in indexes(folder_of(settings)):
        try:
            found.append(summary(path))
        except UnreadableIndex as error:
            tell(f"citecheck: {error}: no registry that citecheck can read; remove the file, or add it again")
    return tuple(found)


def remove(name: str, settings: Settings) -> None:
    """Remove a registry. Raises ``UsageError`` if there is none of that name, ``WriteError`` if it cannot be removed."""
    path = folder_of(settings) / f"{name}{SUFFIX}"
    if not NAME.fullmatch(name) or not path.is_file():
        raise UsageError(f"there is no registry {name!r}; `citecheck registry list` shows them")
    try:
        clear(path.parent)  # an interrupted "add" left a temporary file
        path.unlink()
    except OSError as error:
        raise WriteError(f"{path}: the registry cannot be removed: {_cause(error)}") from None
