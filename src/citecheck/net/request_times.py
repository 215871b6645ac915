"""When each host and service may be asked next, for all processes of a computer with caches in one folder: a small SQLite file.

A time is claimed when it has come, never ahead, so a process that is killed or frozen keeps nobody waiting for longer than one interval. A
request that is sent, once its connection is open, is noted too. Times are the clock's monotonic seconds, which all processes of a computer
share and which do not jump. A row that was written ``AHEAD`` of now is from before the computer's last start, and does not count. Rows need
not survive a power cut: nothing waits for the disk.
"""

import sqlite3
import time
from pathlib import Path

TABLE = "CREATE TABLE IF NOT EXISTS times (key TEXT PRIMARY KEY, next REAL, written REAL) WITHOUT ROWID"
CLAIM = (
    "INSERT INTO times VALUES (:key, :next, :now) ON CONFLICT (key) DO UPDATE SET next = :next, written = :now "
    "WHERE times.next <= :now OR times.written > :latest RETURNING next"
)
HOLD = (
    "INSERT INTO times VALUES (:key, :next, :now) ON CONFLICT (key) DO UPDATE SET next = :next, written = :now "
    "WHERE times.next < :next OR times.written > :latest"
)
SENDS = "CREATE TABLE IF NOT EXISTS sends (key TEXT PRIMARY KEY, at REAL) WITHOUT ROWID"
SEND = (
    "INSERT INTO sends VALUES (:key, :now) ON CONFLICT (key) DO UPDATE SET at = :now "
    "WHERE sends.at <= :next OR sends.at > :latest RETURNING at"
)
LAST = "SELECT at FROM sends WHERE key = :key"
NEXT = "SELECT next FROM times WHERE key = :key"
FORGET = "DELETE FROM times WHERE next < :now OR written > :latest"
FORGET_SENDS = "DELETE FROM sends WHERE key NOT IN (SELECT key FROM times)"
AHEAD = 10.0  # seconds; by less, the other process has only read its clock a little later
MAX_WAIT = 1.0  # seconds for a lock: a process that is frozen while it writes has it
OPENINGS = 20  # tries to open the file in this time
PAUSE = 10.0  # seconds without sharing after such a wait


def times_file(cache: Path) -> Path:
    """The file of the times, for all caches of a folder."""
    return cache.with_name("request-times.sqlite")


class RequestTimes:
    """The times in a file, which is created at the first claim. Without a usable file each process has its own limits."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._paused_until = 0.0

    def claim(self, key: str, now: float, seconds: float) -> float:
        """Claim the moment for a request, the next not before ``seconds`` later; else return when it may be tried again."""
        if self._execute(CLAIM, key, now, now + seconds) is not None or self._database is None:
            return now
        row = self._execute(NEXT, key, now)
        return now if row is None else max(now, row[0])

    def send(self, key: str, now: float, seconds: float) -> float | None:
        """Note that a request is sent now; if another was sent less than ``seconds`` ago, return when, and note nothing."""
        if self._execute(SEND, key, now, now - seconds) is not None:
            return None
        row = self._execute(LAST, key, now)
        return row[0] if row else None

    def hold(self, key: str, now: float, until: float) -> None:
        """Allow no request before a time."""
        self._execute(HOLD, key, now, until)

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
        self._database, self._path = None, None

    def _execute(self, sql: str, key: str, now: float, until: float = 0.0) -> tuple[float] | None:
        """The row of a statement, which is a transaction of its own; None without a row or a usable file."""
        if self._path is None or now < self._paused_until:
            return None
        try:
            if self._database is None:
                self._database = _opened(self._path, now)
            values = {"key": key, "now": now, "latest": now + AHEAD, "next": until}
            rows = self._database.execute(sql, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            if _is_busy(error):
                self._paused_until = now + PAUSE
            else:
                self.close()
            return None
        return rows[0] if rows else None


def _opened(path: Path, now: float) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=MAX_WAIT, isolation_level=None, check_same_thread=False)
    try:
        _prepare(database, now)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, now: float) -> None:
    for attempt in range(OPENINGS, 0, -1):
        try:
            if database.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
                raise sqlite3.DatabaseError("the file system has no shared memory")
            break
        except sqlite3.OperationalError as error:  # SQLite does not wait where two processes create a file
            if attempt == 1 or not _is_busy(error):
                raise
            time.sleep(MAX_WAIT / OPENINGS)
    database.execute("PRAGMA synchronous = OFF")
    database.execute(TABLE)
    database.execute(SENDS)
    database.execute(FORGET, {"now": now, "latest": now + AHEAD})
    database.execute(FORGET_SENDS)


def _is_busy(error: Exception) -> bool:
    """Whether another process has the lock."""
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
