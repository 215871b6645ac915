"""Save Page Now: requests, the meaning of responses, and resuming an earlier run."""

import itertools
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from citecheck.archives.journal import Journal, JournalStep
from citecheck.archives.save_page_now import AGAIN, ALREADY, NEVER, STOP, WAIT, Keys, meaning
from citecheck.archives.submit import submit
from citecheck.model.errors import NoAnswer, WriteError
from citecheck.model.web import Request, Response
from citecheck.protocols import Network, SubmitSettings
from tests.conftest import FakeClock

KEYS = Keys("access1", "hushhush")
PAGE = "https://news.example/story"
Answer = dict[str, object] | list[list[str]] | int | str


class Archive:
    """A stand-in for the service: answers by path, one after another; the last one stays."""

    def __init__(self, clock: FakeClock, **answers: list[Answer]) -> None:
        self.clock = clock
        self.answers = answers
        self.asked: list[tuple[float, Request]] = []

    def send(self, request: Request) -> Response:
        self.asked.append((self.clock.monotonic(), request))
        kind = "cdx" if "/cdx/" in request.url else "status" if "/status/" in request.url else "save"
        left = self.answers.get(kind, [[]])
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, str):
            raise NoAnswer(answer)
        if isinstance(answer, int):
            return Response(request.url, request.url, answer, (), b"")
        return Response(request.url, request.url, 200, (), json.dumps(answer).encode())

    def of(self, part: str) -> list[tuple[float, Request]]:
        return [(at, request) for at, request in self.asked if part in request.url]


@pytest.fixture
def run(tmp_path: Path, clock: FakeClock) -> Callable[..., list[JournalStep]]:
    def one(service: Archive, *urls: str, **settings: object) -> list[JournalStep]:
        chosen = SubmitSettings(base_url="https://archive.example", **settings)  # type: ignore[arg-type]
        network = Network(None, lambda name: service, clock, None)  # type: ignore[arg-type]
        return list(submit(urls or (PAGE,), chosen, KEYS, Journal(tmp_path / "jobs.jsonl"), network))

    return one


def captured(stamp: str = "20260101000010") -> dict[str, object]:
    return {"status": "success", "job_id": "spn2-1", "timestamp": stamp, "original_url": PAGE, "outlinks": [], "resources": []}


def indexed(stamp: str = "20260101000010") -> list[list[str]]:
    return [["timestamp", "original", "statuscode"], [stamp, PAGE, "200"]]


JOB: dict[str, object] = {"url": PAGE, "job_id": "spn2-1"}
PENDING: dict[str, object] = {"status": "pending", "job_id": "spn2-1", "resources": []}


def refused(code: str) -> dict[str, object]:
    return {"status": "error", "status_ext": f"error:{code}", "message": f"It was {code}."}


def test_a_page_is_submitted_polled_and_found_in_the_index(clock, run) -> None:
    service = Archive(clock, save=[JOB], status=[PENDING, captured()], cdx=[indexed()])
    (step,) = run(service)
    assert (step.state, step.timestamp, step.original) == ("archived", "20260101000010", PAGE)
    (_, asked) = service.of("/save")[0]
    form = parse_qs((asked.body or b"").decode())
    assert asked.method == "POST" and form["url"] == [PAGE] and form["if_not_archived_within"] == ["30d"]
    assert dict(asked.headers)["Authorization"] == "LOW access1:hushhush"


def test_a_capture_that_is_not_in_the_index_yet_is_pending_and_searched_again_later(clock, run) -> None:
    (step,) = run(Archive(clock, save=[JOB], status=[captured()], cdx=[[]]))
    assert step.state == "pending-index"
    clock.sleep(4000)
    later = Archive(clock, save=[JOB], cdx=[indexed()])
    (step,) = run(later)
    assert step.state == "archived" and not later.of("/save")


@pytest.mark.parametrize(("status", "state"), [(404, "unreachable"), (503, "later"), ("403", "unreachable"), (200, "archived")])
def test_a_capture_of_an_error_page_is_none(status: int | str, state: str, clock, run) -> None:
    done = captured() | {"http_status": status}
    (step,) = run(Archive(clock, save=[JOB], status=[done], cdx=[indexed() if state == "archived" else []]))
    assert step.state == state and (state == "archived" or str(status) in step.reason)


@pytest.mark.parametrize("code", sorted(NEVER))
def test_a_page_that_the_archive_cannot_reach_is_not_submitted_again_and_not_reported_as_dead(code: str, clock, run) -> None:
    (step,) = run(Archive(clock, save=[JOB], status=[refused(code)]))
    assert step.state == "unreachable" and code in step.reason
    again = Archive(clock)
    (step,) = run(again)
    assert step.state == "unreachable" and not again.asked


@pytest.mark.parametrize("code", sorted(AGAIN))
def test_a_temporary_error_is_retried_twice_with_increasing_pauses(code: str, clock, run) -> None:
    service = Archive(clock, save=[JOB], status=[refused(code)])
    (step,) = run(service)
    times = [at for at, request in service.asked if request.method == "POST"]
    assert step.state == "later" and len(times) == 3
    assert times[2] - times[1] > times[1] - times[0] >= 30


@pytest.mark.parametrize("code", ["no-captures", "", "something-new"])
def test_an_unknown_code_means_later_and_not_never(code: str, clock, run) -> None:
    service = Archive(clock, save=[refused(code)])
    (step,) = run(service)
    assert step.state == "later" and len(service.asked) == 1
    (step,) = run(Archive(clock, save=[JOB], status=[captured()], cdx=[indexed()]))
    assert step.state == "archived"


