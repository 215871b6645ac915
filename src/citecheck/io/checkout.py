"""The checkout that a path belongs to (the nearest folder above with ``.git``), and reading that is confined to it."""

import os
import stat
from pathlib import Path

from citecheck.io.descriptors import NOFOLLOW, NONBLOCK, PRIVATE
from citecheck.model.errors import DocumentError


class LeadsOut(DocumentError):
    """The file is outside the folder that may be read, by its name or through a symbolic link."""


def root_of(path: Path) -> Path | None:
    """Return the nearest folder at or above ``path`` that contains ``.git``, None if there is none.

    A bare repository does not count: its files can be checked in, so a pull request can add one; ``.git`` cannot be checked in.
    Symbolic links in the path are not followed: a link in a checkout that leads elsewhere belongs to that checkout.
    """
    found: Path | None = None
    place = _absolute(path)
    for folder in (place, *place.parents):
        if os.path.exists(folder / ".git") and not (found and _real(found).is_relative_to(_real(folder))):  # noqa: PTH110 -- never raises
            found = folder
    return found


def bounds_of(path: Path) -> Path:
    """Return the folder, without symbolic links, that every file read for ``path`` must be in: the root of its checkout.

    Without a checkout, and for paths in ``.git``, it is the named folder or the folder of the named file.
    """
    place, root = _absolute(path), root_of(path)
    if root is None or ".git" in place.relative_to(root).parts:
        root = place if os.path.isdir(place) else place.parent  # noqa: PTH112
    return _real(root)


def check_inside(path: Path, bounds: Path, advice: str = "name that file itself to have it read") -> Path:
    """Return the path without symbolic links. Raises ``LeadsOut`` if it is not in ``bounds``, or in ``.git``, which may contain keys."""
    real = _real(path)
    if real.is_relative_to(bounds) and ".git" not in real.relative_to(bounds).parts:
        return real
    what = "a symbolic link leads" if path.is_symlink() or _absolute(path).is_relative_to(bounds) else "its name leads"
    where = f"to git's own files, {real}" if real.is_relative_to(bounds) else f"out of {bounds}, to {real}"
    raise LeadsOut(str(path), f"{what} {where}; {advice}")


def read_inside(path: Path, bounds: Path, size: int = -1) -> bytes:
    """Read a regular file in ``bounds``, at most ``size`` bytes. Raises ``DocumentError`` and ``OSError``."""
    real = check_inside(path, bounds)
    if not stat.S_ISREG(real.stat().st_mode):
        raise DocumentError(str(path), "this is not a regular file; name a document")
    with open(os.open(real, os.O_RDONLY | NOFOLLOW | NONBLOCK | PRIVATE), "rb") as file:  # noqa: PTH123
        if _real(real) != real or not os.path.samestat(os.fstat(file.fileno()), real.stat()):
            raise DocumentError(str(path), "the file was replaced while it was opened; run again")
        return file.read(size)


def read_own(path: Path) -> bytes | None:
    """Read a file that citecheck maintains, such as the lock; None if it does not exist. Raises ``DocumentError`` and ``OSError``."""
    if not os.path.lexists(path):
        return None
    bounds = bounds_of(path)
    check_inside(path, bounds, "citecheck writes this file itself: replace the link by a file, or delete it")
    return read_inside(path, bounds)


def _absolute(path: Path) -> Path:
    """The absolute path. Links before a ``..`` are resolved, since ``..`` is the parent of their target."""
    place = path.absolute()
    parts = place.parts
    if ".." not in parts:
        return place
    after = len(parts) - parts[::-1].index("..")
    return _real(Path(*parts[:after])).joinpath(*parts[after:])


def _real(path: Path) -> Path:
    """The path without symbolic links; a loop of links is left as it is."""
    return Path(os.path.realpath(path))
