"""The records of an exchange: a response, or a revisit if the payload is in the archive already, and the request."""

from collections.abc import Mapping

from msgspec import Struct

from citecheck.archives.warc.cdxj import REVISIT, CdxjRow
from citecheck.archives.warc.http import HttpMessage, media_type, request_of, response_of, split_head, status
from citecheck.archives.warc.record import ANSWER, IDENTICAL, Header, Original, date, encode, new_id, sha1, sha256
from citecheck.archives.warc.surts import uri
from citecheck.model.web import Exchange


class RecordPair(Struct, frozen=True):
    """The compressed records of an exchange, and the index row of the first, without file and offset."""

    response: bytes
    request: bytes
    row: CdxjRow
    original: Original
    id: str


def record_pair(exchange: Exchange, originals: Mapping[str, Original], warcinfo: str) -> RecordPair:
    """Return the records. ``originals``: the first record of each payload, by digest."""
    message = response_of(exchange)
    digest, url, moment = sha1(message.body), uri(exchange.url), date(exchange.started)
    first = originals.get(digest) if message.body and not message.truncated else None
    own = new_id()
    common = (
        ("WARC-Record-ID", own), ("WARC-Date", moment), ("WARC-Target-URI", url),
        *((("WARC-IP-Address", exchange.address),) if exchange.address else ()), ("WARC-Warcinfo-ID", warcinfo),
    )  # fmt: skip
    payload = (("WARC-Payload-Digest", digest), ("X-Payload-Digest-SHA256", sha256(message.body)))
    answer = _revisit(message, common, payload, first) if first else _response(message, common, payload)
    request = request_of(exchange).head
    request_record = encode(
        "request",
        (
            ("WARC-Record-ID", new_id()), ("WARC-Date", moment), ("WARC-Target-URI", url), ("WARC-Concurrent-To", own),
            ("WARC-Warcinfo-ID", warcinfo), ("Content-Type", "application/http; msgtype=request"), ("WARC-Block-Digest", sha1(request)),
        ),
        request,
    )  # fmt: skip
    stamp = "".join(c for c in moment if c.isdigit())
    mime = REVISIT if first else media_type(split_head(message.head)[1]) or "unk"
    row = CdxjRow(url, stamp, mime, status(message.head), digest, len(answer), 0, "", sha256(answer))
    return RecordPair(answer, request_record, row, first or Original(url, moment, own), own)


def rendered(url: str, html: bytes, refers_to: str, moment: str, warcinfo: str) -> bytes:
    """Return the record of a document built by scripts, as a conversion of the page's record."""
    return encode(
        "conversion",
        (
            ("WARC-Record-ID", new_id()), ("WARC-Date", moment), ("WARC-Target-URI", uri(url)), ("WARC-Refers-To", refers_to),
            ("WARC-Warcinfo-ID", warcinfo), ("Content-Type", "text/html; charset=utf-8"), ("WARC-Block-Digest", sha1(html)),
        ),
        html,
    )  # fmt: skip


def _response(message: HttpMessage, common: tuple[Header, ...], payload: tuple[Header, ...]) -> bytes:
    block = message.head + message.body
    cut = (("WARC-Truncated", str(message.truncated)),) if message.truncated else ()
    return encode("response", (*common, ("Content-Type", ANSWER), *payload, ("WARC-Block-Digest", sha1(block)), *cut), block)


def _revisit(message: HttpMessage, common: tuple[Header, ...], payload: tuple[Header, ...], first: Original) -> bytes:
    refers = (("WARC-Refers-To", first.id),) if first.id else ()
    revisit = (("WARC-Profile", IDENTICAL), *refers, ("WARC-Refers-To-Target-URI", first.url), ("WARC-Refers-To-Date", first.date))
    block = message.head
    ending = (("Content-Type", ANSWER), *payload, ("WARC-Block-Digest", sha1(block)), ("WARC-Truncated", "length"))
    return encode("revisit", (*common, *revisit, *ending), block)
