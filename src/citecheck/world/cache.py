"""Answers kept in SQLite, so that a second run asks nobody again. Two processes may share the file."""

import hashlib
import sqlite3
import threading
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec

from citecheck.model.web import Request, Response
from citecheck.ports import Clock
from citecheck.world.guard import without_credentials

DAY = 86_400.0
# Seconds for which an answer counts, by its status: what is there stays there, what fails may be mended soon.
TIMES_TO_LIVE = {200: 7 * DAY, 301: 7 * DAY, 308: 7 * DAY, 404: DAY / 4, 410: DAY}
DEFAULT_TIME_TO_LIVE = DAY / 24
SECRET = frozenset(("authorization", "cookie", "set-cookie", "x-api-key", "proxy-authorization"))
SCHEMA = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, url TEXT, stored REAL, expires REAL, size INTEGER, answer BLOB)"


class Cache:
    """A table of answers by request. A file that SQLite cannot use is as good as none: the run goes on without."""

    def __init__(self, path: Path | None, clock: Clock, max_bytes: int = 500_000_000) -> None:
        self._clock = clock
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._database = _open(path) if path else None

    def get(self, request: Request) -> Response | None:
        """The answer to a request that still counts."""
        if self._database is None:
            return None
        now = self._clock.now().timestamp()
        with self._lock:
            row = self._database.execute("SELECT answer FROM answers WHERE key = ? AND expires > ?", (key(request), now)).fetchone()
        return msgspec.msgpack.decode(zlib.decompress(row[0]), type=Response) if row else None

    def put(self, request: Request, response: Response) -> None:
        """Keeps an answer, without anything secret."""
        if self._database is None or any(name.lower() in SECRET for name, _ in request.headers):
            return
        packed = zlib.compress(msgspec.msgpack.encode(_public(response)), 3)
        now = self._clock.now().timestamp()
        expires = now + TIMES_TO_LIVE.get(response.status, DEFAULT_TIME_TO_LIVE)
        row = (key(request), without_credentials(request.url), now, expires, len(packed), packed)
        with self._lock, self._database:
            self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", row)

    def close(self) -> None:
        """Closes the file, after the oldest answers have made room."""
        if self._database is not None:
            with self._lock, closing(self._database) as database:
                _shrink(database, self._max_bytes)
            self._database = None


def key(request: Request) -> str:
    """What makes two requests the same: method, address, body and language."""
    parts = (request.method, request.url, request.language or "", (request.body or b"").decode("latin-1"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _open(path: Path) -> sqlite3.Connection | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=10, check_same_thread=False)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(SCHEMA)
        database.commit()
    except (sqlite3.Error, OSError):
        return None
    return database


def _public(response: Response) -> Response:
    headers = tuple((name, value) for name, value in response.headers if name.lower() not in SECRET)
    return replace(response, headers=headers)


def _shrink(database: sqlite3.Connection, max_bytes: int) -> None:
    (size,) = database.execute("SELECT COALESCE(SUM(size), 0) FROM answers").fetchone()
    while size > max_bytes:
        with database:
            database.execute("DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY stored LIMIT 500)")
        (size,) = database.execute("SELECT COALESCE(SUM(size), 0) FROM answers").fetchone()
