"""What is damaged in a WACZ package, in which file of it, and which captures that affects. Reads 1.1.1 and the draft 1.2.0."""

import gzip
import hashlib
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec

from citecheck.archives.warc.record import sha256
from citecheck.archives.warc.surts import surt, uri
from citecheck.archives.warc.verify import MOST_FAULTS, Damage, Listed, Walked, compare, read_index, walk

PACKAGE, DIGEST, PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
ALLOWED = {  # what may stand in the three folders of the format, and nothing else
    "archive/": re.compile(r"(?<![^/])[^/]+\.warc(\.gz)?"),
    "indexes/": re.compile(r"(?<![^/])[^/]+\.(cdxj?(\.gz)?|idx)"),
    "pages/": re.compile(r"(?<![^/])[^/]+\.jsonl"),
}
MAX_READ = 32_000_000  # bytes of a list or an index that are read, unpacked; some 100,000 captures
# What opening an entry or reading it raises where its bytes are not what the ZIP's directory says.
UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, TypeError, RuntimeError, OSError)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)")


class _Resource(msgspec.Struct):
    path: str
    hash: str
    bytes: int
    name: str = ""


class _Package(msgspec.Struct):
    resources: list[_Resource]
    profile: str = ""
    wacz_version: str = ""


class _Digest(msgspec.Struct):
    path: str
    hash: str


class _Block(msgspec.Struct):
    offset: int
    length: int
    digest: str = ""
    filename: str = "index.cdx.gz"


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes: ...


class Window(io.RawIOBase):
    """A stretch of a file as a file of its own: what a ZIP holds without compression."""

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


