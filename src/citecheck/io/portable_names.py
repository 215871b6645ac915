"""Names of files that every system can hold, and paths that every system writes alike."""

import os
import re
import unicodedata
from pathlib import PurePath, PureWindowsPath
from types import ModuleType

from citecheck.language.surrogates import well_formed_name

# What Windows refuses in a name, and so do the stores of artifacts of CI services (actions/upload-artifact): learn.microsoft.com,
# "Naming Files, Paths, and Namespaces".
REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])[ ]*(?:\.|$)", re.IGNORECASE)


def portable_name(name: str) -> str:
    """A name with ``_`` for what some system refuses, and before a word that Windows takes for a device (``aux.md``)."""
    held = REFUSED.sub("_", name)
    return f"_{held}" if RESERVED.match(held) else held


def comparable(name: str) -> str:
    """What two names have in common that are one file on macOS or Windows: names that differ in case, or in how accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def path_from(folder: PurePath, path: str, system: ModuleType = os.path) -> str:
    """A path as a file keeps it that stands in ``folder``: from there, with forward slashes, in UTF-8.

    It is absolute where no path leads from one to the other, such as between two drives.
    """
    try:
        found: str = system.relpath(path, folder)
    except ValueError:
        found = system.abspath(path)
    return well_formed_name(PureWindowsPath(found).as_posix() if system.sep == "\\" else PurePath(found).as_posix())
