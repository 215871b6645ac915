"""The checkout that a path belongs to: the folder whose ``.git`` is found by walking up from it. And what may be read for that path."""

import os
import stat
from pathlib import Path

from citecheck.io.descriptors import NOFOLLOW, NONBLOCK, PRIVATE
from citecheck.model.errors import DocumentError


class LeadsOut(DocumentError):
    """A file that is, through a symbolic link or as it is named, outside of what may be read."""


def root_of(path: Path) -> Path | None:
    """The nearest folder at or above ``path`` that holds ``.git``; None where there is none.

    Only the name ``.git`` counts. A folder that is itself a repository (a bare one, made of files that could be documents) does not:
    git refuses to check in anything called ``.git``, so nobody can bring one in a pull request, but anybody can bring a bare one.
    The path is made absolute, and links in it are not followed: what it is named decides where it belongs. A folder that is a symbolic
    link out of a checkout belongs to that checkout, not to the one it leads to.
    """
    found: Path | None = None
    place = _absolute(path)
    for folder in (place, *place.parents):
        if os.path.exists(folder / ".git") and not (found and _real(found).is_relative_to(_real(folder))):  # noqa: PTH110 -- never raises
            found = folder
    return found


def bounds_of(path: Path) -> Path:
    """The folder that all that is read for ``path`` must be in, without symbolic links: the root of its checkout.

    Without a checkout it is the folder that is named, or the folder of the file that is named; so it is for what is named in ``.git``.
    """
    place, root = _absolute(path), root_of(path)
    if root is None or ".git" in place.relative_to(root).parts:
        root = place if os.path.isdir(place) else place.parent  # noqa: PTH112
    return _real(root)


def check_inside(path: Path, bounds: Path, advice: str = "name that file itself to have it read") -> Path:
    """The path without symbolic links. Raises ``LeadsOut`` where that is not in ``bounds``, or among git's own files (with its keys)."""
    real = _real(path)
    if real.is_relative_to(bounds) and ".git" not in real.relative_to(bounds).parts:
        return real
    what = "a symbolic link leads" if path.is_symlink() or _absolute(path).is_relative_to(bounds) else "its name leads"
    where = f"to git's own files, {real}" if real.is_relative_to(bounds) else f"out of {bounds}, to {real}"
    raise LeadsOut(str(path), f"{what} {where}; {advice}")


def read_inside(path: Path, bounds: Path, size: int = -1) -> bytes:
    """The first bytes of a regular file in ``bounds``, all of them without ``size``. Raises ``DocumentError`` and ``OSError``."""
    real = check_inside(path, bounds)
    if not stat.S_ISREG(real.stat().st_mode):
        raise DocumentError(str(path), "this is not a regular file; name a document")
    with open(os.open(real, os.O_RDONLY | NOFOLLOW | NONBLOCK | PRIVATE), "rb") as file:  # noqa: PTH123
        if _real(real) != real or not os.path.samestat(os.fstat(file.fileno()), real.stat()):
            raise DocumentError(str(path), "it was replaced while it was opened; run again")
        return file.read(size)


def read_own(path: Path) -> bytes | None:
    """A file that citecheck keeps, such as the lock; None where there is none. Raises ``DocumentError`` and ``OSError``."""
    if not os.path.lexists(path):
        return None
    bounds = bounds_of(path)
    check_inside(path, bounds, "citecheck keeps this file itself: replace the link by a file, or delete it")
    return read_inside(path, bounds)


def _absolute(path: Path) -> Path:
    """The path from the root; folders before a ``..`` without links, since that leads to the folder above where they lead."""
    place = path.absolute()
    parts = place.parts
    if ".." not in parts:
        return place
    after = len(parts) - parts[::-1].index("..")
    return _real(Path(*parts[:after])).joinpath(*parts[after:])


def _real(path: Path) -> Path:
    """The path without symbolic links; a loop of them ends where it begins."""
    return Path(os.path.realpath(path))
