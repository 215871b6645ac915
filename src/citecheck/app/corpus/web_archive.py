"""The HTML pages of WARC files and WACZ packages: responses with status 200, named by their URLs."""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from citecheck.app.corpus.input_document import InputDocument
from citecheck.archives.warc.http import ChunkedDecoder, field, is_chunked, media_type
from citecheck.archives.warc.package_entries import Window
from citecheck.archives.warc.reader import Member, members, read_record
from citecheck.language.charsets import page_codec
from citecheck.language.secrets import public
from citecheck.model.errors import DocumentError
from citecheck.patterns import lazy_pattern

HTML = frozenset(("text/html", "application/xhtml+xml"))
MAX_PAGE = 20_000_000  # bytes
HEADER = 30  # bytes of a ZIP entry's own header without name and extra field (APPNOTE 4.3.7)
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WINDOW_BITS = {b"gzip": (31,), b"x-gzip": (31,), b"deflate": (47, -15)}  # of zlib; some servers send deflate without its header
CHARSET = lazy_pattern(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def pages(path: Path) -> Iterator[InputDocument]:
    """The pages of a file. Raises ``DocumentError``."""
    with path.open("rb") as file:
        if not path.name.lower().endswith(".wacz"):
            yield from _of_warc(str(path), file)
            return
        try:
            with zipfile.ZipFile(file) as package:
                entries = [one for one in package.infolist() if one.filename.endswith((".warc", ".warc.gz"))]
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError):
            raise DocumentError(str(path), "the package is truncated or damaged; make it again") from None
        for entry in entries:
            yield from _of_entry(f"{path}/{entry.filename}", file, entry)


def _of_entry(name: str, file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[InputDocument]:
    file.seek(entry.header_offset)
    head = file.read(HEADER)
    if entry.compress_type != zipfile.ZIP_STORED or len(head) < HEADER or not head.startswith(b"PK\3\4"):
        yield InputDocument(name, fault="it is damaged, or compressed again, so that its records cannot be read")
        return
    start = entry.header_offset + HEADER + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    yield from _of_warc(name, Window(file, start, entry.compress_size))  # type: ignore[arg-type]


def _of_warc(name: str, file: BinaryIO) -> Iterator[InputDocument]:
    for member in members(file):
        if member.problem:
            yield InputDocument(f"{name}:{member.offset}", fault=f"the record {member.problem}")
        elif _is_page(member):
            yield _page(name, file, member)


def _is_page(member: Member) -> bool:
    return member.scan.kind == "response" and member.scan.http_status() == "200" and media_type(member.scan.http_fields) in HTML


def _page(name: str, file: BinaryIO, member: Member) -> InputDocument:
    url = public(member.scan.get("WARC-Target-URI"))
    if int(member.scan.get("Content-Length")) > MAX_PAGE:
        return InputDocument(url or name, fault=f"the page has over {MAX_PAGE // 1_000_000} MB")
    file.seek(member.offset)
    head = file.read(3)
    file.seek(member.offset)
    record = read_record(file, member.offset, member.length)[1] if head.startswith(b"\x1f\x8b") else file.read(member.length)
    body = record.partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")[2][:-4]
    fields = member.scan.http_fields
    if is_chunked(fields):
        chunks = ChunkedDecoder()
        plain = chunks.feed(body)
        body = body if chunks.broken else plain  # some writers decode the body and keep the header
    data = _decoded(body, (field(fields, b"content-encoding") or b"").strip().lower())
    if data is None:
        return InputDocument(url or name, fault="its body is damaged, or compressed in a way that is not read")
    return InputDocument(url or name, _with_charset(data, field(fields, b"content-type") or b""), "html", size=len(data))


def _decoded(body: bytes, coding: bytes) -> bytes | None:
    """A decompressed body; None if it is damaged, over the limit, or in a coding that is not read."""
    if coding in (b"", b"identity"):
        return body if len(body) <= MAX_PAGE else None
    if coding == b"br":
        return _without_brotli(body)
    for bits in WINDOW_BITS.get(coding, ()):
        with suppress(zlib.error):
            unpacker = zlib.decompressobj(bits)
            data = unpacker.decompress(body, MAX_PAGE)
            return data if unpacker.eof else None
    return None


def _without_brotli(body: bytes) -> bytes | None:
    try:
        import brotli
    except ImportError:  # an installation of duckdb and pyarrow without the extra
        return None
    unpacker = brotli.Decompressor()
    try:
        data: bytes = unpacker.process(body, output_buffer_limit=MAX_PAGE)
    except brotli.error:
        return None
    return data if unpacker.is_finished() else None


def _with_charset(data: bytes, content_type: bytes) -> bytes:
    """The page in UTF-8 with a byte order mark, if its header names an encoding: that counts more than the page's own words."""
    label = CHARSET.search(content_type)
    if not label or data.startswith(MARKS):
        return data
    codec = page_codec(data, (label[1].decode("ascii"),))
    return codecs.BOM_UTF8 + data.decode(codec, "replace").encode("utf-8", "replace") if codec else data
