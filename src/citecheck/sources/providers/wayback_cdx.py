"""The index of the Wayback Machine, searched for the words of a title in a publication's URLs.

CDX server (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server). The index is sorted by URL: a prefix selects a short
range, but a filter reads the complete range. So the size of a wide scan is requested first, and the scan is done page by page.
"""

import re
from typing import ClassVar
from urllib.parse import urlencode

from msgspec import Struct

from citecheck.language import publishers
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.model.web import Request
from citecheck.pages.service_answers import decode, json_request, web_url
from citecheck.protocols import Provider, Query, Service, ServiceLimits
from citecheck.sources import thresholds
from citecheck.sources.slugs import (
    begins_with_slug,
    likely_folders,
    longest_ascii_word,
    numbered_prefixes,
    sections,
    share_in_url,
    slug_starts,
)

ROWS = 200
SLUGS = 2  # slug prefixes per source
FOLDERS = 1  # dated folders that are read completely
SECTIONS = 1  # whose size is requested, before that of the site
SMALL = 5  # maximum index pages of a wide scan
OFFERED = 5


class WaybackCdx(Struct, frozen=True):
    """``base_url`` is the archive's; empty for that of ``[archives.wayback]``."""

    name: ClassVar[str] = "wayback_cdx"
    order: ClassVar[int] = 90
    limits: ClassVar[ServiceLimits] = ServiceLimits()  # archives/services/wayback.py has the Wayback Machine's rates
    archive: ClassVar[str] = "wayback"
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = ""

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the publication's URLs with the title's words: by slug, in the folder of its day, on the whole site if it is small."""
        if not query.domains or not query.title:
            return ()
        for prefix in _prefixes(query):
            if found := self._matching(query, self._rows(service, query, {"url": prefix, "limit": str(ROWS)})):
                return found
        return self._scan(service, query)

    def _scan(self, service: Service, query: Query) -> tuple[Candidate, ...]:
        """Scan a section or the whole site if it is small, page by page until a URL matches."""
        word, residue = longest_ascii_word(query.title), query.source.url_residue
        if not word and not residue:
            return ()
        wanted = {"filter": f"original:(?i).*{re.escape(residue.strip(',') if residue else word or '')}.*"}
        for prefix in _wide_scans(query):
            pages = self._size(service, prefix)
            for page in range(pages if pages <= SMALL else 0):
                if found := self._matching(query, self._rows(service, query, {"url": prefix, **wanted, "page": str(page)})):
                    return found
        return ()

    def _size(self, service: Service, prefix: str) -> int:
        """The number of index pages of a scan."""
        sized = service.send(Request(self._url({"url": prefix, "matchType": "prefix", "showNumPages": "true"})))
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
        rows = decode(service.send(json_request(self._url(parameters))), list[list[str]])
        return [url for row in rows[1:] if row and (url := web_url(row[0]))]

    def _url(self, parameters: dict[str, str]) -> str:
        return f"{self.base_url.rstrip('/')}/cdx/search/cdx?{urlencode(parameters)}"

    def _matching(self, query: Query, urls: list[str]) -> tuple[Candidate, ...]:
        residue = query.source.url_residue
        shares = {url: 1.0 if residue and url.rstrip("/").endswith(residue) else share_in_url(url, query.title) for url in urls}
        best = sorted((url for url in shares if shares[url] >= thresholds.URL_WORDS), key=lambda url: -shares[url])
        return tuple(Candidate(url, self.name, used=("outlet", "slug")) for url in best[:OFFERED])


def _wide_scans(query: Query) -> list[str]:
    """What may be scanned: a section, and the whole site if the publication is not in the table; those in the table are too large."""
    domain = query.domains[0]
    return [*sections(domain, query.known_urls)[:SECTIONS], *([] if publishers.of_host(domain) else [f"{domain}/"])]


def _prefixes(query: Query) -> list[str]:
    """Prefixes of short ranges: the slug in the publication's folders, then the folder of the day."""
    domain, starts = query.domains[0], slug_starts(query.title)
    folders = likely_folders(domain, query.known_urls, query.path_hints, query.source.item.issued)
    dated = [folder for folder in folders if re.search(r"\d{4}", folder)]
    slugs = [f"{folder}{start}" for folder in [*folders, f"{domain}/"] for start in starts]
    slugs = slugs[:SLUGS] if begins_with_slug(query.known_urls) and not dated else []
    return [*numbered_prefixes(query.near)[:FOLDERS], *slugs, *dated[:FOLDERS]]


PLUGIN: type[Provider] = WaybackCdx
