"""Hostile WACZ packages and WARC files: faults are reported without a traceback, within bounds of time and size."""

import gzip
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck.archives.warc import package_entries
from citecheck.archives.warc.verify import MAX_FAULTS, Damage, verify_file
from citecheck.archives.warc.wacz import verify_package
from tests.bounded import slowness
from tests.links.faulty_server import zeros

PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A</title>"


def record(length: bytes = b"", more: bytes = b"", block: bytes = PAGE, url: bytes = b"https://example.org/") -> bytes:
    head = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Target-URI: "
        + url
    )
    size = length or str(len(block)).encode()
    kind = b"\r\nContent-Type: application/http;msgtype=response\r\n"
    return gzip.compress(head + kind + more + b"Content-Length: " + size + b"\r\n\r\n" + block + b"\r\n\r\n", mtime=0)


def row(offset: str = "0", length: str = "", url: str = "https://example.org/", name: str = "a.warc.gz") -> bytes:
    length = length or str(len(record()))
    return (
        b"org,example)/ 20240101000000 "
        + json.dumps({"url": url, "filename": name, "offset": offset, "length": length}).encode()
        + b"\n"
    )


PAGES = b'{"format": "json-pages-1.0"}\n{"url": "https://example.org/", "ts": "2024-01-01T00:00:00Z"}\n'
DESCRIBED = json.dumps({"wacz_version": "1.1.1", "resources": []}).encode()
SOUND = {"archive/a.warc.gz": record(), "indexes/index.cdxj": row(), "pages/pages.jsonl": PAGES, "datapackage.json": DESCRIBED}


def described(*resources: dict[str, object]) -> bytes:
    return json.dumps({"wacz_version": "1.1.1", "resources": resources}).encode()


PACKAGES: dict[str, dict[str, bytes]] = {
    "names that lead out": {"../../x": b"a", "/etc/x": b"a", "C:\\x": b"a", "archive/../../x.warc.gz": record()},
    "an index that unpacks to much": {"indexes/b.cdx.gz": zeros(4)},
    "a record that unpacks to much": {"archive/b.warc.gz": zeros(4)},
    "an index of many bad lines": {"indexes/b.cdx": b"a\n" * 20_000},
    "a list of many bad lines": {"pages/x.jsonl": b"{}\n" * 20_000},
    "a long line": {"indexes/b.cdx": b"a" * 2_000_000},
    "deep JSON": {"datapackage.json": b'{"resources":' + b"[" * 100_000, "pages/x.jsonl": b"[" * 100_000},
    "a hash without an end": {"datapackage.json": described({"path": "archive/a.warc.gz", "hash": "shake_128:x", "bytes": 1})},
    "hashes that are none": {"datapackage.json": described({"path": "archive/a.warc.gz", "hash": ":::" + "x" * 9_000, "bytes": 10**30})},
    "resources elsewhere": {"datapackage.json": described({"path": "../../etc/passwd", "hash": "sha256:x", "bytes": -5})},
    "offsets nowhere": {"indexes/b.cdx": row("9" * 18) + row("-1") + row("0", "9" * 18) + row("9" * 4_000) + row("1e5", name="../../x")},
    "blocks nowhere": {"indexes/b.idx": b'a 1 {"offset": -5, "length": 10000000000000, "filename": "../../etc/passwd"}\n' * 50},
    "a length of 10^18": {"archive/b.warc.gz": record(b"1000000000000000000")},
    "a negative length": {"archive/b.warc.gz": record(b"-5")},
    "NUL in a head": {"archive/b.warc.gz": record(more=b"X\0Y: a\0b\r\n")},
    "a malformed address": {"archive/b.warc.gz": record(url=b"http://[::1"), "indexes/b.cdx": row(url="http://[::1")},
    "many headers": {"archive/b.warc.gz": record(more=b"X: a\r\n" * 200_000)},
    "many small chunks": {"archive/b.warc.gz": record(block=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 20_000)},
    "a long status line": {"archive/b.warc.gz": record(block=b"HTTP/1.1 " + b"2" * 1_500_000)},
    "beginnings of records": {"archive/b.warc.gz": b"\x1f\x8b\x08" * 5_000},
}  # fmt: skip


def faults(files: dict[str, bytes], path: Path) -> list[Damage]:
    with zipfile.ZipFile(path, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return verify_package(path)[1]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_hostile_package_is_reported_as_damaged_without_an_exception(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_entries, "MAX_READ", 1_000_000)
    monkeypatch.chdir(tmp_path)
    told = faults(SOUND | PACKAGES[name], tmp_path / "a.wacz")
    assert 0 < len(told) <= MAX_FAULTS + 100
    assert [path.name for path in tmp_path.rglob("*")] == ["a.wacz"], "nothing is unpacked"


def _patched(data: bytes, at: int, new: bytes) -> bytes:
    start = data.find(b"PK\x01\x02") + at  # the first entry of ZIP's central directory
    return data[:start] + new + data[start + len(new) :]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: _patched(data, 42, b"\xff\xff\xff\x7f"),
        lambda data: _patched(data, 20, b"\xff\xff\xff\x7f\xff\xff\xff\x7f"),
        lambda data: _patched(data, 8, b"\x01"),
        lambda data: _patched(data, 10, b"\x63"),
    ],
    ids=["cut", "offset", "size", "encrypted", "method"],
)
def test_a_package_with_a_wrong_directory_is_damaged(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    faults(SOUND, tmp_path / "a.wacz")
    (tmp_path / "b.wacz").write_bytes(spoil((tmp_path / "a.wacz").read_bytes()))
    assert verify_package(tmp_path / "b.wacz")[1]


def test_a_link_and_doubled_names_in_a_package_are_not_followed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        link = zipfile.ZipInfo("archive/a.warc.gz")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            for _ in range(2):
                package.writestr("datapackage.json", DESCRIBED)
    walked, told = verify_package(tmp_path / "a.wacz")
    assert told and not any(file.captures for file in walked)


@pytest.mark.parametrize("name", [name for name, files in PACKAGES.items() if "archive/b.warc.gz" in files])
def test_a_hostile_file_is_read_to_its_end(name: str, tmp_path: Path) -> None:
    (tmp_path / "b.warc.gz").write_bytes(PACKAGES[name]["archive/b.warc.gz"])
    walked, _ = verify_file(tmp_path / "b.warc.gz")
    assert walked.size == len(PACKAGES[name]["archive/b.warc.gz"])


REVISIT = (
    b"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 0\r\n\r\n\r\n\r\n"  # it has no id
)
IN_TURN = [b'a 1 {"offset": 0, "length": 9, "filename": "%d.cdx.gz"}\n' % (number % 2) for number in range(4_000)]
COSTLY: dict[str, dict[str, bytes]] = {
    "many damaged records": {"archive/b.warc": REVISIT * 4_000},
    "blocks of two files in turn": {
        "indexes/b.idx": b"".join(IN_TURN),
        "indexes/0.cdx.gz": bytes(2_000_000),
        "indexes/1.cdx.gz": bytes(2_000_000),
    },
}


@pytest.mark.parametrize("name", COSTLY)
def test_many_damaged_records_take_time_proportional_to_their_size(name: str, tmp_path: Path) -> None:
    begun = time.process_time()
    told = faults(SOUND | COSTLY[name], tmp_path / "a.wacz")
    assert time.process_time() - begun < 2 * slowness()
    assert MAX_FAULTS <= len(told) <= MAX_FAULTS + 100
