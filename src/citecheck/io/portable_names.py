"""File names that are valid on every system, and paths in one form on every system."""

import os
import re
import unicodedata
from pathlib import PurePath, PureWindowsPath
from types import ModuleType

from citecheck.language.surrogates import well_formed_name
from citecheck.patterns import lazy_pattern

# Invalid in names on Windows and in artifacts of CI services (actions/upload-artifact): learn.microsoft.com, "Naming Files, Paths, and
# Namespaces".
REFUSED = lazy_pattern(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = lazy_pattern(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])[ ]*(?:\.|$)", re.IGNORECASE)


def portable_name(name: str) -> str:
    """A name with ``_`` for invalid characters, and before the name of a device on Windows (``aux.md``)."""
    held = REFUSED.sub("_", name)
    return f"_{held}" if RESERVED.match(held) else held


def comparable(name: str) -> str:
    """Equal for two names of one file on macOS or Windows: they ignore case and the encoding of accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def path_from(folder: PurePath, path: str, system: ModuleType = os.path) -> str:
    """A path relative to ``folder``, with forward slashes, in UTF-8.

    It is absolute if there is no relative path, as between two drives.
    """
    try:
        found: str = system.relpath(path, folder)
    except ValueError:
        found = system.abspath(path)
    return well_formed_name(PureWindowsPath(found).as_posix() if system.sep == "\\" else PurePath(found).as_posix())
