"""Opens and closes everything that uses the network."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache as memoized
from pathlib import Path

from msgspec import Struct, field

from citecheck.net.clock import SystemClock
from citecheck.net.guard import HostPort
from citecheck.net.offline import ClosedPages, ClosedService, why_unreachable
from citecheck.net.page_headers import PageHeaders, page_headers
from citecheck.protocols import Clock, ExchangeRecorder, Network, NetworkSettings, Progress, Service, ServiceLimits

ANSWER_TIMES = 3  # maximum duration of a service's whole response, with redirects, in read time-outs
OFFLINE = "--offline: no socket was opened; sources that no local registry has stay unchecked"


class Services(Struct, frozen=True):
    """URLs of the services in use; per service the hosts and ports that may be private for it alone, and its limits.

    The rates in ``limits`` also apply to pages, and to services not in use. ``page_headers`` is ``[links] headers``.
    ``permit`` is called before each request, to pages too; it raises ``LeaseLost`` once nothing may be sent any more.
    """

    asked: tuple[str, ...]
    own: Mapping[str, frozenset[HostPort]]
    limits: Mapping[str, ServiceLimits]
    page_headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    permit: Callable[[], None] | None = None


@contextmanager
def open_network(
    settings: NetworkSettings,
    progress: Progress,
    kept: tuple[Path | None, int],
    services: Services,
    pages: Iterable[str] | None = (),
    *,
    offline: bool,
    recorder: ExchangeRecorder | None = None,
) -> Iterator[Network]:
    """Open the network. ``pages`` are the documents' URLs: if neither they nor a service accept a connection, the run is offline.

    None for ``pages``: a connection was made before. ``kept`` is the cache file and its size limit in bytes. Raises ``UsageError``.
    """
    clock = SystemClock()
    if reason := OFFLINE if offline else None if pages is None else why_unreachable(services.asked, settings, pages):
        yield Network(ClosedPages(reason), lambda _name: ClosedService(), clock, progress, reason)
    else:
        own = page_headers(services.page_headers, os.environ)
        with _opened(settings, progress, kept, services, clock, recorder, own) as network:
            yield network


@contextmanager
def _opened(
    settings: NetworkSettings,
    progress: Progress,
    kept: tuple[Path | None, int],
    services: Services,
    clock: Clock,
    recorder: ExchangeRecorder | None,
    headers: PageHeaders,
) -> Iterator[Network]:
    """The network of a run that is not offline. Imports libcurl and SQLite, which other runs do not need."""
    from citecheck.net.cache import Cache
    from citecheck.net.deadline import Deadline
    from citecheck.net.pages import Pages
    from citecheck.net.rate_limit import RateLimiter, always
    from citecheck.net.request_times import RequestTimes, times_file
    from citecheck.net.services import RequestsTransport, ServiceClient

    cache = Cache(kept[0], clock, kept[1], headers)
    times = RequestTimes(times_file(kept[0]) if kept[0] and kept[0] not in cache.unusable else None)
    rates = (rate for limits in services.limits.values() for rate in limits.rates)
    limiter = RateLimiter(clock, settings.interval, rates, times, services.permit or always)
    longest = ANSWER_TIMES * settings.timeout
    shared = Deadline(RequestsTransport(settings, clock), longest)

    @memoized
    def service(name: str) -> Service:
        own = services.own.get(name)
        transport = Deadline(RequestsTransport(settings, clock, own), longest) if own else shared
        limits = services.limits.get(name, ServiceLimits())
        return ServiceClient(limits, transport, clock, limiter, cache, settings.patience, name)

    try:
        yield Network(Pages(settings, clock, cache, recorder, limiter, headers), service, clock, progress, None, cache)
    finally:
        times.close()
        cache.close()
