"""Reads WARC files record by record: offset, length and faults of each. Reading continues after damage."""

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from msgspec import Struct

from citecheck.archives.warc.cdxj import CdxjRow
from citecheck.archives.warc.scan import Damaged, Scan

PIECE = 1 << 16
MAGIC = b"\x1f\x8b\x08"


class Member(Struct):
    """A record with its position. ``problem`` continues the sentence "the record …"; None if it is sound."""

    offset: int
    length: int
    scan: Scan
    sha256: str = ""
    problem: str | None = None
    cut: bool = False  # the file ends in it

    def row(self, filename: str) -> CdxjRow | None:
        """Return the record's row in an index; None if an index does not list it."""
        if self.problem or not self.scan.is_capture:
            return None
        return CdxjRow(
            self.scan.get("WARC-Target-URI"), self.scan.timestamp(), self.scan.mime(), self.scan.http_status(), self.scan.get("WARC-Payload-Digest"),
            self.length, self.offset, filename, self.sha256,
        )  # fmt: skip


def members(file: BinaryIO, start: int = 0) -> Iterator[Member]:
    """Yield the records from an offset. After damage, reading continues at the next start of a record."""
    file.seek(start)
    head = file.read(len(MAGIC))
    read_one = _plain if head and start == 0 and head.startswith(b"WAR") else _gzipped
    at = start
    while True:
        file.seek(at)
        if not file.read(1):
            return
        member = read_one(file, at)
        if member.problem and not member.scan.done:
            end = _next_start(file, at + 1, read_one)
            member.cut, member.length = member.cut and end is None, (end or file.seek(0, 2)) - at
        yield member
        at += member.length


def read_record(file: BinaryIO, offset: int, length: int) -> tuple[Member, bytes]:
    """Return the record at a position given by an index, and its decompressed bytes; ``problem`` is set if it is not a record."""
    file.seek(offset)
    raw = file.read(length)
    member = Member(offset, length, Scan(), "sha256:" + hashlib.sha256(raw).hexdigest())
    unpacker = zlib.decompressobj(31)
    try:
        data = unpacker.decompress(raw)
        if not unpacker.eof or unpacker.unused_data:
            member.problem = "is not exactly one gzip member"
        elif member.scan.feed(data) or not member.scan.done:
            member.problem = "is not exactly one record"
        else:
            member.scan.check()
    except zlib.error:
        member.problem, data = "does not begin there", b""
    except Damaged as error:
        member.problem = str(error)
    return member, data


def _gzipped(file: BinaryIO, at: int) -> Member:
    file.seek(at)
    member = Member(at, 0, Scan())
    unpacker, digest = zlib.decompressobj(31), hashlib.sha256()
    try:
        while not unpacker.eof:
            piece = file.read(PIECE)
            if not piece:
                member.problem, member.cut = "is cut off", True
                return member
            _unpack(unpacker, piece, member)
            used = piece[: len(piece) - len(unpacker.unused_data)]
            digest.update(used)
            member.length += len(used)
    except zlib.error:
        member.problem = "is damaged: it cannot be decompressed"
        _read_damaged_headers(file, member)
        member.scan.done = False  # the end of its gzip member is unknown, even if the record is complete
        return member
    member.sha256 = "sha256:" + digest.hexdigest()
    return _checked(member)


def _read_damaged_headers(file: BinaryIO, member: Member) -> None:
    """Read the headers of a damaged record, as far as possible."""
    file.seek(member.offset)
    unpacker = zlib.decompressobj(31)
    member.scan = Scan()
    try:
        while not member.scan.headers and (piece := file.read(16)):
            member.scan.feed(unpacker.decompress(piece))
    except (zlib.error, Damaged):
        return


def _unpack(unpacker: Any, piece: bytes, member: Member) -> None:
    """Decompress a piece in small steps, whatever its compression ratio."""
    while piece:
        data = unpacker.decompress(piece, PIECE * 16)
        piece = unpacker.unconsumed_tail
        if member.problem:
            continue  # only its end is needed
        try:
            if member.scan.feed(data):
                member.problem = "is not alone in its gzip member"
        except Damaged as error:
            member.problem = str(error)


def _plain(file: BinaryIO, at: int) -> Member:
    file.seek(at)
    member = Member(at, 0, Scan())
    while not member.scan.done:
        piece = file.read(PIECE)
        if not piece:
            member.problem, member.cut = "is cut off", True
            return member
        try:
            rest = member.scan.feed(piece)
        except Damaged as error:
            member.problem = str(error)
            return member
        member.length += len(piece) - len(rest)
    return _checked(member)


def _checked(member: Member) -> Member:
    if member.problem:
        member.scan.done = True  # its end is known, so the next record follows
    elif not member.scan.done:
        member.problem, member.scan.done = "ends before its Content-Length", True
    else:
        try:
            member.scan.check()
        except Damaged as error:
            member.problem = str(error)
    return member


def _next_start(file: BinaryIO, at: int, read_one: Any) -> int | None:
    """The offset of the next record after damage; None if there is none."""
    magic = MAGIC if read_one is _gzipped else b"WARC/1."
    file.seek(at)
    window, base = b"", at
    while piece := file.read(PIECE):
        window += piece
        found = window.find(magic)
        while found >= 0:
            if _begins(window[found : found + 512], magic) or (
                len(window) - found < 512 and _begins(_at(file, base + found), magic)
            ):
                return base + found
            found = window.find(magic, found + 1)
        keep = len(magic) - 1
        base, window = base + len(window) - keep, window[-keep:]
        file.seek(base + len(window))
    return None


def _at(file: BinaryIO, offset: int) -> bytes:
    file.seek(offset)
    return file.read(512)


def _begins(data: bytes, magic: bytes) -> bool:
    if magic != MAGIC:
        return True
    try:
        return zlib.decompressobj(31).decompress(data, 16).startswith(b"WARC/1.")
    except zlib.error:
        return False
