"""The records of a capture, and their recovery after a killed run."""

import errno
import gzip
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from citecheck.archives.warc import cdxj
from citecheck.archives.warc.reader import Member, members, read_record
from citecheck.archives.warc.writer import open_writer
from citecheck.model.errors import WriteError
from tests.archives.warc.conftest import AGENT, MOMENT, exchange

PAGE = b"<html><title>A page</title>" + b"words " * 50


def walk(path: Path) -> list[Member]:
    with path.open("rb") as file:
        return list(members(file))


def block(path: Path, member: Member) -> bytes:
    with path.open("rb") as file:
        _, data = read_record(file, member.offset, member.length)
    return data.partition(b"\r\n\r\n")[2][:-4]


def kinds(path: Path) -> list[str]:
    return [member.scan.kind for member in walk(path)]


def test_a_capture_is_a_response_and_its_request_each_a_gzip_member(keeping, warc) -> None:
    keeping.run(exchange("http://example.org/a", PAGE))
    assert kinds(warc()) == ["warcinfo", "response", "request"]
    assert all(member.problem is None for member in walk(warc()))
    response, request = walk(warc())[1:]
    assert response.scan.get("WARC-Target-URI") == "http://example.org/a"
    assert response.scan.get("WARC-IP-Address") == "192.0.2.7"
    assert request.scan.get("WARC-Concurrent-To") == response.scan.get("WARC-Record-ID")
    assert block(warc(), response).endswith(PAGE)


def test_every_hop_of_a_redirect_is_a_record(keeping, warc) -> None:
    hop = exchange("http://example.org/old", b"", status="301 Moved", fields=("Location: /new",))
    writer = keeping.run((hop, exchange("http://example.org/new", PAGE)))
    assert kinds(warc()).count("response") == 2
    assert writer.page("http://example.org/old").url == "http://example.org/new"


def test_a_repeated_payload_is_a_revisit_also_at_another_url(keeping, warc) -> None:
    later = MOMENT + timedelta(hours=1)
    keeping.run(exchange("http://example.org/a", PAGE), exchange("http://example.org/b", PAGE))
    keeping.run(exchange("http://example.org/a", PAGE, at=later))
    revisits = [member for member in walk(warc()) if member.scan.kind == "revisit"]
    assert [r.scan.get("WARC-Target-URI") for r in revisits] == ["http://example.org/b", "http://example.org/a"]
    assert {r.scan.get("WARC-Refers-To-Target-URI") for r in revisits} == {"http://example.org/a"}
    assert all(r.scan.get("WARC-Profile").endswith("/identical-payload-digest") for r in revisits)


def test_empty_and_truncated_bodies_are_never_revisits(keeping, warc) -> None:
    cut = {"truncated": "length", "fields": ("Content-Type: text/html", "Content-Length: 900"), "length": False}
    keeping.run(
        exchange("http://example.org/a", b""), exchange("http://example.org/b", b""),
        exchange("http://example.org/c", PAGE, **cut), exchange("http://example.org/d", PAGE, **cut),
    )  # fmt: skip
    assert kinds(warc()).count("response") == 4


def test_chunking_is_removed_and_compression_stays(keeping, warc) -> None:
    packed = gzip.compress(PAGE)
    chunks = b"%x;ext=1\r\n%b\r\n" % (20, packed[:20]) + b"%X\r\n%b\r\n0\r\nTrailer: x\r\n\r\n" % (len(packed) - 20, packed[20:])
    fields = ("Transfer-Encoding: chunked", "Content-Encoding: gzip")
    keeping.run(exchange("http://example.org/a", chunks, fields=fields, length=False))
    head, _, body = block(warc(), walk(warc())[1]).partition(b"\r\n\r\n")
    assert body == packed
    assert b"\r\nTransfer-Encoding" not in head and b"X-Crawler-Transfer-Encoding: chunked" in head
    assert f"\r\nContent-Length: {len(packed)}".encode() in head


