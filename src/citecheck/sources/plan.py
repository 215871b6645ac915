"""Estimates the requests of a run and its duration, without sending any.

Providers run against a service that finds nothing, so their own code determines the number of requests. A service that finds something
gets fewer requests, but the pages found are read; these cannot be counted in advance.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from msgspec import Struct

from citecheck.citations.parsed import own_url
from citecheck.faults import silence
from citecheck.model.errors import NoAnswer
from citecheck.model.report import Unread
from citecheck.model.web import Request, Response
from citecheck.protocols import Archive, Provider, Query

ANSWERS = (b"{}", b"[]")  # "nothing found" in JSON
LATENCY = 1.0  # minimum seconds per response; a cautious assumption
RECALLS = 2  # requests an archive and source: its index, then the capture itself


class Planned(Struct, frozen=True):
    """Requests to one host for one purpose, and their seconds at that host's rate limit."""

    host: str
    purpose: str
    requests: int
    seconds: float


class Plan(Struct, frozen=True):
    """The estimate. Links are requested concurrently, services in turn."""

    sources: int
    links: tuple[Planned, ...]
    services: tuple[Planned, ...]
    unread: tuple[Unread, ...] = ()  # documents that are not counted
    mail_links: int = 0  # ``mailto:``, which are not checked

    @property
    def requests(self) -> int:
        """The number of requests."""
        return sum(p.requests for p in (*self.links, *self.services))

    @property
    def seconds(self) -> float:
        """The slowest host of the links, plus the services."""
        return max((p.seconds for p in self.links), default=0.0) + sum(p.seconds for p in self.services)


class CountingService:
    """A service that records requests, opens no socket, and finds nothing."""

    def __init__(self, body: bytes) -> None:
        self.asked: list[Request] = []
        self._body = body

    def send(self, request: Request) -> Response:
        """Record the request and return the same response to all."""
        self.asked.append(request)
        return Response(request.url, request.url, 200, (("content-type", "application/json"),), self._body)


def plan(
    urls: Iterable[str],
    queries: Sequence[Query],
    providers: Sequence[Provider],
    archives: Sequence[Archive],
    interval: Callable[[str], float],
) -> Plan:
    """Count the requests. ``urls`` are the documents'; ``interval`` gives a URL's seconds between two requests."""
    links = Counter(_host(url) for url in urls)
    checked = (Planned(host, "links", many, many * interval(f"https://{host}/")) for host, many in links.most_common())
    unknown = [query for query in queries if not own_url(query.source)]
    located = (p for provider in providers if provider.base_url for p in _searches(provider, unknown, interval))
    recalled = (_recalls(archive, len(queries), interval) for archive in archives if archive.enabled and archive.base_url)
    return Plan(len(queries), tuple(checked), (*located, *(p for p in recalled if p.requests)))


def _searches(provider: Provider, queries: Sequence[Query], interval: Callable[[str], float]) -> Iterator[Planned]:
    asked = [request.url for query in queries for request in searches(provider, query)]
    for host, many in Counter(map(_host, asked)).items():
        seconds = max(LATENCY, *(interval(url) for url in asked if _host(url) == host))
        yield Planned(host, f"locate ({provider.name})", many, many * seconds)


def searches(provider: Provider, query: Query) -> list[Request]:
    """Return the requests of a provider for a source that its service does not know."""
    tried = []
    for body in ANSWERS:
        service = CountingService(body)
        with suppress(NoAnswer), silence():  # an answer of another shape; the other one fits
            provider.search(query, service)
        tried.append(service.asked)
    return max(tried, key=len)


def _recalls(archive: Archive, sources: int, interval: Callable[[str], float]) -> Planned:
    many = RECALLS * sources
    return Planned(
        _host(archive.base_url), f"archived copies ({archive.name})", many, many * max(LATENCY, interval(archive.base_url))
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower() or url
    except ValueError:
        return url
