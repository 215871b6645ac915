"""How long pages take to answer, noted on their way through the door."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from citecheck.model.web import Failure, Request, Response
from citecheck.protocols import Fetcher


@dataclass(frozen=True, slots=True)
class Timed:
    """The door to pages, which notes how long each took to answer."""

    pages: Fetcher
    seconds: dict[str, float] = field(default_factory=dict)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request, answer in self.pages.fetch(requests):
            if isinstance(answer, Response) and answer.seconds is not None:
                self.seconds[request.url] = answer.seconds
            yield request, answer
