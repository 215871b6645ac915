"""Local archives: WARC files, their index, WACZ packages, the journal of jobs; damage is reported, and nothing is lost or made up."""

import contextlib
import gzip
import random
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from citecheck.archives.journal import Journal
from citecheck.archives.warc.cdxj import NAME, BadLine, look_up
from citecheck.archives.warc.package import write_package
from citecheck.archives.warc.pages import pages
from citecheck.archives.warc.reader import read_record
from citecheck.archives.warc.record import encode, new_id, warcinfo
from citecheck.archives.warc.records import record_pair
from citecheck.archives.warc.recovery import recover
from citecheck.archives.warc.verify import verify_file, verify_folder
from citecheck.archives.warc.wacz import verify_package
from citecheck.model.errors import WriteError
from citecheck.model.web import Exchange
from tests.measure.fuzz.attempt import BrokenPlugin, Target
from tests.measure.fuzz.packages import package
from tests.measure.fuzz.trees import json_tree

MOMENT = datetime(2026, 1, 1, 12, tzinfo=UTC)
URL = "https://courier.example/2019/03/14/river-towns"


@cache
def _place() -> Path:
    """A folder of one process, whose files are overwritten by every input."""
    return Path(tempfile.mkdtemp(prefix="citecheck-fuzz-"))


def _fresh() -> Path:
    folder = _place() / "archive"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def reads_warc(data: bytes) -> None:
    """A WARC file, compressed or not: verified, recovered as after a kill, its records read at their offsets and its pages listed."""
    folder = _fresh()
    file = folder / "citecheck-1.warc.gz"
    file.write_bytes(data)
    walked, damages = verify_file(file)
    for damage in damages:
        if not damage.what or not damage.where:
            raise BrokenPlugin("a damage without words or place")
    with file.open("rb") as opened:
        for member in walked.members.values():
            if member.length <= 0:
                raise BrokenPlugin("a record without length")
            read_record(opened, member.offset, member.length)
    list(pages({file.name: file}, [walked]))
    try:
        found = recover(file, folder / NAME)
    except WriteError:
        if file.read_bytes() != data:
            raise BrokenPlugin("a file that is refused was changed") from None
        return
    kept = file.read_bytes() + (found.aside.read_bytes() if found.aside else b"")
    if kept != data:
        raise BrokenPlugin("recovery loses bytes")


def reads_index(data: bytes) -> None:
    """An index: its lines, look-ups in it, and the WARC file beside it."""
    folder = _fresh()
    (folder / NAME).write_bytes(data)
    (folder / "citecheck-1.warc.gz").write_bytes(_warc())
    verify_folder(folder)
    with (folder / NAME).open("rb") as file, contextlib.suppress(BadLine):
        list(look_up(file, URL))
    with contextlib.suppress(WriteError):
        recover(folder / "citecheck-1.warc.gz", folder / NAME)
    if (folder / NAME).read_bytes() != data:
        raise BrokenPlugin("reading changes the index")


def reads_wacz(data: bytes) -> None:
    """A package."""
    file = _place() / "case.wacz"
    file.write_bytes(data)
    _, damages = verify_package(file)
    if any("internal error" in damage.what for damage in damages):
        raise BrokenPlugin("caught at a border")


def reads_journal(data: bytes) -> None:
    """The journal of jobs; only a torn last line is taken off."""
    file = _place() / "journal.jsonl"
    file.write_bytes(data)
    try:
        Journal(file).last(URL)
    except WriteError:
        return


def _exchange(body: bytes, *fields: str) -> Exchange:
    head = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *fields, f"Content-Length: {len(body)}", "", "")).encode()
    return Exchange(URL, b"GET /a HTTP/1.1\r\nHost: courier.example\r\n\r\n", head, body, "192.0.2.7", MOMENT)


@cache
def _warc() -> bytes:
    own = new_id()
    made = record_pair(_exchange(b"<title>River towns</title>"), {}, own)
    return warcinfo(MOMENT, "citecheck-1.warc.gz", "citecheck/test", own) + b"".join(
        part for part in (made.response, made.request) if part
    )


