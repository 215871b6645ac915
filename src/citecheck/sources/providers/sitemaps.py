"""Publishers' sitemaps (https://www.sitemaps.org/protocol.html): found in robots.txt, chosen by the cited month, searched for the title.

News sitemaps have titles, but only of two days, so a capture from the cited days is searched; sitemaps by month or day stay for years.
Never decisive: sitemaps may be incomplete.
"""

import gzip
import re
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from typing import ClassVar
from urllib.parse import urlsplit

from msgspec import Struct

from citecheck.language.dates import days_around, find_dates
from citecheck.links.urls import joined
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date
from citecheck.model.web import Request, Response
from citecheck.pages.feeds import sitemap_entries
from citecheck.pages.service_answers import fetch_json, one_line, web_url
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Provider, Query, Service, ServiceLimits
from citecheck.sources import thresholds
from citecheck.sources.slugs import share_in_url
from citecheck.sources.title_match import title_score

INDEXES = 3  # sitemaps in robots.txt that are read
NEWS_DAYS = 2  # covered by a news sitemap (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)
CHILDREN = 2  # sitemaps of the cited month that are searched
OFFERED = 5
SITEMAP_LINE = lazy_pattern(r"\s*+site-?map\s*+:\s*+(\S++)", re.IGNORECASE)
ARCHIVED = lazy_pattern(r"^https?://[^/]++/(?:[^/]++/)?web/\d{14}id_/(?=https?://)")
MAX_BYTES = 50_000_000  # of a decompressed sitemap (the protocol's limit)


class Sitemaps(Struct, frozen=True):
    """``base_url`` is a host's URL, with ``{host}`` for its name. ``archive_url``: empty for that of ``[archives.wayback]``."""

    name: ClassVar[str] = "sitemaps"
    order: ClassVar[int] = 100
    limits: ClassVar[ServiceLimits] = ServiceLimits(tries=1, budget=400, many=True)  # publishers' own sites
    archive: ClassVar[str] = "wayback"
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = "http://{host}"
    archive_url: str = ""

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return URLs in the sitemaps of the cited month that contain the title's words, or have a similar news title."""
        issued = query.source.item.issued
        if not query.domains or not query.title or not issued or len(issued.parts) < 2:
            return ()
        home = next((urlsplit(url).netloc for url in query.known_urls if _same_site(url, query.domains[0])), query.domains[0])
        robots = service.send(Request(f"{self.base_url.replace('{host}', home)}/robots.txt"))
        if robots.status >= 400 or b"<html" in robots.body[:500].lower():
            return ()
        names = _listed(robots, query.domains[0])
        found: list[Candidate] = []
        for url in _of_month(names, issued)[:INDEXES]:
            found += self._search_sitemap(url, query, issued, service, depth=0)
            if found:
                break
        return tuple((found or self._captured_news(names, query, issued, service))[:OFFERED])

    def _captured_news(self, names: Sequence[str], query: Query, issued: Date, service: Service) -> list[Candidate]:
        """The matching pages in a news sitemap that was captured in the cited days."""
        news = next((url for url in names if "news" in urlsplit(url).path.lower()), None)
        days = days_around(issued.parts, NEWS_DAYS)
        if not news or not days or not self.archive_url:
            return []
        base = self.archive_url.rstrip("/")
        wanted = {"url": news, "output": "json", "fl": "timestamp", "filter": "statuscode:200", "limit": "1"}
        wanted |= {"from": f"{days[0] + timedelta(NEWS_DAYS):%Y%m%d}", "to": f"{days[1]:%Y%m%d}"}
        rows = fetch_json(service.send, f"{base}/cdx/search/cdx", wanted, list[list[str]])
        timestamp = next((row[0] for row in rows[1:] if row and row[0].isdigit()), None)
        return self._search_sitemap(f"{base}/web/{timestamp}id_/{news}", query, issued, service, 1) if timestamp else []

    def _search_sitemap(self, url: str, query: Query, issued: Date, service: Service, depth: int) -> list[Candidate]:
        """The matching pages of a sitemap; of an index, those in its sitemaps of the month."""
        body = _download(service, url)
        base = ARCHIVED.sub("", url)
        children = [c for e in sitemap_entries(body, "sitemap") if (c := _loc(e, base))]
        if children and depth == 0:
            own = [c for c in children if _same_site(c, query.domains[0]) or _same_host(c, url)]
            of_month = _of_month(own, issued, strict=True)
            return [c for child in of_month[:CHILDREN] for c in self._search_sitemap(child, query, issued, service, 1)]
        return [c for c in (_candidate(entry, query, base) for entry in sitemap_entries(body, "url")) if c]


def _listed(robots: Response, domain: str) -> list[str]:
    """The sitemaps that robots.txt names (RFC 9309, 2.2.4), the site's own first; they may be on another host."""
    text = robots.body[:200_000].decode("utf-8-sig", "replace")
    values = (m[1] for line in text.splitlines() if (m := SITEMAP_LINE.match(line)))
    urls = [url for value in values if (url := web_url(joined(robots.final_url, value)))]
    return sorted(dict.fromkeys(urls), key=lambda url: not _same_site(url, domain))


def _loc(entry: dict[str, list[str]], base: str) -> str | None:
    """The absolute URL of an entry."""
    value = next(iter(entry.get("loc", ())), None)
    return web_url(joined(base, value)) if value else None


def _same_host(url: str, other: str) -> bool:
    return urlsplit(url).hostname == urlsplit(other).hostname


def _download(service: Service, url: str) -> bytes:
    answer = service.send(Request(url))
    if answer.status >= 400:
        raise NoAnswer(str(answer.status))
    if answer.body[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error), gzip.open(BytesIO(answer.body)) as packed:
            return packed.read(MAX_BYTES)
    return answer.body


def _of_month(urls: Iterable[str], issued: Date, *, strict: bool = False) -> list[str]:
    """The sitemaps with the cited year and month in their URLs, then the others; with ``strict`` only the former."""
    year, month = issued.parts[:2]
    form = re.compile(rf"{year:d}[-_/.]?0?{month:d}(?!\d)|{year:d}[-_/.]?{month:02d}|(?<!\d)0?{month:d}[-_/.]{year:d}")
    named = [url for url in urls if form.search(urlsplit(url).path + "?" + urlsplit(url).query)]
    return named if strict else [*named, *(url for url in urls if url not in named)]


def _same_site(url: str, domain: str) -> bool:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host == domain.removeprefix("www.") or host.endswith("." + domain.removeprefix("www."))


def _candidate(entry: dict[str, list[str]], query: Query, sitemap: str) -> Candidate | None:
    url = _loc(entry, sitemap)
    title = one_line(next(iter(entry.get("title", ())), None))
    if not url or not any(_same_site(url, domain) for domain in query.domains):
        return None
    if (
        share_in_url(url, query.title) < thresholds.URL_WORDS
        and title_score(query.title, title, "") < thresholds.SITEMAP_TITLE_SCORE
    ):
        return None
    dates = find_dates(next(iter(entry.get("publication_date", ())), "")[:10])
    return Candidate(url, "sitemaps", title, date=dates[0].date if dates else None, used=("outlet",), note=sitemap)


PLUGIN: type[Provider] = Sitemaps
