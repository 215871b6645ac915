"""Writes WARC 1.1 records, each as a separate gzip member, for random access (iipc.github.io/warc-specifications, 1.1)."""

import base64
import hashlib
import uuid
import zlib
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from citecheck.version import __version__

LEVEL = 6  # zlib's own default
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
ANSWER = "application/http; msgtype=response"
Header = tuple[str, str]


class Original(Struct, frozen=True):
    """The original record of a revisit, with the same payload: its URL, WARC-Date, and ``id`` if known."""

    url: str
    date: str
    id: str | None = None


def sha1(data: bytes) -> str:
    """Return the SHA-1 as ``sha1:`` and base32, as in web archives; the Wayback Machine's index omits the label."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def sha256(data: bytes) -> str:
    """Return the SHA-256 as ``sha256:`` and hexadecimal, as in WACZ."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def new_id() -> str:
    """Return a new WARC-Record-ID."""
    return f"<{uuid.uuid4().urn}>"


def date(moment: datetime) -> str:
    """Return a WARC-Date: UTC, to the second like the indexes' timestamps."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def encode(kind: str, headers: Iterable[Header], block: bytes) -> bytes:
    """Return a record as one gzip member."""
    lines = ["WARC/1.1", f"WARC-Type: {kind}", *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(block)}"]
    head = "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    return b"".join((packer.compress(head), packer.compress(block), packer.compress(b"\r\n\r\n"), packer.flush()))


def warcinfo(moment: datetime, filename: str, agent: str, own: str) -> bytes:
    """Return the first record of a file, with the software that wrote it; ``own`` is its WARC-Record-ID."""
    fields = (
        ("software", f"citecheck/{__version__}"), ("format", "WARC File Format 1.1"), ("conformsTo", CONFORMS), ("http-header-user-agent", agent),
    )  # fmt: skip
    block = "".join(f"{name}: {value}\r\n" for name, value in fields).encode("utf-8")
    headers = (
        ("WARC-Record-ID", own), ("WARC-Date", date(moment)), ("WARC-Filename", filename), ("Content-Type", "application/warc-fields"),
    )  # fmt: skip
    return encode("warcinfo", headers, block)
