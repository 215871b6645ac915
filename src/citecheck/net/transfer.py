"""One request on its way through the pages door, and the handle of libcurl that carries it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from citecheck.faults import error_boundary
from citecheck.model.web import Exchange, Hop, Request
from citecheck.net.raw_capture import RawCapture

MAX_HEADER_BYTES = 65_536
# Types whose body tells about the page; of others (video, archives, images) the first bytes are enough to see that they are there.
TELLING = (b"text/", b"html", b"xml", b"json", b"application/pdf")
ENOUGH = 4_096  # bytes of a body that tells nothing


@dataclass(slots=True)
class Transfer:
    """Where a request is now, and what it has met. ``place`` is what shares a limit with it, ``interval`` its seconds."""

    request: Request
    url: str
    target: str = ""  # as it goes over the wire
    place: str = ""
    interval: float = 0.0
    hops: list[Hop] = field(default_factory=list)
    tries: int = 0  # at this hop
    total_tries: int = 0
    cookies: tuple[str, ...] = ()
    identity: bool = False  # no content encoding is asked for, since the one that came was broken
    fresh: bool = False  # over a connection of its own, since a kept one broke
    robots: bool = False  # our own question for the host's crawl-delay
    exchanges: list[Exchange | None] = field(default_factory=list)


class CurlHandle:
    """A handle with its buffers, used for one transfer after the other; the limit is in decoded bytes."""

    __slots__ = (
        "body", "cookies", "curl", "encoding", "fault", "fields", "fresh", "head", "header_bytes", "limit", "proxy", "refused", "sent", "size",
        "sniff", "telling", "transfer", "truncated", "wire",
    )  # fmt: skip

    def __init__(self, curl: Any) -> None:
        self.curl = curl
        self.fields: tuple[str, ...] | None = None
        self.proxy: str | None = None
        self.encoding: str | None = None
        self.cookies = self.fresh = False
        self.wire: RawCapture | None = None
        self.refused = False

    def begin(self, transfer: Transfer, limit: int, *, sniff: bool) -> None:
        """Empties the buffers for the next transfer. With ``sniff`` bodies that tell nothing are cut early."""
        self.transfer = transfer
        self.limit, self.sniff = limit, sniff
        self.body: list[bytes] = []
        self.head: list[bytes] = []
        self.size = self.header_bytes = self.sent = 0
        self.truncated = self.refused = False
        self.fault = ""  # an internal error in a callback
        self.telling: bool | None = None

    def write(self, data: bytes) -> int | None:
        """libcurl's callback for decoded bytes; ends the transfer where there is enough of it, or at an internal error."""
        return self._noted(self._write, data)

    def _noted(self, callback: Callable[[bytes], int | None], data: bytes) -> int | None:
        with error_boundary() as fault:
            return callback(data)
        self.fault = fault.cause
        return -1

    def _write(self, data: bytes) -> int | None:
        if self.telling is None:
            self.telling = not self.sniff or self._tells()
            if not self.telling:
                self.limit = min(self.limit, ENOUGH)
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
        """libcurl's callback before a request goes out. It asks again by itself where kept connections break: that is ours to count."""
        self.sent += 1
        return int(self.sent > 1)

    def _tells(self) -> bool:
        kind = next((line.lower() for line in self.head if line[:13].lower() == b"content-type:"), b"text/html")
        return any(sign in kind for sign in TELLING)

    def headers(self) -> list[tuple[str, str]]:
        """The fields of the answer's head."""
        parted = (line.partition(":") for line in b"".join(self.head).decode("latin-1").split("\n"))
        return [(name.strip(), value.strip()) for name, colon, value in parted if colon]

    def header(self, line: bytes) -> int | None:
        """libcurl's callback for one line of the answer's head."""
        return self._noted(self._header, line)

    def _header(self, line: bytes) -> int | None:
        self.header_bytes += len(line)
        if self.header_bytes > MAX_HEADER_BYTES:
            return -1
        if line.startswith(b"HTTP/"):
            self.head.clear()  # an interim or a proxy's answer came before
        else:
            self.head.append(line)
            self.cookies |= line[:11].lower() == b"set-cookie:"
        return None
