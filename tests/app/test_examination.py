"""Runs with the network over more documents than are in memory at once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from citecheck.app import batches, wiring
from citecheck.app.examination import Examination
from citecheck.citations.parse import parse
from citecheck.config.settings import Settings
from citecheck.io import bounded_mapping
from citecheck.lock.file import Lock
from citecheck.lock.policy import NOTHING, LockPolicy
from citecheck.lock.update import update_entries
from citecheck.model.document import Document
from citecheck.model.knowledge import Resolution
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.model.web import Failure, Gone, Live, Request, Response, Unlinked
from citecheck.protocols import Network

NOW = datetime(2026, 3, 31, tzinfo=UTC)
SHARED = "https://shared.example/page"
NUMBER = 9


def documents() -> list[Document]:
    """Notes on a page that all documents cite, on a page that is there, on one that is gone, and on one that has another title."""
    made = []
    for at in range(NUMBER):
        urls = (SHARED, f"https://h{at}.example/there", f"https://h{at}.example/gone", f"https://h{at}.example/other")
        notes = (f"[{n}] A. Writer, “Harbours of {at}”, Daily Post, {n}/04/2020, {url}.\n" for n, url in enumerate(urls, 1))
        made.append(wiring.read_document(f"text{at}.txt", "".join(notes).encode()))
    return made


@dataclass
class Web:
    """A web that remembers what was requested; ``breaks`` is the URL at which the run is interrupted."""

    breaks: str = ""
    asked: list[str] = field(default_factory=list)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request in requests:
            self.asked.append(request.url)
            if request.url == self.breaks:
                raise KeyboardInterrupt
            yield request, _answer(request.url)

    def send(self, request: Request) -> Response:
        return _answer(request.url)

    def now(self) -> datetime:
        return NOW

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, name: str, step: int = 1) -> None: ...
    def detail(self, name: str, words: str) -> None: ...


def _answer(url: str) -> Response:
    title = "Something else" if url.endswith("other") else " ".join(f"Harbours of {at}" for at in range(NUMBER))
    body = f"<html><head><title>{title}</title></head><body><p>{'Words of the page. ' * 40}</p></body></html>"
    return Response(url, url, 404 if url.endswith("gone") else 200, (("Content-Type", "text/html"),), body.encode())


def examined(web: Web, *, locate: bool, policy: LockPolicy = NOTHING) -> tuple[list[DocumentResult], bool]:
    network = Network(web, lambda _: web, web, web)  # type: ignore[arg-type]
    plugins = wiring.plugins_of(Settings(), locate=locate)
    examination = Examination(replace(plugins, providers=(), archives=()), network, policy)
    return list(examination.results(documents())), examination.interrupted


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "WORK", 8)
    monkeypatch.setattr(bounded_mapping, "MOST_BYTES", 3_000)


@pytest.mark.parametrize("locate", [False, True])
def test_batches_have_the_results_of_one_and_request_each_page_as_often(request: pytest.FixtureRequest, locate: bool) -> None:
    whole, parts = Web(), Web()
    results, _ = examined(whole, locate=locate)
    request.getfixturevalue("small")
    assert examined(parts, locate=locate) == (results, False)
    assert Counter(parts.asked) == Counter(whole.asked)
    assert Counter(whole.asked)[SHARED] == 1
    kinds = Counter(type(link) for one in results for _, link in one.links)
    assert (kinds[Gone], kinds[Live]) == (NUMBER, 3 * NUMBER)


@pytest.mark.parametrize("locate", [False, True])
def test_an_interrupted_run_has_the_answers_so_far_of_all_batches(small: None, locate: bool) -> None:
    results, interrupted = examined(Web(breaks="https://h7.example/there"), locate=locate)
    assert interrupted
    assert len(results) == NUMBER
    links = {address.url: type(link).__name__ for one in results for address, link in one.links}
    assert (links["https://h6.example/there"], links["https://h7.example/there"]) == ("Live", "Unchecked")


def locked(days: int) -> Lock:
    """A lock whose sources were verified so many days ago, each document's a day earlier than those of the one before."""
    entries: list[Any] = []
    for at, document in enumerate(documents()):
        found = [
            SourceResult(note, 1, note.sources[0], Unlinked(), _verified(note.sources[0].item.url)) for note in parse(document)
        ]
        entries += update_entries(Lock(), [(document.path, found)], NOW - timedelta(days=days + at))
    return Lock(tuple(entries), data=b"")


def _verified(url: str | None) -> Resolution:
    return Resolution("verified", url, probability=1.0)


def test_the_budget_of_old_sources_goes_to_the_oldest_of_all_batches(small: None) -> None:
    web = Web()
    paths = tuple(one.path for one in documents())
    examined(web, locate=True, policy=LockPolicy(locked(40), paths, "fresh", days=30, budget=8))
    assert {url.split("/")[2] for url in web.asked} == {"h7.example", "h8.example"}
