"""The lock file of a run: read before anything is asked, written when something was learnt."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from citecheck.app import wiring
from citecheck.app.documents import STDIN
from citecheck.config.settings import Settings
from citecheck.io.atomic_files import clear
from citecheck.io.checkout import read_own
from citecheck.language.surrogates import well_formed
from citecheck.lock.file import Lock, LockEntry, dump, load
from citecheck.lock.policy import LockPolicy, Trust
from citecheck.lock.update import update_entries
from citecheck.model.document import Document
from citecheck.model.errors import LockError, WriteError
from citecheck.model.report import Report

TRIES_TO_WRITE = 5  # another process may write the lock between our reading and our writing


def lock_path(settings: Settings) -> Path:
    """Where the lock stands."""
    return Path(settings.output.lock)


def read_lock(settings: Settings) -> Lock:
    """The lock, empty where there is none. Raises ``LockError``."""
    path = lock_path(settings)
    try:
        data = read_own(path)
    except OSError as error:
        raise LockError(f"{path}: cannot be read: {error.strerror}; check its permissions") from None
    return load(str(path), data)


def path_in_lock(path: str, settings: Settings) -> str:
    """A document's path as the lock has it: from the lock's folder, with forward slashes, well-formed."""
    if path == STDIN:
        return STDIN
    return well_formed(Path(os.path.relpath(path, lock_path(settings).parent)).as_posix())


def lock_policy(
    documents: Sequence[Document], settings: Settings, *, locked: bool = False, update: bool = False, links_only: bool = False
) -> LockPolicy:
    """What a run may know from the lock. Raises ``LockError``, also where ``locked`` and there is no lock at all."""
    lock = read_lock(settings)
    if locked and lock.data is None:
        raise LockError(f"{lock_path(settings)}: there is no lock to check against; `citecheck report` writes it, then commit it")
    paths = tuple(path_in_lock(document.path, settings) for document in documents)
    trust: Trust = "all" if locked else "fresh" if update else "sources" if links_only else "decisions"
    return LockPolicy(lock, paths, trust, settings.lock.days, settings.lock.budget)


def write_run(report: Report, settings: Settings) -> None:
    """Records what a run learnt. Raises ``LockError`` or ``WriteError``."""
    now = report.started or wiring.clock().now()
    learnt = [
        (path_in_lock(one.document.path, settings), one.source_results) for one in report.documents if one.document.path != STDIN
    ]
    change_lock(settings, lambda lock: update_entries(lock, learnt, now))


def change_lock(settings: Settings, change: Callable[[Lock], Sequence[LockEntry]]) -> None:
    """Writes the lock anew from what stands there now; what another process wrote meanwhile is read again, never lost."""
    path = lock_path(settings)
    clear(path.parent)
    for left in reversed(range(TRIES_TO_WRITE)):
        lock = read_lock(settings)
        data = dump(entry for entry in change(lock) if _is_there(entry, path.parent))
        if data == lock.data or (lock.data is None and not lock.entries and b'"path"' not in data):
            return
        try:
            wiring.open_store().write(path, data, expected=lock.data)
            return
        except WriteError:
            if not left or _bytes(path) == lock.data:
                raise


def _is_there(entry: LockEntry, folder: Path) -> bool:
    """Whether a document is there, or may be: a name that is no UTF-8 stands in the lock with U+FFFD."""
    return "\ufffd" in entry.path or os.path.exists(folder / entry.path)  # noqa: PTH110 -- it never raises, whatever a lock says


def _bytes(path: Path) -> bytes | None:
    return read_own(path)