@pytest.mark.parametrize(
    ("fields", "body", "truncated", "kept"),
    [
        (("Content-Length: 5000",), PAGE, "disconnect", PAGE),
        (("Transfer-Encoding: chunked",), b"40\r\n" + PAGE[:10], None, PAGE[:10]),
        ((), PAGE, "time", PAGE),
    ],
)
def test_a_truncated_response_is_marked_and_has_its_actual_length(keeping, warc, fields, body, truncated, kept) -> None:
    keeping.run(exchange("http://example.org/a", body, fields=fields, truncated=truncated, length=False))
    response = walk(warc())[1]
    head, _, stored = block(warc(), response).partition(b"\r\n\r\n")
    assert stored == kept
    assert response.scan.get("WARC-Truncated") == (truncated or "disconnect")
    assert f"\r\nContent-Length: {len(kept)}".encode() in head and b"\r\nContent-Length: 5000" not in head


def test_no_key_cookie_or_password_is_written(keeping) -> None:
    secret = "hushhush"
    hop = exchange(
        f"http://user:{secret}@example.org/a", b"", status="302 Found", fields=(f"Location: http://user:{secret}@example.org/b", f"Set-Cookie: id={secret}"),
        asked=(f"Cookie: id={secret}", f"Authorization: Basic {secret}", f"Proxy-Authorization: {secret}", f"X-Api-Key: {secret}"),
    )  # fmt: skip
    keeping.run(hop)
    for path in keeping.folder.iterdir():
        data = path.read_bytes()
        assert secret.encode() not in (gzip.decompress(data) if path.suffix == ".gz" else data)


def test_the_index_has_the_offset_of_every_capture(keeping, warc) -> None:
    keeping.run(*(exchange(f"http://example.org/{n}?b=2&a=1", b"%d" % n) for n in range(20)))
    lines = (keeping.folder / cdxj.NAME).read_bytes().splitlines(keepends=True)
    assert lines == sorted(lines) and len(lines) == 20
    with warc().open("rb") as file:
        for row in map(cdxj.parse, lines):
            member, _ = read_record(file, row.offset, row.length)
            assert member.problem is None
            assert (member.scan.get("WARC-Target-URI"), member.sha256) == (row.url, row.record_digest)


def test_a_second_run_continues_the_same_file(keeping, warc) -> None:
    keeping.run(exchange("http://example.org/a", b"one"))
    writer = keeping.run(exchange("http://example.org/b", b"two"))
    assert [m.scan.get("WARC-Target-URI")[-1:] for m in walk(warc()) if m.scan.kind == "response"] == ["a", "b"]
    assert writer.newest("http://example.org/a") is not None


def test_a_full_file_is_followed_by_another(keeping, clock) -> None:
    for n in range(3):
        clock.sleep(1)
        with open_writer(keeping.folder, keeping.folder.parent, clock, AGENT, max_file=500) as writer:
            writer.keep(None, (exchange(f"http://example.org/{n}", b"%d" % n),))
    assert len(list(keeping.folder.glob("*.warc.gz"))) == 3
    assert len((keeping.folder / cdxj.NAME).read_bytes().splitlines()) == 3


def test_a_run_that_was_killed_before_it_wrote_the_index_is_resumed_without_duplicates(keeping, warc) -> None:
    keeping.run(exchange("http://example.org/a", b"one"), exchange("http://example.org/b", b"two"))
    (keeping.folder / cdxj.NAME).unlink()
    writer = keeping.run(exchange("http://example.org/b", b"two", at=MOMENT + timedelta(minutes=1)))
    assert writer.newest("http://example.org/a") is not None
    assert [m.scan.get("WARC-Target-URI")[-1:] for m in walk(warc()) if m.scan.is_capture] == ["a", "b"]


