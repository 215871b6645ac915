"""Politeness: seconds between two requests to one place. The table is data, with source and date."""

import threading
from functools import lru_cache

from citecheck.protocols import Clock

# URL prefix without scheme, seconds between two requests, where the number is from.
LIMITS: tuple[tuple[str, float, str], ...] = (
    ("web.archive.org/cdx", 2.5, "EDGI wayback client 0.5.1: 24 a minute, at the Archive's request (2026-06)"),
    ("web.archive.org/web/timemap", 2.5, "shares the CDX limit (EDGI wayback client, 2026-06)"),
    ("web.archive.org/save/status", 3.0, "Save Page Now 2: a job's state every three to five seconds (2026-07)"),
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


HOSTS = frozenset(prefix.partition("/")[0] for prefix, _, _ in LIMITS)
PORTS = {"http": ":80", "https": ":443"}


def limit(url: str) -> tuple[str, float | None]:
    """What shares one limit with a URL (a prefix of the table, else the host), and its seconds where the table has them."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    host = host.partition("?")[0].lower().removesuffix(PORTS.get(scheme, ""))
    if _listed(host):
        for prefix, seconds, _source in LIMITS:
            wanted_host, _, wanted_path = prefix.partition("/")
            if (host == wanted_host or host.endswith("." + wanted_host)) and path.startswith(wanted_path):
                return prefix, seconds
    return host, None


@lru_cache(maxsize=8192)
def _listed(host: str) -> bool:
    return any(host == listed or host.endswith("." + listed) for listed in HOSTS)


class Pace:
    """One limiter a place for the whole run, for pages and services alike; threads share it. Times are the clock's monotonic seconds."""

    def __init__(self, clock: Clock, default: float) -> None:
        self._clock = clock
        self.default = default
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._slowed: dict[str, float] = {}

    def limit(self, url: str) -> tuple[str, float]:
        """The place of a URL, and the seconds between two requests to it."""
        place, seconds = limit(url)
        seconds = self.default if seconds is None else seconds
        return place, max(seconds, self._slowed.get(place, 0.0)) if self._slowed else seconds

    def ready(self, place: str) -> float:
        """When the next request to a place may go."""
        return self._next.get(place, 0.0)

    def take(self, place: str, now: float, seconds: float) -> None:
        """A request goes to a place now."""
        if seconds:
            self._next[place] = max(self._next.get(place, 0.0), now) + seconds

    def hold(self, place: str, until: float) -> None:
        """Nothing goes to a place before that."""
        self._next[place] = max(self._next.get(place, 0.0), until)

    def slow(self, place: str, seconds: float) -> None:
        """A place asks for more time between two requests."""
        self._slowed[place] = seconds

    def wait(self, url: str) -> None:
        """Waits until a request may go."""
        place, seconds = self.limit(url)
        with self._lock:
            now = self._clock.monotonic()
            at = max(now, self.ready(place))
            self.take(place, now, seconds)
        if at > now:
            self._clock.sleep(at - now)
