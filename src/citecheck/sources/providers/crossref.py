"""Crossref (https://www.crossref.org/documentation/retrieve-metadata/rest-api/): records of scholarly works; their URLs are DOI links."""

from typing import ClassVar
from urllib.parse import quote

import msgspec
from msgspec import Struct

from citecheck.language.identifiers import doi_url
from citecheck.language.notice_titles import mark_of
from citecheck.model.knowledge import Candidate, Notice, NoticeKind
from citecheck.model.reference import Date
from citecheck.pages.service_answers import decode, fetch_json, json_request, one_line, title_line, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits
from citecheck.sources.venue_match import compare

ROWS = 10
SCHOLARLY = frozenset(("article-journal", "article", "chapter", "book", "paper-conference", "thesis", "report"))


class CrossrefName(msgspec.Struct):
    """An author."""

    family: str | None = None
    given: str | None = None
    name: str | None = None


class Issued(msgspec.Struct, rename="kebab"):
    """A date as in CSL-JSON; parts may be null."""

    date_parts: list[list[int | None]] = []


class Update(msgspec.Struct, rename={"doi": "DOI"}):
    """A notice on the work; ``type`` is Crossref's term: retraction, correction, expression_of_concern …"""

    type: str = ""
    doi: str = ""
    updated: Issued = msgspec.field(default_factory=Issued)


FIELDS = {
    "doi": "DOI",
    "container": "container-title",
    "short_container": "short-container-title",
    "original_title": "original-title",
    "group": "group-title",
    "article_number": "article-number",
    "updates": "updated-by",
    "print": "published-print",
    "online": "published-online",
}
NOT_SELECTABLE = {"in_issue": "journal-issue"}  # only in single records
SELECTED = "title,subtitle,author,editor,issued,published,posted,volume,issue,page,type,publisher,event"
KINDS = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "preprint",
    "book-chapter": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "dissertation": "thesis",
    "report-component": "report",
}  # Crossref's types and CSL's


class Event(msgspec.Struct):
    """A conference, with its day."""

    name: str = ""
    acronym: str = ""
    start: Issued = msgspec.field(default_factory=Issued)


class JournalIssue(msgspec.Struct, rename={"print": "published-print", "online": "published-online"}):
    """The issue of an article, with its own dates."""

    print: Issued = msgspec.field(default_factory=Issued)
    online: Issued = msgspec.field(default_factory=Issued)


class CrossrefWork(msgspec.Struct, rename=FIELDS | NOT_SELECTABLE):
    """A record. ``issued`` is the earliest of its dates, the year on paper may be a later one."""

    doi: str = ""
    title: list[str] = []
    subtitle: list[str] = []
    author: list[CrossrefName] = []
    editor: list[CrossrefName] = []
    issued: Issued = msgspec.field(default_factory=Issued)
    print: Issued = msgspec.field(default_factory=Issued)
    online: Issued = msgspec.field(default_factory=Issued)
    published: Issued = msgspec.field(default_factory=Issued)
    posted: Issued = msgspec.field(default_factory=Issued)
    container: list[str] = []
    short_container: list[str] = []
    original_title: list[str] = []
    group: str | None = None
    article_number: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    type: str | None = None
    publisher: str | None = None
    event: Event | None = None
    in_issue: JournalIssue | None = None
    updates: list[Update] = []


class CrossrefResults(msgspec.Struct):
    """A list of records."""

    items: list[CrossrefWork]


class CrossrefSearch(msgspec.Struct):
    """The response to a search."""

    message: CrossrefResults


class CrossrefRecord(msgspec.Struct):
    """The response for a DOI."""

    message: CrossrefWork