def test_wherever_a_file_was_cut_no_complete_record_is_lost_and_the_rest_is_moved(keeping, warc) -> None:
    chains = [exchange(f"http://example.org/{n}", b"page %d " % n * 9) for n in range(4)]
    keeping.run(*chains)
    whole, sound = warc().read_bytes(), walk(warc())
    index = (keeping.folder / cdxj.NAME).read_bytes().replace(warc().name.encode(), b"citecheck-1.warc.gz")
    for cut in range(0, len(whole), 7):
        for path in keeping.folder.iterdir():
            path.unlink()
        (keeping.folder / "citecheck-1.warc.gz").write_bytes(whole[:cut])
        if cut % 2:
            (keeping.folder / cdxj.NAME).write_bytes(index)
        writer = keeping.run(exchange("http://example.org/new", b"new"))
        kept = [m for m in sound if m.offset + m.length <= cut]
        end = kept[-1].offset + kept[-1].length if kept else 0
        after = walk(warc())
        assert warc().read_bytes()[:end] == whole[:end]
        assert all(m.problem is None for m in after) and [m.scan.kind for m in after[-3:]] == ["warcinfo", "response", "request"]
        tails = list(keeping.folder.glob("*.tail-*"))
        assert [tail.read_bytes() for tail in tails] == ([whole[end:cut]] if cut > end else [])
        captures = [m.offset for m in after if m.scan.is_capture]
        assert sorted(cdxj.parse(line).offset for line in (keeping.folder / cdxj.NAME).read_bytes().splitlines(True)) == captures
        assert writer.newest("http://example.org/new") is not None


def test_damage_in_the_middle_is_reported_and_nothing_is_changed(keeping, warc) -> None:
    keeping.run(*(exchange(f"http://example.org/{n}", b"page %d " % n * 9) for n in range(4)))
    (keeping.folder / cdxj.NAME).unlink()
    middle = walk(warc())[3]
    data = bytearray(warc().read_bytes())
    data[middle.offset + middle.length // 2] ^= 0x10
    warc().write_bytes(data)
    with pytest.raises(WriteError, match=f"offset {middle.offset}"):
        keeping.run(exchange("http://example.org/new"))
    assert warc().read_bytes() == data and len(list(keeping.folder.glob("*.warc.gz"))) == 1


def test_a_damaged_index_is_reported_with_the_line_and_nothing_is_changed(keeping) -> None:
    keeping.run(exchange("http://example.org/a"), exchange("http://example.org/b", b"2"))
    index = keeping.folder / cdxj.NAME
    index.write_bytes(index.read_bytes()[:-40])
    before = {path: path.read_bytes() for path in keeping.folder.iterdir()}
    with pytest.raises(WriteError, match=r"index\.cdxj:2: .*damaged"):
        keeping.run(exchange("http://example.org/c"))
    assert {path: path.read_bytes() for path in keeping.folder.iterdir()} == before


def test_a_second_process_is_refused_by_the_lock(keeping, clock) -> None:
    with open_writer(keeping.folder, keeping.folder.parent, clock, AGENT), pytest.raises(WriteError, match="another citecheck"):
        keeping.run(exchange("http://example.org/a"))


def test_a_link_that_leads_out_of_the_project_is_not_written_through(tmp_path: Path, clock) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "archive").symlink_to(tmp_path / "elsewhere")
    with (
        pytest.raises(WriteError, match="symbolic link"),
        open_writer(tmp_path / "project" / "archive", tmp_path / "project", clock, AGENT),
    ):
        pass
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_that_is_a_link_out_of_the_project_is_refused(tmp_path: Path, clock) -> None:
    (tmp_path / "outside.warc.gz").write_bytes(b"")
    folder = tmp_path / "project" / "archive"
    folder.mkdir(parents=True)
    (folder / "citecheck-1.warc.gz").symlink_to(tmp_path / "outside.warc.gz")
    with pytest.raises(WriteError, match="symbolic link"), open_writer(folder, tmp_path / "project", clock, AGENT):
        pass


