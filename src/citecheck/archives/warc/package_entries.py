"""The entries of a WACZ package's ZIP, read with size limits. An unreadable entry is a fault of the package, not an exception."""

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar

import msgspec

from citecheck.archives.warc.verify import MAX_FAULTS, Damage

MAX_READ = 32_000_000  # decompressed bytes read of a list or index; about 100,000 captures
# Exceptions of opening and reading an entry that does not agree with the ZIP's directory.
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, TypeError, RuntimeError, OSError)
T = TypeVar("T")


class Readable(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes: ...


class Window(io.RawIOBase):
    """A range of a file as a file: an entry that is stored without compression."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file, self._start, self._size, self._at = file, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._start + self._at)
        piece = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


class Entries:
    """The files in a ZIP by name, and the faults found so far, at most ``MAX_FAULTS``."""

    def __init__(self, path: Path, file: BinaryIO, package: zipfile.ZipFile) -> None:
        self.path, self._file, self._package = path, file, package
        self._entries = {entry.filename: entry for entry in package.infolist() if not entry.filename.endswith("/")}
        self.faults: list[Damage] = []

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def size(self, name: str) -> int:
        """Return an entry's decompressed size, according to the ZIP's directory."""
        return self._entries[name].file_size

    def is_stored(self, name: str) -> bool:
        """Whether an entry is stored without compression."""
        return self._entries[name].compress_type == zipfile.ZIP_STORED

    def full(self) -> bool:
        """Whether the maximum number of faults is reached."""
        return len(self.faults) >= MAX_FAULTS

    def add(self, name: str, what: str) -> None:
        """Add a fault of an entry; of the package if ``name`` is empty."""
        if not self.full():
            self.faults.append(Damage(f"{self.path}: {name}" if name else str(self.path), what))

    def hash(self, name: str, like: str) -> str | None:
        """Return an entry's hash in the format of another hash; None, and a fault, if it cannot be read."""
        label, colon, _ = like.rpartition(":")
        try:
            digest = hashlib.new(label or "md5", usedforsecurity=False)
            with self._package.open(name) as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
            value = digest.hexdigest()  # fails for SHAKE, which needs a length
        except UNREADABLE as error:
            self.add(name, f"it cannot be read: {error}")
            return None
        return f"{label}{colon}{value}"

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a list or an index; None, and a fault, if they cannot be read."""
        try:
            with self._package.open(name) as file:
                return self.bounded(name, file)
        except KeyError:
            self.add("", f"{name} is missing")
        except UNREADABLE as error:
            self.add(name, f"it cannot be read: {error}")
        return None

    def bounded(self, name: str, file: Readable) -> bytes:
        """Return at most ``MAX_READ`` bytes of an entry; more is a fault, because it is not checked."""
        data = file.read(MAX_READ + 1)
        if len(data) > MAX_READ:
            self.add(name, f"it is over {MAX_READ:,} bytes; the rest was not read")
        return data[:MAX_READ]

    def decode(self, name: str, kind: type[T]) -> T | None:
        """Decode a JSON entry; None, and a fault, if it is not valid."""
        data = self.read(name)
        if data is None:
            return None
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            self.add(name, f"it is not valid: {error}")
            return None

    def open(self, name: str) -> BinaryIO | None:
        """Open a WARC file in place, or decompressed in memory if it was compressed again. None, and a fault, if it cannot be read."""
        entry = self._entries[name]
        if not self.is_stored(name):
            data = self.read(name)
            return io.BytesIO(data) if data is not None else None
        if entry.header_offset < 0:
            self.add(name, "it cannot be read: its offset in the directory is negative")
            return None
        self._file.seek(entry.header_offset)
        local = self._file.read(30)  # ZIP's local file header; the name and the extra field follow it
        start = entry.header_offset + 30 + int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
        return io.BufferedReader(Window(self._file, start, entry.file_size), 1 << 16)
