"""The cache file: its tables, statistics and size limit."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from citecheck.model.errors import WriteError
from citecheck.protocols import Clock

TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, url TEXT, stored REAL, expires REAL, size INTEGER, answer BLOB)",
    # Rows in order of arrival and an index of integers: a commit writes few pages.
    "CREATE TABLE IF NOT EXISTS verdicts (id INTEGER UNIQUE, "
    "url TEXT, stored REAL, expires REAL, word TEXT, link BLOB, validators BLOB, glimpse BLOB, size INTEGER)",
    "CREATE TABLE IF NOT EXISTS sightings (url TEXT PRIMARY KEY, runs INTEGER) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS spent (service TEXT PRIMARY KEY, day TEXT, requests INTEGER) WITHOUT ROWID",
)
CAPPED = ("answers", "verdicts")
APPLICATION_ID = 0x63697465  # "cite"
# Columns of the tables of caches without an application_id, by user_version.
_ANSWERS = ("key", "url", "stored", "expires", "size", "answer")
_VERDICTS = ("url", "stored", "expires", "word", "link", "validators", "size")
_WITH_SUMMARY = (*_VERDICTS[:6], "glimpse", "size")
_SIGHTINGS = ("url", "runs")
EARLIER: dict[int, dict[str, tuple[str, ...]]] = {
    0: {"answers": _ANSWERS, "verdicts": _VERDICTS, "sightings": _SIGHTINGS},
    2: {"answers": _ANSWERS, "verdicts": _WITH_SUMMARY, "sightings": _SIGHTINGS},
    3: {"answers": _ANSWERS, "verdicts": ("id", *_WITH_SUMMARY), "sightings": _SIGHTINGS, "spent": ("service", "day", "requests")},
}
VERSION = 3  # of the tables; those of another version are dropped
BATCH = 500  # rows deleted at once


class Stats(Struct, frozen=True):
    """Rows of a cache, expired rows, bytes of the content and of the file."""

    answers: int
    verdicts: int
    expired: int
    bytes: int
    file_bytes: int
    oldest: float | None  # seconds since 1970


def open_database(path: Path) -> sqlite3.Connection | None:
    """Open or create the file; None if SQLite cannot use it. Commits survive the process, not a power cut.

    Raises ``WriteError`` for another program's database, before anything in it is changed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            return None  # reading a pipe would block
        if path.exists() and not _is_ours(path):
            raise _foreign(path)
        database = sqlite3.connect(path, timeout=30, check_same_thread=False)
        try:
            _prepare(path, database)
        except (sqlite3.Error, WriteError):
            database.close()
            raise
    except (sqlite3.Error, OSError):
        return None
    return database


def _is_ours(path: Path) -> bool:
    """Whether a file is our cache, by its application_id or, in older ones, by its tables. An empty file is.

    The id is read from the file and the tables without locks, so that another program's file does not change: its journal is not
    played back. https://www.sqlite.org/fileformat2.html#the_database_header
    """
    with path.open("rb") as file:
        head = file.read(72)
    if len(head) < 72 or not head.startswith(b"SQLite format 3\0"):
        return True  # SQLite will say what is wrong with it
    if int.from_bytes(head[68:72]) == APPLICATION_ID:
        return True
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        return _is_known(database)


def _is_known(database: sqlite3.Connection) -> bool:
    """Whether a database has our application_id, or has none and only the tables of an earlier cache."""
    rows = database.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    tables = {name: tuple(_columns(database, name)) for kind, name in rows if kind == "table"}
    expected = EARLIER.get(_scalar(database, "PRAGMA user_version"), {})
    application = _scalar(database, "PRAGMA application_id")  # read last: another citecheck may be creating the file
    if application:
        return application == APPLICATION_ID
    # A run that was killed may have left some of the tables in the journal.
    return len(tables) == len(rows) and tables.items() <= expected.items()


def _columns(database: sqlite3.Connection, table: str) -> Iterator[str]:
    yield from (row[0] for row in database.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,)))


