"""The index of the Wayback Machine, searched for the words of a title in an outlet's addresses.

CDX server (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server). The index is sorted by address, so a prefix is a
short range to read, while a filter still reads all it throws away: a wide scan is asked for its size first, and read page by page.
"""

import re
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from citecheck.language import publishers
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.model.web import Request
from citecheck.pages.service_answers import decode, json_request, web_url
from citecheck.protocols import Provider, Query, Service, ServiceLimits
from citecheck.sources import thresholds
from citecheck.sources.slugs import begins_with_slug, numbered, places, rarest, sections, slug_starts, spelled

ROWS = 200
SLUGS = 2  # slug prefixes that are asked for a source
FOLDERS = 1  # dated folders that are read whole
SECTIONS = 1  # whose size is asked, before that of the site
SMALL = 5  # index pages that a wide scan may have
OFFERED = 5


@dataclass(frozen=True, slots=True)
class WaybackCdx:
    """``base_url`` is the archive's; empty means that of ``[archives.wayback]``."""

    name: ClassVar[str] = "wayback_cdx"
    order: ClassVar[int] = 90
    limits: ClassVar[ServiceLimits] = ServiceLimits()  # the rates of the Wayback Machine stand in archives/services/wayback.py
    archive: ClassVar[str] = "wayback"
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = ""

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Addresses of the outlet that spell the title: by slug, in the folder of its day, anywhere if the site is small."""
        if not query.domains or not query.title:
            return ()
        for prefix in _narrow(query):
            if found := self._fitting(query, self._rows(service, query, {"url": prefix, "limit": str(ROWS)})):
                return found
        return self._scan(service, query)

    def _scan(self, service: Service, query: Query) -> tuple[Candidate, ...]:
        """A section or the whole site, where the index says that it is small; page by page until one has the page."""
        word, residue = rarest(query.title), query.source.url_residue
        if not word and not residue:
            return ()
        wanted = {"filter": f"original:(?i).*{re.escape(residue.strip(',') if residue else word or '')}.*"}
        for place in _wide(query):
            pages = self._size(service, place)
            for page in range(pages if pages <= SMALL else 0):
                if found := self._fitting(query, self._rows(service, query, {"url": place, **wanted, "page": str(page)})):
                    return found
        return ()

    def _size(self, service: Service, place: str) -> int:
        """How many pages of the index a scan would read."""
        sized = service.send(Request(self._address({"url": place, "matchType": "prefix", "showNumPages": "true"})))
        if sized.status >= 400:
            raise NoAnswer(str(sized.status))
        number = sized.body.strip()[:10]
        if not number.isdigit():
            raise NoAnswer("no number of pages")
        return int(number)

    def _rows(self, service: Service, query: Query, more: dict[str, str]) -> list[str]:
        parameters = {"matchType": "prefix", "fl": "original", "collapse": "urlkey", "output": "json", **more}
        issued = query.source.item.issued
        if issued and issued.parts:
            parameters["from"] = "".join(f"{part:02d}" for part in issued.parts[:2])
        rows = decode(service.send(json_request(self._address(parameters))), list[list[str]])
        return [address for row in rows[1:] if row and (address := web_url(row[0]))]

    def _address(self, parameters: dict[str, str]) -> str:
        return f"{self.base_url.rstrip('/')}/cdx/search/cdx?{urlencode(parameters)}"

    def _fitting(self, query: Query, urls: list[str]) -> tuple[Candidate, ...]:
        residue = query.source.url_residue
        shares = {url: 1.0 if residue and url.rstrip("/").endswith(residue) else spelled(url, query.title) for url in urls}
        best = sorted((url for url in shares if shares[url] >= thresholds.ADDRESS_WORDS), key=lambda url: -shares[url])
        return tuple(Candidate(url, self.name, used=("outlet", "slug")) for url in best[:OFFERED])


def _wide(query: Query) -> list[str]:
    """Places to scan where they are small: a section; the whole site of an outlet that nobody knows, since those of known ones are vast."""
    domain = query.domains[0]
    return [*sections(domain, query.known_urls)[:SECTIONS], *([] if publishers.of_host(domain) else [f"{domain}/"])]


def _narrow(query: Query) -> list[str]:
    """Short ranges of the index: the slug in the outlet's folders, then the folder of the day."""
    domain, starts = query.domains[0], slug_starts(query.title)
    folders = places(domain, query.known_urls, query.path_hints, query.source.item.issued)
    dated = [folder for folder in folders if re.search(r"\d{4}", folder)]
    slugs = [f"{folder}{start}" for folder in [*folders, f"{domain}/"] for start in starts]
    slugs = slugs[:SLUGS] if begins_with_slug(query.known_urls) and not dated else []
    return [*numbered(query.near)[:FOLDERS], *slugs, *dated[:FOLDERS]]


PLUGIN: type[Provider] = WaybackCdx
