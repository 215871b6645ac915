"""`citecheck archive` on the command line, without a network."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from citecheck.archives.warc.writer import open_writer
from citecheck.model.web import Exchange, Request

NOTE = "[1] J. Doe, Minister resigns, Reuters, 14/04/2021, https://news.example/story\n"


def capture(folder: Path, clock: object) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 25\r\n\r\n"
    with open_writer(folder, folder.parent, clock, "test") as writer:  # type: ignore[arg-type]
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        story = Exchange("https://news.example/story", b"GET / HTTP/1.1\r\n\r\n", head, b"<title>A story</title>words", "", moment)
        writer.keep(Request(story.url), (story,))


def test_offline_nothing_is_captured_or_reported_as_dead(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    status, out, err = citecheck("archive", "--offline", "notes.txt")
    assert status == 0 and "not captured" in out and "no socket was opened" in err
    assert not Path("citecheck.lock").exists() or "story" not in Path("citecheck.lock").read_text()


def test_an_existing_capture_is_not_repeated_and_is_recorded_in_the_lock(citecheck, clock, tmp_path: Path) -> None:
    Path("notes.txt").write_text(NOTE)
    capture(tmp_path / "archive", clock)
    status, out, _ = citecheck("archive", "--offline", "notes.txt")
    assert status == 0 and "in archive" in out
    assert '"warc": "citecheck-20260101000000-00001.warc.gz"' in Path("citecheck.lock").read_text()


def test_urls_with_keys_are_not_captured_and_not_printed(citecheck) -> None:
    Path("notes.txt").write_text("[1] J. Doe, A story, Reuters, 14/04/2021, https://me:hushhush@news.example/?token=hushhush\n")
    status, out, err = citecheck("archive", "--offline", "notes.txt")
    assert status == 0 and "skipped" in out and "hushhush" not in out + err


def test_for_documents_without_urls_a_message_names_the_command_that_finds_them(citecheck) -> None:
    Path("notes.txt").write_text("[1] J. Doe, Minister resigns, Reuters, 14/04/2021,\n")
    status, _, err = citecheck("archive", "notes.txt")
    assert status == 0 and "citecheck report" in err


def test_submitting_needs_keys_and_the_message_says_where_to_get_them(citecheck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IA_ACCESS_KEY_ID", raising=False)
    Path("notes.txt").write_text(NOTE)
    status, out, err = citecheck("archive", "--submit", "notes.txt")
    assert (status, out) == (2, "") and "archive.org/account/s3.php" in err and not Path("archive").exists()


def test_a_sound_archive_is_verified_and_exported(citecheck, clock, tmp_path: Path) -> None:
    capture(tmp_path / "archive", clock)
    assert citecheck("archive", "verify")[:2] == (0, "archive: sound; 1 sound capture in 1 WARC file\n")
    assert citecheck("archive", "export")[0] == 0
    assert citecheck("archive", "verify", "archive.wacz")[0] == 0
    assert citecheck("archive", "export")[0] == 0  # over its own
    assert '"title": "A story"' in zipfile.ZipFile("archive.wacz").read("pages/pages.jsonl").decode()


def test_damage_is_reported_with_file_offset_and_capture(citecheck, clock, tmp_path: Path) -> None:
    capture(tmp_path / "archive", clock)
    (warc,) = Path("archive").glob("*.warc.gz")
    warc.write_bytes(warc.read_bytes()[:-400])
    status, out, _ = citecheck("archive", "verify")
    assert status == 2 and f"{warc}: offset" in out and "https://news.example/story" in out
    assert citecheck("archive", "export")[0] == 2 and not Path("archive.wacz").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("text.warc.gz", b"hello", "is not a WARC file"),
        ("empty.warc.gz", b"", "it is empty"),
        ("text.wacz", b"hello", "not a complete ZIP file"),
        ("half.wacz", b"PK\x03\x04" + b"x" * 100, "not a complete ZIP file"),
        ("none.wacz", None, "No such file"),
        ("\x1b[31mred.warc", b"WARC/1.0\r\n", "cut off"),
    ],
)
def test_a_file_that_is_not_an_archive_is_one_message(citecheck, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    status, out, err = citecheck("archive", "verify", name)
    assert status == 2 and said in out + err and "\x1b" not in out + err


def test_a_package_of_other_software_is_not_overwritten(citecheck, clock, tmp_path: Path) -> None:
    capture(tmp_path / "archive", clock)
    Path("archive.wacz").write_bytes(b"my own")
    status, _, err = citecheck("archive", "export")
    assert status == 2 and "did not write" in err and Path("archive.wacz").read_bytes() == b"my own"


def test_a_folder_that_leads_out_of_the_project_is_not_written_through(citecheck, tmp_path_factory) -> None:
    Path("notes.txt").write_text(NOTE)
    outside = tmp_path_factory.mktemp("outside")
    Path("archive").symlink_to(outside)
    status, _, err = citecheck("archive", "--offline", "notes.txt")
    assert status == 2 and "symbolic link" in err and not list(outside.iterdir())


def test_exporting_an_empty_archive_is_an_error(citecheck) -> None:
    status, _, err = citecheck("archive", "export")
    assert status == 2 and "no capture" in err
