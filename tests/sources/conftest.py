"""A small world in memory: pages, captures, services that know what a test tells them, and notes that ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import ClassVar

import pytest

from citecheck.links.verdict import judge_answer
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate, Memento, Resolution
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.model.web import Failure, Link, Request, Response
from citecheck.protocols import Network, Provider, Query, Send, Service
from citecheck.sources.page_reader import PageReader
from citecheck.sources.resolve import resolve

TITLE = "River towns brace for a third flood in a single spring"
HOME = "https://courier.example/2019/03/14/river-towns-brace"
WORDS = "The water came up over the quay and the whole town moved its chairs to the first floor of the old mill. " * 12


def html(title: str, day: str = "2019-03-14", author: str = "Ada Okafor", outlet: str = "The Courier", **more: str) -> bytes:
    """An article as outlets print it; ``more``: ``text``, ``language``, ``canonical``."""
    head = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    head += f'<meta property="article:published_time" content="{day}T08:00:00Z">' if day else ""
    head += f'<meta name="author" content="{author}">' if author else ""
    head += f'<link rel="canonical" href="{more["canonical"]}">' if "canonical" in more else ""
    body = f"<h1>{title}</h1><p>{more.get('text', WORDS)}</p>"
    return f'<html lang="{more.get("language", "en")}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()


@dataclass
class Web:
    """Everything that a run may ask: live pages by address, captures by address and day, services by name."""

    pages: dict[str, bytes | int] = field(default_factory=dict)
    captures: dict[str, dict[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    unregistered: tuple[str, ...] = ()  # DOIs that the DOI registry does not know

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request in requests:
            self.asked.append(request.url)
            yield request, self.answer(request.url)

    def answer(self, url: str) -> Response | Failure:
        page = self.pages.get(url, 404)
        if isinstance(page, int) and page < 100:
            return Failure(url, "timeout", "nobody answered")
        status, body = (page, b"") if isinstance(page, int) else (200, page)
        return Response(url, url, status, (("content-type", "text/html; charset=utf-8"),), body)

    name: ClassVar[str] = "shelf"
    enabled: bool = True
    base_url: str = "https://shelf.example"

    def recall(self, url: str, near: date | None, service: Service) -> tuple[Memento, ...]:
        days = sorted(self.captures.get(url, {}), key=lambda day: abs((date.fromisoformat(day) - (near or date.today())).days))
        return tuple(
            Memento(url, f"https://shelf.example/{day}/{url}", datetime.fromisoformat(day).replace(tzinfo=UTC), "shelf")
            for day in days
        )

    def playback(self, memento: Memento) -> Request:
        return Request(memento.uri_m)

    def send(self, request: Request) -> Response:
        if "/api/handles/" in request.url:
            code = 100 if request.url.partition("/handles/")[2] in self.unregistered else 1
            return Response(request.url, request.url, 404 if code > 1 else 200, (), b'{"responseCode": %d}' % code)
        day, _, url = request.url.removeprefix("https://shelf.example/").partition("/")
        return Response(request.url, request.url, 200, (("content-type", "text/html"),), self.captures[url][day])

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, name: str, step: int = 1) -> None: ...
    def detail(self, name: str, words: str) -> None: ...


@dataclass
class Knows:
    """A service that offers the same to everybody, or is silent for a reason."""

    offers: tuple[Candidate, ...] = ()
    silent: str = ""
    name: str = "engine"
    decisive: frozenset[str] = frozenset(("article-newspaper", "webpage"))
    enabled: bool = True
    base_url: str = "https://engine.example"
    asked: list[Query] = field(default_factory=list)

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        self.asked.append(query)
        if self.silent:
            raise NoAnswer(self.silent)
        return self.offers


def offer(url: str = HOME, title: str | None = TITLE, **more: object) -> Candidate:
    """What a search engine offers."""
    return Candidate(url, "engine", title, used=("title",), **more)  # type: ignore[arg-type]


def cited(title: str = TITLE, day: tuple[int, ...] = (2019, 3, 14), **more: object) -> Query:
    """A news note; ``more`` are fields of the source, or of its item."""
    own = {key: more.pop(key) for key in ("translated_title", "url_residue", "text") if key in more}
    domains = more.pop("domains", ("courier.example",))
    quoted = more.pop("quoted", ())
    item = Item(
        **{  # type: ignore[arg-type]
            "type": "article-newspaper",
            "title": title,
            "author": (Name("Okafor", "Ada"),),
            "container_title": "The Courier",
            "issued": Date(day) if day else None,
            "language": "en",
            **more,
        }
    )
    return Query(Source(**{"text": f"Ada Okafor, “{title},” The Courier", **own, "item": item}), domains, quoted=quoted)  # type: ignore[arg-type]


def located(web: Web, query: Query, *providers: Knows, send: Send = "title", archived: bool = True) -> Resolution:
    """What becomes of one note."""
    return everything(web, [query], *providers, send=send, archived=archived)[0]


def everything(web: Web, queries: list[Query], *providers: Knows, send: Send = "title", archived: bool = True) -> list[Resolution]:
    """What becomes of some notes; their own addresses were checked before."""
    network = Network(web, lambda _: web, web, web)  # type: ignore[arg-type]
    answers = {url: web.answer(url) for q in queries if (url := q.source.item.url)}
    links: dict[str, Link] = {url: judge_answer(answer) for url, answer in answers.items()}
    pages = {url: answer for url, answer in answers.items() if isinstance(answer, Response)}
    reader = PageReader(network, (web,) if archived else ())
    told = dict(resolve(queries, _as_providers(providers), reader, links, pages, send))
    return [told[at] for at in range(len(queries))]


def _as_providers(known: tuple[Knows, ...]) -> tuple[Provider, ...]:
    return known  # type: ignore[return-value]


@pytest.fixture
def web() -> Web:
    return Web()
