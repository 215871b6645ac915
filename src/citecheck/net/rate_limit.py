"""Rate limits: seconds between two requests to a host or a prefix. Each plug-in states its service's rates."""

import threading
from collections.abc import Callable, Iterable

from citecheck.net.request_times import RequestTimes
from citecheck.protocols import Clock, RateLimit

PORTS = {"http": ":80", "https": ":443"}
NEARLY = 0.9  # of an interval, at least, is between two requests as they are sent; connections take different times to open


def always() -> None:
    """Permit every request."""


class RateLimiter:
    """The limits of a run, for pages and services, shared by threads. Times are the clock's monotonic seconds.

    ``default`` is the interval of hosts without a rate. ``shared`` are the times of all processes. ``permit`` raises ``LeaseLost`` if no
    request may be sent any more.
    """

    def __init__(
        self,
        clock: Clock,
        default: float,
        rates: Iterable[RateLimit] = (),
        shared: RequestTimes | None = None,
        permit: Callable[[], None] = always,
    ) -> None:
        self._clock = clock
        self.default = default
        self._rates: dict[str, list[tuple[str, RateLimit]]] = {}  # by host, with path; longest path first
        for rate in sorted(rates, key=lambda rate: len(rate.prefix), reverse=True):
            host, _, path = rate.prefix.partition("/")
            self._rates.setdefault(host, []).append((path, rate))
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._sent: dict[str, float] = {}
        self._shared = shared or RequestTimes(None)
        self.permit = permit
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
        """Return the time of the next allowed request, as far as this process knows."""
        return self._next.get(key, 0.0)

    def claim(self, key: str, now: float, seconds: float) -> float:
        """Claim the present moment for a request; return it, or the time at which a claim may succeed."""
        self.permit()
        with self._lock:
            at = max(now, self.ready(key))
            if not seconds or at > now:
                return at
            at = self._shared.claim(key, now, seconds)
            self._next[key] = at if at > now else now + seconds
            return at

    def may_send(self, key: str, claimed: float, seconds: float) -> bool:
        """Whether a request may be sent now: not shortly after one that came late, since its process or its connection had to wait.

        The next request claims its time an interval after one that came late, or after the one that was sent before.
        """
        self.permit()
        if not seconds:
            return True
        now = self._clock.monotonic()
        earlier = self._send(key, now, NEARLY * seconds)
        if earlier is not None or now - claimed > (1 - NEARLY) * seconds:
            self.hold(key, (now if earlier is None else earlier) + seconds)
        return earlier is None

    def _send(self, key: str, now: float, least: float) -> float | None:
        """Note that a request is sent; if another was sent less than ``least`` seconds ago, return when, and note nothing."""
        with self._lock:
            earlier = self._sent.get(key)
            if earlier is None or now - earlier >= least:
                earlier = self._shared.send(key, now, least)
            if earlier is None:
                self._sent[key] = now
            return earlier

    def hold(self, key: str, until: float) -> None:
        """Allow no request before a time."""
        with self._lock:
            self._next[key] = max(self._next.get(key, 0.0), until)
            self._shared.hold(key, self._clock.monotonic(), until)

    def slow(self, key: str, seconds: float) -> None:
        """Increase the interval to what the host asks for."""
        self._slowed[key] = seconds

    def wait(self, url: str) -> None:
        """Wait until a request is allowed, claim its time, and note it as sent."""
        key, seconds = self.limit(url)
        while (at := self.claim(key, now := self._clock.monotonic(), seconds)) > now:
            self._clock.sleep(at - now)
        if seconds:
            self._send(key, now, 0.0)
