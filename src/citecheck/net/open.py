"""Opens the doors together, and closes them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache as memoized
from pathlib import Path

from citecheck.net.cache import Cache
from citecheck.net.clock import SystemClock
from citecheck.net.deadline import Deadline
from citecheck.net.guard import Address
from citecheck.net.offline import ClosedPages, ClosedService, why_unreachable
from citecheck.net.pages import Pages
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.services import RequestsTransport, ServiceClient
from citecheck.protocols import ExchangeRecorder, Network, NetworkSettings, Progress, Service, ServiceLimits

ANSWER_TIMES = 3  # time-outs of one read that a service's whole answer may take, its redirects included
ASKED_NOT_TO = "--offline: no socket was opened; every source stays unchecked"


@dataclass(frozen=True, slots=True)
class Services:
    """The addresses of the services that are asked; by a service's name the hosts and ports that may be private for it alone, and its limits.

    The rates in ``limits`` hold for pages too, and whether the service is asked or not.
    """

    asked: tuple[str, ...]
    own: Mapping[str, frozenset[Address]]
    limits: Mapping[str, ServiceLimits]


@contextmanager
def open_network(
    settings: NetworkSettings,
    progress: Progress,
    kept: tuple[Path | None, int],
    services: Services,
    pages: Iterable[str] = (),
    *,
    offline: bool,
    recorder: ExchangeRecorder | None = None,
) -> Iterator[Network]:
    """The world. ``pages`` are what documents link to: where neither they nor a service take a connection, every door stays closed.

    ``kept`` is the cache's file and how many bytes it may hold.
    """
    clock = SystemClock()
    reason = ASKED_NOT_TO if offline else why_unreachable(services.asked, settings, pages)
    if reason:
        yield Network(ClosedPages(reason), lambda _name: ClosedService(), clock, progress, reason)
        return
    cache = Cache(kept[0], clock, kept[1])
    limiter = RateLimiter(clock, settings.interval, (rate for limits in services.limits.values() for rate in limits.rates))
    longest = ANSWER_TIMES * settings.timeout
    shared = Deadline(RequestsTransport(settings, clock), longest)

    @memoized
    def service(name: str) -> Service:
        own = services.own.get(name)
        transport = Deadline(RequestsTransport(settings, clock, own), longest) if own else shared
        return ServiceClient(services.limits.get(name, ServiceLimits()), transport, clock, limiter, cache, settings.patience)

    try:
        yield Network(Pages(settings, clock, cache, recorder, limiter), service, clock, progress, None, cache)
    finally:
        cache.close()
