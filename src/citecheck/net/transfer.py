"""The state of one page request, and the libcurl handle that sends it."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from citecheck.faults import error_boundary
from citecheck.model.web import Exchange, Hop, Request
from citecheck.net.raw_capture import RawCapture

MAX_HEADER_BYTES = 65_536
# Content types that are read. Of others (video, archives, images) the first bytes prove that they exist.
TEXT_TYPES = (b"text/", b"html", b"xml", b"json", b"application/pdf")
OTHER_BYTES = 4_096  # read of other types


class Transfer(Struct):
    """A request, its current URL and its history. ``rate_key`` and ``interval`` are its rate limit's."""

    request: Request
    url: str
    target: str = ""  # ``url`` as it is sent
    rate_key: str = ""
    interval: float = 0.0
    claimed: float = 0.0  # the time at which it was allowed to start
    hops: list[Hop] = field(default_factory=list)
    tries: int = 0  # at this hop
    total_tries: int = 0
    cookies: tuple[str, ...] = ()
    identity: bool = False  # request no content encoding, since the first one was broken
    fresh: bool = False  # use a new connection, since a kept one broke
    robots: bool = False  # a request for the host's crawl-delay
    exchanges: list[Exchange | None] = field(default_factory=list)


class CurlHandle:
    """A reusable handle with its buffers; the limit is in decoded bytes."""

    __slots__ = (
        "allowed", "body", "capture", "cookies", "curl", "encoding", "fault", "fields", "fresh", "head", "header_bytes", "is_text", "limit",
        "proxy", "put_off", "refused", "sent", "size", "sniff", "target", "transfer", "truncated",
    )  # fmt: skip

    def __init__(self, curl: Any, allowed: Callable[[Transfer], bool]) -> None:
        self.curl = curl
        self.allowed = allowed
        self.fields: tuple[str, ...] | None = None
        self.proxy: str | None = None
        self.encoding: str | None = None
        self.target = ""
        self.cookies = self.fresh = False
        self.capture: RawCapture | None = None
        self.refused = False

    def begin(self, transfer: Transfer, limit: int, *, sniff: bool) -> None:
        """Reset the buffers for the next transfer. With ``sniff`` bodies other than text are cut early."""
        self.transfer = transfer
        self.limit, self.sniff = limit, sniff
        self.body: list[bytes] = []
        self.head: list[bytes] = []
        self.size = self.header_bytes = self.sent = 0
        self.truncated = self.refused = self.put_off = False
        self.fault = ""  # an internal error in a callback
        self.is_text: bool | None = None

    def write(self, data: bytes) -> int | None:
        """libcurl's callback for decoded bytes; ends the transfer at the limit or after an internal error."""
        return self._guarded(self._write, data)

    def _guarded(self, callback: Callable[[bytes], int | None], data: bytes) -> int | None:
        with error_boundary() as fault:
            return callback(data)
        self.fault = fault.cause
        return -1

    def _write(self, data: bytes) -> int | None:
        if self.is_text is None:
            self.is_text = not self.sniff or self._is_text_type()
            if not self.is_text:
                self.limit = min(self.limit, OTHER_BYTES)
        room = self.limit - self.size
        if len(data) > room:
            self.body.append(data[:room])
            self.size += room
            self.truncated = True
            return -1
        self.body.append(data)
        self.size += len(data)
        return None

    def may_send(self, *_place: object) -> int:
        """libcurl's callback before a request is sent. Stops its own retry after a kept connection broke: retries are counted here."""
        self.sent += 1
        if self.sent == 1:
            with error_boundary() as fault:
                self.put_off = not self.allowed(self.transfer)
            self.fault = fault.cause
        return int(self.sent > 1 or self.put_off or bool(self.fault))

    def _is_text_type(self) -> bool:
        kind = next((line.lower() for line in self.head if line[:13].lower() == b"content-type:"), b"text/html")
        return any(sign in kind for sign in TEXT_TYPES)

    def headers(self) -> list[tuple[str, str]]:
        """Return the response's header fields."""
        parted = (line.partition(":") for line in b"".join(self.head).decode("latin-1").split("\n"))
        return [(name.strip(), value.strip()) for name, colon, value in parted if colon]

    def header(self, line: bytes) -> int | None:
        """libcurl's callback for one line of the response's head."""
        return self._guarded(self._header, line)

    def _header(self, line: bytes) -> int | None:
        self.header_bytes += len(line)
        if self.header_bytes > MAX_HEADER_BYTES:
            return -1
        if line.startswith(b"HTTP/"):
            self.head.clear()  # after an interim response or a proxy's
        else:
            self.head.append(line)
            self.cookies |= line[:11].lower() == b"set-cookie:"
        return None
