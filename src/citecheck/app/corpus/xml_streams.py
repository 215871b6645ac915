"""XML files of many documents, which may be compressed with bzip2 (also of several streams) or gzip."""

import bz2
import gzip
from contextlib import suppress
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


def head(path: Path) -> bytes:
    """The bytes in which the root element of a file that is named like XML begins; empty for other files."""
    if not path.name.lower().endswith(ENDINGS):
        return b""
    with suppress(*UNREADABLE), opened(path) as file:
        return file.read(HEAD)
    return b""
