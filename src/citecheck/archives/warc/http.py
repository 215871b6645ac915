"""HTTP messages for records: without chunking, cookies and keys."""

import re

from msgspec import Struct

from citecheck.archives.warc.surts import masked_uri
from citecheck.language.secrets import is_secret_field
from citecheck.model.web import Exchange, Truncation

Fields = tuple[tuple[bytes, bytes], ...]


class HttpMessage(Struct, frozen=True):
    """A head with its body; ``body`` is the entity body, still content-encoded."""

    head: bytes
    body: bytes = b""
    truncated: Truncation | None = None


def split_head(head: bytes) -> tuple[bytes, Fields]:
    """Return the first line and the fields of a head; folded lines are joined (RFC 9112, 5.2)."""
    first, _, rest = head.partition(b"\n")
    lines = re.sub(rb"\r?\n[ \t]+", b" ", rest).split(b"\n")
    fields = (line.partition(b":") for line in lines if b":" in line)
    return first.strip(), tuple((name.strip(), value.strip()) for name, _, value in fields)


def join_head(first: bytes, fields: Fields) -> bytes:
    """Return a head, with the empty line after it."""
    return b"\r\n".join((first, *(name + b": " + value for name, value in fields), b"", b""))


def field(fields: Fields, name: bytes) -> bytes | None:
    """Return the first field of a name in lower case."""
    return next((value for key, value in fields if key.lower() == name), None)


def status(head: bytes) -> str:
    """Return the status code in a response's head; empty if there is none."""
    match = re.match(rb"HTTP/\S+ +(\d{3})", head)
    return match[1].decode() if match else ""


def media_type(fields: Fields) -> str:
    """Return the media type in lower case, without parameters; empty if there is none."""
    return (field(fields, b"content-type") or b"").decode("latin-1").partition(";")[0].strip().lower()


def is_chunked(fields: Fields) -> bool:
    """Whether the body was sent in chunks."""
    return (field(fields, b"transfer-encoding") or b"").lower().split(b",")[-1].strip() == b"chunked"


def request_of(exchange: Exchange) -> HttpMessage:
    """Return the request for a record: without keys and cookies; its target is without host, even if it was sent to a proxy."""
    first, fields = split_head(exchange.request)
    first = re.sub(rb"^(\S+) [a-z]+://[^/?#\s]*(?=[/?\s])", rb"\1 ", first)
    return HttpMessage(join_head(_without_keys(first), _public(fields)))


def response_of(exchange: Exchange) -> HttpMessage:
    """Return the response for a record: without chunking and cookies.

    If that or a truncation changed the body's length, the old length fields are renamed and Content-Length has the actual one; a reader
    would wait for the rest.
    """
    first, fields = split_head(exchange.head)
    body, truncated = exchange.body, exchange.truncated
    chunked = is_chunked(fields)
    if chunked:
        chunks = ChunkedDecoder()
        body = chunks.feed(body)
        truncated = truncated or (None if chunks.complete else "disconnect")
    stated = field(fields, b"content-length")
    kept = _public(fields)
    if chunked or truncated or (stated is not None and body and stated != str(len(body)).encode()):
        kept = (*map(_renamed, kept), (b"Content-Length", str(len(body)).encode()))
    return HttpMessage(join_head(first, kept), body, truncated)


def _renamed(entry: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    name, value = entry
    return (b"X-Crawler-" + name, value) if name.lower() in (b"content-length", b"transfer-encoding") else entry


def _public(fields: Fields) -> Fields:
    """The fields without secret ones, and with keys in URLs masked."""
    return tuple((name, _without_keys(value)) for name, value in fields if not is_secret_field(name.decode("latin-1")))


def _without_keys(value: bytes) -> bytes:
    return masked_uri(value.decode("latin-1")).encode("latin-1")


class ChunkedDecoder:
    """Decodes chunked transfer coding (RFC 9112, 7.1) incrementally. ``complete`` after the last chunk and its trailer."""

    def __init__(self) -> None:
        self.complete = False
        self.broken = False
        self._buffer = bytearray()
        self._left = 0  # remaining bytes of the chunk, with its line end
        self._trailer = False

    def feed(self, data: bytes) -> bytes:
        """Return the entity bytes decoded so far."""
        self._buffer += data
        out = bytearray()
        while not self.complete and not self.broken and self._step(out):
            pass
        return bytes(out)

    def _step(self, out: bytearray) -> bool:
        if self._left:
            return self._take(out)
        line, found, _ = self._buffer.partition(b"\n")
        if not found:
            self.broken = len(line) > 65_536
            return False
        del self._buffer[: len(line) + 1]
        if self._trailer:
            self.complete = not line.strip()
            return True
        size = line.partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,15}", size):
            self.broken = True
            return False
        number = int(size, 16)
        self._trailer = number == 0
        self._left = number + 2 if number else 0
        return True

    def _take(self, out: bytearray) -> bool:
        taken = self._buffer[: self._left]
        if not taken:
            return False
        out += taken[: max(0, self._left - 2)]
        del self._buffer[: len(taken)]
        self._left -= len(taken)
        return True
