"""CDXJ, the index of WARC files: one sorted line per capture, ``<surt> <timestamp> <json>``, with binary search.

It can be rebuilt from the WARC files.
"""

import json
import os
from collections.abc import Iterable, Iterator
from heapq import merge
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from citecheck.archives.warc.surts import surt
from citecheck.io.atomic_files import replacing

REVISIT = "warc/revisit"
NAME = "index.cdxj"


class _Block(msgspec.Struct):
    url: str
    filename: str
    offset: int
    length: int
    mime: str = ""
    status: str | int = ""
    digest: str = ""
    recordDigest: str = ""  # noqa: N815


_DECODER = msgspec.json.Decoder(_Block, strict=False)


class BadLine(ValueError):
    """A line that cannot be parsed, with the reason."""


def damaged_index(error: BadLine) -> str:
    """The message for an index with such a line."""
    return f"the index is damaged: {error}; remove the file, it is rebuilt from the WARC files"


class CdxjRow(Struct, frozen=True):
    """One capture. ``timestamp`` has 14 digits, ``filename`` no folder; ``record_digest`` is the SHA-256 of the compressed record."""

    url: str
    timestamp: str
    mime: str
    status: str
    digest: str
    length: int
    offset: int
    filename: str
    record_digest: str = ""

    def line(self) -> bytes:
        """Return the row as a line of the file; numbers are strings, as pywb writes them."""
        values = asdict(self) | {"length": str(self.length), "offset": str(self.offset), "recordDigest": self.record_digest}
        kept = {key: value for key, value in values.items() if value and key not in ("timestamp", "record_digest")}
        return f"{surt(self.url)} {self.timestamp} {json.dumps(kept)}\n".encode()


def parse(line: bytes) -> CdxjRow:
    """Parse one line. Raises ``BadLine``. Numbers may be strings."""
    try:
        _key, timestamp, block = line.decode("utf-8").split(" ", 2)
        found = _DECODER.decode(block)
    except (ValueError, RecursionError, msgspec.DecodeError) as error:
        raise BadLine("it is not `key timestamp JSON` with url, filename, offset and length") from error
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) in (14, 17)) or found.offset < 0 or found.length <= 0:
        raise BadLine("its timestamp, offset or length is not valid")
    return CdxjRow(
        found.url,
        timestamp,
        found.mime,
        str(found.status),
        found.digest,
        found.length,
        found.offset,
        found.filename,
        found.recordDigest,
    )


def look_up(file: BinaryIO, url: str) -> Iterator[CdxjRow]:
    """Yield the rows with a URL's key, oldest first, by bisection over the bytes of a sorted file."""
    wanted = surt(url).encode() + b" "
    low, high = 0, file.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        start = _line_start(file, middle)
        line = file.readline() if start < high else b""
        if line and line < wanted:
            low = start + len(line)
        else:
            high = middle
    file.seek(_line_start(file, low))
    for line in file:
        if not line.startswith(wanted):
            return
        yield parse(line)


def _line_start(file: BinaryIO, at: int) -> int:
    """Seek to the first start of a line at or after a position; return it."""
    if at == 0:
        return file.seek(0)
    file.seek(at - 1)
    file.readline()
    return file.tell()


def rows(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of an index with their numbers, from 1."""
    with path.open("rb") as file:
        yield from enumerate(file, 1)


def write(path: Path, added: Iterable[CdxjRow], removed: Iterable[CdxjRow] = ()) -> None:
    """Add rows to an index and remove others, atomically."""
    dropped = {row.line() for row in removed}
    fresh = sorted({row.line() for row in added})
    with replacing(path) as out:
        present = path.open("rb") if path.exists() else None
        last = b""
        for line in merge(present or (), fresh):
            if line != last and line not in dropped:
                out.write(line)
            last = line
        if present:
            present.close()
