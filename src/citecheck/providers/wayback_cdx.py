"""The index of the Wayback Machine, searched for the words of a title in an outlet's addresses.

CDX server (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server). The index is sorted by address, so a prefix is a
short range to read, while a filter still reads all it throws away: a wide scan is asked for its size first and only read when it is small.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote, urlencode

from citecheck.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date
from citecheck.model.web import Request
from citecheck.ports import Provider, Query, Service
from citecheck.text.answers import decode, web_address

DOMAINS = 2  # of an outlet that are asked
PREFIXES = 4  # places within a domain that are asked
ROWS = 200
SLUG_WORDS = 2  # of the title that a slug prefix begins with
SHARE = 0.5  # of the title's content words that an address must hold
SHORT = 4  # letters that a content word has at least
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
SMALL = 5  # index pages that a wide scan may have


@dataclass(frozen=True, slots=True)
class WaybackCdx:
    """``base_url`` is the archive's; empty means that of ``[archives.wayback]``."""

    name: ClassVar[str] = "wayback_cdx"
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = ""

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Addresses of the outlet that spell the title, under its date, its sections, or anywhere if the site is small."""
        item = query.source.item
        words = content_words(query.title)
        if not query.domains or len(words) < 2:
            return ()
        residue = query.source.url_residue
        seen: dict[str, Candidate] = {}
        silent: NoAnswer | None = None
        for prefix in _prefixes(query, slug_start(query.title)):
            try:
                for url in self._urls(service, prefix, item.issued):
                    if _spells(url, words) or (residue and _ends(url, residue)):
                        seen.setdefault(url, Candidate(url, self.name, used=("outlet", "slug")))
            except NoAnswer as error:
                silent = error
                if error.reason != "504":
                    break
            if seen:
                break
        if silent and not seen:
            raise silent
        return tuple(seen.values())

    def _urls(self, service: Service, prefix: str, issued: Date | None) -> list[str]:
        parameters = {
            "url": prefix,
            "matchType": "prefix",
            "fl": "original",
            "collapse": "urlkey",
            "output": "json",
            "limit": str(ROWS),
        }
        if issued and issued.parts:
            parameters["from"] = "".join(f"{part:02d}" for part in issued.parts[:2])
        url = f"{self.base_url.rstrip('/')}/cdx/search/cdx?{urlencode(parameters)}"
        rows = decode(service.send(Request(url)), list[list[str]])
        return [address for row in rows[1:] if row and (address := web_address(row[0]))]


def content_words(title: str) -> tuple[str, ...]:
    """The words of a title as addresses spell them: small, without accents, long enough to mean something."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss"))
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return tuple(dict.fromkeys(word for word in words if len(word) >= SHORT or word.isdigit()))


def slug_start(title: str) -> str:
    """How a slug of the title begins."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss"))
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("’", ""))
    return "-".join(words[:SLUG_WORDS])


def _prefixes(query: Query, slug: str) -> Iterator[str]:
    """Places to look, narrow ones first: the slug under dates and sections, then the date, then the section, then the site."""
    issued = query.source.item.issued
    for domain in query.domains[:DOMAINS]:
        hints = [hint for h in query.path_hints for hint in _filled(h, issued)][:PREFIXES]
        for hint in hints:
            yield f"{domain}{hint}{slug}"
        yield f"{domain}/{slug}"
        yield from (f"{domain}{hint}" for hint in hints)
        yield f"{domain}/"


def _filled(hint: str, issued: Date | None) -> Iterator[str]:
    """A path with its date placeholders filled; as printed and, for what was online the next day, not at all."""
    if not re.search(r"YYYY", hint):
        yield hint
    elif issued and len(issued.parts) == 3:
        year, month, day = issued.parts
        filled = (
            hint.replace("YYYY", str(year))
            .replace("MM", f"{month:02d}")
            .replace("DD", f"{day:02d}")
            .replace("mmm", MONTHS[month - 1])
        )
        yield re.sub(r"(?<=/)D(?=/)", str(day), re.sub(r"(?<=/)M(?=/)", str(month), filled))


def _spells(url: str, words: tuple[str, ...]) -> bool:
    path = unquote(url).partition("://")[2].partition("/")[2].casefold()
    parts = set(re.findall(r"[^\W_]+", "".join(c for c in unicodedata.normalize("NFKD", path) if not unicodedata.combining(c))))
    return sum(word in parts for word in words) >= max(2, SHARE * len(words))


def _ends(url: str, residue: str) -> bool:
    return unquote(url).rstrip("/").endswith(residue)


PLUGIN: type[Provider] = WaybackCdx
