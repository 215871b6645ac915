"""The files of a lock: one, or with ``[lock] split`` one for each document, in a folder beside it.

Both are read where they are, so that the setting can be changed at any time: the next change of the lock writes every entry as it says.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path

from citecheck.app import wiring
from citecheck.io.checkout import read_own
from citecheck.io.portable_names import portable_name
from citecheck.lock.file import Lock, Row, dump_rows, load, once
from citecheck.model.errors import LockError

SUFFIX = ".lock"
LONGEST = 50  # characters of a document's name in that of its part; file systems allow 255 bytes


def part_folder(lock: Path) -> Path:
    """The folder of the parts: ``citecheck.lock.d``."""
    return lock.with_name(f"{lock.name}.d")


def read_files(lock: Path) -> dict[Path, bytes]:
    """The bytes of the lock's files. Raises ``LockError``."""
    path = lock
    found = {}
    try:
        for path in (lock, *_parts(lock)):
            if (data := read_own(path)) is not None:
                found[path] = data
    except OSError as error:
        raise LockError(f"{error.filename or path}: cannot be read: {error.strerror}; check its permissions") from None
    return found


def _parts(lock: Path) -> list[Path]:
    folder = part_folder(lock)
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        return sorted(folder / entry.name for entry in entries if entry.name.endswith(SUFFIX))
    return []


def lock_of(lock: Path, files: Mapping[Path, bytes]) -> Lock:
    """The entries of all files; empty without any. Raises ``LockError``."""
    read = [load(str(path), data) for path, data in files.items()]
    if len(read) < 2:
        return read[0] if read else Lock()
    return Lock(once(str(lock), chain.from_iterable(one.entries for one in read)), b"")


def files_of(lock: Path, rows: Iterable[Row], *, split: bool) -> dict[Path, bytes]:
    """The files to write: one, or one for each document that has entries."""
    if not split:
        return {lock: dump_rows(rows)}
    by_document: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        by_document[one[0][0]].append(one)
    return {part_folder(lock) / _part_name(path): dump_rows(of_it) for path, of_it in by_document.items()}


def _part_name(path: str) -> str:
    """The name of a document's part: its own name, and a hash of its path."""
    name = portable_name(path.rpartition("/")[2])[:LONGEST]
    return f"{name}-{sha256(path.encode()).hexdigest()[:12]}{SUFFIX}"


def write_files(before: Mapping[Path, bytes], after: Mapping[Path, bytes]) -> None:
    """Write the files that differ, then delete those that are no longer wanted. Raises ``WriteError``, also if one changed meanwhile."""
    store = wiring.open_store()
    for path, data in after.items():
        if data != before.get(path):
            store.write(path, data, expected=before.get(path))
    for path in before.keys() - after.keys():
        store.remove(path, expected=before[path])
