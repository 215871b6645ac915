"""Open Library (https://openlibrary.org/dev/docs/api/search): books by ISBN, or by title and author."""

import re
from typing import ClassVar

import msgspec
from msgspec import Struct

from citecheck.language.identifiers import isbns
from citecheck.language.titles import fold
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date
from citecheck.pages.service_answers import fetch_json, one_line, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits

ROWS = 5
BOOKS = frozenset(("book", "chapter"))
FIELDS = "key,title,subtitle,author_name,publisher,first_publish_year,publish_year"


class Book(msgspec.Struct):
    """A work with all its editions."""

    key: str = ""
    title: str | None = None
    subtitle: str | None = None
    author_name: list[str] = []
    publisher: list[str] = []
    publish_year: list[int] = []
    first_publish_year: int | None = None


class OpenLibraryResults(msgspec.Struct):
    """The response."""

    docs: list[Book]


class OpenLibrary(Struct, frozen=True):
    """``base_url`` is the service without the path."""

    name: ClassVar[str] = "open_library"
    order: ClassVar[int] = 50
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("openlibrary.org/", 1.0, "Open Library: one a second without contact"),), budget=500
    )  # our own limit (2026-11)
    decisive: ClassVar[frozenset[str]] = frozenset()
    identifiers: ClassVar[frozenset[str]] = frozenset(("isbn",))
    enabled: bool = True
    base_url: str = "https://openlibrary.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the book with the ISBN, else books with the title and author."""
        item = query.source.item
        if numbers := isbns(item.isbn or ""):
            return self._books(query, service, {"q": f"isbn:{re.sub(r'[^0-9Xx]', '', numbers[0])}"})
        title = item.container_title if item.type == "chapter" else item.title
        if query.by_identifier or item.type not in BOOKS or not title:
            return ()
        author = next((name.family for name in item.author if name.family), None) if item.type == "book" else None
        return self._books(query, service, {"title": title, **({"author": author} if author else {})})

    def _books(self, query: Query, service: Service, wanted: dict[str, str]) -> tuple[Candidate, ...]:
        parameters = {**wanted, "limit": str(ROWS), "fields": FIELDS}
        books = fetch_json(service.send, f"{self.base_url.rstrip('/')}/search.json", parameters, OpenLibraryResults).docs
        return tuple(candidate for book in books if (candidate := self._candidate(query, book)))

    def _candidate(self, query: Query, book: Book) -> Candidate | None:
        """A book with the year and the publisher of the cited edition, if there is one, else of another edition."""
        url = web_url(f"https://openlibrary.org{book.key}") if book.key.startswith("/") else None
        if not url:
            return None
        item = query.source.item
        every = book.publish_year or [year for year in (book.first_publish_year,) if year]
        years = [year for year in every if item.issued and year in item.issued.parts[:1]] or every[:1]
        wanted = fold(item.publisher or item.container_title or "")
        publishers = [name for name in book.publisher if wanted and wanted == fold(name)] or book.publisher[:1]
        return Candidate(
            url=url,
            provider=self.name,
            title=one_line(": ".join(filter(None, (book.title, book.subtitle)))),
            author=tuple(filter(None, map(one_line, book.author_name))),
            outlet=one_line(next(iter(publishers), None)),
            date=Date((years[0],)) if years else None,
            record=True,
            kind="book",
        )


PLUGIN: type[Provider] = OpenLibrary
