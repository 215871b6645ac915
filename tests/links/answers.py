"""Fake pages, DOI registry and archive with scripted answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from msgspec.structs import replace

from citecheck.links.check import check
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Memento
from citecheck.model.web import Failure, Hop, Link, Request, Response
from citecheck.net.cache import Cache
from citecheck.protocols import LinkSettings, Network
from tests.conftest import FakeClock

SITE = "https://news.example/2021/03"
CITED = f"{SITE}/grain-harvest-falls-short"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
USUAL = LinkSettings()
HARVEST = "Grain harvest falls short in the valley"


def article(title: str = HARVEST, more: str = "") -> bytes:
    return (
        f'<!doctype html><html><head><title>{title} - Example News</title><meta property="article:published_time" content="2021-03-04">'
        f"</head><body><h1>{title}</h1><p>{'The harvest was the smallest in memory. ' * 40}</p>{more}</body></html>"
    ).encode()


def shown(title: str, text: str = "") -> bytes:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>".encode()


def said(status: int, body: bytes = b"", *more: tuple[str, str], final: str = "", hops: tuple[int, ...] = ()) -> Response:
    """An answer; ``hops`` are the statuses of redirects that led to ``final``."""
    trail = tuple(Hop(CITED, hop, final) for hop in hops)
    return Response(CITED, final or CITED, status, (*HTML, *more), body, trail)


@dataclass
class Web:
    """Pages that answer, by address, the first answer first; what is not there is the last one again, or else 404."""

    answers: dict[str, list[Response | Failure]] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request in requests:
            self.asked.append(request)
            left = self.answers.get(request.url, [said(404)])
            answer = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(answer, Response) and answer.final_url == CITED:
                answer = replace(answer, final_url=request.url)
            yield request, replace(answer, url=request.url)

    @property
    def urls(self) -> list[str]:
        return [request.url for request in self.asked]


class Registry:
    """The DOI registry."""

    def __init__(self, body: bytes | None) -> None:
        self.body, self.asked = body, 0

    def send(self, request: Request) -> Response:
        self.asked += 1
        if self.body is None:
            raise NoAnswer("time-out")
        return Response(request.url, request.url, 200, (), self.body)


class CaptureFolder:
    """An archive that has captures of everything, the nearest first; the latest where no date was named."""

    name, enabled, base_url = "shelf", True, "https://shelf.example"

    def __init__(self, silent: bool = False) -> None:
        self.silent, self.asked = silent, []  # type: ignore[var-annotated]

    def recall(self, url: str, near: object, service: object) -> tuple[Memento, ...]:
        self.asked.append(url)
        if self.silent:
            raise NoAnswer("503")
        days = (datetime(2022, 5, 6, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC))
        return tuple(Memento(url, f"https://shelf.example/{day:%Y}/{url}", day, "shelf") for day in days)


def links_of(
    web: Web,
    *urls: str,
    verdicts: Cache | None = None,
    links: LinkSettings = USUAL,
    capture_folder: object = None,
    registry: object = None,
) -> dict[str, Link]:
    network = Network(web, lambda _: registry, FakeClock(), None, None, verdicts, links)  # type: ignore[arg-type, return-value]
    told = check([Request(url, whole=False) for url in urls], network, (capture_folder,) if capture_folder else ())  # type: ignore[arg-type]
    return {request.url: link for request, link, _ in told}


def link_of(*answers: Response | Failure, url: str = CITED, links: LinkSettings = USUAL) -> Link:
    return links_of(Web({url: list(answers)}), url, links=links)[url]
