"""Files that are replaced as a whole: written under another name in the same folder, then renamed.

A process that is killed meanwhile leaves that other file behind; the next run that writes into the folder removes it.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from citecheck.io import descriptors

NAME = re.compile(r"\.citecheck-[0-9a-f]{16}\.new")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that replaces ``path`` when the block ends, with its permissions; after an error it is removed. Raises ``OSError``."""
    clear(path.parent)
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
    aside, descriptor = _beside(path)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
            os.chmod(descriptor if os.chmod in os.supports_fd else aside, mode)  # noqa: PTH101 -- a path cannot be a descriptor
            if descriptors.RENAMES_OPEN_FILES:  # before the lock ends: nobody may take the file for a dead process's
                aside.replace(path)
        if not descriptors.RENAMES_OPEN_FILES:
            aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def clear(folder: Path) -> None:
    """Removes what killed processes left in a folder; once for each folder and process, since a run may write many files there."""
    _clear(os.path.realpath(folder))


@cache
def _clear(folder: str) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if NAME.fullmatch(entry.name)]:
            with suppress(OSError):
                _remove_left(os.path.join(folder, name))  # noqa: PTH118 -- a string, as scandir and cache have them


def _remove_left(path: str) -> None:
    """Removes a file whose writer is dead: whoever writes it holds its lock, and the lock ends with the process.

    Raises ``OSError`` where it is locked, no regular file, or on a file system without locks.
    """
    descriptor = os.open(path, os.O_RDONLY | descriptors.NOFOLLOW | descriptors.NONBLOCK | descriptors.PRIVATE)
    try:
        descriptors.lock(descriptor)
        ours = descriptors.is_own(descriptor)
        if ours and descriptors.RENAMES_OPEN_FILES:
            Path(path).unlink()
    finally:
        os.close(descriptor)
    if ours and not descriptors.RENAMES_OPEN_FILES:  # nor does such a system remove them
        Path(path).unlink()


def _beside(path: Path) -> tuple[Path, int]:
    """A new file in the same folder, locked: its name and its descriptor."""
    while True:
        aside = path.with_name(f".citecheck-{secrets.token_hex(8)}.new")
        descriptor = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | descriptors.PRIVATE, 0o600)
        with suppress(OSError):  # there are file systems without locks
            descriptors.lock(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return aside, descriptor
        os.close(descriptor)  # another process removed it before it was locked


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
