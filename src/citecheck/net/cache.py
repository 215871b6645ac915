"""Answers and verdicts kept in SQLite, so that a second run asks nobody again. Two processes may share the file.

What was kept is committed at the latest when the pages door turns to the network again: a killed run has lost what was in flight.
"""

import contextlib
import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import uniform
from typing import Any, ClassVar

import msgspec

from citecheck.language.secrets import is_secret_field, shown, why_private
from citecheck.links.urls import without_credentials
from citecheck.model.errors import WriteError
from citecheck.model.web import VERDICTS, Hop, Link, Request, Response, Verdict, verdict
from citecheck.net.cache_file import Foreign, foreign, open_database, shrink
from citecheck.pages.quick_metadata import PageSummary
from citecheck.protocols import CachedVerdict, Clock

DAY = 86_400.0
# Seconds for which an answer counts, by its status: what is there stays there, what fails may be mended soon.
TIMES_TO_LIVE = {200: 7 * DAY, 301: 7 * DAY, 308: 7 * DAY, 404: DAY / 4, 410: DAY}
DEFAULT_TIME_TO_LIVE = DAY / 24
VERDICT_TIMES_TO_LIVE: dict[Verdict, float] = {
    "live": 7 * DAY,
    "moved": 7 * DAY,
    "gone": DAY,
    "soft-gone": DAY,
    "blocked": DAY,
    "unreachable": DAY / 12,
}
PENDING = "pending "  # before the word of a verdict that is to be asked about once more
PENDING_TIME_TO_LIVE = DAY / 24
JITTER = 0.2  # share by which a time to live varies, so that a long list does not expire in one run
VALIDATORS = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
KINDS = {word: kind for kind, word in VERDICTS.items()}
VERDICT = "SELECT expires, word, link, validators, glimpse FROM verdicts WHERE id = ? AND url = ?"
SHRINK_EVERY = 2_000  # rows written between two looks at the size


