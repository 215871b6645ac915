"""arXiv (https://info.arxiv.org/help/api/user-manual.html): preprints by number or title, as Atom."""

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlencode

from msgspec import Struct

from citecheck.language.dates import find_dates
from citecheck.language.titles import words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate, Notice
from citecheck.model.reference import Date
from citecheck.model.web import Request
from citecheck.pages.feeds import entries
from citecheck.pages.service_answers import one_line, title_line, web_url
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits
from citecheck.sources.asked_kind import PREPRINT, arxiv_number

ROWS = 5
VERSION = lazy_pattern(r"v\d{1,3}$")  # the address without it shows the newest
YEAR = lazy_pattern(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")  # years in "Phys.Rev. D76 (2007) 013009"
JOURNAL = lazy_pattern(r"\d|\bvol\b|\(", re.IGNORECASE)  # what follows the journal's name
# How authors and administrators say in the comment, or in place of the abstract, that a preprint is withdrawn; not that it was withdrawn
# from a journal, nor that an earlier version was.
_REASON = r"\s(?:by|due|because|as|since|pending|until|for)\b"
_ITSELF = r"(?:(?:this|the present|our)\s+(?:paper|article|manuscript|submission|preprint|work|version|note)|(?:the\s+)?(?:paper|article|manuscript|submission|preprint))"
WITHDRAWN = lazy_pattern(
    rf"^\W*+withdrawn(?=\W*+$|[.,;:(]|{_REASON})|^(?:.{{0,40}}?[.,;:]\s)?\W{{0,3}}{_ITSELF}\s+(?:ha[sd] (?:now )?been|is|was)(?: temporarily)? withdrawn\b(?! (?:from|at)\b)",
    re.IGNORECASE,
)
WORDS = 12  # of the title that are searched for


class Arxiv(Struct, frozen=True):
    """``base_url`` is the service without the path. A title is searched only if the note names arXiv."""

    name: ClassVar[str] = "arxiv"
    order: ClassVar[int] = 40
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("export.arxiv.org/", 3.0, "arXiv API manual: one call in three seconds"),), budget=300
    )  # 300 requests take a quarter of an hour
    decisive: ClassVar[frozenset[str]] = frozenset((PREPRINT,))
    identifiers: ClassVar[frozenset[str]] = frozenset(("arxiv", "doi"))
    enabled: bool = True
    base_url: str = "https://export.arxiv.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the preprint with the cited number, else preprints with the cited title."""
        item = query.source.item
        number = arxiv_number(item)
        numbered = tuple(self._candidates(service, {"id_list": number, "max_results": "1"})) if number else ()
        title = words(item.title or "", joints="")[:WORDS]
        named = item.type == PREPRINT or "arxiv" in query.source.text.casefold()
        if numbered or query.by_identifier or len(title) < 3 or not named:
            return numbered
        return tuple(self._candidates(service, {"search_query": f'ti:"{" ".join(title)}"', "max_results": str(ROWS)}))

    def _candidates(self, service: Service, parameters: dict[str, str]) -> Iterator[Candidate]:
        answer = service.send(Request(f"{self.base_url.rstrip('/')}/api/query?{urlencode(parameters)}"))
        if answer.status >= 400:
            raise NoAnswer(str(answer.status))
        for entry in entries(answer.body, "entry"):
            url = web_url(next(iter(entry.get("id", ())), "").replace("http://", "https://"))
            title = title_line(next(iter(entry.get("title", ())), None))
            if not url or not title or title == "Error":
                continue
            dates = find_dates(next(iter(entry.get("published", ())), "")[:10])
            authors = tuple(filter(None, map(one_line, entry.get("name", ()))))
            printed = one_line(next(iter(entry.get("journal_ref", ())), None)) or ""
            years = (Date((int(year),)) for year in YEAR.findall(printed))
            yield Candidate(
                VERSION.sub("", url),
                "arxiv",
                title,
                authors,
                JOURNAL.split(printed)[0].strip(" ,;") or "arXiv",
                dates[0].date if dates else None,
                dates=tuple(years),
                doi=one_line(next(iter(entry.get("doi", ())), None)),
                record=True,
                outlets=("arXiv",),
                kind="preprint",
                notices=(Notice("withdrawal", service="arxiv"),) if _is_withdrawn(entry) else (),
            )


def _is_withdrawn(entry: dict[str, list[str]]) -> bool:
    return any(WITHDRAWN.match(text) for name in ("comment", "summary") for text in entry.get(name, ()))


PLUGIN: type[Provider] = Arxiv
