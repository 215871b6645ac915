"""What a corpus is read from, and what becomes of damaged rows, members and records."""

import base64
import bz2
import gzip
import io
import json
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from msgspec.structs import replace

from citecheck.app.corpus.inputs import inputs, sampled
from citecheck.app.corpus.reading import reader_of
from citecheck.archives.warc.record import ANSWER, encode
from citecheck.config.settings import Documents, Settings
from citecheck.model.errors import UsageError
from tests.corpus.corpora import rows, run_corpus, text, unread

WIKITEXT = "'''Lock''' was built.<ref>{{cite news |title=Minister resigns |work=Reuters |date=14 April 2021}}</ref>\n"
PAGE = b'<html><body><p>Said so.<sup><a href="#fn1">1</a></sup></p><ol><li id="fn1">J. Doe, Weirs, Reuters, 2001.</li></ol></body></html>'


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def given(*names: str | Path) -> list[tuple[str, str]]:
    """Path and fault of each document."""
    return [
        (Path(one.path).name, one.fault)
        for found in inputs([str(name) for name in names], reader_of(Settings()))
        for one in found.documents()
    ]


def dump(*pages: tuple[str, str, str]) -> bytes:
    """A MediaWiki dump of pages: title, namespace, text."""
    made = ""
    for title, ns, words in pages:
        redirect = '<redirect title="X" />' if words == "#R" else ""
        escaped = words.replace("<", "&lt;")
        made += f"<page><title>{title}</title><ns>{ns}</ns><id>1</id>{redirect}<revision><id>2</id><model>wikitext</model>"
        made += f'<format>text/x-wiki</format><text bytes="9" xml:space="preserve">{escaped}</text></revision></page>'
    return f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11"><siteinfo/>{made}</mediawiki>'.encode()


