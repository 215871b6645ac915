"""Politeness: seconds between two requests to one place. The table is data, with source and date."""

import threading
from collections import defaultdict

from citecheck.ports import Clock

# URL prefix without scheme, seconds between two requests, where the number is from.
LIMITS: tuple[tuple[str, float, str], ...] = (
    ("web.archive.org/cdx", 2.5, "EDGI wayback client 0.5.1: 24 a minute, at the Archive's request (2026-06)"),
    ("web.archive.org/web/timemap", 2.5, "shares the CDX limit (EDGI wayback client, 2026-06)"),
    ("web.archive.org/save", 9.0, "Save Page Now 2: 7 a minute with keys (2026-07)"),
    ("web.archive.org/", 0.125, "EDGI wayback client: 480 playbacks a minute (2026-06)"),
    ("archive.org/wayback/available", 1.0, "no published figure; our own caution (2026-09)"),
    ("wayback-api.archive.org/", 2.0, "no published figure; our own caution (2026-09)"),
    ("wikipedia.org/", 0.35, "Wikimedia: at most three at once with a contact (2026-03)"),
    ("query.wikidata.org/", 1.0, "Wikimedia: time budget a client (2026-03)"),
    ("api.gdeltproject.org/", 5.0, "GDELT: one call in five seconds"),
    ("api.crossref.org/", 0.2, "Crossref public pool: five a second, one at once (2026-06)"),
    ("api.openalex.org/", 0.2, "OpenAlex: keyless budget a day (2026-02)"),
    ("export.arxiv.org/", 3.0, "arXiv API manual: one call in three seconds"),
    ("openlibrary.org/", 1.0, "Open Library: one a second without contact"),
)


def interval(url: str, default: float) -> float:
    """Seconds between two requests to the place that a URL belongs to."""
    return next((seconds for prefix, seconds in _matches(url)), default)


def place(url: str) -> str:
    """What shares one limit: a prefix of the table, else the host."""
    return next((prefix for prefix, _ in _matches(url)), _rest(url).partition("/")[0])


def _matches(url: str) -> list[tuple[str, float]]:
    rest = _rest(url)
    host, _, path = rest.partition("/")
    found = []
    for prefix, seconds, _source in LIMITS:
        wanted_host, _, wanted_path = prefix.partition("/")
        if (host == wanted_host or host.endswith("." + wanted_host)) and path.startswith(wanted_path):
            found.append((prefix, seconds))
    return found


def _rest(url: str) -> str:
    return url.partition("://")[2] or url


class Pace:
    """Lets requests to one place through at its interval; threads share it."""

    def __init__(self, clock: Clock, default: float) -> None:
        self._clock = clock
        self._default = default
        self._lock = threading.Lock()
        self._next: dict[str, float] = defaultdict(float)

    def wait(self, url: str) -> None:
        """Waits until a request may go."""
        seconds = interval(url, self._default)
        with self._lock:
            now = self._clock.monotonic()
            at = max(now, self._next[place(url)])
            self._next[place(url)] = at + seconds
        if at > now:
            self._clock.sleep(at - now)
