"""A request whose connection opens late, since the process was frozen, is sent only if its host may be asked at that moment."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.model.errors import LeaseLost
from citecheck.model.web import Request, Response
from citecheck.net.cache import Cache
from citecheck.net.curl import CurlMulti
from citecheck.net.pages import Pages
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.request_times import RequestTimes, times_file
from citecheck.net.transfer import Transfer
from tests.links.conftest import SETTINGS, NoPauses
from tests.links.faulty_server import Faults


@pytest.mark.parametrize("asked_meanwhile", [True, False])
def test_a_request_that_a_freeze_delayed_is_sent_when_the_host_may_be_asked(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked_meanwhile: bool
) -> None:
    clock, frozen, begin = NoPauses(), [], CurlMulti.begin
    file = times_file(tmp_path / "answers.sqlite")
    limiter = RateLimiter(clock, 10, (), RequestTimes(file))
    patient = replace(SETTINGS, interval=10, timeout=30)  # a busy computer is no second try
    pages = Pages(patient, clock, Cache(None, clock), limiter=limiter)
    url = faults.url("ok")

    def freeze(engine: CurlMulti, transfer: Transfer, capture: None) -> None:
        begin(engine, transfer, capture)
        if not frozen:  # for 20 seconds, at whose end another process asks the host
            clock.sleep(20)
            frozen.append(clock.monotonic())
            if asked_meanwhile:
                RateLimiter(clock, 10, (), RequestTimes(file)).wait(url)

    monkeypatch.setattr(CurlMulti, "begin", freeze)
    ((_, outcome),) = pages.fetch([Request(url)])
    assert isinstance(outcome, Response) and outcome.tries == 1
    assert (clock.monotonic() - frozen[0] >= 9.9) == asked_meanwhile
    assert faults.asked["ok"] == 1


def test_a_run_whose_lease_is_lost_sends_nothing_more(faults: Faults) -> None:
    clock, lost = NoPauses(), []

    def permit() -> None:
        if lost:
            raise LeaseLost("taken over")

    limiter = RateLimiter(clock, 0, permit=permit)
    pages = Pages(replace(SETTINGS, interval=0, max_connections=1), clock, Cache(None, clock), limiter=limiter)
    answers = pages.fetch([Request(faults.url(f"ok?{n}")) for n in range(20)])
    next(answers)
    asked = faults.asked["ok"]
    lost.append(True)
    with pytest.raises(LeaseLost):
        list(answers)
    assert faults.asked["ok"] <= asked + 1
    with pytest.raises(LeaseLost):
        limiter.wait("http://slow.example")


def test_a_connection_that_opens_after_the_lease_was_lost_sends_nothing(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, lost, begin = NoPauses(), [], CurlMulti.begin

    def permit() -> None:
        if lost:
            raise LeaseLost("taken over")

    monkeypatch.setattr(CurlMulti, "begin", lambda *given: (begin(*given), lost.append(True)))
    pages = Pages(replace(SETTINGS, interval=0), clock, Cache(None, clock), limiter=RateLimiter(clock, 0, permit=permit))
    with pytest.raises(LeaseLost):
        list(pages.fetch([Request(faults.url("ok"))]))
    assert faults.asked["ok"] == 0
