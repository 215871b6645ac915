"""Whatever raises, the fault is one document's, page's, service's or rule's; the rest of the run is as it would be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest

from citecheck.app import wiring
from citecheck.app.examination import Examination
from citecheck.app.policy import policy_of
from citecheck.config.settings import RuleSettings
from citecheck.lock.file import Lock
from citecheck.lock.policy import NOTHING, LockPolicy
from citecheck.model.knowledge import Candidate, Memento
from citecheck.model.report import DocumentResult, read_and_unread
from citecheck.model.web import Failure, Gone, Live, Request, Response, Unchecked
from citecheck.pipeline import Plugins, read_only
from citecheck.protocols import Network, Query, Service

NOW = datetime(2026, 3, 31, tzinfo=UTC)
GOOD, ODD, DEAD = "https://good.example/story", "https://odd.example/story", "https://dead.example/story"
TITLE = "Tram reopens after two long years"
TEXT = (
    f'A claim.[^1] A claim.[^2] A claim.[^3] A claim.[^4]\n\n[^1]: J. Doe, "{TITLE}", Elm Post, 3 May 2019, {GOOD}\n'
    f'[^2]: K. Roe, "Bridge shut for a whole winter", Elm Post, 4 May 2019, {ODD}\n'
    f'[^3]: K. Roe, "Ferry gone for good it seems", Elm Post, 4 May 2019, {DEAD}\n'
    '[^4]: L. Poe, "Nobody knows of this story", Elm Post, 5 May 2019.\n'
)
OTHER = 'A claim.[^1] Another.[^2]\n\n[^1]: J. Doe, "Tram reopens", Elm Post, 3 May 2019.\n'


def failing(*_: object, **__: object) -> Any:
    raise RuntimeError("a bolt from the blue")


@dataclass
class Web:
    """Pages, a clock, and a listener."""

    broken: bool = False

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        for request in requests:
            if self.broken and request.url == ODD:
                failing()
            yield request, answer(request.url)

    def now(self) -> datetime:
        return NOW

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, name: str, step: int = 1) -> None: ...
    def detail(self, name: str, words: str) -> None: ...


def answer(url: str) -> Response:
    title = TITLE if url == GOOD else "Bridge shut for a whole winter"
    body = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{'<p>words of a story' * 60}</body></html>"
    return Response(url, url, 404 if url == DEAD else 200, (("Content-Type", "text/html"),), body.encode())


@dataclass(frozen=True)
class Knows:
    """A provider that says what a test wants."""

    search_: Callable[..., tuple[Candidate, ...]] = lambda *_: ()
    enabled: bool = True
    base_url: str = "https://knows.example"
    name: ClassVar[str] = "knows"
    decisive: ClassVar[frozenset[str]] = frozenset(("article-newspaper",))

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        return self.search_(query)


@dataclass(frozen=True)
class Keeps:
    """An archive that says what a test wants."""

    recall_: Callable[..., Iterable[Memento]] = lambda *_: ()
    enabled: bool = True
    base_url: str = "https://keeps.example"
    name: ClassVar[str] = "keeps"

    def recall(self, url: str, near: date | None, service: Service) -> Iterable[Memento]:
        return self.recall_(url)

    def playback(self, memento: Memento) -> Request:
        return Request(memento.uri_m)


def run(
    web: Web | None = None,
    provider: Knows | None = None,
    archive: Keeps | None = None,
    *,
    locate: bool = True,
    memory: LockPolicy = NOTHING,
) -> list[DocumentResult]:
    door = web or Web()
    network = Network(door, lambda _: door, door, door)  # type: ignore[arg-type]
    formats = {name: kind() for name, kind in wiring.plugins("formats").items()}
    policy = policy_of(RuleSettings())
    plugins = Plugins((provider or Knows(),), (archive or Keeps(),), policy, formats=formats, locate=locate)  # type: ignore[arg-type]
    documents = [wiring.read_document("d.md", TEXT.encode()), wiring.read_document("e.md", OTHER.encode())]
    examination = Examination(plugins, network, memory)
    results = list(examination.results(documents))
    assert not examination.interrupted
    return results


def links(result: DocumentResult) -> dict[str, type]:
    return {address.url: type(link) for address, link in result.links}


def codes(result: DocumentResult) -> set[tuple[str, str | None]]:
    return {(f.code, f.label) for f in result.findings}


def test_without_a_fault_there_is_none() -> None:
    document, other = run()
    assert document.faults == other.faults == () and document.readable
    assert links(document) == {GOOD: Live, ODD: Live, DEAD: Gone}
    assert document.source_results[0].resolution and document.source_results[0].resolution.state == "verified"


def test_a_document_with_a_note_that_cannot_be_parsed_is_unread_and_the_note_is_named(monkeypatch) -> None:
    from citecheck.citations import parse

    usual = parse.draft

    def odd(note: Any, *more: Any) -> Any:
        return failing() if note.label == "3" else usual(note, *more)

    monkeypatch.setattr(parse, "draft", odd)
    for result in (
        run(),
        list(read_only([wiring.read_document("d.md", TEXT.encode()), wiring.read_document("e.md", OTHER.encode())])),
    ):
        read, unread = read_and_unread(result)
        assert [one.document.path for one in read] == ["e.md"]
        assert [one.path for one in unread] == ["d.md"]
        assert unread[0].message.startswith("note 3 could not be read: internal error, please report (RuntimeError")


PAGE_STEPS = (
    "check.quick_metadata",
    "check.page_summary",
    "check.judge_answer",
    "check.missing_fragment",
    "check._needs_comparing",
)


@pytest.mark.parametrize("step", PAGE_STEPS)
@pytest.mark.parametrize("locate", (True, False))
def test_a_page_that_cannot_be_read_is_unchecked_and_the_others_are_judged(monkeypatch, step: str, locate: bool) -> None:
    usual = links(run(locate=locate)[0])
    from citecheck.links import check

    name = step.removeprefix("check.")
    real = getattr(check, name)

    def odd(*arguments: Any, **named: Any) -> Any:
        page = next((a for a in arguments if isinstance(a, Response)), None)
        return failing() if page and page.url == ODD else real(*arguments, **named)

    monkeypatch.setattr(check, name, odd)
    document, other = run(locate=locate)
    expected = usual if step == "check.page_summary" else usual | {ODD: Unchecked}  # which takes what was skimmed, and not the page
    assert links(document) == expected
    assert not {code for code, label in codes(document) if label == "2"} & {"CC201", "CC202", "CC204"}
    assert ("CC201", "3") in codes(document) and other.findings


def test_a_second_look_that_raises_leaves_the_link_unchecked(monkeypatch) -> None:
    from citecheck.links import check

    monkeypatch.setattr(check, "_confirmed", failing)
    document = run()[0]
    assert links(document) == {GOOD: Live, ODD: Live, DEAD: Unchecked}


@pytest.mark.parametrize("step", ("read_page", "verify", "quote"))
def test_an_exception_while_a_page_is_compared_leaves_its_source_unchecked(monkeypatch, step: str) -> None:
    from citecheck.sources import confirm

    real = getattr(confirm, step)

    def odd(first: Any, *more: Any) -> Any:
        told = getattr(first, "url", None) or getattr(getattr(first, "item", None), "url", None)
        return failing() if told == ODD else real(first, *more)

    monkeypatch.setattr(confirm, step, odd)
    document = run()[0]
    assert [d.resolution.state for d in document.source_results if d.resolution][:1] == ["verified"]
    if step != "quote":
        assert document.source_results[1].resolution and document.source_results[1].resolution.state == "unchecked"
        assert "internal error" in document.source_results[1].resolution.reason


def test_a_transport_that_raises_half_way_leaves_the_rest_unchecked() -> None:
    document, other = run(Web(broken=True))
    assert links(document) == {GOOD: Live, ODD: Unchecked, DEAD: Unchecked}
    assert "RuntimeError" in next(link.reason for a, link in document.links if a.url == ODD and isinstance(link, Unchecked))
    assert other.findings


@pytest.mark.parametrize(
    "search",
    (failing, lambda _: 3, lambda _: (None,), lambda _: (Candidate("https://[", "knows", title="Nobody knows of this story"),)),
    ids=("raises", "number", "none", "malformed"),
)
def test_a_provider_that_raises_or_offers_nonsense_is_silent_and_nothing_is_called_not_found(search) -> None:
    document = run(provider=Knows(search))[0]
    found = document.source_results[3].resolution
    assert found and found.state == "unchecked"
    assert document.source_results[0].resolution and document.source_results[0].resolution.state == "verified"


def half_way(url: str) -> Iterator[Memento]:
    yield Memento(url, f"https://keeps.example/{url}", NOW, "keeps")
    failing()


@pytest.mark.parametrize(
    "recall",
    (failing, half_way, lambda url: [Memento(url, "https://keeps.example/x", datetime(2020, 1, 1), "keeps")], lambda _: [None]),
)
def test_an_archive_that_raises_half_way_or_gives_invalid_answers_counts_as_no_answer(recall) -> None:
    document = run(archive=Keeps(recall))[0]
    assert links(document)[GOOD] is Live and document.faults == ()
    for source_result in document.source_results:
        assert source_result.resolution and source_result.resolution.state in ("verified", "unchecked")


@pytest.mark.parametrize("rule", sorted(wiring.plugins("rules")))
def test_a_rule_that_raises_is_named_and_the_others_are_asked(monkeypatch, rule: str) -> None:
    usual = [codes(one) for one in run(locate=False)]
    kind = wiring.plugins("rules")[rule]
    monkeypatch.setattr(kind, "judge", failing)
    for before, result in zip(usual, run(locate=False), strict=True):
        assert codes(result) == {one for one in before if one[0] != kind.code}
        assert len(result.faults) == 1 and result.faults[0].startswith(f"rule {kind.code} ({rule}) failed: internal error")


def test_a_rule_that_raises_half_way_has_no_findings_in_that_document(monkeypatch) -> None:
    kind = wiring.plugins("rules")["missing-note"]
    real = kind.judge

    def odd(self: Any, result: DocumentResult) -> Iterator[Any]:
        yield from real(self, result)
        failing()

    monkeypatch.setattr(kind, "judge", odd)
    assert not {code for one in run() for code, _ in codes(one)} & {kind.code}


@pytest.mark.parametrize("step", ("citecheck.pipeline.repair", "citecheck.lock.policy.look_up"))
def test_repairs_and_the_lock_that_raise_are_named_and_the_findings_stay(monkeypatch, step: str) -> None:
    memory = LockPolicy(Lock(), ("d.md", "e.md"), "all")
    usual = [codes(one) for one in run()]
    monkeypatch.setattr(step, failing)
    result = run(memory=memory)
    assert all(before <= codes(one) for before, one in zip(usual, result, strict=True))
    assert result[0].faults and all("internal error" in fault for one in result for fault in one.faults)


def test_a_format_that_raises_while_its_repair_is_read_again_leaves_the_repair_out(monkeypatch) -> None:
    from citecheck.repairs.proposals import apply

    document = run(provider=Knows(lambda _: (Candidate(GOOD, "knows"),)))[0]
    form = wiring.plugins("formats")["markdown"]()
    monkeypatch.setattr(type(form), "read", failing)
    after, kept = apply(document.document, document.notes, document.repairs, form)
    assert after == document.document.data and kept == ()
