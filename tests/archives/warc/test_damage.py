"""All kinds of damage are found, with the affected captures; sound files have no faults."""

import gzip
import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from citecheck.archives.warc import cdxj
from citecheck.archives.warc.package import write_package, zipnum
from citecheck.archives.warc.pages import pages
from citecheck.archives.warc.verify import Damage, read_warc, verify_file, verify_folder
from citecheck.archives.warc.wacz import verify_package
from tests.archives.warc.conftest import MOMENT, exchange

Files = dict[str, bytes]
WARC = "archive/citecheck-20260101000000-00001.warc.gz"


@pytest.fixture
def captured(keeping) -> Path:
    pages_ = [exchange(f"http://example.org/{n}", b"<title>Page %d</title>" % n + b"words %d " % n * 40) for n in range(8)]
    again = exchange("http://example.org/3", pages_[3].body, at=MOMENT + timedelta(days=1))
    hop = exchange("http://example.org/old", b"", status="301 Moved", fields=("Location: /1",))
    copy = exchange("http://example.org/copy", pages_[5].body)
    keeping.run(*pages_, again, copy, (hop,))
    return keeping.folder


@pytest.fixture
def package(captured: Path, tmp_path: Path) -> Path:
    files = {path.name: path for path in captured.glob("*.warc.gz")}
    walked = [read_warc(path.open("rb"), str(path)) for path in files.values()]
    target = tmp_path / "archive.wacz"
    write_package(target, files, walked, pages(files, walked), MOMENT)
    return target


def unpack(path: Path) -> Files:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(path: Path, files: Files, *, deflated: str = "") -> None:
    with zipfile.ZipFile(path, "w") as package:
        for name, data in files.items():
            package.writestr(name, data, zipfile.ZIP_DEFLATED if name == deflated else zipfile.ZIP_STORED)


def agree(files: Files) -> None:
    """Makes the hashes of a package fit what is in it."""
    described = json.loads(files["datapackage.json"])
    described["resources"] = [
        resource | {"hash": f"sha256:{hashlib.sha256(files[resource['path']]).hexdigest()}", "bytes": len(files[resource["path"]])}
        for resource in described["resources"]
        if resource["path"] in files
    ]
    files["datapackage.json"] = json.dumps(described).encode()
    digest = f"sha256:{hashlib.sha256(files['datapackage.json']).hexdigest()}"
    files["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": digest}).encode()


def without(part: str) -> Callable[[Files], None]:
    def damage(files: Files) -> None:
        for name in [name for name in files if name.startswith(part)]:
            del files[name]
        agree(files)

    return damage


def lines_of(files: Files) -> list[bytes]:
    return gzip.decompress(files["indexes/index.cdx.gz"]).splitlines(keepends=True)


def reverse_index(files: Files) -> None:
    files["indexes/index.cdx.gz"], files["indexes/index.idx"] = zipnum(lines_of(files)[::-1])
    agree(files)


def wrong_block(files: Files) -> None:
    files["indexes/index.cdx.gz"] = gzip.compress(b"".join(lines_of(files)), 1, mtime=1)
    agree(files)


def wrong_offsets(files: Files) -> None:
    lines = lines_of(files)
    rows = [cdxj.parse(line) for line in lines]
    for at, row in enumerate(rows):
        lines[at] = lines[at].replace(f'"offset": "{row.offset}"'.encode(), f'"offset": "{row.offset + 1}"'.encode())
    files["indexes/index.cdx.gz"], files["indexes/index.idx"] = zipnum(lines)
    agree(files)


