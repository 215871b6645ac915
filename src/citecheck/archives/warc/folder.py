"""The folder of captures: which files are in it, who is at work there, and that nothing of it leads elsewhere."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from citecheck.io.descriptors import NOFOLLOW, PRIVATE, lock
from citecheck.model.errors import WriteError

LOCK = ".lock"
PATTERN = "*.warc.gz"


def warcs(folder: Path) -> list[Path]:
    """The WARC files of a folder, oldest first; their names hold the time."""
    return sorted(path for path in folder.glob(PATTERN) if path.is_file())


def check_inside(folder: Path, project: Path) -> None:
    """Raises ``WriteError`` where a folder or a file in it leads out of the project through a symbolic link."""
    root = project.resolve()
    links = [folder, *(p for p in (folder.iterdir() if folder.is_dir() else ()) if p.is_symlink())]
    for path in links:
        through_link = path.is_symlink() or any(parent.is_symlink() for parent in _parents(path, project))
        real = path.resolve()
        if through_link and (not real.is_relative_to(root) or ".git" in real.relative_to(root).parts):
            raise WriteError(f"{path}: a symbolic link leads out of the project, to {real}; nothing is written through it")


def _parents(path: Path, project: Path) -> Iterator[Path]:
    for parent in path.parents:
        if parent in (project, Path()):
            return
        yield parent


@contextmanager
def alone(folder: Path, project: Path, *, reading: bool = False) -> Iterator[None]:
    """Makes a folder and holds it for this process. Raises ``WriteError`` where another is at work, or it cannot be written.

    Who is only ``reading`` may do so in a folder that nobody can write.
    """
    check_inside(folder, project)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | NOFOLLOW | PRIVATE, 0o644)
    except OSError as error:
        if reading and error.errno in (errno.EACCES, errno.EROFS):
            yield
            return
        raise cannot(folder, error) from None
    try:
        lock(descriptor)
        yield
    except BlockingIOError:
        raise WriteError(
            f"{folder}: another citecheck is at work there; wait for it, or name another folder with --folder"
        ) from None
    finally:
        os.close(descriptor)


def cannot(path: Path, error: OSError) -> WriteError:
    """What to tell where the disk says no."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WriteError(f"{path}: the disk is full; make room and run again, what was captured so far is kept")
    return WriteError(f"{path}: cannot be written: {error.strerror or error}; check the folder and its permissions")
