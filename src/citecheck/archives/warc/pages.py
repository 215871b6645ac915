"""The pages in WARC files, with their titles."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from citecheck.archives.warc.http import field, media_type
from citecheck.archives.warc.package import PageEntry
from citecheck.archives.warc.reader import Member, read_record
from citecheck.archives.warc.verify import WarcContents
from citecheck.model.web import Response

PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml", "application/pdf", "text/plain"))
TITLED = frozenset(("text/html", "application/xhtml+xml"))
MAX_HTML = 4_000_000  # bytes searched for a title


def pages(files: Mapping[str, Path], contents: Iterable[WarcContents]) -> Iterator[PageEntry]:
    """Yield the captures with status 200 and a text or PDF type; a revisit has its original's title."""
    titles: dict[str, str] = {}
    for path, file in zip(files.values(), contents, strict=True):
        for member in file.members.values():
            kind = media_type(member.scan.http_fields)
            if member.problem is None and member.scan.is_capture and member.scan.http_status() == "200" and kind in PAGE_TYPES:
                digest = member.scan.get("WARC-Payload-Digest")
                if digest not in titles:
                    titles[digest] = _title(path, member) if kind in TITLED and member.scan.kind == "response" else ""
                name = member.scan.get("WARC-Record-ID").removeprefix("urn:uuid:")
                yield PageEntry(name, member.scan.get("WARC-Target-URI"), member.scan.get("WARC-Date"), titles[digest])


def _title(path: Path, member: Member) -> str:
    from citecheck.pages.metadata import read_page

    with path.open("rb") as file:
        _, data = read_record(file, member.offset, member.length)
    body = data.partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")[2][:-4]
    decoded = _decoded(body, (field(member.scan.http_fields, b"content-encoding") or b"").strip().lower())
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in member.scan.http_fields)
    url = member.scan.get("WARC-Target-URI")
    found = read_page(Response(url, url, 200, headers, decoded)).titles if decoded else ()
    return found[0].value if found else ""


def _decoded(body: bytes, coding: bytes) -> bytes:
    """A decompressed body; empty if it is damaged, or in another coding than gzip."""
    if coding not in (b"", b"identity", b"gzip", b"x-gzip"):
        return b""
    try:
        return zlib.decompressobj(31).decompress(body, MAX_HTML) if coding.endswith(b"gzip") else body[:MAX_HTML]
    except zlib.error:
        return b""
