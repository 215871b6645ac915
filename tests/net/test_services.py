"""The door to services: nobody is asked above the published rate, twice for the same thing, or after they asked for rest."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.net.cache import Cache
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.services import FAILURES, ServiceClient
from citecheck.pages.service_answers import json_request
from citecheck.protocols import RateLimit, ServiceLimits
from tests.conftest import FakeClock

LIMITS = wiring.service_limits()
RATES = tuple(rate for limits in LIMITS.values() for rate in limits.rates)
Says = Callable[[Request], Response]


class RawCapture:
    """Answers as a test says, one after the other, the last for ever; notes when."""

    def __init__(self, clock: FakeClock, *answers: int | bytes | str | NoAnswer, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.clock, self.answers, self.headers = clock, answers, headers
        self.times: list[float] = []

    def __call__(self, request: Request) -> Response:
        answer = self.answers[min(len(self.times), len(self.answers) - 1)]
        self.times.append(self.clock.monotonic())
        if isinstance(answer, str | NoAnswer):
            raise answer if isinstance(answer, NoAnswer) else NoAnswer(answer)
        status, body = (answer, b"") if isinstance(answer, int) else (200, answer)
        return Response(request.url, request.url, status, self.headers, body, fetched=self.clock.now())


@pytest.fixture
def door(clock: FakeClock, tmp_path: Path) -> Iterator[Callable[..., ServiceClient]]:
    limiter = RateLimiter(clock, 0.5, RATES)
    cache = Cache(tmp_path / "answers.sqlite", clock)
    yield lambda wire, name="some": ServiceClient(LIMITS.get(name, ServiceLimits()), wire, clock, limiter, cache, 60)


def question(number: int = 0, base: str = "https://some.example") -> Request:
    return json_request(f"{base}/search?q={number}")


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.prefix)
def test_no_service_is_asked_faster_than_it_says(door, clock: FakeClock, rate: RateLimit) -> None:
    wire = RawCapture(clock, b"{}")
    one, other = door(wire, "one"), door(wire, "other")  # two plug-ins of one service share its limit
    for number in range(40):
        (one if number % 2 else other).send(question(number, f"https://{rate.prefix.rstrip('/')}"))
    assert len(wire.times) == 40
    assert all(later - before >= rate.seconds - 1e-6 for before, later in zip(wire.times, wire.times[1:], strict=False))


def test_a_question_is_asked_once_and_answered_from_what_was_kept_in_the_next_run(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, b'{"results": []}')
    assert [door(wire).send(question()).body for _ in range(3)] == [b'{"results": []}'] * 3
    assert len(wire.times) == 1


def test_a_question_without_an_answer_is_not_asked_again_in_the_run(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, 400 + 3, "time-out")
    some = door(wire, "gdelt")
    some.send(question(1))
    for _ in range(3):
        with pytest.raises(NoAnswer, match="time-out"):
            some.send(question(2))
    assert len(wire.times) == 2


def test_a_challenge_page_in_place_of_json_is_not_kept(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, b"<html>Just a moment</html>", b'{"results": [1]}')
    assert door(wire).send(question()).body.startswith(b"<html>")
    assert door(wire).send(question()).body == b'{"results": [1]}'


def test_a_passing_fault_is_tried_again_after_a_while(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, 503, "connection reset", b"{}")
    assert door(wire).send(question()).status == 200
    first, second, third = wire.times
    assert second - first >= 1 and third - second >= 2


def test_a_question_that_was_too_wide_is_not_repeated(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, 504)
    assert door(wire).send(question()).status == 504
    assert len(wire.times) == 1


def test_retry_after_is_obeyed_and_one_that_is_too_long_is_silence(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, 429, b"{}", headers=(("Retry-After", "30"),))
    door(wire).send(question(1))
    assert wire.times[1] - wire.times[0] >= 30
    patient = RawCapture(clock, 429, b"{}", headers=(("Retry-After", "3600"),))
    with pytest.raises(NoAnswer, match="429"):
        door(patient).send(question(2))


def test_two_429s_in_a_row_end_it_for_the_run(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, 429)
    some = door(wire)
    for number in range(20):
        with pytest.raises(NoAnswer, match="429"):
            some.send(question(number))
    assert len(wire.times) == 2


def test_a_service_that_fails_again_and_again_is_left_alone(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, "time-out")
    some = door(wire, "gdelt")
    for number in range(20):
        with pytest.raises(NoAnswer):
            some.send(question(number))
    assert len(wire.times) == FAILURES


@pytest.mark.parametrize("reason", ("no such host", "the proxy does not let it through"))
def test_where_no_way_leads_to_a_service_it_is_tried_once(door, clock: FakeClock, reason: str) -> None:
    wire = RawCapture(clock, reason)
    some = door(wire)
    for number in range(5):
        with pytest.raises(NoAnswer, match=reason):
            some.send(question(number))
    assert len(wire.times) == 1


def test_what_would_fail_again_is_not_tried_again(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, NoAnswer("the name leads to a private or special address", final=True))
    for some in (door(wire), door(wire, "sitemaps")):  # one service, and one that is many hosts
        before = clock.monotonic()
        with pytest.raises(NoAnswer, match="private"):
            some.send(question())
        assert clock.monotonic() - before <= 0.5
    assert len(wire.times) == 2


def test_a_budget_ends_a_service_for_the_run_and_says_so(door, clock: FakeClock) -> None:
    wire = RawCapture(clock, b"{}")
    some = door(wire, "openalex")
    for number in range(LIMITS["openalex"].budget):
        some.send(question(number))
    with pytest.raises(NoAnswer, match="budget"):
        some.send(question(-1))
