"""XML files of many documents, which may be compressed with bzip2 (also of several streams) or gzip."""

import bz2
import gzip
from pathlib import Path
from typing import IO, cast

from citecheck.documents.zip_archive import UNREADABLE

ENDINGS = (".xml", ".xml.bz2", ".xml.gz")
PIECE = 1 << 16  # bytes that are read at once
HEAD = 2_000  # bytes in which the root element begins


def opened(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked."""
    name = path.name.lower()
    if name.endswith(".bz2"):
        return bz2.open(path)
    if name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path))
    return path.open("rb")


def begins_with(path: Path, *roots: bytes) -> bool:
    """Whether a file is named like XML, and its root element is one of these."""
    if not path.name.lower().endswith(ENDINGS):
        return False
    try:
        with opened(path) as file:
            head = file.read(HEAD)
    except UNREADABLE:
        return False
    return any(b"<" + root in head for root in roots)