@pytest.mark.parametrize("code", sorted(STOP))
def test_an_account_limit_stops_the_run_and_leaves_the_rest_to_the_next(code: str, clock, run) -> None:
    service = Archive(clock, save=[refused(code)])
    steps = run(service, PAGE, f"{PAGE}/2", f"{PAGE}/3")
    assert [step.state for step in steps] == ["later"] * 3
    assert len([request for _, request in service.asked if request.method == "POST"]) == 1


def test_after_too_many_sessions_the_run_waits_a_minute_at_most_twice(clock, run) -> None:
    service = Archive(
        clock, save=[refused("user-session-limit"), refused("user-session-limit"), JOB], status=[captured()], cdx=[indexed()]
    )
    (step,) = run(service)
    times = [at for at, request in service.asked if request.method == "POST"]
    assert step.state == "archived" and all(b - a >= 60 for a, b in itertools.pairwise(times))


def test_too_many_captures_today_means_archived_if_the_index_has_one(clock, run) -> None:
    (step,) = run(Archive(clock, save=[refused("too-many-daily-captures")], cdx=[indexed("20251231230000")]))
    assert step.state == "archived"
    (step,) = run(Archive(clock, save=[refused("too-many-daily-captures")], cdx=[[]]), "https://other.example/")
    assert step.state == "later"


def test_a_submission_without_a_response_is_searched_in_the_index(clock, run) -> None:
    (step,) = run(Archive(clock, save=["523"], cdx=[indexed("20260101000001")]))
    assert step.state == "archived"
    (step,) = run(Archive(clock, save=["time-out"], cdx=["time-out"]), "https://other.example/")
    assert step.state == "later"


def test_keys_that_are_not_accepted_stop_the_run(clock, run) -> None:
    service = Archive(clock, save=[401])
    steps = run(service, PAGE, f"{PAGE}/2")
    assert {step.reason for step in steps} == {"the archive did not accept the keys"} and len(service.asked) == 1


def test_submissions_keep_their_interval_and_at_most_two_are_in_flight(clock, run) -> None:
    service = Archive(clock, save=[JOB], status=[PENDING, PENDING, PENDING, captured()], cdx=[indexed()])
    run(service, *(f"{PAGE}/{n}" for n in range(6)))
    times = [at for at, request in service.asked if request.method == "POST"]
    assert all(b - a >= 9 for a, b in itertools.pairwise(times)) and len(times) == 6


def test_a_job_that_takes_too_long_is_checked_by_the_next_run(clock, run) -> None:
    service = Archive(clock, save=[JOB], status=[PENDING])
    (step,) = run(service, polls=5)
    assert step.state == "submitted" and len(service.of("/status/")) == 5
    again = Archive(clock, status=[captured()], cdx=[[], indexed()])
    (step,) = run(again)
    assert step.state == "archived" and not [r for _, r in again.asked if r.method == "POST"]


def test_an_old_job_is_submitted_again_if_the_index_has_no_capture(clock, run) -> None:
    run(Archive(clock, save=[JOB], status=[PENDING]), polls=1)
    clock.sleep(timedelta(hours=2).total_seconds())
    service = Archive(clock, save=[JOB], status=[captured("20260101020010")], cdx=[[], indexed("20260101020010")])
    (step,) = run(service)
    assert step.state == "archived" and len([r for _, r in service.asked if r.method == "POST"]) == 1


def test_a_capture_of_another_time_is_not_ours(clock, run) -> None:
    (step,) = run(Archive(clock, save=["time-out"], cdx=[indexed("20200101000000")]))
    assert step.state == "later"


def test_urls_over_the_limit_of_a_run_are_left_for_later(clock, run) -> None:
    steps = run(Archive(clock, save=[JOB], status=[captured()], cdx=[indexed()]), PAGE, f"{PAGE}/2", per_run=1)
    assert sorted(step.state for step in steps) == ["archived", "later"]


def test_the_journal_and_the_output_have_no_keys(clock, run, tmp_path: Path) -> None:
    run(Archive(clock, save=[JOB], status=[captured()], cdx=[indexed()]))
    assert "hushhush" not in (tmp_path / "jobs.jsonl").read_text() and "access1" not in (tmp_path / "jobs.jsonl").read_text()
    assert "hushhush" not in repr(KEYS) and "access1" not in str(KEYS)


def test_an_incomplete_last_line_is_removed_and_other_damage_is_reported(clock, run, tmp_path: Path) -> None:
    journal = tmp_path / "jobs.jsonl"
    run(Archive(clock, save=[JOB], status=[captured()], cdx=[indexed()]))
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"url": "https://torn')
    assert Journal(journal).last(PAGE).state == "archived"
    assert journal.read_bytes() == whole
    journal.write_bytes(whole.replace(b'"state"', b'"stat"', 1))
    with pytest.raises(WriteError, match=r"jobs\.jsonl:1: .*damaged"):
        Journal(journal)


def test_every_known_code_has_one_meaning() -> None:
    groups = (ALREADY, WAIT, STOP, AGAIN, NEVER)
    assert sum(map(len, groups)) == len(frozenset().union(*groups))
    assert meaning("not-found") == "never" and meaning("no-captures") == "later"
