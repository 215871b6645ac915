"""OpenAlex (https://docs.openalex.org/): records of scholarly works by title."""

import re
from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import quote, urlencode

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from citecheck.language.dates import find_dates
from citecheck.language.identifiers import doi_url
from citecheck.model.hidden_fields import repr_without
from citecheck.model.knowledge import Candidate, Notice
from citecheck.model.reference import Date, Item
from citecheck.model.web import Request
from citecheck.pages.service_answers import decode, json_request, one_line, title_line, web_url
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits

ROWS = 5
LONG = 8  # words of a title whose halves are searched for
ARXIV_VERSION = lazy_pattern(r"(?i)^arxiv:|v\d{1,3}$")
KINDS = {"preprint": "preprint", "book": "book", "book-chapter": "chapter", "dissertation": "thesis", "report": "report"}
NUMBER = lazy_pattern(r"\s\(\d{1,12}\)$")  # of an author in Figshare's records
SCHOLARLY = frozenset(("article-journal", "article", "chapter", "book", "paper-conference", "thesis", "report"))


class Named(msgspec.Struct):
    """An author or a source, by name; ``type`` is a source's: journal, conference, repository, book series …"""

    display_name: str | None = None
    type: str | None = None


class Authorship(msgspec.Struct):
    """An author of a work; ``raw_author_name`` is the name as printed."""

    author: Named = msgspec.field(default_factory=Named)
    raw_author_name: str | None = None


class Location(msgspec.Struct):
    """A place of publication; ``raw_source_name`` is the publication's name as printed."""

    source: Named | None = None
    raw_source_name: str | None = None
    landing_page_url: str | None = None


class Biblio(msgspec.Struct):
    """Volume, issue and pages."""

    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None


class OpenAlexWork(msgspec.Struct):
    """A record."""

    id: str | None = None
    doi: str | None = None
    title: str | None = None
    display_name: str | None = None
    publication_year: int | None = None
    publication_date: str | None = None
    is_retracted: bool | None = None
    authorships: list[Authorship] = []
    primary_location: Location | None = None
    biblio: Biblio | None = None
    type: str | None = None
    type_crossref: str | None = None


class OpenAlexResults(msgspec.Struct):
    """The response."""

    results: list[OpenAlexWork]


class OpenAlex(Struct, frozen=True):
    """``base_url`` is the service without the path. ``api_key`` comes from the environment (``OPENALEX_API_KEY``)."""

    name: ClassVar[str] = "openalex"
    order: ClassVar[int] = 30
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("api.openalex.org/", 0.2, "OpenAlex: keyless budget a day (2026-02)"),),
        daily=100,
        daily_with_key=1000,
        free="/works/",
    )  # 0.10 dollars a day without a key, 1 dollar with a free one; a search costs 0.001, a single work nothing (2026-07)
    identifiers: ClassVar[frozenset[str]] = frozenset(("doi", "pmid", "arxiv"))
    decisive: ClassVar[frozenset[str]] = frozenset(("article-journal", "paper-conference"))
    enabled: bool = True
    base_url: str = "https://api.openalex.org"
    api_key: str = ""

    def __repr__(self) -> str:
        return repr_without(self, "api_key")

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the record of a DOI; else records found by title, for scholarly types of work."""
        item = query.source.item
        registered = next((found for key in _keys(item) if (found := self._registered(key, service))), ())
        if registered or query.by_identifier:
            return registered
        words = re.sub(r"[^\w\s]+", " ", item.title or "").split()
        if item.type not in SCHOLARLY or len(words) < 2:
            return ()
        works = self._titled(words, service)
        for half in _halves(words) if not works else ():
            works = works or self._titled(half, service)
        return tuple(filter(None, map(candidate_of, works)))

    def _titled(self, words: Sequence[str], service: Service) -> list[OpenAlexWork]:
        parameters = {"search": " ".join(words), "per-page": str(ROWS)}
        return decode(service.send(self._request(f"/works?{urlencode(parameters)}")), OpenAlexResults).results

    def _registered(self, key: str, service: Service) -> tuple[Candidate, ...]:
        answer = service.send(self._request(f"/works/{quote(key, safe='/:')}"))
        if answer.status == 404:
            return ()
        candidate = candidate_of(decode(answer, OpenAlexWork))
        return (candidate,) if candidate else ()

    def _request(self, path: str) -> Request:
        request = json_request(f"{self.base_url.rstrip('/')}{path}")
        return replace(request, keys=(("api_key", self.api_key),)) if self.api_key else request


def _halves(words: Sequence[str]) -> tuple[Sequence[str], ...]:
    """The halves of a long title: OpenAlex offers only works that have every word, and one word may be wrong."""
    half = (len(words) + 1) // 2
    return (words[:half], words[half:]) if len(words) >= LONG else ()


def _keys(item: Item) -> tuple[str, ...]:
    """The item's identifiers as OpenAlex has them; arXiv's numbers have DOIs since 2022."""
    number = ARXIV_VERSION.sub("", (item.arxiv or "").strip())
    keys = (("doi:", item.doi), ("pmid:", item.pmid), ("doi:10.48550/arxiv.", number))
    return tuple(f"{kind}{value.strip()}" for kind, value in keys if value)


def _pages(biblio: Biblio) -> str | None:
    first, last = one_line(biblio.first_page), one_line(biblio.last_page)
    return f"{first}-{last}" if first and last and first != last else first


def _name(author: Authorship) -> str | None:
    return NUMBER.sub("", one_line(author.author.display_name or author.raw_author_name) or "") or None


def _kind(work: OpenAlexWork, location: Location) -> str | None:
    """The kind of a work. OpenAlex calls papers of conferences articles, too; Crossref's type and the source's tell them apart."""
    if work.type_crossref == "proceedings-article" or (location.source and location.source.type == "conference"):
        return "paper-conference"
    return "article-journal" if work.type_crossref == "journal-article" else KINDS.get(work.type or "")


def candidate_of(work: OpenAlexWork) -> Candidate | None:
    """The record as a candidate; None without an address."""
    location, biblio = work.primary_location or Location(), work.biblio or Biblio()
    doi = (work.doi or location.landing_page_url or "").partition("doi.org/")[2]
    url = web_url(doi_url(doi)) if doi else web_url(location.landing_page_url) or web_url(work.id)
    if not url:
        return None
    printed = location.source.display_name if location.source else location.raw_source_name
    days = [m.date for m in find_dates((work.publication_date or "")[:10]) if m.year == work.publication_year]
    return Candidate(
        url=url,
        provider="openalex",
        title=title_line(work.title or work.display_name),
        author=tuple(filter(None, map(_name, work.authorships))),
        outlet=one_line(printed),
        volume=one_line(biblio.volume),
        issue=one_line(biblio.issue),
        page=_pages(biblio),
        kind=_kind(work, location),
        date=Date((work.publication_year,)) if work.publication_year else None,
        dates=tuple(day for day in days[:1] if day.parts[1:] != (1, 1)),  # the first of January means a year
        notices=(Notice("retraction", service="openalex"),) if work.is_retracted else (),
        doi=doi or None,
        record=True,
    )


PLUGIN: type[Provider] = OpenAlex