def verify_package(path: Path) -> tuple[list[Walked], list[Damage]]:
    """Everything that the format promises, and every row of the index against its record."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as package:
            return Check(path, file, package).run()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError) as error:
        return [], [Damage(str(path), f"this is no whole ZIP file, so nothing of it can be read: {error}")]


class Check:
    """One package under examination."""

    def __init__(self, path: Path, file: BinaryIO, package: zipfile.ZipFile) -> None:
        self._path, self._file, self._package = path, file, package
        self._entries = {entry.filename: entry for entry in package.infolist() if not entry.filename.endswith("/")}
        self._damages: list[Damage] = []

    def run(self) -> tuple[list[Walked], list[Damage]]:
        """The WARC files and all faults."""
        self._folders()
        self._resources()
        self._blocks()
        rows = list(self._rows())
        walked = dict(self._walked(rows))
        self._damages += compare(rows, walked)
        self._pages({surt(uri(listed.row.url)) for listed in rows} if rows else None)
        return list(walked.values()), self._damages

    def _says(self, name: str, what: str, *captures: str) -> None:
        if len(self._damages) < MOST_FAULTS:
            self._damages.append(Damage(f"{self._path}: {name}" if name else str(self._path), what, captures))

    def _folders(self) -> None:
        for folder, pattern in ALLOWED.items():
            inside = [name for name in self._entries if name.startswith(folder)]
            for name in inside:
                if not pattern.fullmatch(name.removeprefix(folder)):
                    self._says(name, f"a foreign file: {folder} holds nothing of that kind")
            if not any(pattern.fullmatch(name.removeprefix(folder)) for name in inside) and folder != "pages/":
                self._says("", f"{folder} holds no {'WARC file' if folder == 'archive/' else 'index'}")
        if PAGES not in self._entries:
            self._says("", f"{PAGES} is missing")
        for name, entry in self._entries.items():
            stored = name.startswith("archive/") or (name.startswith("indexes/") and name.endswith(".gz"))
            if stored and entry.compress_type != zipfile.ZIP_STORED:
                self._says(
                    name, "it is compressed a second time, where it must be stored, so that no record can be read in its place"
                )

    def _resources(self) -> None:
        package = self._decode(PACKAGE, _Package)
        if package is None:
            return
        if not package.wacz_version and package.profile != "wacz":
            self._says(PACKAGE, "it has no wacz_version")
        listed = {resource.path: resource for resource in package.resources}
        for name, resource in listed.items():
            if name not in self._entries:
                self._says(PACKAGE, f"it lists {name}, which is not there")
            elif fault := self._differs(name, resource):
                self._says(name, fault)
        for name in self._entries:
            if name not in listed and name not in (PACKAGE, DIGEST):
                self._says(name, f"a foreign file: {PACKAGE} does not list it")
        if (
            DIGEST in self._entries
            and (digest := self._decode(DIGEST, _Digest))
            and digest.hash != self._hash(PACKAGE, digest.hash)
        ):
            self._says(DIGEST, f"its hash is not that of {PACKAGE}")

    def _differs(self, name: str, resource: _Resource) -> str | None:
        found = self._hash(name, resource.hash)
        if found is None:
            return None  # told already
        size = self._entries[name].file_size
        if size != resource.bytes:
            return f"it is {size} bytes long, not {resource.bytes} as {PACKAGE} has it"
        return f"its bytes are not those that {PACKAGE} has the hash of" if found != resource.hash else None

    def _hash(self, name: str, like: str) -> str | None:
        """An entry's hash in the form of another; None, and told, where it cannot be read."""
        label, colon, _ = like.rpartition(":")
        try:
            digest = hashlib.new(label or "md5", usedforsecurity=False)
            with self._package.open(name) as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
            value = digest.hexdigest()  # SHAKE has none without a length
        except UNREADABLE as error:
            self._says(name, f"it cannot be read: {error}")
            return None
        return f"{label}{colon}{value}"

    def _read(self, name: str) -> bytes | None:
        try:
            with self._package.open(name) as file:
                return self._bounded(name, file)
        except KeyError:
            self._says("", f"{name} is missing")
        except UNREADABLE as error:
            self._says(name, f"it cannot be read: {error}")
        return None

    def _bounded(self, name: str, file: Readable) -> bytes:
        """What is read of an entry; that there is more is a fault, since nobody can say whether it is sound."""
        data = file.read(MAX_READ + 1)
        if len(data) > MAX_READ:
            self._says(name, f"it is over {MAX_READ:,} bytes; what is behind them was not read")
        return data[:MAX_READ]

    def _decode(self, name: str, kind: type[Any]) -> Any:
        data = self._read(name)
        if data is None:
            return None
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            self._says(name, f"it is not what it should be: {error}")
            return None

    def _rows(self) -> Iterator[Listed]:
        for name in sorted(self._entries):
            if not re.fullmatch(r"indexes/[^/]+\.cdxj?(\.gz)?", name) or (data := self._read(name)) is None:
                continue
            try:
                with gzip.open(io.BytesIO(data)) as unpacked:
                    lines = self._bounded(name, unpacked) if name.endswith(".gz") else data
            except (OSError, EOFError, zlib.error) as error:
                self._says(name, f"it cannot be unpacked: {error}")
                continue
            rows, damages = read_index(io.BytesIO(lines), f"{self._path}: {name}")
            self._damages += damages
            yield from rows

    def _blocks(self) -> None:
        """Every block that a list of blocks names, against its bytes."""
        for name in sorted(self._entries):
            if not name.endswith(".idx") or not name.startswith("indexes/") or (data := self._read(name)) is None:
                continue
            read: dict[str, bytes | None] = {}
            for number, line in enumerate(io.BytesIO(data), 1):
                if not line.startswith(b"!meta") and (fault := self._block_fault(line, read)):
                    self._says(f"{name}: line {number}", fault)

    def _block_fault(self, line: bytes, read: dict[str, bytes | None]) -> str | None:
        try:
            block = msgspec.json.decode(line.split(b" ", 2)[2], type=_Block, strict=False)
        except (IndexError, ValueError, RecursionError, msgspec.DecodeError):
            return "it is not `key timestamp JSON` with offset and length"
        if block.filename not in read:
            read.clear()  # one file at a time is held
            read[block.filename] = self._read(f"indexes/{block.filename}")
        if (data := read[block.filename]) is None:
            return None  # told already
        piece = data[block.offset : block.offset + block.length]
        if block.digest and block.digest != sha256(piece):
            return f"the block at offset {block.offset} has other bytes"
        return None if piece.startswith(b"\x1f\x8b") else f"no block begins at offset {block.offset}"

    def _walked(self, rows: list[Listed]) -> Iterator[tuple[str, Walked]]:
        for name, entry in self._entries.items():
            if not re.fullmatch(r"archive/[^/]+\.warc(\.gz)?", name):
                continue
            short = name.rpartition("/")[2]
            own = [listed.row for listed in rows if listed.row.filename.rpartition("/")[2] == short]
            file = self._open(entry)
            if file is not None:
                walked = walk(file, f"{self._path}: {name}", own)
                self._damages += walked.damages
                yield short, walked

    def _open(self, entry: zipfile.ZipInfo) -> BinaryIO | None:
        """A WARC file in place; one that was compressed by mistake is unpacked in memory."""
        if entry.compress_type != zipfile.ZIP_STORED:
            data = self._read(entry.filename)
            return io.BytesIO(data) if data is not None else None
        if entry.header_offset < 0:
            self._says(entry.filename, "it cannot be read: the directory says that it begins before the file does")
            return None
        self._file.seek(entry.header_offset)
        local = self._file.read(30)  # ZIP's local file header; the name and the extra field follow it
        start = entry.header_offset + 30 + int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
        return io.BufferedReader(Window(self._file, start, entry.file_size), 1 << 16)

    def _pages(self, keys: set[str] | None) -> None:
        for name in self._entries:
            if not name.startswith("pages/") or not name.endswith(".jsonl") or (data := self._read(name)) is None:
                continue
            for number, line in enumerate(io.BytesIO(data), 1):
                if len(self._damages) >= MOST_FAULTS:
                    break
                if fault := self._page_fault(line, number, keys if name == PAGES else None):
                    self._says(f"{name}: line {number}", fault)
            if not data.strip():
                self._says(name, "it is empty: its first line must say json-pages-1.0")

    def _page_fault(self, line: bytes, number: int, keys: set[str] | None) -> str | None:
        if not line.strip():
            return None
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, ValueError, RecursionError):
            return "it is not JSON"
        if not isinstance(value, Mapping):
            return "it is no JSON object"
        if number == 1:
            return (
                None if value.get("format") == "json-pages-1.0" else "the first line does not say that the format is json-pages-1.0"
            )
        url, moment = value.get("url"), value.get("ts")
        if not isinstance(url, str) or not url:
            return "the page has no url"
        if not isinstance(moment, str) or not _RFC3339.fullmatch(moment):
            return f"the page {url} has no ts, the time of its capture (RFC 3339)"
        return f"the page {url} is not in the index" if keys is not None and surt(uri(url)) not in keys else None