def record(url: str, body: bytes, head: bytes = b"Content-Type: text/html", status: bytes = b"200 OK") -> bytes:
    """A WARC record of a response."""
    block = b"HTTP/1.1 " + status + b"\r\n" + head + b"\r\n\r\n" + body
    moment = datetime(2026, 1, 1, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    headers = (("WARC-Record-ID", "<urn:uuid:1>"), ("WARC-Date", moment), ("WARC-Target-URI", url), ("Content-Type", ANSWER))
    return encode("response", headers, block)


def test_a_pattern_and_a_document_are_inputs(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.txt"):
        (tmp_path / name).write_text("Said.\n")
    assert given(tmp_path / "*.md", tmp_path / "c.txt") == [("a.md", ""), ("b.md", ""), ("c.txt", "")]


def test_what_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file, folder or pattern"):
        given(tmp_path / "nothing-*.md")


@pytest.mark.parametrize("opened", [open, gzip.open], ids=["plain", "gzip"])
def test_lines_of_json_name_files_or_have_the_text(tmp_path: Path, opened: Callable[..., io.TextIOWrapper]) -> None:
    (tmp_path / "a.md").write_text(text(1))
    manifest = tmp_path / ("list.jsonl.gz" if opened is gzip.open else "list.jsonl")
    lines = [
        {"path": "a.md"},
        {"path": "b", "data": text(2), "format": "markdown"},
        {"data_base64": base64.b64encode(text(3).encode()).decode(), "format": "markdown"},
        {"path": "c", "data": "x", "format": "stone"},
        {"format": "markdown"},
        {"path": 7},
    ]
    with opened(manifest, "wt") as file:
        file.write("\n".join(json.dumps(line) for line in lines) + '\n{"path": \n[]\n')
    run_corpus(manifest, tmp_path / "out")
    assert {row["path"] for row in rows(tmp_path / "out", "notes")} == {str(tmp_path / "a.md"), "b", f"{manifest}:3"}
    faults = unread(tmp_path / "out")
    assert "there is no format 'stone'" in faults["c"]
    assert {key.rpartition(":")[2] for key in faults} == {"c", "5", "6", "7", "8"}


def test_rows_of_parquet_are_documents(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table(
        {"path": ["a", "b", None], "data": [text(1).encode(), None, text(2).encode()], "format": ["markdown"] * 3, "x": [1, 2, 3]}
    )
    parquet.write_table(table, tmp_path / "list.parquet")
    run_corpus(tmp_path / "list.parquet", tmp_path / "out")
    assert {row["path"] for row in rows(tmp_path / "out", "notes")} == {"a", f"{tmp_path}/list.parquet:3"}
    assert list(unread(tmp_path / "out")) == [str(tmp_path / "b")]


def test_a_file_that_is_no_parquet_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "list.parquet").write_bytes(b"PAR1 nothing")
    ((name, fault),) = given(tmp_path / "list.parquet")
    assert name == "list.parquet" and "no readable Parquet" in fault


def test_the_members_of_a_zip_archive_are_documents(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("one/a.md", "b.md", "picture.png", ".git/c.md"):
            archive.writestr(name, text(1))
        archive.writestr("bomb.md", b"0" * 20_000_000)
    found = dict(given(tmp_path / "all.zip"))
    assert found == {"a.md": "", "b.md": "", "bomb.md": "it unpacks to too many bytes"}
    whole = (tmp_path / "all.zip").read_bytes()
    (tmp_path / "all.zip").write_bytes(whole[:-30])
    assert "truncated or damaged" in dict(given(tmp_path / "all.zip"))["all.zip"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_the_members_of_a_tar_archive_are_documents(tmp_path: Path, mode: str) -> None:
    name = tmp_path / ("all.tar" + mode.partition("w")[2].replace(":", "."))
    with tarfile.open(name, mode) as archive:  # type: ignore[call-overload]
        for at in range(3):
            info = tarfile.TarInfo(f"texts/{at}.md")
            info.size = len(text(at).encode())
            archive.addfile(info, io.BytesIO(text(at).encode()))
        archive.addfile(tarfile.TarInfo("texts/x.png"))
    assert given(name) == [("0.md", ""), ("1.md", ""), ("2.md", "")]


def test_a_tar_archive_that_is_cut_off_keeps_what_comes_before(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "all.tar", "w") as archive:
        for at in range(3):
            info = tarfile.TarInfo(f"{at}.md")
            info.size = 3_000
            archive.addfile(info, io.BytesIO(b"x" * 3_000))
    (tmp_path / "all.tar").write_bytes((tmp_path / "all.tar").read_bytes()[:5_200])
    found = given(tmp_path / "all.tar")
    assert found[0] == ("0.md", "") and found[-1][1]


@pytest.mark.parametrize("suffix", ["zip", "tar"])
def test_members_that_a_folder_would_leave_out_are_no_documents(tmp_path: Path, suffix: str) -> None:
    members = {"a.md": text(1), "old/b.md": text(2), "build.xml": "<project><target /></project>", "data.json": "{}"}
    for name, words in members.items():
        (tmp_path / "all" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "all" / name).write_text(words)
    shutil.make_archive(str(tmp_path / "all"), suffix, tmp_path / "all")
    settings = replace(Settings(), documents=Documents(exclude=("*/old/*",)))
    for given, out in ((tmp_path / "all", "folder"), (tmp_path / f"all.{suffix}", "archive")):
        run_corpus(given, tmp_path / out, settings=settings)
        assert {Path(row["path"]).name for row in rows(tmp_path / out, "notes")} == {"a.md"}
        assert unread(tmp_path / out) == {}
    run_corpus(tmp_path / f"all.{suffix}", tmp_path / "archive")  # the archive did not change, the setting did
    assert {Path(row["path"]).name for row in rows(tmp_path / "archive", "notes")} == {"a.md", "b.md"}


@pytest.mark.parametrize(
    "packed", [bytes, bz2.compress, gzip.compress, lambda data: bz2.compress(data[:300]) + bz2.compress(data[300:])]
)
def test_the_articles_of_a_dump_are_documents_of_wikitext(tmp_path: Path, packed: Callable[[bytes], bytes]) -> None:
    data = packed(dump(("Lock", "0", WIKITEXT), ("Talk:Lock", "1", WIKITEXT), ("Weir/List", "0", WIKITEXT), ("Sluice", "0", "#R")))
    name = tmp_path / ("wiki.xml.bz2" if data.startswith(b"BZ") else "wiki.xml.gz" if data.startswith(b"\x1f\x8b") else "wiki.xml")
    name.write_bytes(data)
    run_corpus(name, tmp_path / "out")
    assert {row["path"] for row in rows(tmp_path / "out", "sources")} == {"Lock.wiki", "Weir/List.wiki"}
    assert {row["title"] for row in rows(tmp_path / "out", "sources")} == {"Minister resigns"}


@pytest.mark.parametrize("cut", [b"</mediawiki>", b"</text></revision></page></mediawiki>"])
def test_a_dump_that_is_cut_off_keeps_what_comes_before(tmp_path: Path, cut: bytes) -> None:
    whole = dump(("Lock", "0", WIKITEXT), ("Weir", "0", WIKITEXT))
    (tmp_path / "wiki.xml").write_bytes(whole.removesuffix(cut))
    found = given(tmp_path / "wiki.xml")
    assert found[0] == ("Lock.wiki", "") and "damaged from here on" in found[-1][1]


def test_a_dump_with_a_document_type_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wiki.xml").write_bytes(b'<!DOCTYPE mediawiki [<!ENTITY a "b">]>' + dump(("Lock", "0", "&a;")))
    assert "document type" in given(tmp_path / "wiki.xml")[0][1]


def test_articles_are_not_joined_with_each_other(tmp_path: Path) -> None:
    listed = "\n".join(f"* J. Doe, Weirs of county {n}, Reuters, {n} April 2021." for n in range(1, 4))
    missing = "Said.<ref name='1' /> And.<ref name='2' />\n"
    (tmp_path / "wiki.xml").write_bytes(dump(("Notes", "0", listed), ("Lock", "0", missing)))
    run_corpus(tmp_path / "wiki.xml", tmp_path / "out")
    assert [row["path"] for row in rows(tmp_path / "out", "notes") if row["status"] == "missing"] == ["Lock.wiki", "Lock.wiki"]


def test_the_pages_of_a_web_archive_are_documents(tmp_path: Path) -> None:
    german = PAGE.replace(b"so.", "für.".encode("cp1252"))
    (tmp_path / "a.warc.gz").write_bytes(
        record("https://a.example/1", PAGE)
        + record("https://a.example/2", gzip.compress(PAGE), b"Content-Type: text/html\r\nContent-Encoding: gzip")
        + record("https://a.example/3", PAGE, status=b"404 Not Found")
        + record("https://a.example/4.png", b"\x89PNG", b"Content-Type: image/png")
        + record("https://a.example/5?token=secret", german, b"Content-Type: text/html; charset=ISO-8859-1")
    )
    run_corpus(tmp_path / "a.warc.gz", tmp_path / "out")
    paths = {row["path"] for row in rows(tmp_path / "out", "notes")}
    assert {path.partition("?")[0] for path in paths} == {f"https://a.example/{n}" for n in (1, 2, 5)}
    assert not any("secret" in path for path in paths)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("br", brotli.compress),
    ],
)
def test_compressed_pages_are_read_and_cut_ones_are_named(tmp_path: Path, coding: str, packed: Callable[[bytes], bytes]) -> None:
    head = f"Content-Type: text/html\r\nContent-Encoding: {coding}".encode()
    body = packed(PAGE + bytes(range(256)) * 20)
    (tmp_path / "a.warc").write_bytes(record("https://a.example/1", body, head) + record("https://a.example/2", body[:40], head))
    found = dict(given(tmp_path / "a.warc"))
    assert not found["1"] and "body is damaged" in found["2"]


@pytest.mark.parametrize(
    ("label", "codec", "said"),
    [
        ("windows-31j", "cp932", "①と髙い"),  # a label of browsers that Python lacks
        ("gb2312", "gb18030", "镕基说"),  # means gb18030 to browsers
        ("x-sjis", "cp932", "髙い"),
        ("ISO-8859-1", "cp1252", "“für”"),
        ("ISO-8859-1", "utf-8", "“für”"),  # an old header: the page is UTF-8
    ],
)
def test_a_page_is_decoded_by_the_label_in_its_header_as_browsers_do(tmp_path: Path, label: str, codec: str, said: str) -> None:
    page = PAGE.replace(b"Weirs", said.encode(codec))
    (tmp_path / "a.warc.gz").write_bytes(record("https://a.example/1", page, f"Content-Type: text/html; charset={label}".encode()))
    run_corpus(tmp_path / "a.warc.gz", tmp_path / "out")
    (note,) = rows(tmp_path / "out", "notes")
    assert said in note["raw"]


def test_a_damaged_record_is_a_fault_and_the_next_ones_are_read(tmp_path: Path) -> None:
    broken = bytearray(record("https://a.example/2", PAGE))
    broken[60:80] = bytes(20)
    (tmp_path / "a.warc.gz").write_bytes(record("https://a.example/1", PAGE) + broken + record("https://a.example/3", PAGE))
    found = given(tmp_path / "a.warc.gz")
    assert [name for name, fault in found if not fault] == ["1", "3"] and sum(bool(fault) for _, fault in found) == 1


def test_the_pages_of_a_package_are_documents(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.writestr("archive/data.warc.gz", record("https://a.example/1", PAGE) + record("https://a.example/2", PAGE))
        package.writestr("datapackage.json", "{}")
    assert given(tmp_path / "a.wacz") == [("1", ""), ("2", "")]
    (tmp_path / "a.wacz").write_bytes((tmp_path / "a.wacz").read_bytes()[:-40])
    assert "truncated or damaged" in given(tmp_path / "a.wacz")[0][1]


def test_a_sample_has_the_same_documents_in_every_run(tmp_path: Path) -> None:
    for at in range(200):
        (tmp_path / f"{at}.md").write_text("Said.\n")

    def chosen(share: float) -> set[str]:
        (folder,) = inputs([str(tmp_path)], reader_of(Settings()))
        return {one.path for one in sampled(folder.documents(), share)}

    assert chosen(0.2) == chosen(0.2) < chosen(0.5) and 20 < len(chosen(0.2)) < 60


def test_a_document_that_two_inputs_have_is_read_once(tmp_path: Path) -> None:
    for at in range(3):
        (tmp_path / f"{at}.md").write_text(text(at))
    names = [str(tmp_path / "0.md"), str(tmp_path / "*.md"), str(tmp_path)]
    total = run_corpus(names, tmp_path / "out")
    assert total.documents == 3
    assert len(list((tmp_path / "out" / "state" / "parts").iterdir())) == 1
