"""The raw bytes of a transfer, recorded beside libcurl's own decoding, for WARC captures."""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

from citecheck.faults import error_boundary
from citecheck.model.web import Exchange, Truncation

# CURLINFO_* of the debug callback (https://curl.se/libcurl/c/CURLOPT_DEBUGFUNCTION.html). DATA_IN is the body before chunking and
# content encoding are undone.
HEADER_IN, HEADER_OUT, DATA_IN = 1, 2, 3
TRUNCATIONS: dict[int, Truncation] = {18: "disconnect", 23: "length", 28: "time", 55: "disconnect", 56: "disconnect"}


class RawCapture(Struct):
    """The bytes that one try sent and received."""

    started: datetime
    sent: bytearray = field(default_factory=bytearray)
    head: bytearray = field(default_factory=bytearray)
    body: bytearray = field(default_factory=bytearray)
    address: str = ""
    truncated: Truncation | None = None
    broken: bool = False
    limit: int = 64_000_000  # bytes of ``body``: chunks and encodings can add any amount to a page
    over: bool = False

    def attach(self, handle: Any, curl: Any) -> None:
        """Record the bytes of a handle, over HTTP/1.1, the version in WARC records."""
        handle.setopt(curl.HTTP_VERSION, curl.CURL_HTTP_VERSION_1_1)
        handle.setopt(curl.VERBOSE, 1)
        handle.setopt(curl.DEBUGFUNCTION, self.record)

    def record(self, kind: int, data: bytes) -> None:
        """libcurl's debug callback. After an internal error there is no exchange."""
        with error_boundary() as fault:
            self._record(kind, data)
        self.broken = self.broken or bool(fault.cause)

    def _record(self, kind: int, data: bytes) -> None:
        if kind == DATA_IN:
            self.over = self.over or len(self.body) + len(data) > self.limit
            if not self.over:
                self.body += data
        elif kind == HEADER_IN:
            if data.startswith(b"HTTP/"):
                self.head.clear()  # after an interim response or a proxy's
            self.head += data
        elif kind == HEADER_OUT:
            if self.sent.endswith(b"\r\n\r\n"):
                self.sent.clear()  # after the proxy's CONNECT
            self.sent += data

    def ended(self, address: str, error: int = 0) -> None:
        """Set the server's IP address, and the reason of truncation by libcurl's error number (0: complete)."""
        self.address = address
        self.truncated = "length" if self.over else TRUNCATIONS.get(error, "unspecified") if error else None

    def exchange(self, url: str) -> Exchange | None:
        """Return the exchange, None if the response's head is incomplete."""
        if self.broken or not self.head.endswith(b"\r\n\r\n"):
            return None
        return Exchange(url, bytes(self.sent), bytes(self.head), bytes(self.body), self.address, self.started, self.truncated)