def test_a_full_disk_is_reported_and_leaves_no_incomplete_record(keeping, warc, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.run(exchange("http://example.org/a", b"one"))
    before = walk(warc())
    write = os.write

    def full(descriptor: int, data: memoryview) -> int:
        if len(data) > 350:
            return write(descriptor, data[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteError, match="disk is full"):
        keeping.run(exchange("http://example.org/b", bytes(range(256)) * 20))
    monkeypatch.undo()
    assert [m.offset for m in walk(warc())][: len(before)] == [m.offset for m in before]
    assert all(m.problem is None for m in walk(warc()))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_capture_folder_that_cannot_be_written_is_reported(keeping) -> None:
    keeping.folder.mkdir()
    keeping.folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(WriteError, match="permissions"):
        keeping.run(exchange("http://example.org/a"))


def line(filename: str, offset: int = 0, length: int = 100) -> bytes:
    """A row of an index that somebody else wrote: a redirect, whose record is read to learn where it leads."""
    return cdxj.CdxjRow("http://example.org/a", "20200101000000", "text/html", "302", "", length, offset, filename).line()


@pytest.mark.parametrize(
    "row",
    [line("../secret"), line("/dev/zero", length=10**18), line("no.warc.gz"), line("a\0b"), line("n" * 300), line("x", 10**30)],
)
def test_rows_of_an_index_without_a_record_are_not_captures(keeping, row) -> None:
    keeping.folder.mkdir()
    (keeping.folder.parent / "secret").write_bytes(gzip.compress(b"WARC/1.1\r\n"))
    (keeping.folder / cdxj.NAME).write_bytes(row)
    assert keeping.run().page("http://example.org/a") is None
    keeping.run(exchange("http://example.org/a", PAGE))
    assert keeping.run().page("http://example.org/a").status == "200"


def test_a_damaged_line_for_a_url_is_reported(keeping) -> None:
    keeping.folder.mkdir()
    (keeping.folder / cdxj.NAME).write_bytes(line("x").replace(b"{", b"("))
    with pytest.raises(WriteError, match=r"index.cdxj: the index is damaged: .*; remove the file"):
        keeping.run().page("http://example.org/a")


def test_a_folder_with_the_name_of_the_index_is_reported(keeping) -> None:
    (keeping.folder / cdxj.NAME).mkdir(parents=True)
    with pytest.raises(WriteError, match=r"index.cdxj: cannot be written: Is a directory"):
        keeping.run().page("http://example.org/a")


def test_a_warc_file_that_is_a_symbolic_link_is_neither_recovered_nor_appended_to(keeping) -> None:
    keeping.folder.mkdir()
    draft = keeping.folder.parent / "draft.md"
    draft.write_text("My words.")
    (keeping.folder / "citecheck-20200101000000-00001.warc.gz").symlink_to(draft)
    with pytest.raises(WriteError, match="does not write through links"):
        keeping.run(exchange("http://example.org/a", PAGE))
    assert draft.read_text() == "My words."


def test_a_capture_folder_that_links_to_the_git_folder_is_not_written_to(keeping) -> None:
    git = keeping.folder.parent / ".git"
    git.mkdir()
    keeping.folder.symlink_to(git)
    with pytest.raises(WriteError, match="leads out of the project"):
        keeping.run(exchange("http://example.org/a", PAGE))
    assert not list(git.iterdir())


def test_records_that_do_not_fit_on_the_disk_are_removed_again(keeping, warc, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.run(exchange("http://example.org/a", PAGE))
    whole = warc().read_bytes()
    write = os.write
    room = [1_000]

    def full(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, data[: room[0]])
        room[0] -= written
        return written

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(WriteError, match="the disk is full"):
            keeping.run(exchange("http://example.org/b", os.urandom(5_000)))
    found = walk(warc())
    assert warc().read_bytes().startswith(whole) and all(member.problem is None for member in found)
    assert [member.scan.get("WARC-Target-URI") for member in found if member.scan.kind == "response"] == ["http://example.org/a"]