def change(name: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def damage(files: Files) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
        agree(files)

    return damage


def flip(files: Files) -> None:
    data = bytearray(files[WARC])
    data[len(data) // 2] ^= 1
    files[WARC] = bytes(data)


def flip_and_agree(files: Files) -> None:
    flip(files)
    agree(files)


def wrong_digest(files: Files) -> None:
    files["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": f"sha256:{'0' * 64}"}).encode()


def foreign(files: Files) -> None:
    files["archive/notes.txt"] = b"what is this?"


def no_version(files: Files) -> None:
    described = json.loads(files["datapackage.json"])
    del described["wacz_version"]
    files["datapackage.json"] = json.dumps(described).encode()
    agree(files)


KINDS: dict[str, tuple[Callable[[Files], None], str]] = {
    "no pages file": (without("pages/"), "pages.jsonl is missing"),
    "no WARC": (without("archive/"), "has no WARC"),
    "no index": (without("indexes/"), "has no index"),
    "WARC deflated": (lambda files: None, "must be stored"),
    "wrong offsets": (wrong_offsets, "no record begins at offset"),
    "pages not JSON lines": (change("pages/pages.jsonl", b'{"id": ', b"id: "), "line 2: it is not JSON"),
    "a page without ts": (change("pages/pages.jsonl", b'"ts": ', b'"date": '), "no ts"),
    "a bit flipped, hash made to fit": (flip_and_agree, "offset"),
    "a bit flipped, old hash": (flip, "has the hash of"),
    "wrong hash of the package": (wrong_digest, "its hash is not that of"),
    "a foreign file": (foreign, "foreign file"),
    "no wacz_version": (no_version, "no wacz_version"),
    # and some more
    "a page that nobody captured": (change("pages/pages.jsonl", b"org/1", b"org/x"), "not in the index"),
"index not sorted": (reverse_index, "not sorted"),
    "a block of the index that is another": (wrong_block, "index.idx: line 2: the block at offset 0 has other bytes"),
    "a listed file gone": (lambda files: files.pop("pages/pages.jsonl") and None, "which is not there"),
    "package not JSON": (lambda files: files.update({"datapackage.json": b"[" * 100_000}), "it is not valid"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_package_is_found(kind: str, package: Path) -> None:
    damage, said = KINDS[kind]
    files = unpack(package)
    damage(files)
    pack(package, files, deflated=WARC if kind == "WARC deflated" else "")
    _, damages = verify_package(package)
    assert any(said in f"{d.where}: {d.what}" for d in damages), damages


def test_a_flipped_bit_names_the_capture_that_it_hit(package: Path) -> None:
    files = unpack(package)
    flip_and_agree(files)
    pack(package, files)
    _, damages = verify_package(package)
    rows = [cdxj.parse(line) for line in lines_of(files)]
    at = len(files[WARC]) // 2
    hit = max((row for row in rows if row.offset <= at), key=lambda row: row.offset)
    assert [d.captures[0] for d in damages] == [hit.url]


def test_a_truncated_package_is_reported_as_an_incomplete_zip(package: Path) -> None:
    package.write_bytes(package.read_bytes()[:-30])
    walked, damages = verify_package(package)
    assert not walked and "not a complete ZIP" in damages[0].what


def test_a_sound_package_and_folder_have_no_faults(package: Path, captured: Path) -> None:
    assert verify_package(package)[1] == []
    walked, damages = verify_folder(captured)
    assert damages == [] and sum(file.captures for file in walked) == 11


def warc_damages(folder: Path, change: Callable[[bytes], bytes]) -> list[Damage]:
    (path,) = folder.glob("*.warc.gz")
    path.write_bytes(change(path.read_bytes()))
    return verify_folder(folder)[1]


def members_of(folder: Path, kind: str) -> list[tuple[int, int, str]]:
    (path,) = folder.glob("*.warc.gz")
    with path.open("rb") as file:
        found = read_warc(file, path.name).members.values()
    return [(m.offset, m.length, m.scan.get("WARC-Target-URI")) for m in found if m.scan.kind == kind]


def test_a_file_cut_inside_a_request_is_found(captured: Path) -> None:
    offset, length, url = members_of(captured, "request")[5]
    damages = warc_damages(captured, lambda data: data[: offset + length - 20])
    assert any("cut off" in d.what and f"offset {offset}" in d.where and url in d.captures for d in damages)


def test_a_file_cut_inside_a_body_is_found_and_later_captures_are_listed_too(captured: Path) -> None:
    offset, length, url = members_of(captured, "response")[5]
    damages = warc_damages(captured, lambda data: data[: offset + length - 20])
    assert any("cut off" in d.what and url in d.captures for d in damages)
    assert {"http://example.org/6", "http://example.org/7"} <= {url for d in damages for url in d.captures}


def test_a_missing_last_byte_is_found(captured: Path) -> None:
    (damage,) = warc_damages(captured, lambda data: data[:-1])
    assert "cut off" in damage.what and damage.captures == ("http://example.org/old",)


@pytest.mark.parametrize("part", [0.1, 0.35, 0.5, 0.77, 0.95])
def test_a_flipped_bit_is_found_and_the_records_after_it_are_still_read(captured: Path, part: float) -> None:
    def flip_one(data: bytes) -> bytes:
        at = int(len(data) * part)
        return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]

    damages = warc_damages(captured, flip_one)
    assert len(damages) == 1 and damages[0].captures


def test_revisits_of_a_damaged_record_are_listed_too(captured: Path) -> None:
    offset, length, url = members_of(captured, "response")[5]
    at = offset + length - 6
    (damage,) = warc_damages(captured, lambda data: data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
    assert damage.captures == (url, "http://example.org/copy")


def test_a_file_cut_between_two_records_is_found_by_the_index(captured: Path) -> None:
    offset, _, url = members_of(captured, "response")[6]
    damages = warc_damages(captured, lambda data: data[:offset])
    assert any("it was cut" in d.what and d.captures == (url,) for d in damages)


def test_a_file_without_its_index_is_checked_by_its_own_digests(captured: Path) -> None:
    (path,) = captured.glob("*.warc.gz")
    (captured / cdxj.NAME).unlink()
    assert verify_file(path)[1] == []


def test_captures_that_the_index_does_not_list_are_reported(captured: Path) -> None:
    index = captured / cdxj.NAME
    index.write_bytes(b"".join(index.read_bytes().splitlines(True)[1:]))
    (damage,) = verify_folder(captured)[1]
    assert "not in it" in damage.what and damage.captures == ("http://example.org/0",)


def test_an_uncompressed_file_is_read_too(captured: Path, tmp_path: Path) -> None:
    (path,) = captured.glob("*.warc.gz")
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    walked, damages = verify_file(plain)
    assert damages == [] and walked.captures == 11
    plain.write_bytes(plain.read_bytes()[:-300])
    assert "cut off" in verify_file(plain)[1][0].what
