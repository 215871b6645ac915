"""Looks for entry points of installed packages without ``importlib.metadata``, whose import takes 40 ms and is mostly in vain."""

import os
import re
import sys
from importlib.machinery import PathFinder

from citecheck.patterns import lazy_pattern

# Folders beside packages (https://packaging.python.org/en/latest/specifications/recording-installed-packages/).
METADATA = (".dist-info", ".egg-info")
GROUP = lazy_pattern(rb"^[ \t]*+\[[ \t]*+([^\s\]]++)", re.MULTILINE)


def may_have_entry_points(prefix: str) -> bool:
    """Whether an installed package may have entry points of a group with this prefix; True where that cannot be told."""
    if any(finder is not PathFinder and hasattr(finder, "find_distributions") for finder in sys.meta_path):
        return True
    return any(os.path.isfile(place) or _declares(place, prefix.encode()) for place in sys.path)  # noqa: PTH113 -- it never raises


def _declares(place: str, prefix: bytes) -> bool:
    """Whether a package in a folder of ``sys.path`` declares such a group."""
    try:
        with os.scandir(place or ".") as entries:
            folders = [entry.path for entry in entries if entry.name.endswith(METADATA)]
    except OSError:  # there need not be such a folder
        return False
    return any(group.startswith(prefix) for folder in folders for group in GROUP.findall(_entry_points(folder)))


def _entry_points(folder: str) -> bytes:
    try:
        with open(os.path.join(folder, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123 -- of a hundred packages
            return file.read()
    except OSError:  # most have none
        return b""
