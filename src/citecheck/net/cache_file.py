"""The cache's file: its tables, what is in it, and how it is kept small."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from citecheck.model.errors import WriteError
from citecheck.protocols import Clock

TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, url TEXT, stored REAL, expires REAL, size INTEGER, answer BLOB)",
    # Rows stand as they came, and the index of what they are about is of small numbers: a few pages are written at a time, not all.
    "CREATE TABLE IF NOT EXISTS verdicts (id INTEGER UNIQUE, "
    "url TEXT, stored REAL, expires REAL, word TEXT, link BLOB, validators BLOB, glimpse BLOB, size INTEGER)",
    "CREATE TABLE IF NOT EXISTS sightings (url TEXT PRIMARY KEY, runs INTEGER) WITHOUT ROWID",
)
KEPT = ("answers", "verdicts")
OURS = 0x63697465  # application_id ("cite") of every cache: another program's database has its own, or none
# Caches made before they had an application_id, by user_version: the columns of their tables.
_ANSWERS = ("key", "url", "stored", "expires", "size", "answer")
_VERDICTS = ("url", "stored", "expires", "word", "link", "validators", "size")
_GLIMPSED = (*_VERDICTS[:6], "glimpse", "size")
_SIGHTINGS = ("url", "runs")
EARLIER: dict[int, dict[str, tuple[str, ...]]] = {
    0: {"answers": _ANSWERS, "verdicts": _VERDICTS, "sightings": _SIGHTINGS},
    2: {"answers": _ANSWERS, "verdicts": _GLIMPSED, "sightings": _SIGHTINGS},
    3: {"answers": _ANSWERS, "verdicts": ("id", *_GLIMPSED), "sightings": _SIGHTINGS},
}
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


class Foreign(Exception):
    """The file is a database of another program."""


def open_database(path: Path) -> sqlite3.Connection | None:
    """The file, made where it is missing; None where SQLite cannot use it. Commits survive the process, not a power cut.

    Raises ``Foreign``, before anything is changed in the file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            return None  # to read a pipe would wait for ever
        if path.exists() and not _is_ours(path):
            raise Foreign
        database = sqlite3.connect(path, timeout=30, check_same_thread=False)
        try:
            _prepare(database)
        except (sqlite3.Error, Foreign):
            database.close()
            raise
    except (sqlite3.Error, OSError):
        return None
    return database


def _is_ours(path: Path) -> bool:
    """Whether a file is our cache, by its application_id or, where it was made before, by its tables; an empty one will be.

    The first is read from the file itself and the others without locks, so that nothing of another program's file changes, not even
    its journal is played back. https://www.sqlite.org/fileformat2.html#the_database_header
    """
    with path.open("rb") as file:
        head = file.read(72)
    if len(head) < 72 or not head.startswith(b"SQLite format 3\0"):
        return True  # SQLite will say what is wrong with it
    if int.from_bytes(head[68:72]) == OURS:
        return True
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        return _is_known(database)


def _is_known(database: sqlite3.Connection) -> bool:
    """Whether a database has our application_id, or without one holds what a cache of before held, or nothing yet."""
    rows = database.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    tables = {name: tuple(_columns(database, name)) for kind, name in rows if kind == "table"}
    expected = EARLIER.get(_one(database, "PRAGMA user_version"), {})
    application = _one(database, "PRAGMA application_id")  # asked last: another citecheck may be making the file meanwhile
    if application:
        return application == OURS
    # A run that was killed may have left some of the tables in the journal.
    return len(tables) == len(rows) and tables.items() <= expected.items()


def _columns(database: sqlite3.Connection, table: str) -> Iterator[str]:
    yield from (row[0] for row in database.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,)))


def _prepare(database: sqlite3.Connection) -> None:
    if not _is_known(database):  # what the file's journal holds counts, too
        raise Foreign
    database.execute("PRAGMA auto_vacuum = INCREMENTAL")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA wal_autocheckpoint = 8000")  # pages of 4 kB: a long run waits for the disk now and then, not always
    if _one(database, "PRAGMA application_id") != OURS:  # before anything else, so that whoever looks meanwhile knows it
        database.execute(f"PRAGMA application_id = {OURS}")
    if _one(database, "PRAGMA user_version") != VERSION:
        for table in (*KEPT, "sightings"):
            database.execute(f"DROP TABLE IF EXISTS {table}")
        database.execute(f"PRAGMA user_version = {VERSION}")
    for table in TABLES:
        database.execute(table)
    database.commit()


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
        try:
            database = open_database(self.path)
        except Foreign:
            raise WriteError(foreign(self.path)) from None
        if database is None:
            raise WriteError(
                f"{self.path}: this is no cache that can be used and is left alone; name another file in [cache] path, or delete it"
            )
        with closing(database):
            try:
                yield database
            except sqlite3.Error as error:
                raise WriteError(
                    f"{self.path}: the cache cannot be used: {error}; is another run at work? else delete the file"
                ) from None


def foreign(path: Path) -> str:
    """What to tell of another program's database."""
    return f"{path}: this database is another program's and is left alone; name another file in [cache] path"


def _rows(database: sqlite3.Connection, table: str) -> int:
    return _one(database, f"SELECT COUNT(*) FROM {table}")  # noqa: S608


def _bytes(database: sqlite3.Connection) -> int:
    return sum(_one(database, f"SELECT COALESCE(SUM(size), 0) FROM {table}") for table in KEPT)  # noqa: S608


def _one(database: sqlite3.Connection, sql: str) -> int:
    (value,) = database.execute(sql).fetchone()
    return int(value)
