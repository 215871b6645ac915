"""Responses and link verdicts in SQLite. Two processes may share the file.

``Pages`` commits before every wait for the network, so a killed run loses only the transfers in flight.
"""

import contextlib
import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC
from pathlib import Path
from random import uniform
from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from citecheck.language.secrets import is_secret_field, shown, why_private
from citecheck.links.urls import without_credentials
from citecheck.model.web import VERDICTS, Hop, Link, Request, Response, Verdict, verdict
from citecheck.net.cache_file import open_database, shrink
from citecheck.net.page_headers import NO_HEADERS, PageHeaders
from citecheck.pages.quick_metadata import PageSummary
from citecheck.protocols import CachedVerdict, Clock

DAY = 86_400.0
# Seconds by status: a page that is there stays, a failure may be repaired soon.
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
PENDING = "pending "  # prefix of a verdict that a second request is to confirm
PENDING_TIME_TO_LIVE = DAY / 24
JITTER = 0.2  # relative, so that a long list does not expire in one run
VALIDATORS = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
KINDS = {word: kind for kind, word in VERDICTS.items()}
VERDICT = "SELECT expires, word, link, validators, glimpse FROM verdicts WHERE id = ? AND url = ?"
SHRINK_EVERY = 2_000  # rows written between two checks of the size


