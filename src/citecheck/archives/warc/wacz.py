"""Finds damage in a WACZ package, 1.1.1 or draft 1.2.0, and the affected captures."""

import gzip
import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from citecheck.archives.warc.package_entries import Entries
from citecheck.archives.warc.record import sha256
from citecheck.archives.warc.surts import surt, uri
from citecheck.archives.warc.verify import Damage, IndexedRow, WarcContents, compare, read_index, read_warc, rows_by_file
from citecheck.patterns import lazy_pattern

PACKAGE, DIGEST, PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
ALLOWED = {  # the files that each folder may have
    "archive/": lazy_pattern(r"(?<![^/])[^/]+\.warc(\.gz)?"),
    "indexes/": lazy_pattern(r"(?<![^/])[^/]+\.(cdxj?(\.gz)?|idx)"),
    "pages/": lazy_pattern(r"(?<![^/])[^/]+\.jsonl"),
}
_RFC3339 = lazy_pattern(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:?\d\d)")


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


def verify_package(path: Path) -> tuple[list[WarcContents], list[Damage]]:
    """Verify a package: the requirements of the format, and each row of the index against its record."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as package:
            return PackageCheck(Entries(path, file, package)).run()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError) as error:
        return [], [Damage(str(path), f"this is not a complete ZIP file, so nothing of it can be read: {error}")]


class PackageCheck:
    """The verification of one package."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries

    def run(self) -> tuple[list[WarcContents], list[Damage]]:
        """Return the contents of the WARC files, and all faults."""
        self._folders()
        self._resources()
        self._blocks()
        rows = list(self._rows())
        contents = dict(self._warc_files(rows))
        self._entries.faults += compare(rows, contents)
        self._pages({surt(uri(listed.row.url)) for listed in rows} if rows else None)
        return list(contents.values()), self._entries.faults

    def _folders(self) -> None:
        for folder, pattern in ALLOWED.items():
            inside = [name for name in self._entries if name.startswith(folder)]
            for name in inside:
                if not pattern.fullmatch(name.removeprefix(folder)):
                    self._entries.add(name, f"a foreign file: {folder} must not have files of that kind")
            if not any(pattern.fullmatch(name.removeprefix(folder)) for name in inside) and folder != "pages/":
                self._entries.add("", f"{folder} has no {'WARC file' if folder == 'archive/' else 'index'}")
        if PAGES not in self._entries:
            self._entries.add("", f"{PAGES} is missing")
        for name in self._entries:
            stored = name.startswith("archive/") or (name.startswith("indexes/") and name.endswith(".gz"))
            if stored and not self._entries.is_stored(name):
                self._entries.add(name, "it is compressed again, but must be stored, so that records can be read at their offsets")

    def _resources(self) -> None:
        package = self._entries.decode(PACKAGE, _Package)
        if package is None:
            return
        if not package.wacz_version and package.profile != "wacz":
            self._entries.add(PACKAGE, "it has no wacz_version")
        listed = {resource.path: resource for resource in package.resources}
        for name, resource in listed.items():
            if name not in self._entries:
                self._entries.add(PACKAGE, f"it lists {name}, which is not there")
            elif fault := self._differs(name, resource):
                self._entries.add(name, fault)
        for name in self._entries:
            if name not in listed and name not in (PACKAGE, DIGEST):
                self._entries.add(name, f"a foreign file: {PACKAGE} does not list it")
        if (
            DIGEST in self._entries
            and (digest := self._entries.decode(DIGEST, _Digest))
            and digest.hash != self._entries.hash(PACKAGE, digest.hash)
        ):
            self._entries.add(DIGEST, f"its hash is not that of {PACKAGE}")

    def _differs(self, name: str, resource: _Resource) -> str | None:
        found = self._entries.hash(name, resource.hash)
        if found is None:
            return None  # reported already
        size = self._entries.size(name)
        if size != resource.bytes:
            return f"it is {size} bytes long, not {resource.bytes} as {PACKAGE} has it"
        return f"its bytes are not those that {PACKAGE} has the hash of" if found != resource.hash else None

    def _rows(self) -> Iterator[IndexedRow]:
        for name in sorted(self._entries):
            if not re.fullmatch(r"indexes/[^/]+\.cdxj?(\.gz)?", name) or (data := self._entries.read(name)) is None:
                continue
            try:
                with gzip.open(io.BytesIO(data)) as unpacked:
                    lines = self._entries.bounded(name, unpacked) if name.endswith(".gz") else data
            except (OSError, EOFError, zlib.error) as error:
                self._entries.add(name, f"it cannot be unpacked: {error}")
                continue
            rows, damages = read_index(io.BytesIO(lines), f"{self._entries.path}: {name}")
            self._entries.faults += damages
            yield from rows

    def _blocks(self) -> None:
        """Verify the blocks in the lists of blocks. Each file of blocks is read once, whatever their order."""
        by_file: dict[str, list[tuple[str, _Block]]] = defaultdict(list)
        for name in sorted(self._entries):
            if not name.endswith(".idx") or not name.startswith("indexes/") or (data := self._entries.read(name)) is None:
                continue
            for number, line in enumerate(io.BytesIO(data), 1):
                if line.startswith(b"!meta"):
                    continue
                try:
                    block = msgspec.json.decode(line.split(b" ", 2)[2], type=_Block, strict=False)
                    by_file[block.filename].append((f"{name}: line {number}", block))
                except (IndexError, ValueError, RecursionError, msgspec.DecodeError):
                    self._entries.add(f"{name}: line {number}", "it is not `key timestamp JSON` with offset and length")
        for filename, blocks in by_file.items():
            if (data := self._entries.read(f"indexes/{filename}")) is not None:
                for where, block in blocks:
                    if fault := _block_fault(block, data):
                        self._entries.add(where, fault)

    def _warc_files(self, rows: list[IndexedRow]) -> Iterator[tuple[str, WarcContents]]:
        by_file = rows_by_file(rows)
        for name in self._entries:
            if not re.fullmatch(r"archive/[^/]+\.warc(\.gz)?", name):
                continue
            short = name.rpartition("/")[2]
            if (file := self._entries.open(name)) is not None:
                contents = read_warc(file, f"{self._entries.path}: {name}", by_file.get(short, ()))
                self._entries.faults += contents.damages
                yield short, contents

    def _pages(self, keys: set[str] | None) -> None:
        for name in self._entries:
            if not name.startswith("pages/") or not name.endswith(".jsonl") or (data := self._entries.read(name)) is None:
                continue
            for number, line in enumerate(io.BytesIO(data), 1):
                if self._entries.full():
                    break
                if fault := _page_fault(line, number, keys if name == PAGES else None):
                    self._entries.add(f"{name}: line {number}", fault)
            if not data.strip():
                self._entries.add(name, "it is empty: its first line must name the format json-pages-1.0")


def _block_fault(block: _Block, data: bytes) -> str | None:
    piece = data[block.offset : block.offset + block.length]
    if block.digest and block.digest != sha256(piece):
        return f"the block at offset {block.offset} has other bytes"
    return None if piece.startswith(b"\x1f\x8b") else f"no block begins at offset {block.offset}"


def _page_fault(line: bytes, number: int, keys: set[str] | None) -> str | None:
    if not line.strip():
        return None
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return "it is not JSON"
    if not isinstance(value, Mapping):
        return "it is not a JSON object"
    if number == 1:
        return None if value.get("format") == "json-pages-1.0" else "the first line does not name the format json-pages-1.0"
    url, moment = value.get("url"), value.get("ts")
    if not isinstance(url, str) or not url:
        return "the page has no url"
    if not isinstance(moment, str) or not _RFC3339.fullmatch(moment):
        return f"the page {url} has no ts, the time of its capture (RFC 3339)"
    return f"the page {url} is not in the index" if keys is not None and surt(uri(url)) not in keys else None