def _records() -> Iterator[bytes]:
    yield _warc()
    yield gzip.decompress(_warc())
    chunked = record_pair(_exchange(b"1a\r\n<title>River towns</title>\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), {}, new_id())
    yield chunked.response
    headers = (
        ("WARC-Record-ID", new_id()),
        ("WARC-Date", "2026-01-01T12:00:00Z"),
        ("WARC-Target-URI", URL),
        ("Content-Type", "text/html"),
    )
    yield encode("resource", headers, b"<title>x</title>")
    yield gzip.decompress(encode("revisit", (*headers, ("WARC-Refers-To-Target-URI", URL), ("WARC-Payload-Digest", "sha1:A")), b""))


def _indexes() -> Iterator[bytes]:
    walked, _ = _walked()
    yield b"".join(row.line() for member in walked.members.values() if (row := member.row("citecheck-1.warc.gz")))
    yield b'example,courier)/a 20260101120000 {"url": "https://courier.example/a", "filename": "b.warc.gz", "offset": "0", "length": "10"}\n!meta 0 {}\n'


def _walked():  # type: ignore[no-untyped-def]
    file = _fresh() / "citecheck-1.warc.gz"
    file.write_bytes(_warc())
    return verify_file(file)


def _packages() -> Iterator[bytes]:
    walked, _ = _walked()
    source, target = _place() / "archive" / "citecheck-1.warc.gz", _place() / "seed.wacz"
    write_package(target, {source.name: source}, [walked], pages({source.name: source}, [walked]), MOMENT)
    yield target.read_bytes()


def _journals() -> Iterator[bytes]:
    yield b'{"url": "https://courier.example/a", "state": "submitted", "job": "spn2-1", "moment": "2026-01-01T12:00:00Z", "reason": ""}\n'


def _repacked(data: bytes, largest: int, seed: int) -> bytes:
    """A WARC file whose gzip members are opened, changed and packed again: bytes changed in them would only be a bad checksum."""
    from tests.measure.fuzz.mutations import havoc

    chance = random.Random(seed)
    members, rest = [], data
    while rest.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(31)
        try:
            members.append(unpacker.decompress(rest, 200_000))
        except zlib.error:
            break
        if not unpacker.eof:
            break
        rest = unpacker.unused_data
    if not members:
        return havoc(data, WORDS, largest, seed)
    at = chance.randrange(len(members))
    members[at] = havoc(members[at], WORDS, largest, chance.randrange(2**31))
    if chance.random() < 0.2:
        members.insert(chance.randrange(len(members) + 1), members[chance.randrange(len(members))])
    made = b"".join(gzip.compress(member, mtime=0) for member in members) + rest
    return made if len(made) <= largest else data


def _member(name: str, data: bytes, seed: int) -> bytes:
    """A member of a package, changed: JSON by its structure, WARC files within their records, lists by lines."""
    from tests.measure.fuzz.mutations import havoc

    if name.endswith(".json"):
        return json_tree(data, 100_000, seed)
    if name.endswith((".warc.gz", ".cdx.gz")):
        return _repacked(data, 100_000, seed)
    return havoc(data, WORDS, 100_000, seed)


def _in_lines(data: bytes, largest: int, seed: int) -> bytes:
    """An index or journal with the JSON of one line changed by its structure."""
    chance = random.Random(seed)
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    start = max(0, lines[at].find(b"{"))
    lines[at] = lines[at][:start] + json_tree(lines[at][start:], largest, seed)
    made = b"\n".join(lines)
    return made if len(made) <= largest else data


WORDS = (b"WARC/1.1\r\n", b"WARC/1.0\r\n", b"\r\n\r\n", b"\r\n", b"Content-Length: ", b"99999999999999", b"WARC-Type: response\r\n", b"WARC-Type: revisit\r\n", b"WARC-Target-URI: <https://[>\r\n", b"WARC-Date: 2026-99-99T99:99:99Z\r\n",
         b"WARC-Block-Digest: sha1:A\r\n", b"WARC-Payload-Digest: md5:\r\n", b"WARC-Payload-Digest: sha512:\r\n", b"Content-Type: application/http\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 \r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"ffffffffffffff\r\n", b"0\r\n",
         b"Content-Type: text/html; charset=rot13\r\n", b'"offset": -1', b'"length": "0"', b"!meta 0 ", b" 20260101120000 ", b"\x1f\x8b\x08\0")  # fmt: skip
TARGETS = (
    Target("warc", reads_warc, _records, WORDS, _repacked, (), 6_000),
    Target("cdxj", reads_index, _indexes, WORDS, _in_lines, (), 3_000),
    Target("wacz", reads_wacz, _packages, WORDS, package(_member), (), 20_000),
    Target("journal", reads_journal, _journals, (b'"url":', b"\n", b"null", b"[[[["), _in_lines, (), 2_000),
)
