"""The cache's file: its tables, what is in it, and how it is kept small."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, url TEXT, stored REAL, expires REAL, size INTEGER, answer BLOB)",
    "CREATE TABLE IF NOT EXISTS verdicts "
    "(url TEXT PRIMARY KEY, stored REAL, expires REAL, word TEXT, link BLOB, validators BLOB, size INTEGER) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS sightings (url TEXT PRIMARY KEY, runs INTEGER) WITHOUT ROWID",
)
KEPT = ("answers", "verdicts")
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
        for table in TABLES:
            database.execute(table)
        database.commit()
    except (sqlite3.Error, OSError):
        return None
    return database


def shrink(database: sqlite3.Connection, max_bytes: int) -> None:
    """Deletes the oldest answers, then the oldest verdicts, until what is kept fits."""
    for table in KEPT:
        while _bytes(database) > max_bytes:
            with database:
                gone = database.execute(
                    f"DELETE FROM {table} WHERE stored <= (SELECT stored FROM {table} ORDER BY stored LIMIT 1 OFFSET ?)",  # noqa: S608
                    (min(BATCH, max(0, _rows(database, table) // 4)),),
                ).rowcount
            if not gone:
                break


def stats(path: Path, now: float) -> Stats:
    """What a cache file holds; all zero where there is none."""
    database = open_database(path) if path.exists() else None
    if database is None:
        return Stats(0, 0, 0, 0, 0, None)
    with closing(database):
        answers, verdicts = (_rows(database, table) for table in KEPT)
        expired = sum(_one(database, f"SELECT COUNT(*) FROM {table} WHERE expires <= {now:f}") for table in KEPT)  # noqa: S608
        oldest = [_one(database, f"SELECT COALESCE(MIN(stored), 0) FROM {table}") for table in KEPT]  # noqa: S608
        return Stats(answers, verdicts, expired, _bytes(database), path.stat().st_size, min((o for o in oldest if o), default=None))


def prune(path: Path, now: float, max_bytes: int) -> int:
    """Deletes what has expired or is over the bound, gives the room back, and returns the rows deleted."""
    database = open_database(path) if path.exists() else None
    if database is None:
        return 0
    with closing(database):
        before = sum(_rows(database, table) for table in KEPT)
        with database:
            for table in KEPT:
                database.execute(f"DELETE FROM {table} WHERE expires <= ?", (now,))  # noqa: S608
        shrink(database, max_bytes)
        database.execute("PRAGMA incremental_vacuum").fetchall()
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return before - sum(_rows(database, table) for table in KEPT)


def clear(path: Path) -> int:
    """Deletes everything and returns the rows deleted."""
    database = open_database(path) if path.exists() else None
    if database is None:
        return 0
    with closing(database):
        rows = sum(_rows(database, table) for table in KEPT)
        with database:
            for table in (*KEPT, "sightings"):
                database.execute(f"DELETE FROM {table}")  # noqa: S608
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return rows


def _rows(database: sqlite3.Connection, table: str) -> int:
    return _one(database, f"SELECT COUNT(*) FROM {table}")  # noqa: S608


def _bytes(database: sqlite3.Connection) -> int:
    return sum(_one(database, f"SELECT COALESCE(SUM(size), 0) FROM {table}") for table in KEPT)  # noqa: S608


def _one(database: sqlite3.Connection, sql: str) -> int:
    (value,) = database.execute(sql).fetchone()
    return int(value)
