"""Response times of pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from citecheck.model.web import Failure, Request, Response
from citecheck.protocols import Fetcher


@dataclass(frozen=True, slots=True)
class Timed:
    """A ``Fetcher`` that records each page's response time in ``seconds``, by URL."""

    pages: Fetcher
    seconds: dict[str, float] = field(default_factory=dict)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request, answer in self.pages.fetch(requests):
            if isinstance(answer, Response) and answer.seconds is not None:
                self.seconds[request.url] = answer.seconds
            yield request, answer
