"""A shard of hosts has one owner at a time, also when owners are killed or frozen, and what an earlier owner writes late is refused."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck.io import descriptors
from citecheck.model.errors import LeaseLost, WriteError
from citecheck.net import lease as leases
from citecheck.net.lease import Held, accepted_result, lease, lease_file, newest_token, result_file, take
from tests.conftest import FakeClock

SECONDS = 9.0  # so that the owner's share is 6


def owner(folder: Path, clock: FakeClock, seconds: float = SECONDS) -> Held:
    """A lease that nobody renews but the test."""
    held, descriptor = take(folder, "one", seconds, clock)
    os.close(descriptor)
    return held


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other owners run on another computer: their locks are not seen."""
    monkeypatch.setattr(leases, "_boot", lambda: "")


def test_the_next_owner_has_a_larger_token(tmp_path: Path) -> None:
    tokens = []
    for _ in range(3):
        with lease(tmp_path, "one") as held:
            held.check()
            tokens.append(held.token)
    assert tokens == [1, 2, 3] and newest_token(tmp_path, "one") == 3 and newest_token(tmp_path, "two") == 0


def test_shards_have_owners_of_their_own(tmp_path: Path) -> None:
    with lease(tmp_path, "one") as one, lease(tmp_path, "one-2") as other, lease(tmp_path, "1") as third:
        for held in (one, other, third):
            held.check()
            assert held.token == 1


def test_of_many_processes_that_begin_at_once_one_is_the_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "POLL_EVERY", 0.01)
    inside, most = [], []

    def work() -> None:
        with lease(tmp_path, "one", seconds=30) as held:
            inside.append(held.token)
            most.append(len(inside))
            held.check()
            inside.remove(held.token)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8 and newest_token(tmp_path, "one") == 8


@pytest.mark.usefixtures("elsewhere")
def test_a_lease_that_is_not_renewed_is_lost_before_another_process_can_have_it(tmp_path: Path, clock: FakeClock) -> None:
    first = owner(tmp_path, clock)
    clock.seconds += 5.9
    first.check()
    clock.seconds += 0.2
    with pytest.raises(LeaseLost, match="not renewed"):
        first.check()
    with pytest.raises(LeaseLost):
        first.renew()  # it may have been taken over meanwhile
    begun = clock.seconds
    assert owner(tmp_path, clock).token == 2
    assert clock.seconds - begun >= SECONDS


