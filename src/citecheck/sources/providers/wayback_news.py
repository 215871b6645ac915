"""The Internet Archive's full-text index of news: titles, domains and days of publication.

POST of an Elasticsearch query string (https://github.com/mediacloud/wayback-news-client). No published limits: one try. A response without
rows is no answer, but for "No results found!".
"""

import json
from typing import ClassVar

import msgspec
from msgspec import Struct

from citecheck.language.dates import days_around, find_dates
from citecheck.language.titles import words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.model.web import Response
from citecheck.pages.service_answers import decode, json_request, one_line, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits

WORDS = 8  # of the title that are searched for
DAYS = 3  # around the cited date
OFFERED = 10
EARLIEST = 2018  # first year of the collection


class NewsArticle(msgspec.Struct):
    """One article."""

    url: str = ""
    title: str | None = None
    publication_date: str | None = None
    archive_playback_url: str | None = None


class NoRows(msgspec.Struct):
    """A message instead of rows."""

    detail: str


class WaybackNews(Struct, frozen=True):
    """``base_url`` is the service without the path."""

    name: ClassVar[str] = "wayback_news"
    order: ClassVar[int] = 110
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("wayback-api.archive.org/", 2.0, "no published figure; our own limit (2026-09)"),), tries=1, budget=300
    )
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = "https://wayback-api.archive.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the publication's articles with the title's words from the days around the cited one."""
        item = query.source.item
        title = [word for word in words(query.title, joints="") if len(word) > 2][:WORDS]
        around = days_around(item.issued.parts, DAYS) if item.issued else None
        if len(title) < 3 or not around or around[0].year < EARLIEST:
            return ()
        wanted = [f"title:({' AND '.join(title)})", f"publication_date:[{around[0]} TO {around[1]}]"]
        if query.domains:
            wanted.append(f"domain:({' OR '.join(query.domains[:3])})")
        body = json.dumps({"q": " AND ".join(wanted)}).encode()
        answer = service.send(json_request(f"{self.base_url.rstrip('/')}/colsearch/v1/mediacloud/search/result", body))
        offers = (_candidate(row, ("title", "date", *(("outlet",) if query.domains else ()))) for row in _rows(answer))
        return tuple(candidate for candidate in offers if candidate)[:OFFERED]


def _rows(answer: Response) -> list[NewsArticle]:
    if answer.body.lstrip()[:1] == b"{":
        message = decode(answer, NoRows).detail
        if "no results" in message.casefold():
            return []
        raise NoAnswer(one_line(message[:60]) or "no rows")
    return decode(answer, list[NewsArticle])


def _candidate(row: NewsArticle, used: tuple[str, ...]) -> Candidate | None:
    url = web_url(row.url)
    dates = find_dates((row.publication_date or "")[:10])
    if not url:
        return None
    capture, date = web_url(row.archive_playback_url), dates[0].date if dates else None
    return Candidate(url, "wayback_news", one_line(row.title), date=date, archive_url=capture, used=used)


PLUGIN: type[Provider] = WaybackNews
