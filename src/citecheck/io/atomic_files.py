"""Atomic replacement of files: written to a temporary file in the same folder, then renamed.

A killed process leaves a temporary file; the next run that writes into the folder removes it.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from citecheck.io import descriptors
from citecheck.patterns import lazy_pattern

NAME = lazy_pattern(r"\.citecheck-[0-9a-f]{16}\.new")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that replaces ``path`` at the end of the block, with its permissions, unless there is an error. Raises ``OSError``."""
    with replacing_by_name(path) as (file, _):
        yield file


@contextmanager
def replacing_by_name(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """``replacing``, with the path of the temporary file, for writers that open it themselves."""
    clear(path.parent)
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
    aside, descriptor = _beside(path)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file, aside
            file.flush()
            os.fsync(descriptor)
            os.chmod(descriptor if os.chmod in os.supports_fd else aside, mode)  # noqa: PTH101 -- a path cannot be a descriptor
            if descriptors.RENAMES_OPEN_FILES:  # while it is locked, so that no other process removes it
                aside.replace(path)
        if not descriptors.RENAMES_OPEN_FILES:
            aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def clear(folder: Path) -> None:
    """Remove the temporary files of killed processes from a folder, once per folder and process."""
    _clear(os.path.realpath(folder))


@cache
def _clear(folder: str) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if NAME.fullmatch(entry.name)]:
            with suppress(OSError):
                _remove_left(os.path.join(folder, name))  # noqa: PTH118 -- a string, as scandir and cache have them


def _remove_left(path: str) -> None:
    """Remove a temporary file unless its writer is running, which has the lock.

    Raises ``OSError`` if it is locked or not a regular file, or the file system has no locks.
    """
    descriptor = os.open(path, os.O_RDONLY | descriptors.NOFOLLOW | descriptors.NONBLOCK | descriptors.PRIVATE)
    try:
        descriptors.lock(descriptor)
        ours = descriptors.is_own(descriptor)
        if ours and descriptors.RENAMES_OPEN_FILES:
            Path(path).unlink()
    finally:
        os.close(descriptor)
    if ours and not descriptors.RENAMES_OPEN_FILES:  # such a system cannot delete open files either
        Path(path).unlink()


def _beside(path: Path) -> tuple[Path, int]:
    """Create a locked temporary file in the same folder; return its path and descriptor."""
    while True:
        aside = path.with_name(f".citecheck-{secrets.token_hex(8)}.new")
        descriptor = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | descriptors.PRIVATE, 0o600)
        with suppress(OSError):  # some file systems have no locks
            descriptors.lock(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return aside, descriptor
        os.close(descriptor)  # another process removed it before it was locked


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
