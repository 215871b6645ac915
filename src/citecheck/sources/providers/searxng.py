"""A SearXNG instance of the user's own (https://docs.searxng.org/dev/search_api.html). JSON must be among its ``search.formats``.

Not decisive: of 42 news notes that it did not know (reports/matching.md), 14 were of pages that exist.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

import msgspec

from citecheck.language.titles import words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.pages.service_answers import decode, json_request, one_line, web_url
from citecheck.protocols import Provider, Query, Service, ServiceLimits

TITLE_WORDS = 14  # of the title that are searched
RESULTS = 10


class SearxngResult(msgspec.Struct):
    """One result."""

    url: str = ""
    title: str | None = None
    content: str | None = None


class SearxngResults(msgspec.Struct):
    """The instance's answer; engines that were refused stand apart."""

    results: list[SearxngResult]
    unresponsive_engines: list[Any] = []


@dataclass(frozen=True, slots=True)
class Searxng:
    """Off without a ``base_url``."""

    name: ClassVar[str] = "searxng"
    order: ClassVar[int] = 70
    limits: ClassVar[ServiceLimits] = ServiceLimits()  # the user's own instance: the run's interval
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = ""

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """The first results for the title, at the outlet's site where it is known; else, or then, anywhere."""
        told = words(query.title, joints="'’.,-")[:TITLE_WORDS]
        if len(told) < 2:
            return ()
        text = " ".join(told)
        if query.domains:
            found = self._ask(service, f"{text} site:{query.domains[0]}", ("title", "outlet"))
            if found:
                return found
        return self._ask(service, text, ("title",))

    def _ask(self, service: Service, text: str, used: tuple[str, ...]) -> tuple[Candidate, ...]:
        url = f"{self.base_url.rstrip('/')}/search?{urlencode({'q': text, 'format': 'json'})}"
        answer = decode(service.send(json_request(url)), SearxngResults)
        if not answer.results and answer.unresponsive_engines:
            raise NoAnswer("its engines did not answer")
        offers = ((web_url(r.url), r) for r in answer.results[:RESULTS])
        return tuple(
            Candidate(url, self.name, one_line(r.title), excerpt=one_line(r.content), used=used) for url, r in offers if url
        )


PLUGIN: type[Provider] = Searxng
