"""Rate limits: seconds between two requests to a host or a prefix. Each plug-in states its service's rates."""

import threading
from collections.abc import Iterable

from citecheck.protocols import Clock, RateLimit

PORTS = {"http": ":80", "https": ":443"}


class RateLimiter:
    """The limits of a run, for pages and services, shared by threads. Times are the clock's monotonic seconds.

    ``default`` is the interval of hosts without a rate.
    """

    def __init__(self, clock: Clock, default: float, rates: Iterable[RateLimit] = ()) -> None:
        self._clock = clock
        self.default = default
        self._rates: dict[str, list[tuple[str, RateLimit]]] = {}  # by host, with path; longest path first
        for rate in sorted(rates, key=lambda rate: len(rate.prefix), reverse=True):
            host, _, path = rate.prefix.partition("/")
            self._rates.setdefault(host, []).append((path, rate))
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._slowed: dict[str, float] = {}

    def limit(self, url: str) -> tuple[str, float]:
        """Return a URL's rate key (the prefix of its rate, else the host), and the seconds between two requests to it."""
        scheme, _, rest = url.partition("://")
        host, _, path = rest.partition("/")
        host = host.partition("?")[0].lower().removesuffix(PORTS.get(scheme, ""))
        rate = self._rate(host, path)
        key, seconds = (rate.prefix, rate.seconds) if rate else (host, self.default)
        return key, max(seconds, self._slowed.get(key, 0.0)) if self._slowed else seconds

    def _rate(self, host: str, path: str) -> RateLimit | None:
        """The rate of a host, else of its parent domains."""
        while host:
            for beginning, rate in self._rates.get(host, ()):
                if path.startswith(beginning):
                    return rate
            host = host.partition(".")[2]
        return None

    def ready(self, key: str) -> float:
        """Return the time of the next allowed request."""
        return self._next.get(key, 0.0)

    def take(self, key: str, now: float, seconds: float) -> None:
        """Record a request sent now."""
        if seconds:
            self._next[key] = max(self._next.get(key, 0.0), now) + seconds

    def hold(self, key: str, until: float) -> None:
        """Allow no request before a time."""
        self._next[key] = max(self._next.get(key, 0.0), until)

    def slow(self, key: str, seconds: float) -> None:
        """Increase the interval to what the host asks for."""
        self._slowed[key] = seconds

    def wait(self, url: str) -> None:
        """Wait until a request is allowed."""
        key, seconds = self.limit(url)
        with self._lock:
            now = self._clock.monotonic()
            at = max(now, self.ready(key))
            self.take(key, now, seconds)
        if at > now:
            self._clock.sleep(at - now)
