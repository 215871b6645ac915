"""GDELT DOC 2.0 (https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/): news by words and days. Never decisive.

Errors are text/html with status 200; an empty object means no results; the service never matches domains with hyphens.
"""

from typing import ClassVar

import msgspec
from msgspec import Struct

from citecheck.language.dates import days_around, find_dates
from citecheck.language.titles import words
from citecheck.model.knowledge import Candidate
from citecheck.pages.service_answers import fetch_json, one_line, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits

WORDS = 8  # of the title that are searched for
DAYS = 3  # around the cited date
ROWS = 50


class GdeltArticle(msgspec.Struct):
    """One article."""

    url: str = ""
    title: str = ""
    seendate: str = ""


class GdeltAnswer(msgspec.Struct):
    """The response."""

    articles: list[GdeltArticle] = []


class Gdelt(Struct, frozen=True):
    """``base_url`` is the service without the path."""

    name: ClassVar[str] = "gdelt"
    order: ClassVar[int] = 80
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("api.gdeltproject.org/", 5.0, "GDELT: one call in five seconds"),), tries=1, budget=500
    )  # often overloaded
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = "https://api.gdeltproject.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return articles with the title's words from the days around the cited one."""
        item = query.source.item
        title = [word for word in words(query.title, joints="") if len(word) > 2][:WORDS]
        around = days_around(item.issued.parts, DAYS) if item.issued else None
        if len(" ".join(title)) < 12 or not around or item.type not in ("article-newspaper", "webpage"):
            return ()
        parameters = {
            "query": " ".join(title),
            "mode": "ArtList",
            "format": "json",
            "maxrecords": str(ROWS),
            "sort": "hybridrel",
            "startdatetime": f"{around[0]:%Y%m%d}000000",
            "enddatetime": f"{around[1]:%Y%m%d}235959",
        }
        rows = fetch_json(service.send, f"{self.base_url.rstrip('/')}/api/v2/doc/doc", parameters, GdeltAnswer).articles
        return tuple(filter(None, map(_candidate, rows)))


def _candidate(row: GdeltArticle) -> Candidate | None:
    url = web_url(row.url)
    seen = find_dates(f"{row.seendate[:4]}-{row.seendate[4:6]}-{row.seendate[6:8]}")
    if not url:
        return None
    return Candidate(url, "gdelt", one_line(row.title), date=seen[0].date if seen else None, used=("title", "date"))


PLUGIN: type[Provider] = Gdelt
