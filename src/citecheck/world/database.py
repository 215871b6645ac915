"""The cache's file: its tables, what is in it, and how it is kept small."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from citecheck.errors import WriteError
from citecheck.ports import Clock

TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, url TEXT, stored REAL, expires REAL, size INTEGER, answer BLOB)",
    # Rows stand as they came, and the index of what they are about is of small numbers: a few pages are written at a time, not all.
    "CREATE TABLE IF NOT EXISTS verdicts (id INTEGER UNIQUE, "
    "url TEXT, stored REAL, expires REAL, word TEXT, link BLOB, validators BLOB, glimpse BLOB, size INTEGER)",
    "CREATE TABLE IF NOT EXISTS sightings (url TEXT PRIMARY KEY, runs INTEGER) WITHOUT ROWID",
)
KEPT = ("answers", "verdicts")
VERSION = 3  # of the tables; a cache of another one starts anew
BATCH = 500  # rows that go at once


@dataclass(frozen=True, slots=True)
class Stats:
    """What a cache holds: rows and bytes of answers and verdicts, how many of them have expired, and the file's bytes."""

    answers: int
    verdicts: int
    expired: int
    bytes: int
    file_bytes: int
    oldest: float | None  # seconds since 1970


def open_database(path: Path) -> sqlite3.Connection | None:
    """The file, made where it is missing; None where SQLite cannot use it. Commits survive the process, not a power cut."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=30, check_same_thread=False)
        database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(
            "PRAGMA wal_autocheckpoint = 8000"
        )  # pages of 4 kB: a long run waits for the disk now and then, not always
        if database.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            for table in (*KEPT, "sightings"):
                database.execute(f"DROP TABLE IF EXISTS {table}")
            database.execute(f"PRAGMA user_version = {VERSION}")
        for table in TABLES:
            database.execute(table)
        database.commit()
    except (sqlite3.Error, OSError):
        return None
    return database


def shrink(database: sqlite3.Connection, max_bytes: int) -> None:
    """Deletes the oldest answers, then the oldest verdicts, until what is kept fits."""
    if _one(database, "PRAGMA page_count") * _one(database, "PRAGMA page_size") <= max_bytes:
        return  # no need to count
    for table in KEPT:
        while _bytes(database) > max_bytes:
            with database:
                gone = database.execute(
                    f"DELETE FROM {table} WHERE stored <= (SELECT stored FROM {table} ORDER BY stored LIMIT 1 OFFSET ?)",  # noqa: S608
                    (min(BATCH, max(0, _rows(database, table) // 4)),),
                ).rowcount
            if not gone:
                break


@dataclass(frozen=True, slots=True)
class CacheFile:
    """The cache's file, looked at from outside a run. Raises ``WriteError`` where it is there and cannot be used."""

    path: Path
    max_bytes: int
    clock: Clock

    def stats(self) -> Stats:
        """What it holds; all zero where there is no file."""
        with self._open() as database:
            if database is None:
                return Stats(0, 0, 0, 0, 0, None)
            answers, verdicts = (_rows(database, table) for table in KEPT)
            now = self.clock.now().timestamp()
            expired = sum(_one(database, f"SELECT COUNT(*) FROM {table} WHERE expires <= {now:f}") for table in KEPT)  # noqa: S608
            stored = [_one(database, f"SELECT COALESCE(MIN(stored), 0) FROM {table}") for table in KEPT]  # noqa: S608
            oldest = min((moment for moment in stored if moment), default=None)
            return Stats(answers, verdicts, expired, _bytes(database), self.path.stat().st_size, oldest)

    def prune(self) -> int:
        """Deletes what has expired or is over the bound, gives the room back, and returns the rows deleted."""
        with self._open() as database:
            if database is None:
                return 0
            before = sum(_rows(database, table) for table in KEPT)
            with database:
                for table in KEPT:
                    database.execute(f"DELETE FROM {table} WHERE expires <= ?", (self.clock.now().timestamp(),))  # noqa: S608
            shrink(database, self.max_bytes)
            database.execute("PRAGMA incremental_vacuum").fetchall()
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return before - sum(_rows(database, table) for table in KEPT)

    def clear(self) -> int:
        """Deletes everything and returns the rows deleted."""
        with self._open() as database:
            if database is None:
                return 0
            rows = sum(_rows(database, table) for table in KEPT)
            with database:
                for table in (*KEPT, "sightings"):
                    database.execute(f"DELETE FROM {table}")  # noqa: S608
            database.execute("VACUUM")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return rows

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        if not self.path.exists():
            yield None
            return
        database = open_database(self.path)
        if database is None:
            raise WriteError(f"{self.path}: this is no cache that can be used; delete the file, or name another in [cache] path")
        with closing(database):
            try:
                yield database
            except sqlite3.Error as error:
                raise WriteError(
                    f"{self.path}: the cache cannot be used: {error}; is another run at work? else delete the file"
                ) from None


def _rows(database: sqlite3.Connection, table: str) -> int:
    return _one(database, f"SELECT COUNT(*) FROM {table}")  # noqa: S608


def _bytes(database: sqlite3.Connection) -> int:
    return sum(_one(database, f"SELECT COALESCE(SUM(size), 0) FROM {table}") for table in KEPT)  # noqa: S608


def _one(database: sqlite3.Connection, sql: str) -> int:
    (value,) = database.execute(sql).fetchone()
    return int(value)
