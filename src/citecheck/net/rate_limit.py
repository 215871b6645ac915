"""Politeness: seconds between two requests to one place. Each plug-in states the rates of its service; here they are kept."""

import threading
from collections.abc import Iterable

from citecheck.protocols import Clock, RateLimit

PORTS = {"http": ":80", "https": ":443"}


class RateLimiter:
    """One limiter a place for the whole run, for pages and services alike; threads share it. Times are the clock's monotonic seconds.

    ``default`` is the interval of hosts that no rate is about.
    """

    def __init__(self, clock: Clock, default: float, rates: Iterable[RateLimit] = ()) -> None:
        self._clock = clock
        self.default = default
        self._rates: dict[str, list[tuple[str, RateLimit]]] = {}  # by host, each with its path; the longest path first
        for rate in sorted(rates, key=lambda rate: len(rate.prefix), reverse=True):
            host, _, path = rate.prefix.partition("/")
            self._rates.setdefault(host, []).append((path, rate))
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._slowed: dict[str, float] = {}

    def limit(self, url: str) -> tuple[str, float]:
        """What shares one limit with a URL (the prefix of a rate, else the host), and the seconds between two requests to it."""
        scheme, _, rest = url.partition("://")
        host, _, path = rest.partition("/")
        host = host.partition("?")[0].lower().removesuffix(PORTS.get(scheme, ""))
        rate = self._rate(host, path)
        place, seconds = (rate.prefix, rate.seconds) if rate else (host, self.default)
        return place, max(seconds, self._slowed.get(place, 0.0)) if self._slowed else seconds

    def _rate(self, host: str, path: str) -> RateLimit | None:
        """The rate of a host, else of the domain above it, and so on."""
        while host:
            for beginning, rate in self._rates.get(host, ()):
                if path.startswith(beginning):
                    return rate
            host = host.partition(".")[2]
        return None

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
