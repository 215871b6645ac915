"""`citecheck merge`: resolves a merge conflict in the lock, also as git's merge driver."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from citecheck.app import wiring
from citecheck.app.lock_file import lock_path
from citecheck.app.lock_parts import read_files
from citecheck.config.settings import Settings
from citecheck.io.git_status import merging
from citecheck.lock.file import CONFLICT, LockEntry, dump, load
from citecheck.lock.merge import merge_conflict
from citecheck.model.errors import LockError

MISSING = "{}: there is no lock here to merge; run `citecheck merge` where it is, or `citecheck report` to write one"


class MergeResult(Struct, frozen=True):
    """The lock and its number of sources; None without a conflict. ``undecided``: what a person must delete first."""

    path: Path
    sources: int | None = None
    undecided: str = ""


def merge_conflicted_lock(settings: Settings) -> tuple[MergeResult, ...]:
    """Resolve the conflicts in the lock's files. Raises ``LockError`` and ``WriteError``."""
    path = lock_path(settings)
    files = read_files(path)
    if not files:
        raise LockError(MISSING.format(path))
    made = [_merge_conflicted(one, data) for one, data in files.items()]
    return tuple(one for one in made if one.sources is not None) or (MergeResult(path),)


def _merge_conflicted(path: Path, data: bytes) -> MergeResult:
    if not any(line.startswith(CONFLICT) for line in data.splitlines()):
        load(str(path), data)
        return MergeResult(path)
    versions = merging(path)
    if versions is None:
        raise LockError(
            f"{path}: it has conflict markers, but git has no merge in progress to read both sides from; "
            f"take the file of one side (`git checkout COMMIT -- {path}`) and run `citecheck report`"
        )
    return _write(path, _merge(path, *versions), data)


def merge_files(base: Path, ours: Path, theirs: Path) -> MergeResult:
    """Merge three versions as git's driver, into ``ours``. Raises ``LockError`` and ``WriteError``."""
    data = _read(ours)
    return _write(ours, _merge(ours, _read(base), data, _read(theirs)), data)


def _merge(path: Path, base: bytes, ours: bytes, theirs: bytes) -> tuple[LockEntry, ...]:
    """The entries of both versions; a version may be empty."""
    before, mine, yours = (_load(path, version, side) for version, side in ((base, "base"), (ours, "ours"), (theirs, "theirs")))
    return merge_conflict(mine, yours, before)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LockError(f"{path}: cannot be read: {error.strerror}") from None


def _load(path: Path, version: bytes, side: str) -> tuple[LockEntry, ...]:
    try:
        return load(f"{path} ({side})", version or None).entries
    except LockError as error:
        raise LockError(f"{error}; take the other side's file and run `citecheck report`") from None


def _write(path: Path, entries: Iterable[LockEntry], expected: bytes) -> MergeResult:
    merged = tuple(entries)
    data = dump(merged)
    wiring.open_store().write(path, data, expected=expected)
    try:
        load(str(path), data)
    except LockError as error:
        return MergeResult(path, len(merged), str(error))
    return MergeResult(path, len(merged))
