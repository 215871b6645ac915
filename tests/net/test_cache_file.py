"""Files of other programs that the settings name by mistake are not changed."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck.archives.warc.writer import open_writer
from citecheck.model.errors import WriteError
from citecheck.model.web import Request, Response
from citecheck.net.cache import Cache
from citecheck.net.cache_file import APPLICATION_ID, EARLIER, TABLES, CacheFile
from tests.conftest import FakeClock

PAGE = Request("https://a.example/")
Making = Callable[[sqlite3.Connection], object]

FOREIGN: dict[str, Making] = {
    "a table of the same name": lambda d: d.execute("CREATE TABLE answers (id, text)"),
    "our version": lambda d: d.executescript("CREATE TABLE answers (id, text); PRAGMA user_version = 3"),
    "an application_id": lambda d: d.executescript("PRAGMA application_id = 7; PRAGMA user_version = 3"),
    "our tables under an application_id": lambda d: d.executescript(";".join((*TABLES, "PRAGMA application_id = 7;PRAGMA user_version = 3"))),
    "one table more": lambda d: d.executescript(";".join((*TABLES, "CREATE TABLE diary (day)", "PRAGMA user_version = 3"))),
    "a view": lambda d: d.executescript(";".join((*TABLES, "CREATE VIEW v AS SELECT 1", "PRAGMA user_version = 3"))),
    "a trigger": lambda d: d.executescript(
        ";".join((*TABLES, "CREATE TRIGGER t AFTER INSERT ON answers BEGIN SELECT 1; END", "PRAGMA user_version = 3"))
    ),
    "an index": lambda d: d.executescript(";".join((*TABLES, "CREATE INDEX i ON answers (url)", "PRAGMA user_version = 3"))),
    "a later version without an id": lambda d: d.executescript(";".join((*TABLES, "PRAGMA user_version = 4"))),
    "a write-ahead log": lambda d: d.executescript("PRAGMA journal_mode = WAL; CREATE TABLE answers (id, text)"),
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "app.sqlite"


def made(file: Path, make: Making) -> None:
    database = sqlite3.connect(file)
    make(database)
    database.commit()
    database.close()


def version(file: Path, pragma: str = "user_version") -> int:
    database = sqlite3.connect(file)
    (number,) = database.execute(f"PRAGMA {pragma}").fetchone()
    database.close()
    return int(number)


def answer(clock: FakeClock) -> Response:
    return Response(PAGE.url, PAGE.url, 200, (), b"there", fetched=clock.now())


@pytest.mark.parametrize("kind", FOREIGN)
def test_the_database_of_another_program_is_named_and_not_changed(kind: str, file: Path, clock: FakeClock) -> None:
    made(file, FOREIGN[kind])
    before = file.read_bytes()
    cache = CacheFile(file, 1000, clock)
    for use in (cache.stats, cache.prune, cache.clear, lambda: Cache(file, clock)):
        with pytest.raises(WriteError, match=r"app\.sqlite.*another program's"):
            use()
    assert file.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir() if path.name.startswith("app")) == ["app.sqlite"]


def test_the_write_ahead_log_of_another_program_is_not_changed(file: Path, clock: FakeClock) -> None:
    other = sqlite3.connect(file)
    other.executescript("PRAGMA journal_mode = WAL; CREATE TABLE diary (day); INSERT INTO diary VALUES ('today')")
    log = file.with_name("app.sqlite-wal")
    assert log.exists()
    with pytest.raises(WriteError, match="another program's"):
        Cache(file, clock)
    assert other.execute("SELECT day FROM diary").fetchall() == [("today",)]
    other.close()


@pytest.mark.parametrize("old", [0, 2, 3])
def test_an_older_cache_is_recognised_by_its_tables(old: int, file: Path, clock: FakeClock) -> None:
    keys = {"answers": "TEXT PRIMARY KEY", "verdicts": "", "sightings": "TEXT PRIMARY KEY", "spent": ""}
    tables = [
        f"CREATE TABLE {name} ({columns[0]} {keys[name]}, {', '.join(columns[1:])})" for name, columns in EARLIER[old].items()
    ]
    sql = TABLES if old == 3 else tables
    made(file, lambda d: d.executescript(";".join((*sql, f"PRAGMA user_version = {old}"))))
    with_answer = Cache(file, clock)
    with_answer.put(PAGE, answer(clock))
    with_answer.close()
    assert Cache(file, clock).get(PAGE) == answer(clock)
    assert (version(file), version(file, "application_id")) == (3, APPLICATION_ID)


def test_the_content_of_an_older_cache_is_kept(file: Path, clock: FakeClock) -> None:
    first = Cache(file, clock)
    first.put(PAGE, answer(clock))
    first.close()
    made(file, lambda d: d.execute("PRAGMA application_id = 0"))  # as in older caches
    assert CacheFile(file, 10**6, clock).stats().answers == 1
    assert Cache(file, clock).get(PAGE) == answer(clock)
    assert version(file, "application_id") == APPLICATION_ID


def test_an_empty_file_becomes_a_cache(file: Path, clock: FakeClock) -> None:
    file.touch()
    Cache(file, clock).close()
    assert version(file, "application_id") == APPLICATION_ID


@pytest.mark.parametrize("content", [b"years of work", b"x" * 5_000, b"SQLite format 3\0" + b"y" * 5_000])
def test_a_file_that_is_no_database_is_not_changed(content: bytes, file: Path, clock: FakeClock) -> None:
    file.write_bytes(content)
    cache = CacheFile(file, 1000, clock)
    for use in (cache.stats, cache.prune, cache.clear):
        with pytest.raises(WriteError, match=r"app\.sqlite"):
            use()
    Cache(file, clock).close()
    assert file.read_bytes() == content


def test_a_folder_in_place_of_the_cache_is_named_and_the_run_works_without_a_cache(file: Path, clock: FakeClock) -> None:
    file.mkdir()
    with pytest.raises(WriteError, match=r"app\.sqlite"):
        CacheFile(file, 1000, clock).stats()
    assert Cache(file, clock).get(PAGE) is None
    assert list(file.iterdir()) == []


def test_an_archive_of_another_program_is_not_appended_to(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from citecheck.model.web import Exchange

    monkeypatch.chdir(tmp_path)
    (tmp_path / "archive").mkdir()
    theirs = tmp_path / "archive" / "wget.warc.gz"
    theirs.write_bytes(b"\x1f\x8b torn, and of another program")
    exchange = Exchange(
        PAGE.url,
        b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"there",
        "",
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    for _ in range(2):
        with open_writer(Path("archive"), tmp_path, clock, "citecheck") as writer:
            writer.keep(PAGE, (exchange,))
    assert theirs.read_bytes() == b"\x1f\x8b torn, and of another program"
    assert len(list((tmp_path / "archive").glob("citecheck-*.warc.gz"))) == 1


@pytest.mark.parametrize("what", ["pipe", "folder", "noise", "half a head"])
def test_an_unusable_cache_does_not_end_the_run(what: str, file: Path, clock: FakeClock) -> None:
    if what == "pipe":
        os.mkfifo(file)
    elif what == "folder":
        file.mkdir()
    else:
        file.write_bytes(b"x" * 5000 if what == "noise" else b"SQLite format 3\0" + bytes(50))
    cache = Cache(file, clock)
    assert cache.get(PAGE) is None
    assert Cache.unusable.pop(file)
    with pytest.raises(WriteError, match="not a usable cache"):
        CacheFile(file, 1000, clock).stats()


def test_a_cache_that_cannot_be_written_does_not_end_the_run(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock)
    cache._database.execute("PRAGMA query_only = ON")  # as on a disk that is full or was mounted read-only
    assert cache.sighting(PAGE.url, gone=True) == 1
    assert "readonly" in Cache.unusable.pop(file)
    cache.put(PAGE, answer(clock))
    cache.commit()
    assert cache.get(PAGE) is None
    cache.close()
