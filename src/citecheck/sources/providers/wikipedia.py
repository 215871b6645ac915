"""Wikipedia: URLs that its articles cite with the same title; citation templates have title, URL and archive link.

API: https://www.mediawiki.org/wiki/API:Search as a generator of pages with ``prop=revisions``. Etiquette: a contact, at most three concurrent
requests, ``maxlag``.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from citecheck.language.dates import find_dates
from citecheck.language.titles import fold, words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Source
from citecheck.pages.service_answers import fetch_json, one_line, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits
from citecheck.sources import thresholds

if TYPE_CHECKING:
    from citecheck.documents.body import Body
    from citecheck.documents.formats.wikitext.syntax import Template

ARTICLES = 8  # articles whose wikitext is read
MAX_SEARCH = 300  # characters of a search
PHRASE_WORDS = 6  # of the title, searched as a phrase
# Beginnings of the names of citation templates that are in no table of the wikitext format.
TEMPLATES = (
    "cite",
    "citation",
    "cita",
    "article",
    "lien web",
    "internetquelle",
    "literatur",
    "citar",
    "citeer",
    "cytuj",
    "webbref",
    "bokref",
    "tidningsref",
    "tidskriftsref",
)
PARAMETERS = {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5"}


class Slot(msgspec.Struct):
    """A revision's content."""

    content: str = ""


class Revision(msgspec.Struct):
    """A revision's slots."""

    slots: dict[str, Slot] = {}


class Article(msgspec.Struct):
    """A page with its latest revision."""

    title: str = ""
    revisions: list[Revision] = []


class Content(msgspec.Struct):
    """``query``: the pages."""

    pages: list[Article] = []


class WikipediaResponse(msgspec.Struct):
    """A response; errors have status 200."""

    query: Content | None = None
    batchcomplete: bool | str | None = None
    error: dict[str, Any] | None = None


class Wikipedia(Struct, frozen=True):
    """``base_url`` is the site without a path; if it is a public Wikipedia, that of the note's language is searched first."""

    name: ClassVar[str] = "wikipedia"
    order: ClassVar[int] = 60
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("wikipedia.org/", 0.35, "Wikimedia: at most three at once with a contact (2026-03)"),)
    )
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = "https://en.wikipedia.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the works cited by articles that contain the start of the title: in the note's language, then in ``base_url``'s."""
        phrase = " ".join(words(query.title)[:PHRASE_WORDS])
        if len(phrase) < 8:
            return ()
        silent: NoAnswer | None = None
        for base_url in self._editions(query.language):
            try:
                if found := self._cited(service, base_url, query.title, phrase):
                    return found
            except NoAnswer as error:
                silent = error
        if silent:
            raise silent
        return ()

    def _editions(self, language: str | None) -> tuple[str, ...]:
        """The URLs to search: the Wikipedia of the note's language, then that of the settings, if this is a public one."""
        code = (language or "")[:2].lower()
        match = re.fullmatch(r"(https?://)([a-z-]+)(\.wikipedia\.org/?)", self.base_url)
        if not match or not re.fullmatch(r"[a-z]{2}", code) or code == match[2]:
            return (self.base_url,)
        return f"{match[1]}{code}{match[3]}", self.base_url

    def _cited(self, service: Service, base_url: str, title: str, phrase: str) -> tuple[Candidate, ...]:
        parameters = {
            "generator": "search",
            "gsrsearch": f'insource:"{phrase}"'[:MAX_SEARCH],
            "gsrlimit": str(ARTICLES),
            "gsrnamespace": "0",
            "prop": "revisions",
            "rvprop": "content",
            "rvslots": "main",
        }
        found = self._ask(service, base_url, parameters).query
        pages = found.pages if found else []
        citations = (
            c
            for page in pages
            for r in page.revisions[:1]
            for slot in r.slots.values()
            for c in _citations(slot.content, page.title)
        )
        return tuple(c for c in citations if c.title and _shares_words(c.title, title))

    def _ask(self, service: Service, base_url: str, parameters: dict[str, str]) -> WikipediaResponse:
        answer = fetch_json(service.send, f"{base_url.rstrip('/')}/w/api.php", PARAMETERS | parameters, WikipediaResponse)
        if answer.error:
            raise NoAnswer(str(answer.error.get("code", "error"))[:60])
        if answer.query is None and answer.batchcomplete is None:
            raise NoAnswer("unexpected JSON: neither pages nor batchcomplete")
        return answer


def _shares_words(found: str, cited: str) -> bool:
    """Whether two titles have most of the shorter one's words in common."""
    a, b = ({word for word in fold(text).split() if len(word) > 2} for text in (found, cited))
    return len(a & b) >= max(1, thresholds.CITATION_WORDS * min(len(a), len(b)))


def _citations(wikitext: str, article: str) -> Iterator[Candidate]:
    """The works in an article's citation templates with a URL, and in references with links."""
    from citecheck.documents.formats.wikitext.body import WikitextText
    from citecheck.documents.formats.wikitext.dialects import ARCHIVES, URLS
    from citecheck.documents.formats.wikitext.syntax import refs, scan
    from citecheck.documents.formats.wikitext.templates import is_citation, read_template

    page = scan(wikitext)
    reader = WikitextText.of(page)
    for template in page.templates:
        if is_citation(template) or template.name.startswith(TEMPLATES):
            url, capture = (_address(template, wikitext, names) for names in (URLS, ARCHIVES))
            if url:
                source = read_template(template, reader.words, lambda span: wikitext[span.start : span.end])
                yield replace(_candidate(url, source, article), archive_url=capture)
    for ref in refs(page):
        if ref.inner:
            yield from _linked(reader.read(ref.inner), article)


def _linked(reference: "Body", article: str) -> Iterator[Candidate]:
    """The links of a reference without template, ``[URL title]``, with the date in its text."""
    for link in reference.links:
        url, title = web_url(link.url), reference.text[link.span.start : link.span.end]
        if url and title and title != "archived":
            dates = [m for m in find_dates(reference.text) if m.year]
            yield Candidate(
                url=url,
                provider="wikipedia",
                title=one_line(title.strip(" “”\"„«»'")),
                date=dates[0].date if dates else None,
                note=one_line(article),
                cited=True,
            )


def _address(template: "Template", wikitext: str, names: tuple[str, ...]) -> str | None:
    """The URL in the first of these parameters that is filled; ``Online`` of the German templates may be a link with a text."""
    found = template.find(*names)
    value = wikitext[found.start : found.end].strip() if found else ""
    return web_url(value[1:-1].partition(" ")[0] if value[:1] == "[" and value[-1:] == "]" else value)


def _candidate(url: str, source: Source, article: str) -> Candidate:
    item = source.item
    return Candidate(
        url=url,
        provider="wikipedia",
        title=one_line(item.title),
        author=tuple(filter(None, (one_line(f"{n.given or ''} {n.family or n.literal or ''}") for n in item.author))),
        outlet=one_line(item.container_title or item.publisher),
        date=item.issued,
        note=one_line(article),
        cited=True,
    )


PLUGIN: type[Provider] = Wikipedia