class Crossref(Struct, frozen=True):
    """``base_url`` is the service without the path."""

    name: ClassVar[str] = "crossref"
    order: ClassVar[int] = 20
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("api.crossref.org/", 0.2, "Crossref public pool: five a second, one at once (2026-06)"),)
    )
    decisive: ClassVar[frozenset[str]] = frozenset(("article-journal", "paper-conference"))
    identifiers: ClassVar[frozenset[str]] = frozenset(("doi",))
    enabled: bool = True
    base_url: str = "https://api.crossref.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the record of the DOI, else those found by title, publication and authors for scholarly types of work."""
        item = query.source.item
        registered = self._registered(item.doi, service) if item.doi else ()
        if registered or query.by_identifier or item.type not in SCHOLARLY or not item.title:
            return registered
        words = " ".join(filter(None, (item.title, item.container_title, *(n.family for n in item.author))))
        works = self._works({"query.bibliographic": words[:400]}, service)
        return tuple(filter(None, map(candidate_of, works)))

    def keeps(self, query: Query, service: Service) -> bool:
        """Whether Crossref has works of the source's journal and year."""
        item = query.source.item
        if not item.container_title or not item.issued or not item.issued.parts:
            return False
        year = item.issued.parts[0]
        wanted = {"query.container-title": item.container_title[:200], "query.bibliographic": str(year)}
        works = self._works({**wanted, "filter": f"from-pub-date:{year},until-pub-date:{year}"}, service)
        return any(year in _years(work) and compare(item.container_title, _names_of(work)).verdict == "same" for work in works)

    def _works(self, wanted: dict[str, str], service: Service) -> list[CrossrefWork]:
        parameters = {**wanted, "rows": str(ROWS), "select": ",".join((*FIELDS.values(), SELECTED))}
        return fetch_json(service.send, f"{self.base_url.rstrip('/')}/works", parameters, CrossrefSearch).message.items

    def _registered(self, doi: str, service: Service) -> tuple[Candidate, ...]:
        """Return the record of a DOI with its notices; none if Crossref did not register it."""
        answer = service.send(json_request(f"{self.base_url.rstrip('/')}/works/{quote(doi, safe='')}"))
        if answer.status == 404:
            return ()
        candidate = candidate_of(decode(answer, CrossrefRecord).message)
        return (candidate,) if candidate else ()


NOTICES: dict[str, NoticeKind] = {
    "retraction": "retraction",
    "partial_retraction": "retraction",
    "withdrawal": "withdrawal",
    "removal": "removal",
    "expression_of_concern": "expression-of-concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "addendum": "correction",
    "clarification": "correction",
}


def _notice(update: Update) -> Notice | None:
    kind = NOTICES.get(update.type.strip().lower().replace("-", "_").replace(" ", "_"))
    parts = tuple(part for part in (update.updated.date_parts or [[]])[0] if part)
    return Notice(kind, update.doi or None, Date(parts) if parts else None) if kind else None


def _notices(work: CrossrefWork) -> tuple[Notice, ...]:
    """The notices on a work; if the registry has none that ends it, what the mark in its title says."""
    found = tuple(notice for update in work.updates if (notice := _notice(update)))
    mark = next((kind for title in work.title if (kind := mark_of(title))), None)
    told = any(notice.kind in ("retraction", "withdrawal", "removal") for notice in found)
    return found if told or mark is None else (*found, Notice(mark))


def _years(work: CrossrefWork) -> tuple[int, ...]:
    """The years of a work, the earliest first: online, in print."""
    dates = [work.issued, work.online, work.print, work.published, work.posted]
    dates += [work.event.start] if work.event else []
    dates += [work.in_issue.online, work.in_issue.print] if work.in_issue else []
    firsts = (part for date in dates for part in (date.date_parts or [[]])[0][:1])
    return tuple(dict.fromkeys(year for year in firsts if year))


def _names(people: list[CrossrefName]) -> tuple[str, ...]:
    return tuple(filter(None, (one_line(f"{p.given or ''} {p.family or p.name or ''}") for p in people)))


def _names_of(work: CrossrefWork) -> tuple[str, ...]:
    return tuple(filter(None, (*map(title_line, work.container[:1]), *_outlets(work))))


def _outlets(work: CrossrefWork) -> tuple[str, ...]:
    """Further names of the publication: the series, abbreviations, the conference."""
    conference = (work.event.name, work.event.acronym) if work.event else ()
    return tuple(filter(None, map(title_line, (*work.container[1:], *work.short_container, *conference, work.group))))


def candidate_of(work: CrossrefWork) -> Candidate | None:
    """The record as a candidate; None without an address."""
    url = web_url(doi_url(work.doi)) if work.doi else None
    if not url:
        return None
    years = tuple(Date((year,)) for year in _years(work))
    return Candidate(
        url=url,
        provider="crossref",
        title=title_line(": ".join([*work.title[:1], *work.subtitle[:1]])),
        author=_names(work.author),
        editor=_names(work.editor),
        titles=tuple(filter(None, map(title_line, (*work.title, *work.original_title)))),
        outlet=title_line(next(iter(work.container), work.group)),
        outlets=_outlets(work),
        publisher=one_line(work.publisher),
        volume=one_line(work.volume),
        issue=one_line(work.issue),
        page=one_line(work.page or work.article_number),
        kind=KINDS.get(work.type or "", work.type),
        date=years[0] if years else None,
        dates=years[1:],
        print_year=next((part for part in (work.print.date_parts or [[]])[0][:1] if part), None),
        doi=work.doi,
        record=True,
        notices=_notices(work),
    )


PLUGIN: type[Provider] = Crossref