@pytest.mark.usefixtures("elsewhere")
def test_a_lease_that_is_renewed_is_not_taken_over(tmp_path: Path) -> None:
    class Renewing(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if self.seconds < 100:
                first.renew()

    clock = Renewing()
    first = owner(tmp_path, clock)
    assert owner(tmp_path, clock).token == 2
    assert clock.seconds > 100 + SECONDS - 2 * leases.POLL_EVERY


@pytest.mark.usefixtures("elsewhere")
def test_an_observer_that_is_frozen_between_two_looks_takes_nothing_over(tmp_path: Path, clock: FakeClock) -> None:
    """What it saw before the pause says nothing about the time of the pause."""
    first = owner(tmp_path, clock)
    watch = leases.Watch(SECONDS, clock)
    assert not watch.is_over(lease_file(tmp_path, "one", 1))
    for _ in range(20):
        clock.seconds += 4
        first.renew()
    assert not watch.is_over(lease_file(tmp_path, "one", 1))
    first.check()


@pytest.mark.usefixtures("elsewhere")
def test_an_owner_whose_clock_stood_still_notices_its_successor(tmp_path: Path, clock: FakeClock) -> None:
    paused = FakeClock()
    first = owner(tmp_path, paused)
    assert owner(tmp_path, clock).token == 2
    paused.seconds += leases.LOOK_EVERY + 0.1
    with pytest.raises(LeaseLost, match="taken it over"):
        first.check()


def test_a_released_lease_is_free_at_once_on_another_computer(tmp_path: Path, elsewhere: None) -> None:
    with lease(tmp_path, "one"):
        pass
    clock = FakeClock()
    assert owner(tmp_path, clock).token == 2 and clock.seconds == 0


def test_a_new_owner_waits_until_hosts_may_be_asked_again(tmp_path: Path, clock: FakeClock) -> None:
    with lease(tmp_path, "one", quiet=3, clock=clock):
        assert clock.seconds == 0
    with lease(tmp_path, "one", quiet=3, clock=clock):
        assert clock.seconds == 3


def test_a_lost_lease_ends_the_block_and_hinders_nobody(tmp_path: Path) -> None:
    with pytest.raises(LeaseLost), lease(tmp_path, "one") as held:
        lease_file(tmp_path, "one", 2).touch()
        held.renew()
    lease_file(tmp_path, "one", 2).unlink()
    with lease(tmp_path, "one") as held:
        held.check()


def test_a_file_system_without_locks_has_leases_too(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(descriptors, "lock", none)
    owner(tmp_path, clock)
    assert owner(tmp_path, clock).token == 2
    assert clock.seconds >= SECONDS


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="no lease can be written"), lease(tmp_path / "file" / "leases", "one"):
        pass


def test_results_of_an_earlier_owner_are_refused(tmp_path: Path) -> None:
    wanted = tmp_path / "links.parquet"
    assert accepted_result(wanted) is None
    for token in (2, 10, 9):  # the last one is late
        result_file(wanted, token).touch()
    for other in ("links.parquet", "links.11.csv", "other.12.parquet", "links.x.parquet"):
        (tmp_path / other).touch()
    assert accepted_result(wanted) == tmp_path / "links.10.parquet"


WORKER = """
import sys, time
from pathlib import Path
from citecheck.model.errors import LeaseLost
from citecheck.net.lease import lease

folder, log = Path(sys.argv[1]), open(sys.argv[2], "a", buffering=1)
try:
    with lease(folder, "one", seconds=float(sys.argv[3])) as held:
        while True:
            held.check()
            log.write(f"{held.token} {time.monotonic()}\\n")
            time.sleep(0.005)
except LeaseLost:
    log.write(f"lost {time.monotonic()}\\n")
"""
Start = Callable[[], "subprocess.Popen[bytes]"]


class Workers:
    """Processes that write a line, with their token and the time, wherever they would send requests."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.log = folder / "log"
        self._command = [sys.executable, "-c", WORKER, str(folder), str(self.log), str(seconds)]
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self) -> "subprocess.Popen[bytes]":
        self.started.append(subprocess.Popen(self._command))
        return self.started[-1]

    def sent(self, token: int | str) -> list[float]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [float(line.split()[1]) for line in lines if line.split()[:1] == [str(token)]]

    def wait_for(self, token: int | str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not self.sent(token):
            assert time.monotonic() < end
            time.sleep(0.02)


@pytest.fixture
def workers(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Workers(tmp_path, 3.0)
    yield made
    for process in made.started:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_process_that_is_frozen_longer_than_its_lease_sends_nothing_when_it_wakes(workers: Workers) -> None:
    frozen = workers.start()
    workers.wait_for(1)
    frozen.send_signal(signal.SIGSTOP)
    workers.start()
    workers.wait_for(2)
    frozen.send_signal(signal.SIGCONT)
    assert frozen.wait(30) == 0
    time.sleep(0.2)
    assert len(workers.sent("lost")) == 1
    assert max(workers.sent(1)) < min(workers.sent(2)) < max(workers.sent(2))


@pytest.mark.slow
def test_a_process_that_is_frozen_for_a_moment_keeps_its_lease(workers: Workers) -> None:
    frozen = workers.start()
    workers.wait_for(1)
    frozen.send_signal(signal.SIGSTOP)
    workers.start()
    time.sleep(0.7)
    frozen.send_signal(signal.SIGCONT)
    time.sleep(4)
    frozen.kill()
    workers.wait_for(2)
    assert not workers.sent("lost")
    assert max(workers.sent(1)) < min(workers.sent(2))


@pytest.mark.slow
@pytest.mark.skipif(not leases.BOOT_ID.exists(), reason="this system has no number of its start")
def test_a_killed_owner_is_noticed_at_once_on_its_own_computer(tmp_path: Path) -> None:
    workers = Workers(tmp_path, 300.0)
    first = workers.start()
    workers.wait_for(1)
    workers.start()
    time.sleep(0.5)
    first.kill()
    try:
        workers.wait_for(2)
    finally:
        for process in workers.started:
            process.kill()
            process.wait()
    assert max(workers.sent(1)) < min(workers.sent(2))


def test_names_of_shards_are_names_of_files(tmp_path: Path) -> None:
    for name in ("", "../x", "a/b", "a.1", "a" * 101):
        with pytest.raises(ValueError, match=re.escape(repr(name))), lease(tmp_path, name):
            pass
