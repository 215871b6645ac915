"""Checks before a user's document is overwritten."""

import stat
from pathlib import Path

# Files that programs create beside an open document: Word, LibreOffice, Vim.
OWNER_FILES = ("~${rest}", ".~lock.{name}#", ".{name}.swp")


def overwrite_problem(path: Path) -> str | None:
    """Return why a document cannot be overwritten and what to do, None if it can."""
    if path.is_symlink():
        return "this is a symbolic link; citecheck does not write through links, name the file itself"
    found = path.stat()
    if not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        return "the file is read-only; make it writable first"
    if found.st_nlink > 1:
        return f"the file has {found.st_nlink} hard links, which a repair would separate; remove the others first, or repair a copy"
    for pattern in OWNER_FILES:
        owner_file = path.parent / pattern.format(name=path.name, rest=path.name[2:])
        if owner_file.exists():
            return f"another program has the file open (there is {owner_file.name}); close it there first"
    return None
