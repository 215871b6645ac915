"""Fetchers around another fetcher: one answers every request, one records response times."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from citecheck.faults import error_boundary
from citecheck.model.web import Failure, Request, Response
from citecheck.protocols import Fetcher


class CompleteFetcher(Struct, frozen=True):
    """A ``Fetcher`` that gives every request exactly one answer, whatever the transport raises."""

    pages: Fetcher

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        """Yield answers as they arrive, and after an exception a ``skipped`` failure for each remaining request."""
        source = iter(requests)
        waiting: dict[Request, None] = {}

        def taken() -> Iterator[Request]:
            for request in source:
                waiting[request] = None
                yield request

        with error_boundary() as fault:
            for request, answer in self.pages.fetch(taken()):
                waiting.pop(request, None)
                yield request, answer
        if fault.cause:
            for request in (*waiting, *source):
                yield request, Failure(request.url, "skipped", fault.cause)


class TimedFetcher(Struct, frozen=True):
    """A ``Fetcher`` that records each page's response time in ``seconds``, by URL."""

    pages: Fetcher
    seconds: dict[str, float] = field(default_factory=dict)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request, answer in self.pages.fetch(requests):
            if isinstance(answer, Response) and answer.seconds is not None:
                self.seconds[request.url] = answer.seconds
            yield request, answer
