"""WACZ 1.1.1: a ZIP of WARC files, their index and a list of pages (specs.webrecorder.net/wacz/1.1.1)."""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from msgspec import Struct

from citecheck.archives.warc.cdxj import CdxjRow
from citecheck.archives.warc.record import sha256
from citecheck.archives.warc.verify import WarcContents
from citecheck.io.atomic_files import replacing
from citecheck.version import __version__

VERSION = "1.1.1"
BLOCK = 1024  # lines of the index per gzip member
PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}


class PageEntry(Struct, frozen=True):
    """A page in the package's list: its record's id, URL, capture time, and title if there is one."""

    id: str
    url: str
    moment: str  # RFC 3339
    title: str = ""


def write_package(
    path: Path, files: Mapping[str, Path], contents: Iterable[WarcContents], pages: Iterable[PageEntry], now: datetime
) -> None:
    """Write a WACZ file atomically. ``files`` are the WARC files by name."""
    with replacing(path) as file, zipfile.ZipFile(file, "w") as package:
        _fill(package, files, list(contents), list(pages), now)


def _fill(
    package: zipfile.ZipFile, files: Mapping[str, Path], contents: list[WarcContents], pages: list[PageEntry], now: datetime
) -> None:
    resources = []
    for name, source in files.items():
        with source.open("rb") as file:
            resources.append(_add(package, f"archive/{name}", file, now))
    rows = sorted(row.line() for name, file in zip(files, contents, strict=True) for row in rows_of(file, name))
    blocks, heads = zipnum(rows)
    resources.append(_add(package, "indexes/index.cdx.gz", io.BytesIO(blocks), now))
    resources.append(_add(package, "indexes/index.idx", io.BytesIO(heads), now))
    resources.append(_add(package, "pages/pages.jsonl", io.BytesIO(_pages(pages)), now))
    moment = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    described: dict[str, Any] = {
        "profile": "data-package", "wacz_version": VERSION, "title": "Cited pages", "software": f"citecheck/{__version__}",
        "created": moment, "modified": moment, "resources": resources,
    }  # fmt: skip
    if pages:
        described |= {"mainPageUrl": pages[0].url, "mainPageDate": pages[0].moment}
    data = json.dumps(described, indent=2, ensure_ascii=False).encode("utf-8")
    _add(package, "datapackage.json", io.BytesIO(data), now)
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    _add(package, "datapackage-digest.json", io.BytesIO(json.dumps(digest, indent=2).encode()), now)


def rows_of(file: WarcContents, name: str) -> Iterator[CdxjRow]:
    """Yield the index rows of a WARC file."""
    for member in file.members.values():
        if row := member.row(name):
            yield row


def zipnum(lines: list[bytes]) -> tuple[bytes, bytes]:
    """Return an index in ZipNum format: blocks of lines, each a gzip member, and the list of the blocks."""
    blocks = bytearray()
    heads = [b"!meta 0 " + json.dumps({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}).encode() + b"\n"]
    for at in range(0, len(lines), BLOCK):
        packed = gzip.compress(b"".join(lines[at : at + BLOCK]), mtime=0)
        place = {"offset": len(blocks), "length": len(packed), "digest": sha256(packed), "filename": "index.cdx.gz"}
        heads.append(b" ".join(lines[at].split(b" ", 2)[:2]) + b" " + json.dumps(place).encode() + b"\n")
        blocks += packed
    return bytes(blocks), b"".join(heads)


def _pages(pages: Iterable[PageEntry]) -> bytes:
    entries = [{"id": p.id, "url": p.url, "ts": p.moment} | ({"title": p.title} if p.title else {}) for p in pages]
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in (PAGES_HEAD, *entries)).encode(
        "utf-8", "backslashreplace"
    )


def _add(package: zipfile.ZipFile, name: str, source: IO[bytes], now: datetime) -> dict[str, Any]:
    """Store a file; return its entry in the list of resources."""
    entry = zipfile.ZipInfo(name, now.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    digest, size = hashlib.sha256(), 0
    with package.open(entry, "w", force_zip64=True) as out:
        while piece := source.read(1 << 20):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return {"name": name.rpartition("/")[2].lower(), "path": name, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}