def _prepare(path: Path, database: sqlite3.Connection) -> None:
    if not _is_known(database):  # now including the journal
        raise _foreign(path)
    database.execute("PRAGMA auto_vacuum = INCREMENTAL")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA wal_autocheckpoint = 8000")  # pages of 4 kB: a long run rarely waits for the disk
    if _scalar(database, "PRAGMA application_id") != APPLICATION_ID:  # first, so that another process recognises the file
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if _scalar(database, "PRAGMA user_version") != VERSION:
        for table in (*CAPPED, "sightings"):
            database.execute(f"DROP TABLE IF EXISTS {table}")
        database.execute(f"PRAGMA user_version = {VERSION}")
    for table in TABLES:
        database.execute(table)
    database.commit()


def shrink(database: sqlite3.Connection, max_bytes: int) -> None:
    """Delete the oldest answers, then the oldest verdicts, until the content fits."""
    if _scalar(database, "PRAGMA page_count") * _scalar(database, "PRAGMA page_size") <= max_bytes:
        return  # no need to count
    for table in CAPPED:
        while _bytes(database) > max_bytes:
            with database:
                deleted = database.execute(
                    f"DELETE FROM {table} WHERE stored <= (SELECT stored FROM {table} ORDER BY stored LIMIT 1 OFFSET ?)",  # noqa: S608
                    (min(BATCH, max(0, _rows(database, table) // 4)),),
                ).rowcount
            if not deleted:
                break


class CacheFile(Struct, frozen=True):
    """The cache file for the ``cache`` commands. Raises ``WriteError`` if it exists and cannot be used."""

    path: Path
    max_bytes: int
    clock: Clock

    def stats(self) -> Stats:
        """Return the statistics, all zero without a file."""
        with self._open() as database:
            if database is None:
                return Stats(0, 0, 0, 0, 0, None)
            answers, verdicts = (_rows(database, table) for table in CAPPED)
            now = self.clock.now().timestamp()
            expired = sum(_scalar(database, f"SELECT COUNT(*) FROM {table} WHERE expires <= {now:f}") for table in CAPPED)  # noqa: S608
            stored = [_scalar(database, f"SELECT COALESCE(MIN(stored), 0) FROM {table}") for table in CAPPED]  # noqa: S608
            oldest = min((moment for moment in stored if moment), default=None)
            return Stats(answers, verdicts, expired, _bytes(database), self.path.stat().st_size, oldest)

    def prune(self) -> int:
        """Delete what has expired or is over the limit, shrink the file, and return the number of deleted rows."""
        with self._open() as database:
            if database is None:
                return 0
            before = sum(_rows(database, table) for table in CAPPED)
            with database:
                for table in CAPPED:
                    database.execute(f"DELETE FROM {table} WHERE expires <= ?", (self.clock.now().timestamp(),))  # noqa: S608
            shrink(database, self.max_bytes)
            database.execute("PRAGMA incremental_vacuum").fetchall()
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return before - sum(_rows(database, table) for table in CAPPED)

    def clear(self) -> int:
        """Delete everything and return the number of deleted rows."""
        with self._open() as database:
            if database is None:
                return 0
            rows = sum(_rows(database, table) for table in CAPPED)
            with database:
                for table in (*CAPPED, "sightings"):
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
            raise WriteError(
                f"{self.path}: this is not a usable cache; the file was not changed. Name another file in [cache] path, or delete it"
            )
        with closing(database):
            try:
                yield database
            except sqlite3.Error as error:
                raise WriteError(
                    f"{self.path}: the cache cannot be used: {error}; wait for other runs to end, or delete the file"
                ) from None


def _foreign(path: Path) -> WriteError:
    return WriteError(f"{path}: this is another program's database; the file was not changed. Name another file in [cache] path")


def _rows(database: sqlite3.Connection, table: str) -> int:
    return _scalar(database, f"SELECT COUNT(*) FROM {table}")  # noqa: S608


def _bytes(database: sqlite3.Connection) -> int:
    return sum(_scalar(database, f"SELECT COALESCE(SUM(size), 0) FROM {table}") for table in CAPPED)  # noqa: S608


def _scalar(database: sqlite3.Connection, sql: str) -> int:
    (value,) = database.execute(sql).fetchone()
    return int(value)
