"""The lock file of a run: its path, reading and writing it."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from citecheck.app import wiring
from citecheck.app.documents import path_from
from citecheck.app.file_reader import STDIN
from citecheck.app.lock_parts import files_of, lock_of, part_folder, read_files, write_files
from citecheck.app.project_archive import file_of
from citecheck.config.settings import Settings
from citecheck.io.atomic_files import clear
from citecheck.lock.file import Lock, LockEntry, row
from citecheck.lock.policy import LockPolicy, Trust
from citecheck.lock.update import update_entries
from citecheck.model.document import Document
from citecheck.model.errors import LockError, WriteError
from citecheck.model.report import Report

WRITE_ATTEMPTS = 5  # another process may write the lock between reading and writing


def lock_path(settings: Settings) -> Path:
    """The path of the lock."""
    return Path(settings.output.lock)


def read_lock(settings: Settings) -> Lock:
    """The lock; empty if there is none. Raises ``LockError``."""
    path = lock_path(settings)
    return lock_of(path, read_files(path))


def path_in_lock(path: str, settings: Settings) -> str:
    """A document's path relative to the lock's folder, with forward slashes, well-formed."""
    return path_from(path, lock_path(settings).parent)


def lock_policy(
    documents: Sequence[Document], settings: Settings, *, locked: bool = False, update: bool = False, links_only: bool = False
) -> LockPolicy:
    """What a run may use of the lock. Raises ``LockError``, also if it is ``locked`` and there is no lock."""
    lock = read_lock(settings)
    if locked and lock.data is None:
        raise LockError(f"{lock_path(settings)}: there is no lock; `citecheck report` writes one, which you commit")
    paths = tuple(path_in_lock(document.path, settings) for document in documents)
    trust: Trust = "all" if locked else "fresh" if update else "sources" if links_only else "decisions"
    return LockPolicy(lock, paths, trust, settings.lock.days, settings.lock.budget)


def write_run(report: Report, settings: Settings) -> None:
    """Record the results of a run. Raises ``LockError`` or ``WriteError``."""
    now = report.started or wiring.clock().now()
    partly_read = {path_in_lock(one.document.path, settings) for one in report.documents if one.document.damaged}

    def changed(lock: Lock) -> Iterator[LockEntry]:
        results = (
            (path_in_lock(one.document.path, settings), one.source_results)
            for one in report.documents
            if one.document.path != STDIN
        )
        return update_entries(lock, results, now, partly_read)

    change_lock(settings, changed)


def change_lock(settings: Settings, change: Callable[[Lock], Iterable[LockEntry]]) -> None:
    """Apply ``change`` to the current lock and write it; if another process writes it meanwhile, read it and try again."""
    path = lock_path(settings)
    for folder in (path.parent, part_folder(path)):
        clear(folder)
    for left in reversed(range(WRITE_ATTEMPTS)):
        before = read_files(path)
        is_there = cache(partial(_is_there, folder=path.parent))
        rows = [row(entry) for entry in change(lock_of(path, before)) if is_there(entry.path)]
        if not before and not rows:
            return
        after = files_of(path, rows, split=settings.lock.split)
        del rows
        try:
            write_files(before, after)
            return
        except WriteError:
            if not left or read_files(path) == before:
                raise


def _is_there(path: str, folder: Path) -> bool:
    """Whether a document may exist; the lock has U+FFFD for bytes of a name that are not UTF-8."""
    return "\ufffd" in path or os.path.exists(file_of(str(folder / path)))  # noqa: PTH110 -- it never raises
