"""Why a user's own document must not be replaced as a whole."""

import stat
from pathlib import Path

# Files that programs put beside a document while they have it open: Word, LibreOffice, Vim.
OPEN_MARKS = ("~${rest}", ".~lock.{name}#", ".{name}.swp")


def hindrance(path: Path) -> str | None:
    """What stands in the way of writing a document, with what to do; None where nothing does."""
    if path.is_symlink():
        return "this is a symbolic link; citecheck does not write through links, name the file itself"
    found = path.stat()
    if not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        return "the file is read-only; make it writable first"
    if found.st_nlink > 1:
        return f"the file has {found.st_nlink} names (hard links), which a repair would part; copy it over itself first, or repair a copy"
    for mark in OPEN_MARKS:
        beside = path.parent / mark.format(name=path.name, rest=path.name[2:])
        if beside.exists():
            return f"another program has the file open ({beside.name} stands beside it); close it there first"
    return None
