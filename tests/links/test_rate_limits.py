"""Rate limits per host: interval, Retry-After, crawl-delay, and skipping hosts that fail."""

import itertools
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from msgspec.structs import replace

from citecheck.model.web import Failure, Request, Response
from citecheck.net.cache import Cache
from citecheck.net.clock import SystemClock
from citecheck.net.curl import CurlMulti
from citecheck.net.host_queue import HostQueue
from citecheck.net.pages import Pages
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.retry import retry_after
from citecheck.net.robots import crawl_delay
from citecheck.net.transfer import Transfer
from tests.conftest import FakeClock
from tests.links.conftest import SETTINGS, NoPauses
from tests.links.faulty_server import Faults, answer

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def transfers(place: str, number: int, interval: float = 0.0) -> Iterator[Transfer]:
    for n in range(number):
        url = f"http://{place}/{n}"
        yield Transfer(Request(url), url, url, place, interval)


def begun(host_queue: HostQueue, clock: FakeClock) -> list[str]:
    return [transfer.url for transfer in iter(lambda: host_queue.next(clock.monotonic()), None)]


def test_requests_per_host_are_limited_and_hosts_alternate(clock: FakeClock) -> None:
    host_queue = HostQueue(RateLimiter(clock, 0), 2)
    for transfer in itertools.chain(transfers("a", 5), transfers("b", 3)):
        host_queue.add(transfer)
    first = begun(host_queue, clock)
    assert sorted(first) == ["http://a/0", "http://a/1", "http://b/0", "http://b/1"]
    host_queue.done("a")
    assert begun(host_queue, clock) == ["http://a/2"]


def test_two_requests_to_a_host_are_an_interval_apart(clock: FakeClock) -> None:
    host_queue = HostQueue(RateLimiter(clock, 0.5), 8)
    for transfer in transfers("a", 3, 0.5):
        host_queue.add(transfer)
    assert begun(host_queue, clock) == ["http://a/0"]
    assert host_queue.pause(clock.monotonic()) == pytest.approx(0.5)
    clock.sleep(0.5)
    assert begun(host_queue, clock) == ["http://a/1"]


def test_a_transfer_that_waits_for_a_retry_uses_no_slot(clock: FakeClock) -> None:
    host_queue = HostQueue(RateLimiter(clock, 0), 1)
    late, soon = transfers("a", 2)
    host_queue.delay(late, clock.monotonic() + 3)
    host_queue.add(soon)
    assert begun(host_queue, clock) == ["http://a/1"]
    host_queue.done("a")
    clock.sleep(3)
    assert begun(host_queue, clock) == ["http://a/0"]


def test_retry_after_pauses_all_requests_to_the_host(clock: FakeClock) -> None:
    limiter = RateLimiter(clock, 0)
    host_queue = HostQueue(limiter, 8)
    limiter.hold("a", clock.monotonic() + 10)
    for transfer in itertools.chain(transfers("a", 2), transfers("b", 1)):
        host_queue.add(transfer)
    assert begun(host_queue, clock) == ["http://b/0"]
    clock.sleep(10)
    assert len(begun(host_queue, clock)) == 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_both_its_forms(value: str, seconds: float | None) -> None:
    assert retry_after(Response("u", "u", 429, (("Retry-After", value),), b""), NOW) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 4\n", 4),
        ("User-agent: citecheck\nCrawl-delay: 2\n\nUser-agent: *\nCrawl-delay: 30", 2),
        ("User-agent: other\nCrawl-delay: 9\nDisallow: /\n", None),
        ("User-agent: a\nUser-agent: *\nDisallow: /x\nCrawl-delay: 1.5 # slowly", 1.5),
        ("User-agent: *\nCrawl-delay: 86400", 60),
        ("User-agent: *\nCrawl-delay: never", None),
        ("<html>no robots here</html>", None),
        ("Crawl-delay: 3", None),
        ("\ufeffUser-agent: *\nCrawl-delay: 4\n", 4),
        ("User-agent: notcitechecker\nCrawl-delay: 9\n", None),
        ("User-agent: *\nCrawl-delay: nan", None),
    ],
)
def test_the_crawl_delay_is_the_one_of_our_group(text: str, seconds: float | None) -> None:
    assert crawl_delay(text.encode()) == seconds


def run(urls: list[str], **settings: object) -> dict[str, Response | Failure]:
    clock = SystemClock()
    pages = Pages(replace(SETTINGS, **settings), clock, Cache(None, clock))  # type: ignore[arg-type]
    return {request.url: outcome for request, outcome in pages.fetch([Request(url, whole=False) for url in urls])}


