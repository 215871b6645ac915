"""What a run asks again and what it takes from the lock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.examination import Examination
from citecheck.citations.parse import parse
from citecheck.lock.file import Lock, LockedLink, LockEntry, dump, load
from citecheck.lock.policy import LockPolicy
from citecheck.lock.update import update_entries
from citecheck.model.knowledge import Resolution
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.model.web import Failure, Request, Response, Unlinked
from citecheck.pipeline import Plugins, from_lock
from citecheck.protocols import Network

NOW = datetime(2026, 3, 31, tzinfo=UTC)
TEXT = "".join(f"[{n}] A. Writer, “Title number {n}”, Daily Post, {n}/04/2020, https://post.example/{n}.\n" for n in range(1, 6))
DOCUMENT = wiring.read_document("notes.txt", TEXT.encode())


@dataclass
class Silence:
    """A web in which nobody answers, and that remembers who was asked for."""

    asked: list[str] = field(default_factory=list)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request in requests:
            self.asked.append(request.url)
            yield request, Failure(request.url, "timeout", "nobody")

    def now(self) -> datetime:
        return NOW

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, name: str, step: int = 1) -> None: ...

    def detail(self, name: str, words: str) -> None: ...


def locked(ages: Iterable[int]) -> Lock:
    """A lock in which each source was verified so many days ago."""
    entries: list[LockEntry] = []
    for note, days in zip(parse(DOCUMENT), ages, strict=False):
        url = note.sources[0].item.url
        source_result = SourceResult(note, 1, note.sources[0], Unlinked(), Resolution("verified", url, probability=1.0))
        (made,) = update_entries(Lock(), [("notes.txt", [source_result])], NOW - timedelta(days=days))
        entries += [replace(made, link=LockedLink("live", 200, made.located))]
    return load("lock", dump(entries))


def run(memory: LockPolicy) -> tuple[list[str], DocumentResult]:
    web = Silence()
    network = Network(web, lambda _: web, web, web)  # type: ignore[arg-type]
    (result,) = Examination(Plugins(), network, memory).results((DOCUMENT,))
    return list(dict.fromkeys(web.asked)), result


def states(result: DocumentResult) -> list[str]:
    return [d.resolution.state if d.resolution else "" for d in result.source_results]


def test_an_update_asks_for_what_is_new_and_the_oldest_of_what_is_stale_within_its_budget() -> None:
    asked, result = run(LockPolicy(locked([1, 40, 90, 50]), ("notes.txt",), "fresh", days=30, budget=2))
    assert asked == ["https://post.example/3", "https://post.example/4", "https://post.example/5"]
    assert states(result) == ["verified", "verified", "unchecked", "unchecked", "unchecked"]


def test_a_plain_run_asks_for_everything_but_what_a_person_decided() -> None:
    lock = locked([1, 1, 1, 1, 1])
    chosen = replace(lock.entries[1], decided="person", url="https://post.example/chosen")
    asked, result = run(LockPolicy(Lock((lock.entries[0], chosen, *lock.entries[2:])), ("notes.txt",)))
    assert "https://post.example/1" in asked and "https://post.example/chosen" in asked
    assert states(result)[:2] == ["unchecked", "verified"]


def test_the_lock_alone_gives_its_verdicts_and_calls_the_rest_unchecked() -> None:
    (result,) = from_lock((DOCUMENT,), Plugins(), LockPolicy(locked([1, 90, 400]), ("notes.txt",), "all"), NOW)
    assert states(result) == ["verified", "verified", "verified", "unchecked", "unchecked"]
    assert [d.recorded.state if d.recorded else "" for d in result.source_results] == [
        "same",
        "same",
        "same",
        "absent",
        "absent",
    ]
    assert [type(link).__name__ for _, link in result.links] == ["Live"] * 3 + ["Unchecked"] * 2


def test_locked_findings_of_changed_lines_come_from_the_lock_alone() -> None:
    changed = replace(DOCUMENT, changed=frozenset((2,)))
    (result,) = from_lock((changed,), Plugins(), LockPolicy(locked([1, 1, 1]), ("notes.txt",), "all"), NOW)
    assert states(result)[1] == "verified" and [type(link).__name__ for _, link in result.links] == ["Live"]


def test_results_before_an_interruption_are_kept() -> None:
    class Interrupted(Silence):
        def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
            yield next(iter(super().fetch(requests)))
            raise KeyboardInterrupt

    web = Interrupted()
    examination = Examination(Plugins(), Network(web, lambda _: web, web, web))  # type: ignore[arg-type]
    (result,) = examination.results((DOCUMENT,))
    assert examination.interrupted
    assert [type(link).__name__ for _, link in result.links].count("Unreachable") == 1
