"""A service with given responses, which records its requests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest

from citecheck.app import wiring
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.model.web import Request, Response
from citecheck.protocols import Provider, Query

TITLE = "River towns brace for a third flood in a single spring"


@dataclass
class Said:
    """Answers every question with one body, or by the first of its ``parts`` that a question's address holds."""

    body: bytes = b""
    status: int = 200
    parts: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def send(self, request: Request) -> Response:
        self.asked.append(request.url)
        body = next((body for part, body in self.parts.items() if part in request.url), self.body)
        return Response(request.url, request.url, self.status, (("content-type", "application/json"),), body)


def note(kind: str = "article-newspaper", **more: object) -> Query:
    """A source that a provider is asked about."""
    item = Item(
        type=kind,
        title=TITLE,
        author=(Name("Okafor", "Ada"),),
        container_title="The Courier",
        issued=Date((2019, 3, 14)),
        **more,  # type: ignore[arg-type]
    )
    text = f"Ada Okafor, “{TITLE},” The Courier, 14 March 2019, arXiv"
    return Query(Source(text, item), ("courier.example",), language="en")


QUERIES = (
    note(),
    note("article-journal"),
    note("book"),
    note("article-journal", doi="10.5555/flood.1"),
    note("article-journal", arxiv="1903.01234"),
    note("book", isbn="9780000000002"),
)


def providers() -> list[Provider]:
    """Every provider that is found, at an address."""
    made = []
    for name, kind in wiring.plugins("providers").items():
        base = "http://{host}" if name == "sitemaps" else f"https://{name}.example"
        made.append(kind(enabled=True, base_url=base))
    return made


@pytest.fixture
def provider() -> Callable[[str], Provider]:
    return lambda name: next(p for p in providers() if p.name == name)


def asked(service: Said, at: int = 0) -> dict[str, str]:
    """The parameters of a request."""
    return {key: values[0] for key, values in parse_qs(urlsplit(service.asked[at]).query).items()}


Named = Callable[[str], Provider]
