"""What a run would ask of whom, and how long politeness makes it take, before anybody is asked.

Providers are tried against a service that answers everything with "nothing found", so their own code says how many questions a
source costs. A service that does find something is asked less often, and the pages it names are read: those cannot be counted
before.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from citecheck.faults import silence
from citecheck.model.errors import NoAnswer
from citecheck.model.report import Unread
from citecheck.model.web import Request, Response
from citecheck.protocols import Archive, Provider, Query
from citecheck.sources.resolve import own_url

ANSWERS = (b"{}", b"[]")  # "nothing found", as JSON services say it
LATENCY = 1.0  # seconds that one answer is assumed to take at least; services measured on loopback tell nothing, this is caution
RECALLS = 2  # requests an archive and source: its index, then the capture itself


@dataclass(frozen=True, slots=True)
class Planned:
    """Requests to one host for one purpose, and the seconds that they take one after another at that host's pace."""

    host: str
    purpose: str
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is known before. Links are asked side by side, services one after another."""

    sources: int
    links: tuple[Planned, ...]
    services: tuple[Planned, ...]
    unread: tuple[Unread, ...] = ()  # documents that are not counted

    @property
    def requests(self) -> int:
        """All requests that can be counted."""
        return sum(p.requests for p in (*self.links, *self.services))

    @property
    def seconds(self) -> float:
        """The slowest host of the links, then the services."""
        return max((p.seconds for p in self.links), default=0.0) + sum(p.seconds for p in self.services)


class CountingService:
    """A service that opens no socket, notes what it is asked, and has never heard of anything."""

    def __init__(self, body: bytes) -> None:
        self.asked: list[Request] = []
        self._body = body

    def send(self, request: Request) -> Response:
        """The same answer to everything."""
        self.asked.append(request)
        return Response(request.url, request.url, 200, (("content-type", "application/json"),), self._body)


def plan(
    urls: Iterable[str],
    queries: Sequence[Query],
    providers: Sequence[Provider],
    archives: Sequence[Archive],
    interval: Callable[[str], float],
) -> Plan:
    """Counts the requests. ``urls`` are those of the documents; ``interval`` gives a URL's seconds between two requests."""
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
    """What a provider asks about a source that its service does not know."""
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
