"""Damaged and hostile inputs of a corpus cost what is damaged, and no more."""

import codecs
import gzip
import io
import json
import random
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from citecheck.app.corpus import inputs as module
from citecheck.app.corpus.input_document import InputDocument
from citecheck.faults import ErrorBoundary
from tests.corpus.corpora import rows, run_corpus, text
from tests.corpus.test_inputs import WIKITEXT, dump, given


@pytest.mark.parametrize(
    "line", [b'{"path": "a\\u0000b.md"}', b'{"path": "a\\u0000b.md", "data": "x"}', b'{"path": "c.md", "data": "\xff"}']
)
def test_a_row_that_names_no_document_costs_only_itself(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "list.jsonl").write_bytes(
        codecs.BOM_UTF8 + b'{"path": "a.md", "data": "x"}\n' + line + b'\n{"path": "b.md", "data": "x"}\n'
    )
    assert [(name, bool(fault)) for name, fault in given(tmp_path / "list.jsonl")] == [
        ("a.md", False), ("list.jsonl:2", True), ("b.md", False),
    ]  # fmt: skip


def test_a_row_of_parquet_that_is_no_text_costs_only_itself(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    ends = b"".join(at.to_bytes(4, "little") for at in (0, 3, 6, 9))
    data = pa.Array.from_buffers(pa.string(), 3, [None, pa.py_buffer(ends), pa.py_buffer(b"one\xff\xfe\xfdtwo")])
    parquet.write_table(pa.table({"path": ["a.md", "b.md", "c.md"], "data": data}), tmp_path / "list.parquet")
    found = given(tmp_path / "list.parquet")
    assert [name for name, _ in found] == ["a.md", "list.parquet:2", "c.md"] and "no UTF-8" in found[1][1]


def tar(path: Path, members: dict[str, bytes], mode: str = "w") -> Path:
    """A tar archive."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_archive_that_is_damaged_in_the_middle_says_so(tmp_path: Path, mode: str) -> None:
    path = tar(tmp_path / "all.tar", {f"{at}.md": random.Random(at).randbytes(1_500) for at in range(9)}, mode)
    data = bytearray(path.read_bytes())
    middle = 4 * 2_048 if mode == "w" else len(data) // 2
    data[middle : middle + 80] = bytes(byte ^ 0x5A for byte in data[middle : middle + 80])
    path.write_bytes(data)
    found = given(path)
    assert found[-1][0] == "all.tar" and found[-1][1] and "\n" not in found[-1][1]
    assert mode != "w" or [name for name, _ in found[:-1]] == ["0.md", "1.md", "2.md", "3.md"]


def test_the_header_of_a_tar_archive_has_a_bounded_size(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "all.tar", "w") as archive:
        archive.addfile(tarfile.TarInfo("before.md"))
        info = tarfile.TarInfo("a.md")
        info.type, info.size = tarfile.XHDTYPE, 2_000_000
        archive.addfile(info, io.BytesIO(b"0" * 2_000_000))
    assert "too many bytes" in dict(given(tmp_path / "all.tar"))["all.tar"]


@pytest.mark.parametrize("suffix", ["zip", "tar"])
def test_a_member_whose_name_leads_out_of_its_archive_is_named(tmp_path: Path, suffix: str) -> None:
    path, members = tmp_path / f"all.{suffix}", {"../up.md": b"x", "a/../b.md": b"x", "é ü.md": b"x"}
    if suffix == "tar":
        tar(path, members)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    found = dict(given(path))
    assert "leads out" in found["up.md"] and "leads out" in found["b.md"] and not found["é ü.md"]


def test_a_compressed_file_that_is_damaged_where_it_begins_ends_no_run(tmp_path: Path) -> None:
    for name, packed in (("a.xml.gz", gzip.compress(dump(("A", "0", WIKITEXT)))), ("b.jsonl.gz", gzip.compress(b"{}" * 100))):
        (tmp_path / name).write_bytes(packed[:10] + b"\xff" * 20 + packed[30:])
        list(given(tmp_path / name))


def test_what_a_reader_did_not_expect_is_a_fault_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_path: Path) -> Iterator[InputDocument]:
        yield InputDocument("a.md", b"x")
        raise struct.error("unpack requires more")

    monkeypatch.setattr(module, "STREAMS", (((".zip",), broken),))
    (tmp_path / "all.zip").write_bytes(b"")
    found = given(tmp_path / "all.zip")
    assert found[0] == ("a.md", "") and "the rest of the file" in found[1][1]
    monkeypatch.setattr(ErrorBoundary, "caught", 0)


def test_an_input_that_is_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.md", text(1))
    monkeypatch.chdir(tmp_path)
    assert given("all.zip", tmp_path / "all.zip", "./all.zip", "*.zip") == [("a.md", "")]


def test_documents_of_one_path_are_told_apart(tmp_path: Path) -> None:
    lines = [
        {"path": "same.md", "data": text(3)},
        {"path": "same.md", "data": text(1)},
        {"path": "x", "data": text(3), "format": "markdown"},
    ]
    (tmp_path / "list.jsonl").write_text("\n".join(map(json.dumps, [*lines, lines[-1]])))
    assert run_corpus(tmp_path / "list.jsonl", tmp_path / "out").documents == 4
    assert {row["path"] for row in rows(tmp_path / "out", "notes")} == {"same.md", "same (2).md", "x", "x (2)"}
    assert {row["path"] for row in rows(tmp_path / "out", "findings")} == {"same.md", "x", "x (2)"}
