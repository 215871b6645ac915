"""A fetcher that turns an exception of its transport into a failure for every request without an answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citecheck.faults import error_boundary
from citecheck.model.web import Failure, Request, Response
from citecheck.protocols import Fetcher


@dataclass(frozen=True, slots=True)
class Contained:
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
