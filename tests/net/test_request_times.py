"""Processes that use one cache share the limits of hosts and services, also when one of them is killed, frozen or holds the file."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.net import request_times
from citecheck.net.cache import Cache
from citecheck.net.host_queue import HostQueue
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.request_times import RequestTimes, times_file
from citecheck.net.services import ServiceClient
from citecheck.net.transfer import Transfer
from citecheck.pages.service_answers import json_request
from citecheck.protocols import RateLimit, ServiceLimits
from tests.conftest import FakeClock

HOST = "http://slow.example"
Limiter = Callable[[], RateLimiter]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return times_file(tmp_path / "answers.sqlite")


@pytest.fixture
def process(file: Path, clock: FakeClock) -> Limiter:
    """The limits of one more process."""
    return lambda: RateLimiter(clock, 0.5, (RateLimit("api.example", 3.0, ""),), RequestTimes(file))


@pytest.mark.parametrize(("url", "seconds"), [(HOST, 0.5), ("https://api.example/search", 3.0)])
def test_two_processes_ask_a_host_no_faster_than_one(process: Limiter, clock: FakeClock, url: str, seconds: float) -> None:
    one, other, times = process(), process(), []
    for turn in (one, other, other, one, one, other):
        turn.wait(url)
        times.append(clock.seconds)
    assert [later - before for before, later in pairwise(times)] == pytest.approx([seconds] * 5)


def test_queues_of_two_processes_ask_a_host_in_turn(process: Limiter, clock: FakeClock) -> None:
    queues = [HostQueue(process(), 8) for _ in range(2)]
    for queue in queues:
        for n in range(5):
            queue.add(Transfer(Request(f"{HOST}/{n}"), HOST, HOST, "slow.example", 0.5))
    times = []
    while any(queue.waiting for queue in queues):
        times += [clock.seconds for queue in queues for _ in iter(lambda: queue.next(clock.seconds), None)]  # noqa: B023
        clock.sleep(min(queue.pause(clock.seconds) for queue in queues if queue.waiting) if times[9:] == [] else 0)
    assert len(times) == 10
    assert [later - before for before, later in pairwise(times)] == pytest.approx([0.5] * 9)


def test_a_pause_that_a_host_asks_for_is_kept_by_all(process: Limiter, clock: FakeClock) -> None:
    one, other = process(), process()
    one.wait(HOST)
    one.hold("slow.example", clock.seconds + 30)
    other.wait(HOST)
    assert clock.seconds == 30


def test_a_request_that_is_sent_late_delays_the_next_one_of_every_process(process: Limiter, clock: FakeClock) -> None:
    """Its connection took a while to open."""
    one, other = process(), process()
    assert one.claim("slow.example", 0.0, 0.5) == 0.0
    clock.sleep(0.3)
    assert one.may_send("slow.example", 0.0, 0.5)
    other.wait(HOST)
    assert clock.seconds == 0.8


@pytest.mark.parametrize("same", [False, True])
def test_a_request_is_not_sent_shortly_after_one_that_was_late(process: Limiter, clock: FakeClock, same: bool) -> None:
    late = process()
    other = late if same else process()
    assert late.claim("slow.example", 0.0, 0.5) == 0.0
    clock.sleep(0.5)
    assert other.claim("slow.example", 0.5, 0.5) == 0.5
    clock.sleep(0.1)
    assert late.may_send("slow.example", 0.0, 0.5)
    assert not other.may_send("slow.example", 0.5, 0.5)
    clock.seconds = other.claim("slow.example", clock.seconds, 0.5)
    assert clock.seconds == pytest.approx(1.1)
    assert other.claim("slow.example", clock.seconds, 0.5) == clock.seconds
    assert other.may_send("slow.example", clock.seconds, 0.5)


def test_requests_whose_connections_take_equally_long_are_not_put_off(process: Limiter, clock: FakeClock) -> None:
    limiter = process()
    claimed = 0.0
    for _ in range(5):
        assert limiter.claim("slow.example", clock.seconds, 0.5) == clock.seconds
        claimed, _ = clock.seconds, clock.sleep(0.7)
        assert limiter.may_send("slow.example", claimed, 0.5)
        clock.seconds = limiter.ready("slow.example")


def test_a_process_that_was_frozen_sends_nothing_shortly_after_another(process: Limiter, clock: FakeClock) -> None:
    frozen, other = process(), process()
    assert frozen.claim("slow.example", 0.0, 0.5) == 0.0
    clock.sleep(20)
    other.wait(HOST)
    clock.sleep(0.1)
    assert not frozen.may_send("slow.example", 0.0, 0.5)


def test_without_an_interval_every_request_is_sent(process: Limiter, clock: FakeClock) -> None:
    limiter = process()
    assert all(limiter.may_send("slow.example", clock.seconds, 0.0) for _ in range(3))


def test_a_process_that_ends_leaves_others_waiting_for_one_interval_at_most(process: Limiter, clock: FakeClock) -> None:
    """Times are claimed when they have come, not ahead."""
    killed = process()
    for _ in range(3):
        assert killed.claim("slow.example", clock.seconds, 0.5) <= 0.5
    process().wait(HOST)
    assert clock.seconds == 0.5


def test_a_process_that_read_its_clock_a_moment_before_another_claimed_is_second(file: Path) -> None:
    one, other = RequestTimes(file), RequestTimes(file)
    assert one.claim("slow.example", 100.2, 0.5) == 100.2
    assert other.claim("slow.example", 100.1, 0.5) == pytest.approx(100.7)


def test_times_from_before_the_computer_was_started_do_not_count(file: Path, clock: FakeClock) -> None:
    clock.seconds = 1_000_000
    RateLimiter(clock, 0.5, (), RequestTimes(file)).hold("slow.example", 1_000_060)
    clock.seconds = 40
    RateLimiter(clock, 0.5, (), RequestTimes(file)).wait(HOST)
    assert clock.seconds == 40


def test_without_an_interval_there_is_no_file(file: Path, clock: FakeClock) -> None:
    limiter = RateLimiter(clock, 0, (), RequestTimes(file))
    for _ in range(3):
        limiter.wait(HOST)
    assert clock.seconds == 0 and not file.exists()


def unusable_folder(file: Path) -> None:
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)


def folder_in_its_place(file: Path) -> None:
    file.mkdir()


def text_in_its_place(file: Path) -> None:
    file.write_text("Not a database, " * 100)


def other_table_in_its_place(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE times (title TEXT)")


@pytest.mark.parametrize("spoil", [unusable_folder, folder_in_its_place, text_in_its_place, other_table_in_its_place])
def test_without_a_usable_file_each_process_keeps_its_own_limits(
    file: Path, process: Limiter, clock: FakeClock, spoil: Callable[[Path], None]
) -> None:
    if spoil is unusable_folder and os.geteuid() == 0:
        pytest.skip("root may write into every folder")
    spoil(file)
    one, times = process(), []
    for _ in range(3):
        one.wait(HOST)
        times.append(clock.seconds)
    file.parent.chmod(stat.S_IRWXU)
    assert times == [0, 0.5, 1]


def test_a_file_that_a_frozen_process_has_locked_delays_a_run_once(
    file: Path, process: Limiter, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_times, "MAX_WAIT", 0.2)
    one, other = process(), process()
    one.wait(HOST)
    other.wait(HOST)
    frozen = sqlite3.connect(file, isolation_level=None)
    frozen.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    for _ in range(10):
        one.wait(HOST)
    assert time.monotonic() - begun < 5
    assert clock.seconds == pytest.approx(5)  # its own limit
    frozen.close()
    clock.seconds += request_times.PAUSE
    one.wait(HOST)
    at = clock.seconds
    other.wait(HOST)
    assert clock.seconds - at == pytest.approx(0.5)


CLAIMING = """
import sys
from pathlib import Path
from citecheck.net.clock import SystemClock
from citecheck.net.request_times import RequestTimes

