"""OpenAlex (https://docs.openalex.org/): records of scholarly works by title."""

import re
from dataclasses import dataclass
from typing import ClassVar

import msgspec

from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date
from citecheck.pages.service_answers import fetch_json, one_line, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits

ROWS = 5
SCHOLARLY = frozenset(("article-journal", "chapter", "book", "paper-conference", "thesis", "report"))


class Named(msgspec.Struct):
    """An author or a source, by name."""

    display_name: str | None = None


class Authorship(msgspec.Struct):
    """An author of a work."""

    author: Named = msgspec.field(default_factory=Named)


class Location(msgspec.Struct):
    """A place of publication."""

    source: Named | None = None


class OpenAlexWork(msgspec.Struct):
    """A record."""

    doi: str | None = None
    title: str | None = None
    publication_year: int | None = None
    authorships: list[Authorship] = []
    primary_location: Location | None = None


class OpenAlexResults(msgspec.Struct):
    """The response."""

    results: list[OpenAlexWork]


@dataclass(frozen=True, slots=True)
class OpenAlex:
    """``base_url`` is the service without the path."""

    name: ClassVar[str] = "openalex"
    order: ClassVar[int] = 30
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("api.openalex.org/", 0.2, "OpenAlex: keyless budget a day (2026-02)"),), budget=100
    )  # keyless: 0.10 dollars a day, a search costs 0.001 (2026-02)
    decisive: ClassVar[frozenset[str]] = frozenset(("article-journal",))
    enabled: bool = True
    base_url: str = "https://api.openalex.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return records found by title, for scholarly types of work."""
        item = query.source.item
        words = re.sub(r"[^\w\s]+", " ", item.title or "").split()
        if item.type not in SCHOLARLY or len(words) < 2:
            return ()
        parameters = {"search": " ".join(words), "per-page": str(ROWS)}
        works = fetch_json(service.send, f"{self.base_url.rstrip('/')}/works", parameters, OpenAlexResults).results
        return tuple(filter(None, map(_candidate, works)))


def _candidate(work: OpenAlexWork) -> Candidate | None:
    url = web_url(work.doi)
    if not url:
        return None
    place = work.primary_location.source if work.primary_location else None
    return Candidate(
        url=url,
        provider="openalex",
        title=one_line(work.title),
        author=tuple(filter(None, (one_line(a.author.display_name) for a in work.authorships))),
        outlet=one_line(place.display_name) if place else None,
        date=Date((work.publication_year,)) if work.publication_year else None,
        doi=url.partition("doi.org/")[2] or None,
        record=True,
    )


PLUGIN: type[Provider] = OpenAlex