class Cache:
    """Answers by request, verdicts by address. A file that SQLite cannot use is as good as none: the run goes on without.

    ``unusable`` has the reason by file, for the end of the run. Raises ``WriteError`` for another program's database: the settings name
    the wrong file.
    """

    unusable: ClassVar[dict[Path, str]] = {}

    def __init__(self, path: Path | None, clock: Clock, max_bytes: int = 500_000_000) -> None:
        self._clock = clock
        self._max_bytes = max_bytes
        self._lock = threading.RLock()
        self._path = path
        self._database = _opened(path) if path else None
        if path and self._database is None:
            self.unusable[path] = "it is no cache, or cannot be opened or written"
        self._answers: dict[str, tuple[Any, ...]] = {}
        self._verdicts: dict[str, tuple[Any, ...]] = {}
        self._has_verdicts = self._row("SELECT 1 FROM verdicts LIMIT 1") is not None
        self._written = 0

    def get(self, request: Request) -> Response | None:
        """The answer to a request that still counts."""
        if self._database is None or request.fresh or not request.whole:
            return None
        found = self._stored(request)
        return found[0] if found and found[1] > self._now() else None

    def conditional(self, request: Request) -> tuple[Request, Response | None]:
        """The request as it asks only for what changed, and the answer that stands if nothing did."""
        found = self._stored(request) if self._database is not None and request.whole and not request.fresh else None
        fields = validators(found[0]) if found else ()
        return (replace(request, headers=(*request.headers, *fields)), found[0]) if found and fields else (request, None)

    def put(self, request: Request, response: Response) -> None:
        """Keeps an answer whose page is wanted, without anything secret; one of or by way of an address with a key is not kept."""
        secret = any(is_secret_field(name) for name, _ in request.headers) or why_private(request.url)
        if self._database is None or not request.whole or secret or _by_secret_way(response.final_url, response.hops):
            return
        packed = zlib.compress(msgspec.msgpack.encode(_public(response)), 1)
        expires = self._expires(TIMES_TO_LIVE.get(response.status, DEFAULT_TIME_TO_LIVE))
        with self._lock:
            name = key(request)
            self._answers[name] = (name, without_credentials(request.url), self._now(), expires, len(packed), packed)

    def verdict(self, url: str) -> CachedVerdict | None:
        """What an earlier run said of an address, and whether it still counts."""
        if self._database is None:
            return None
        with self._lock:
            row = self._verdicts.get(url) or (self._row(VERDICT, number(url), url) if self._has_verdicts else None)
        if row is None or (kind := KINDS.get(row[1].removeprefix(PENDING))) is None:
            return None
        try:
            link: Link = msgspec.msgpack.decode(row[2], type=kind)
            fields = msgspec.json.decode(row[3], type=tuple[tuple[str, str], ...]) if row[3] else ()
            seen = msgspec.msgpack.decode(row[4], type=PageSummary) if row[4] else None
        except msgspec.DecodeError:
            return None  # of another version
        counts, pending = row[0] > self._now(), row[1].startswith(PENDING)
        return CachedVerdict(link, counts and not pending, fields, seen, counts and pending)

    def put_verdict(
        self, url: str, link: Link, response: Response | None, seen: PageSummary | None = None, *, pending: bool = False
    ) -> None:
        """Keeps a verdict for the time to live of its kind, with what was seen of the page at a glance.

        One that is ``pending`` does not count yet: should the run end here, the next one goes on with it.
        """
        word = verdict(link)
        secret = why_private(url) or _by_secret_way(getattr(link, "final_url", ""), getattr(link, "hops", ()))
        if self._database is None or word not in VERDICT_TIMES_TO_LIVE or secret:
            return
        fields = validators(response) if response is not None else ()
        packed = msgspec.msgpack.encode(link)
        expires = self._expires(PENDING_TIME_TO_LIVE if pending else VERDICT_TIMES_TO_LIVE[word])
        with self._lock:
            told = (msgspec.json.encode(fields) if fields else b"", msgspec.msgpack.encode(seen) if seen else b"")
            self._verdicts[url] = (expires, f"{PENDING}{word}" if pending else word, packed, *told)

    def mention(self, url: str, titles: Iterable[str]) -> None:
        """Notes beside a verdict of this run that the page mentions a title by which it is cited."""
        with self._lock:
            if row := self._verdicts.get(url):
                seen = msgspec.msgpack.decode(row[4], type=PageSummary) if row[4] else PageSummary()
                if added := tuple(title for title in titles if title not in seen.titles):
                    self._verdicts[url] = (*row[:4], msgspec.msgpack.encode(PageSummary((*seen.titles, *added))))

    def sighting(self, url: str, *, gone: bool) -> int:
        """Counts one more run that found a page gone, and returns how many did since it was last there."""
        if self._database is None or why_private(url):
            return 1
        sql = "INSERT INTO sightings VALUES (?, 1) ON CONFLICT (url) DO UPDATE SET runs = runs + 1 RETURNING runs"
        with self._lock:
            try:
                with self._database as database:
                    if not gone:
                        database.execute("DELETE FROM sightings WHERE url = ?", (url,))
                        return 0
                    (runs,) = database.execute(sql, (url,)).fetchone()
                    return int(runs)
            except sqlite3.Error as error:
                self._end(error)
                return 1

    def _end(self, error: sqlite3.Error) -> None:
        """Keeps nothing any more: a full disk or a broken file ends the keeping, not the run."""
        self._database = None
        if self._path:
            self.unusable[self._path] = str(error)

    def commit(self) -> None:
        """Writes what was kept since the last time, in one transaction."""
        if self._database is None or not (self._answers or self._verdicts):
            return
        now = self._now()
        with self._lock:
            verdicts = [(number(url), url, now, *row, len(url) + len(row[2]) + len(row[4])) for url, row in self._verdicts.items()]
            self._written += len(self._answers) + len(verdicts)
            self._has_verdicts |= bool(verdicts)
            try:
                with self._database as database:
                    database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", self._answers.values())
                    database.executemany("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", verdicts)
                if self._written >= SHRINK_EVERY:
                    self._written = 0
                    shrink(self._database, self._max_bytes)
            except sqlite3.Error as error:
                self._end(error)
            self._answers.clear()
            self._verdicts.clear()

    def close(self) -> None:
        """Closes the file, after the oldest answers have made room."""
        self.commit()
        if self._database is not None:
            with self._lock, closing(self._database) as database, contextlib.suppress(sqlite3.Error):
                shrink(database, self._max_bytes)
            self._database = None

    def _stored(self, request: Request) -> tuple[Response, float] | None:
        name = key(request)
        with self._lock:
            kept = self._answers.get(name)
            row = (kept[5], kept[3]) if kept else self._row("SELECT answer, expires FROM answers WHERE key = ?", name)
        if not row:
            return None
        try:
            return msgspec.msgpack.decode(zlib.decompress(row[0]), type=Response), row[1]
        except (msgspec.DecodeError, zlib.error):
            return None  # of another version

    def _row(self, sql: str, *values: str | int) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._database.execute(sql, values).fetchone() if self._database is not None else None
        except sqlite3.Error:
            return None
        return row

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _expires(self, seconds: float) -> float:
        return self._now() + seconds * uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 (no secret)


def _opened(path: Path) -> sqlite3.Connection | None:
    try:
        return open_database(path)
    except Foreign:
        raise WriteError(foreign(path)) from None


def validators(response: Response) -> tuple[tuple[str, str], ...]:
    """The fields of a request that asks only for what changed since an answer (RFC 9110, 13.1)."""
    told = ((field, response.header(name)) for name, field in VALIDATORS)
    return tuple((field, value) for field, value in told if value)


def key(request: Request) -> str:
    """What makes two requests the same: method, address, body and language."""
    parts = (request.method, request.url, request.language or "", (request.body or b"").decode("latin-1"))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def number(url: str) -> int:
    """The number by which an address is found: eight bytes of a hash of it."""
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def _by_secret_way(final_url: str, hops: Iterable[Hop]) -> bool:
    """Whether a redirect led to an address with a key in it."""
    return any(why_private(url) for url in (final_url, *(url for hop in hops for url in (hop.url, hop.location or ""))))


def _public(response: Response) -> Response:
    headers = tuple((name, shown(value)) for name, value in response.headers if not is_secret_field(name))
    return replace(response, headers=headers)
