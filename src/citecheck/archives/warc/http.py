"""HTTP messages as records hold them: heads in fields, bodies without chunking, nothing confidential in either."""

import re
from dataclasses import dataclass

from citecheck.archives.warc.surts import masked_uri
from citecheck.language.secrets import is_secret_field
from citecheck.model.web import Exchange, Truncation

Fields = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """A head and a body that belong together: ``body`` is the entity body, still content-encoded."""

    head: bytes
    body: bytes = b""
    truncated: Truncation | None = None


def split_head(head: bytes) -> tuple[bytes, Fields]:
    """The first line and the fields of a head; folded lines are joined (RFC 9112, 5.2)."""
    first, _, rest = head.partition(b"\n")
    lines = re.sub(rb"\r?\n[ \t]+", b" ", rest).split(b"\n")
    fields = (line.partition(b":") for line in lines if b":" in line)
    return first.strip(), tuple((name.strip(), value.strip()) for name, _, value in fields)


def join_head(first: bytes, fields: Fields) -> bytes:
    """A head with the empty line after it."""
    return b"\r\n".join((first, *(name + b": " + value for name, value in fields), b"", b""))


def field(fields: Fields, name: bytes) -> bytes | None:
    """The first field of that name, which is written in lower case."""
    return next((value for key, value in fields if key.lower() == name), None)


def status(head: bytes) -> int | None:
    """The status code of an answer's head."""
    match = re.match(rb"HTTP/\d(?:\.\d)? +(\d{3})", head)
    return int(match[1]) if match else None


def is_chunked(fields: Fields) -> bool:
    """Whether the body stands in chunks on the wire."""
    return (field(fields, b"transfer-encoding") or b"").lower().split(b",")[-1].strip() == b"chunked"


def request_of(exchange: Exchange) -> HttpMessage:
    """The request as a record may hold it: without keys and cookies, its target without host as a proxy would not see it."""
    first, fields = split_head(exchange.request)
    first = re.sub(rb"^(\S+) [a-z]+://[^/?#\s]*(?=[/?\s])", rb"\1 ", first)
    return HttpMessage(join_head(_without_keys(first), _public(fields)))


def answer_of(exchange: Exchange) -> HttpMessage:
    """The answer as a record holds it: chunking undone and no cookies. Where that or a cut made the body's length another one, the old
    fields go by other names and Content-Length is the true one; a reader would wait for the rest otherwise.
    """
    first, fields = split_head(exchange.head)
    body, truncated = exchange.body, exchange.truncated
    chunked = is_chunked(fields)
    if chunked:
        chunks = Chunks()
        body = chunks.feed(body)
        truncated = truncated or (None if chunks.complete else "disconnect")
    promised = field(fields, b"content-length")
    kept = _public(fields)
    if chunked or truncated or (promised is not None and body and promised != str(len(body)).encode()):
        kept = (*map(_renamed, kept), (b"Content-Length", str(len(body)).encode()))
    return HttpMessage(join_head(first, kept), body, truncated)


def _renamed(entry: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    name, value = entry
    return (b"X-Crawler-" + name, value) if name.lower() in (b"content-length", b"transfer-encoding") else entry


def _public(fields: Fields) -> Fields:
    """Fields without those that are keys, and without the keys in their addresses."""
    return tuple((name, _without_keys(value)) for name, value in fields if not is_secret_field(name.decode("latin-1")))


def _without_keys(value: bytes) -> bytes:
    return masked_uri(value.decode("latin-1")).encode("latin-1")


class Chunks:
    """Undoes chunked transfer coding (RFC 9112, 7.1) piece by piece. ``complete`` once the last chunk and its trailer were seen."""

    def __init__(self) -> None:
        self.complete = False
        self.broken = False
        self._buffer = bytearray()
        self._left = 0  # bytes of the chunk that are still to come, with its line end
        self._trailer = False

    def feed(self, data: bytes) -> bytes:
        """The entity bytes that are known now."""
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
