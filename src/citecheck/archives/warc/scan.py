"""Reads a record incrementally: headers, digests, completeness. Does not keep its block."""

import base64
import hashlib
import re
from typing import Any

from citecheck.archives.warc.http import ChunkedDecoder, Fields, is_chunked, media_type, split_head, status

MAX_HEAD = 1_000_000  # bytes of a record's head
_ALGORITHMS = {"sha1", "sha256", "sha512", "md5"}


class Damaged(ValueError):
    """A fault of a record; the message continues the sentence "the record …"."""


class Scan:
    """Takes a record's bytes in pieces. ``done`` after the record and the two empty lines."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.http_first = b""
        self.http_fields: Fields = ()
        self.done = False

        self._buffer = bytearray()
        self._http = bytearray()
        self._left: int | None = None  # remaining bytes of the block
        self._in_payload = False
        self._chunks: ChunkedDecoder | None = None
        self._block: Any = None
        self._payloads: list[Any] = []

    def feed(self, data: bytes) -> bytes:
        """Process a piece; return the bytes after the record. Raises ``Damaged``."""
        if self._left is None:
            self._buffer += data
            data = self._read_head()
        if self._left:
            piece, data = data[: self._left], data[self._left :]
            self._left -= len(piece)
            self._take(piece)
        if self._left == 0 and not self.done:
            self._buffer += data
            return self._read_end()
        return data if self.done else b""

    def get(self, name: str) -> str:
        """Return a WARC header, without brackets around a URI; empty if there is none."""
        value = self.headers.get(name.lower(), "")
        return value[1:-1] if value.startswith("<") and value.endswith(">") else value

    @property
    def kind(self) -> str:
        """WARC-Type."""
        return self.get("WARC-Type").lower()

    @property
    def is_capture(self) -> bool:
        """Whether indexes list it."""
        return self.kind in ("response", "revisit", "resource")

    def timestamp(self) -> str:
        """Return the WARC-Date as 14 digits."""
        return "".join(c for c in self.get("WARC-Date") if c.isdigit())[:14]

    def check(self) -> None:
        """Raise ``Damaged`` if the record does not match its digests."""
        for name in ("warc-record-id", "warc-date", "warc-type"):
            if not self.headers.get(name):
                raise Damaged(f"has no {name}")
        self._compare("WARC-Block-Digest", [self._block])
        if self.kind != "revisit":  # its payload is in another record
            self._compare("WARC-Payload-Digest", self._payloads or [self._block])

    def http_status(self) -> str:
        """Return the status code of the HTTP head; empty if there is none."""
        return status(self.http_first)

    def mime(self) -> str:
        """Return the media type for an index."""
        if self.kind == "revisit":
            return "warc/revisit"
        if self.http_first:
            return media_type(self.http_fields) or "unk"
        return self.get("Content-Type").partition(";")[0].strip().lower() or "unk"

    def _read_head(self) -> bytes:
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            if len(self._buffer) > MAX_HEAD or not b"WARC/1."[: len(self._buffer)] == bytes(self._buffer[:7]):
                raise Damaged("does not begin with WARC/1.x")
            return b""
        version, fields = split_head(bytes(head) + b"\r\n")
        if not re.fullmatch(rb"WARC/1\.[01]", version):
            raise Damaged("does not begin with WARC/1.x")
        self.headers = {k.decode("utf-8", "replace").lower(): v.decode("utf-8", "replace") for k, v in fields}
        length = self.headers.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", length):
            raise Damaged("has no Content-Length")
        self._left = int(length)
        self._begin_block()
        self._buffer = bytearray()
        return bytes(rest)

    def _begin_block(self) -> None:
        algorithm = _label(self.get("WARC-Block-Digest"))
        self._block = hashlib.new(algorithm, usedforsecurity=False)
        self._in_payload = not self.get("Content-Type").startswith("application/http")

    def _take(self, piece: bytes) -> None:
        self._block.update(piece)
        if self._in_payload:
            self._take_payload(piece)
            return
        self._http += piece
        head, found, rest = self._http.partition(b"\r\n\r\n")
        if found or not self._left or len(self._http) > MAX_HEAD:
            self.http_first, self.http_fields = split_head(bytes(head) + b"\r\n")
            self._chunks = ChunkedDecoder() if is_chunked(self.http_fields) else None
            self._in_payload, self._http = True, bytearray()
            self._take_payload(bytes(rest))

    def _take_payload(self, piece: bytes) -> None:
        if not self._payloads:
            algorithm = _label(self.get("WARC-Payload-Digest"))
            self._payloads = [hashlib.new(algorithm, usedforsecurity=False) for _ in range(2 if self._chunks else 1)]
        self._payloads[0].update(piece)
        if self._chunks:  # the standard hashes the decoded payload, some software the chunks
            self._payloads[1].update(self._chunks.feed(piece))

    def _read_end(self) -> bytes:
        if len(self._buffer) < 4:
            if not b"\r\n\r\n".startswith(bytes(self._buffer)):
                raise Damaged("continues after its Content-Length")
            return b""
        if self._buffer[:4] != b"\r\n\r\n":
            raise Damaged("continues after its Content-Length")
        self.done = True
        rest = bytes(self._buffer[4:])
        self._buffer = bytearray()
        return rest

    def _compare(self, name: str, hashes: list[Any]) -> None:
        stated = self.get(name)
        label, _, value = stated.partition(":")
        if not stated or label.lower() not in _ALGORITHMS:
            return
        if not any(_same(value, made.digest()) for made in hashes):
            raise Damaged(f"does not match its {name}")


def _label(digest: str) -> str:
    label = digest.partition(":")[0].lower()
    return label if label in _ALGORITHMS else "sha1"


def _same(value: str, digest: bytes) -> bool:
    """Whether a digest in base32 or hexadecimal has these bytes."""
    return value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("=") or value.lower() == digest.hex()
