"""The user's own SearXNG instance (https://docs.searxng.org/dev/search_api.html). Its ``search.formats`` must include JSON.

Not decisive: for 14 of the 42 news notes without a result (reports/matching.md) the page exists.
"""

from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from citecheck.language.titles import words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.pages.service_answers import fetch_json, one_line, web_url
from citecheck.protocols import Provider, Query, Service, ServiceLimits

TITLE_WORDS = 14  # of the title that are searched for
RESULTS = 10


class SearxngResult(msgspec.Struct):
    """One result."""

    url: str = ""
    title: str | None = None
    content: str | None = None


class SearxngResults(msgspec.Struct):
    """The response; ``unresponsive_engines`` are those that gave no results."""

    results: list[SearxngResult]
    unresponsive_engines: list[Any] = []


class Searxng(Struct, frozen=True):
    """Off without a ``base_url``."""

    name: ClassVar[str] = "searxng"
    order: ClassVar[int] = 70
    limits: ClassVar[ServiceLimits] = ServiceLimits()  # the user's own instance: the run's interval
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = ""

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the first results for the title at the publication's site; if there are none, on any site."""
        title = words(query.title, joints="'’.,-")[:TITLE_WORDS]
        if len(title) < 2:
            return ()
        text = " ".join(title)
        if query.domains:
            found = self._ask(service, f"{text} site:{query.domains[0]}", ("title", "outlet"))
            if found:
                return found
        return self._ask(service, text, ("title",))

    def _ask(self, service: Service, text: str, used: tuple[str, ...]) -> tuple[Candidate, ...]:
        parameters = {"q": text, "format": "json"}
        answer = fetch_json(service.send, f"{self.base_url.rstrip('/')}/search", parameters, SearxngResults)
        if not answer.results and answer.unresponsive_engines:
            raise NoAnswer("its engines did not answer")
        offers = ((web_url(r.url), r) for r in answer.results[:RESULTS])
        return tuple(
            Candidate(url, self.name, one_line(r.title), excerpt=one_line(r.content), used=used) for url, r in offers if url
        )


PLUGIN: type[Provider] = Searxng
