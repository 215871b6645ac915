"""Requests to services keep the published rates, are not repeated, and stop when the service asks for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app.rate_limits import service_limits
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.net.cache import Cache
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.services import FAILURES, ServiceClient
from citecheck.pages.service_answers import json_request
from citecheck.protocols import RateLimit, ServiceLimits
from tests.conftest import FakeClock

LIMITS = service_limits()
RATES = tuple(rate for limits in LIMITS.values() for rate in limits.rates)


class ScriptedTransport:
    """A transport that gives the answers in turn, then the last, and records the times."""

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
def client(clock: FakeClock, tmp_path: Path) -> Iterator[Callable[..., ServiceClient]]:
    limiter = RateLimiter(clock, 0.5, RATES)
    cache = Cache(tmp_path / "answers.sqlite", clock)
    yield lambda transport, name="some": ServiceClient(
        LIMITS.get(name, ServiceLimits()), transport, clock, limiter, cache, 60, name
    )


def question(number: int = 0, base: str = "https://some.example") -> Request:
    return json_request(f"{base}/search?q={number}")


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.prefix)
def test_no_service_is_called_faster_than_its_rate(client, clock: FakeClock, rate: RateLimit) -> None:
    transport = ScriptedTransport(clock, b"{}")
    one, other = client(transport, "one"), client(transport, "other")  # two plug-ins of one service share its limit
    for number in range(40):
        (one if number % 2 else other).send(question(number, f"https://{rate.prefix.rstrip('/')}"))
    assert len(transport.times) == 40
    assert all(later - before >= rate.seconds - 1e-6 for before, later in zip(transport.times, transport.times[1:], strict=False))


def test_a_request_is_sent_once_and_answered_from_the_cache_in_the_next_run(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, b'{"results": []}')
    assert [client(transport).send(question()).body for _ in range(3)] == [b'{"results": []}'] * 3
    assert len(transport.times) == 1


def test_a_request_without_an_answer_is_not_repeated_in_the_run(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, 400 + 3, "time-out")
    some = client(transport, "gdelt")
    some.send(question(1))
    for _ in range(3):
        with pytest.raises(NoAnswer, match="time-out"):
            some.send(question(2))
    assert len(transport.times) == 2


def test_a_challenge_page_in_place_of_json_is_not_cached(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, b"<html>Just a moment</html>", b'{"results": [1]}')
    assert client(transport).send(question()).body.startswith(b"<html>")
    assert client(transport).send(question()).body == b'{"results": [1]}'


def test_a_temporary_fault_is_retried_after_a_wait(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, 503, "connection reset", b"{}")
    assert client(transport).send(question()).status == 200
    first, second, third = transport.times
    assert second - first >= 1 and third - second >= 2


def test_a_gateway_time_out_is_not_retried(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, 504)
    assert client(transport).send(question()).status == 504
    assert len(transport.times) == 1


def test_retry_after_is_obeyed_unless_it_is_longer_than_patience(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, 429, b"{}", headers=(("Retry-After", "30"),))
    client(transport).send(question(1))
    assert transport.times[1] - transport.times[0] >= 30
    patient = ScriptedTransport(clock, 429, b"{}", headers=(("Retry-After", "3600"),))
    with pytest.raises(NoAnswer, match="429"):
        client(patient).send(question(2))


def test_after_two_429s_in_a_row_a_service_is_not_called_again(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, 429)
    some = client(transport)
    for number in range(20):
        with pytest.raises(NoAnswer, match="429"):
            some.send(question(number))
    assert len(transport.times) == 2


def test_after_repeated_failures_a_service_is_not_called_again(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, "time-out")
    some = client(transport, "gdelt")
    for number in range(20):
        with pytest.raises(NoAnswer):
            some.send(question(number))
    assert len(transport.times) == FAILURES


@pytest.mark.parametrize("reason", ("no such host", "the proxy does not let it through"))
def test_an_unreachable_service_is_tried_once(client, clock: FakeClock, reason: str) -> None:
    transport = ScriptedTransport(clock, reason)
    some = client(transport)
    for number in range(5):
        with pytest.raises(NoAnswer, match=reason):
            some.send(question(number))
    assert len(transport.times) == 1


def test_a_final_failure_is_not_retried(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, NoAnswer("the host name resolves to a private or special address", final=True))
    for some in (client(transport), client(transport, "sitemaps")):  # one service, and one that is many hosts
        before = clock.monotonic()
        with pytest.raises(NoAnswer, match="private"):
            some.send(question())
        assert clock.monotonic() - before <= 0.5
    assert len(transport.times) == 2


def test_a_service_is_not_called_beyond_its_budget(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, b"{}")
    some = client(transport, "gdelt")
    for number in range(LIMITS["gdelt"].budget):
        some.send(question(number))
    with pytest.raises(NoAnswer, match="budget"):
        some.send(question(-1))


def test_runs_of_one_day_share_the_budget_of_a_service_and_free_requests_do_not_count(client, clock: FakeClock) -> None:
    transport = ScriptedTransport(clock, b"{}")
    for number in range(LIMITS["openalex"].daily):
        client(transport, "openalex").send(question(number))  # each time another run
    with pytest.raises(NoAnswer, match="100 requests per day"):
        client(transport, "openalex").send(question(-1))
    client(transport, "openalex").send(json_request("https://some.example/works/doi:10.5555/elm"))
    client(transport, "openalex").send(replace(question(-2), keys=(("api_key", "hushhush"),)))
    clock.sleep(86_400)
    client(transport, "openalex").send(question(-3))