def test_a_host_gets_no_requests_faster_than_the_interval(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, begun, begin = NoPauses(), [], CurlMulti.begin
    monkeypatch.setattr(CurlMulti, "begin", lambda *given: (begun.append(clock.monotonic()), begin(*given)))
    pages = Pages(replace(SETTINGS, interval=30), clock, Cache(None, clock))
    assert len(list(pages.fetch([Request(faults.url(f"ok?{n}")) for n in range(4)]))) == 4
    assert all(later - before > 29.9 for before, later in itertools.pairwise(begun)), begun


@pytest.mark.parametrize("most", [1, 2])
def test_a_host_has_no_more_connections_at_once_than_the_settings_say(faults: Faults, most: int) -> None:
    outcomes = run([faults.url(f"later?{n}") for n in range(5)], max_per_host=most)
    assert len(outcomes) == 5
    assert faults.most_at_once == most


@pytest.mark.slow
def test_a_throttled_page_is_requested_again_after_its_retry_after(faults: Faults) -> None:
    faults.answers["busy"] = [answer("429 Slow down", b"", "Retry-After: 1"), answer("200 OK", b"<p>There</p>")]
    begin = time.monotonic()
    (outcome,) = run([faults.url("busy")]).values()
    assert isinstance(outcome, Response) and (outcome.status, outcome.tries) == (200, 2)
    assert 0.9 < time.monotonic() - begin < 5


def test_waiting_is_limited_by_the_settings(faults: Faults) -> None:
    faults.answers["busy"] = [answer("429 Slow down", b"", "Retry-After: 3600")]
    begin = time.monotonic()
    (outcome,) = run([faults.url("busy")]).values()
    assert isinstance(outcome, Response) and outcome.status == 429
    assert time.monotonic() - begin < 3


def test_a_host_that_does_not_answer_is_skipped_after_a_few_tries(loopback: None) -> None:
    outcomes = run([f"http://127.0.0.1:9/{n}" for n in range(12)], max_per_host=1).values()
    kinds = [outcome.kind for outcome in outcomes if isinstance(outcome, Failure)]
    assert kinds.count("refused") == 3
    assert kinds.count("skipped") == 9


@pytest.mark.slow
def test_the_crawl_delay_is_kept_if_the_settings_ask_for_it(faults: Faults) -> None:
    faults.answers["robots.txt"] = [answer("200 OK", b"User-agent: *\nCrawl-delay: 0.4\n")]
    urls = [faults.url(f"ok?{n}") for n in range(3)]
    begin = time.monotonic()
    run(urls, robots=True)
    kept = time.monotonic() - begin
    assert faults.asked["robots.txt"] == 1
    assert kept > 0.75
    begin = time.monotonic()
    run(urls)
    assert time.monotonic() - begin < kept
    assert faults.asked["robots.txt"] == 1


def test_a_broken_keep_alive_connection_does_not_count_as_a_try(faults: Faults) -> None:
    """The first page's connection is kept and then reset; the second page is asked over a fresh one at once."""
    begin = time.monotonic()
    outcomes = run([faults.url("kept"), faults.url("kept?2")], max_per_host=1)
    assert all(isinstance(outcome, Response) and outcome.status == 200 for outcome in outcomes.values())
    assert time.monotonic() - begin < 0.9


def test_the_language_of_the_reference_is_asked_for(faults: Faults, ask) -> None:  # type: ignore[no-untyped-def]
    clock = SystemClock()
    pages = Pages(SETTINGS, clock, Cache(None, clock))
    list(pages.fetch([Request(faults.url("ok"), language="pt")]))
    assert "Accept-Language: pt,en;q=0.7" in faults.requests[-1]


def test_a_killed_run_has_no_more_requests_to_send_again_than_connections(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Request] = []
    begun = committed = 0
    really_begin = CurlMulti.begin

    def begin(engine: CurlMulti, transfer: Transfer, capture: None) -> None:
        nonlocal begun
        begun += 1
        assert begun - committed <= 20
        really_begin(engine, transfer, capture)

    monkeypatch.setattr(CurlMulti, "begin", begin)

    class Counting(Cache):
        def commit(self) -> None:
            nonlocal committed
            committed = len(given)

    clock = NoPauses()
    pages = Pages(replace(SETTINGS, max_connections=20, max_per_host=20), clock, Counting(None, clock))
    for request, outcome in pages.fetch([Request(faults.url(f"ok?{n}")) for n in range(90)]):
        assert isinstance(outcome, Response)
        given.append(request)
        time.sleep(0.001)  # in which the server may answer
    assert len(given) == 90