class Cache:
    """Responses by request, verdicts by URL. Without a file that SQLite can use, nothing is cached.

    ``unusable`` maps such files to the reason, for the warning at the end of the run. Raises ``WriteError`` for another program's
    database.
    """

    unusable: ClassVar[dict[Path, str]] = {}

    def __init__(self, path: Path | None, clock: Clock, max_bytes: int = 500_000_000, headers: PageHeaders = NO_HEADERS) -> None:
        self._clock = clock
        self._headers = headers
        self._max_bytes = max_bytes
        self._lock = threading.RLock()
        self._path = path
        self._database = open_database(path) if path else None
        if path and self._database is None:
            self.unusable[path] = "it is not a cache, or cannot be opened or written"
        self._answers: dict[str, tuple[Any, ...]] = {}
        self._verdicts: dict[str, tuple[Any, ...]] = {}
        self._has_verdicts = self._row("SELECT 1 FROM verdicts LIMIT 1") is not None
        self._written = 0

    def get(self, request: Request) -> Response | None:
        """Return the cached response to a request, None if there is none or it has expired."""
        if self._database is None or request.fresh or not request.whole or self._headers.of(request.url):
            return None
        found = self._stored(request)
        return found[0] if found and found[1] > self._now() else None

    def conditional(self, request: Request) -> tuple[Request, Response | None]:
        """Return the request with validators, and the cached response that a 304 confirms; the request as it is without one."""
        found = self._stored(request) if self._database is not None and request.whole and not request.fresh else None
        fields = validators(found[0]) if found else ()
        return (replace(request, headers=(*request.headers, *fields)), found[0]) if found and fields else (request, None)

    def put(self, request: Request, response: Response) -> None:
        """Store a response with its body, without secret header fields; not if the request, the URL or a redirect has a secret."""
        secret = any(is_secret_field(name) for name, _ in request.headers) or self._is_private(request.url)
        if self._database is None or not request.whole or secret or self._passes_secret(response.final_url, response.hops):
            return
        packed = zlib.compress(msgspec.msgpack.encode(_public(response)), 1)
        expires = self._expires(TIMES_TO_LIVE.get(response.status, DEFAULT_TIME_TO_LIVE))
        with self._lock:
            name = key(request)
            self._answers[name] = (name, without_credentials(request.url), self._now(), expires, len(packed), packed)

    def verdict(self, url: str) -> CachedVerdict | None:
        """Return an earlier run's verdict on a URL, and whether it is still valid."""
        if self._database is None or self._headers.of(url):
            return None
        with self._lock:
            row = self._verdicts.get(url) or (self._row(VERDICT, url_id(url), url) if self._has_verdicts else None)
        if row is None or (kind := KINDS.get(row[1].removeprefix(PENDING))) is None:
            return None
        try:
            link: Link = msgspec.msgpack.decode(row[2], type=kind)
            fields = msgspec.json.decode(row[3], type=tuple[tuple[str, str], ...]) if row[3] else ()
            seen = msgspec.msgpack.decode(row[4], type=PageSummary) if row[4] else None
        except msgspec.DecodeError:
            return None  # of another version
        valid, pending = row[0] > self._now(), row[1].startswith(PENDING)
        return CachedVerdict(link, valid and not pending, fields, seen, valid and pending)

    def put_verdict(
        self, url: str, link: Link, response: Response | None, seen: PageSummary | None = None, *, pending: bool = False
    ) -> None:
        """Store a verdict for the time to live of its kind, with the page's summary.

        A ``pending`` verdict is not final: if the run ends here, the next one continues from it.
        """
        word = verdict(link)
        secret = self._is_private(url) or self._passes_secret(getattr(link, "final_url", ""), getattr(link, "hops", ()))
        if self._database is None or word not in VERDICT_TIMES_TO_LIVE or secret:
            return
        fields = validators(response) if response is not None else ()
        packed = msgspec.msgpack.encode(link)
        expires = self._expires(PENDING_TIME_TO_LIVE if pending else VERDICT_TIMES_TO_LIVE[word])
        with self._lock:
            packed_rest = (msgspec.json.encode(fields) if fields else b"", msgspec.msgpack.encode(seen) if seen else b"")
            self._verdicts[url] = (expires, f"{PENDING}{word}" if pending else word, packed, *packed_rest)

    def mention(self, url: str, titles: Iterable[str]) -> None:
        """Add cited titles that the page mentions to the summary stored with a verdict of this run."""
        with self._lock:
            if row := self._verdicts.get(url):
                seen = msgspec.msgpack.decode(row[4], type=PageSummary) if row[4] else PageSummary()
                if added := tuple(title for title in titles if title not in seen.titles):
                    self._verdicts[url] = (*row[:4], msgspec.msgpack.encode(PageSummary((*seen.titles, *added))))

    def sighting(self, url: str, *, gone: bool) -> int:
        """Count a run that found a page gone; return the number of such runs since the page was last there."""
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
                self._disable(error)
                return 1

    def spend(self, service: str, most: int) -> bool | None:
        """Count a request to a service, unless all runs of this day (UTC) have sent ``most``: then False. None without a file."""
        if self._database is None:
            return None
        day = f"{self._clock.now().astimezone(UTC):%Y-%m-%d}"
        sql = (
            "INSERT INTO spent VALUES (?, ?, 1) ON CONFLICT (service) DO UPDATE SET "
            "requests = 1 + IIF(day = excluded.day, requests, 0), day = excluded.day WHERE day <> excluded.day OR requests < ? RETURNING 1"
        )
        with self._lock:
            try:
                with self._database as database:
                    return bool(database.execute(sql, (service, day, most)).fetchall())
            except sqlite3.Error as error:
                self._disable(error)
                return None

    def _disable(self, error: sqlite3.Error) -> None:
        """Stop caching: a full disk or a broken file does not end the run."""
        self._database = None
        if self._path:
            self.unusable[self._path] = str(error)

    def commit(self) -> None:
        """Write everything since the last commit, in one transaction."""
        if self._database is None or not (self._answers or self._verdicts):
            return
        now = self._now()
        with self._lock:
            verdicts = [(url_id(url), url, now, *row, len(url) + len(row[2]) + len(row[4])) for url, row in self._verdicts.items()]
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
                self._disable(error)
            self._answers.clear()
            self._verdicts.clear()

    def close(self) -> None:
        """Commit, delete what is over the size limit, and close the file."""
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

    def _is_private(self, url: str) -> bool:
        """Whether a URL contains a secret, or is requested with one."""
        return bool(why_private(url) or self._headers.of(url))

    def _passes_secret(self, final_url: str, hops: Iterable[Hop]) -> bool:
        """Whether a URL on the redirect chain is private."""
        return any(self._is_private(url) for url in (final_url, *(url for hop in hops for url in (hop.url, hop.location or ""))))

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _expires(self, seconds: float) -> float:
        return self._now() + seconds * uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 (no secret)


def validators(response: Response) -> tuple[tuple[str, str], ...]:
    """The header fields of a conditional request (RFC 9110, 13.1)."""
    return tuple((field, value) for name, field in VALIDATORS if (value := response.header(name)))


def key(request: Request) -> str:
    """The cache key of a request: a hash of method, URL, language and body."""
    parts = (request.method, request.url, request.language or "", (request.body or b"").decode("latin-1"))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def url_id(url: str) -> int:
    """The key of a URL's verdict: eight bytes of its hash."""
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def _public(response: Response) -> Response:
    headers = tuple((name, shown(value)) for name, value in response.headers if not is_secret_field(name))
    return replace(response, headers=headers)