clock, times, claimed = SystemClock(), RequestTimes(Path(sys.argv[1])), []
while len(claimed) < 5:
    now = clock.monotonic()
    if (at := times.claim("slow.example", now, 0.03)) <= now:
        claimed.append(now)
    else:
        clock.sleep(at - now)
print(*claimed)
"""


def test_processes_that_create_the_file_at_once_share_it(file: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", CLAIMING, file], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    times = sorted(float(word) for one in started for word in one.communicate()[0].split())
    assert len(times) == 20
    assert all(later - before > 0.029 for before, later in pairwise(times)), times


def test_a_budget_of_a_day_is_not_exceeded_by_processes_that_run_at_once(tmp_path: Path, clock: FakeClock) -> None:
    sent: list[str] = []

    def answer(request: Request) -> Response:
        sent.append(request.url)
        return Response(request.url, request.url, 200, (), b"{}", fetched=clock.now())

    def run() -> ServiceClient:
        cache = Cache(tmp_path / "answers.sqlite", clock)
        return ServiceClient(ServiceLimits(daily=7, tries=1), answer, clock, RateLimiter(clock, 0), cache, 60, "some")

    clients = [run() for _ in range(3)]
    refused = 0
    for number in range(12):
        try:
            clients[number % 3].send(json_request(f"https://some.example/{number}"))
        except NoAnswer as error:
            assert "7 requests per day" in error.reason
            refused += 1
    assert (len(sent), refused) == (7, 5)
