"""Captures count once they were read: errors, walls, front pages and other articles do not; a working archive link stays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Memento, Resolution
from citecheck.model.reference import Date, Item, Source
from citecheck.model.web import Failure, Gone, Link, Live, Request, Response
from citecheck.protocols import Network
from citecheck.sources.nearest_capture import read_capture, recall

PAGE = "https://courier.example/2019/03/third-flood"
TITLE = "River towns brace for a third flood"
SOURCE = Source("", Item(title=TITLE, issued=Date((2019, 3, 14)), accessed=Date((2019, 6, 1))))
FOUND = Resolution("verified", PAGE, Live(PAGE, 200, PAGE))
WORDS = "<p>" + "The water came up over the quay and the town moved its chairs. " * 20 + "</p>"


def html(title: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{WORDS}</body></html>".encode()


def captured(url: str, body: bytes, status: int = 200, **more: object) -> Response:
    return Response(url, url, status, (("content-type", "text/html"),), body, **more)  # type: ignore[arg-type]


@dataclass
class CaptureFolder:
    """An archive with captures by day; asked for a day it offers the nearest first."""

    name = "shelf"
    pages: dict[date, Response]
    enabled: bool = True
    base_url: str = "https://shelf.example"
    asked: list[date | None] = field(default_factory=list)

    def recall(self, url: str, near: date | None, service: object) -> tuple[Memento, ...]:
        self.asked.append(near)
        days = sorted(self.pages, key=lambda day: abs((day - (near or day)).days))
        return tuple(
            Memento(url, f"https://shelf.example/{d:%Y%m%d}/{url}", datetime(d.year, d.month, d.day, tzinfo=UTC), "shelf")
            for d in days
        )

    def playback(self, memento: Memento) -> Request:
        return Request(memento.uri_m)

    def send(self, request: Request) -> Response:
        return self.pages[datetime.strptime(request.url.split("/")[3], "%Y%m%d").date()]


@dataclass
class Web:
    """A web of a few pages."""

    pages: dict[str, Response] = field(default_factory=dict)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request in requests:
            yield request, self.pages.get(request.url, Failure(request.url, "dns", "no such host"))


def ask(
    capture_folder: CaptureFolder,
    source: Source = SOURCE,
    found: Resolution = FOUND,
    links: dict[str, Link] | None = None,
    web: Web | None = None,
) -> Resolution:
    network = Network(web or Web(), lambda _: capture_folder, None, None)  # type: ignore[arg-type]
    return recall(found, source, (capture_folder,), network, links or {})


def test_the_capture_nearest_to_the_day_of_access_is_taken() -> None:
    capture_folder = CaptureFolder({date(2019, 3, 15): captured("", html(TITLE)), date(2019, 5, 30): captured("", html(TITLE))})
    assert ask(capture_folder).archive_url == f"https://shelf.example/20190530/{PAGE}"
    assert capture_folder.asked == [date(2019, 6, 1)]


@pytest.mark.parametrize(
    "bad",
    [
        captured("", html(TITLE), 404),
        captured("", html("Page not found")),
        captured("", html("Harbour festival draws record crowd of sailors")),
        captured("", b"", 302),
        captured("", html("Attention Required! | Cloudflare"), 403),
    ],
)
def test_a_capture_of_an_error_a_wall_or_another_article_gives_way_to_the_next(bad: Response) -> None:
    capture_folder = CaptureFolder({date(2019, 6, 1): bad, date(2019, 6, 9): captured("", html(TITLE))})
    found = ask(capture_folder)
    assert found.archive_url == f"https://shelf.example/20190609/{PAGE}"
    assert found.memento and found.memento.read


def test_an_archive_link_of_the_note_stays_while_it_works() -> None:
    own = f"https://web.archive.org/web/2019/{PAGE}"
    capture_folder = CaptureFolder({date(2019, 6, 1): captured("", html(TITLE))})
    noted = Source("", SOURCE.item, archive_url=own)
    assert ask(capture_folder, noted).archive_url == own
    assert ask(capture_folder, noted, links={own: Live(own, 200, own)}).archive_url == own
    assert not capture_folder.asked


def test_a_dead_archive_link_of_the_note_is_answered_with_a_living_one() -> None:
    own = f"https://web.archive.org/web/2019/{PAGE}"
    capture_folder = CaptureFolder({date(2019, 6, 1): captured("", html(TITLE))})
    found = ask(capture_folder, Source("", SOURCE.item, archive_url=own), links={own: Gone(own, 404, "the server answers 404")})
    assert found.archive_url == f"https://shelf.example/20190601/{PAGE}"


@pytest.mark.parametrize(("title", "stays"), [(TITLE, True), ("Harbour festival draws record crowd of sailors", False)])
def test_an_archive_link_of_the_note_that_shows_another_article_does_not_count(title: str, stays: bool) -> None:
    own = f"https://web.archive.org/web/2019/{PAGE}"
    capture_folder = CaptureFolder({date(2019, 6, 1): captured("", html(TITLE))})
    web = Web({own: captured(own, html(title))})
    found = ask(capture_folder, Source("", SOURCE.item, archive_url=own), links={own: Live(own, 200, own)}, web=web)
    assert (found.archive_url == own) is stays


def test_a_capture_that_a_service_only_lists_is_read_before_it_counts() -> None:
    told = f"https://web.archive.org/web/2019/{PAGE}"
    found = Resolution("verified", PAGE, Live(PAGE, 200, PAGE), archive_url=told)
    assert ask(CaptureFolder({}), found=found).archive_url is None
    assert ask(CaptureFolder({}), found=found, web=Web({told: captured(told, html("Page not found"))})).archive_url is None
    assert ask(CaptureFolder({}), found=found, web=Web({told: captured(told, html(TITLE))})).archive_url == told


def test_a_silent_archive_is_named_and_nothing_follows() -> None:
    class Mute(CaptureFolder):
        def recall(self, url: str, near: date | None, service: object) -> tuple[Memento, ...]:
            raise NoAnswer("429")

    found = ask(Mute({}))
    assert found.archive_url is None
    assert [(s.service, s.reason) for s in found.silent] == [("shelf", "429")]


def test_the_nearest_capture_of_all_archives_is_taken() -> None:
    near, far = (
        CaptureFolder({date(2019, 5, 30): captured("", html(TITLE))}),
        CaptureFolder({date(2019, 3, 15): captured("", html(TITLE))}),
    )
    far.name, near.name, near.base_url = "far", "near", "https://near.example"
    network = Network(Web(), lambda name: near if name == "near" else far, None, None)  # type: ignore[arg-type]
    assert recall(FOUND, SOURCE, (far, near), network, {}).archive_url == f"https://shelf.example/20190530/{PAGE}"


@pytest.mark.parametrize("title", ["Internet Archive's Wayback Machine", "Scheduled maintenance", "Courier archives"])
def test_an_answer_without_the_time_of_a_capture_is_none_unless_it_shows_the_cited_page(title: str) -> None:
    capture_folder = CaptureFolder({date(2019, 6, 1): captured("", html(title)), date(2019, 6, 9): captured("", html(TITLE))})
    network = Network(Web(), lambda _: capture_folder, None, None)  # type: ignore[arg-type]
    page = read_capture(PAGE, SOURCE, (capture_folder,), network, [])
    assert page and page.titles[0].value == TITLE
    stamped = replace(captured("", html(title)), headers=(("Memento-Datetime", "Sat, 01 Jun 2019 00:00:00 GMT"),))
    capture_folder.pages = {date(2019, 6, 1): stamped}
    page = read_capture(PAGE, SOURCE, (capture_folder,), network, [])
    assert page and page.titles[0].value == title
