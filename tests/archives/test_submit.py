"""Save Page Now: what is asked, what its answers are taken for, and how a run goes on where another stopped."""

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


def test_a_capture_that_the_index_does_not_have_yet_is_pending_and_looked_for_later(clock, run) -> None:
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
def test_what_the_archive_cannot_reach_is_not_asked_again_and_not_called_dead(code: str, clock, run) -> None:
    (step,) = run(Archive(clock, save=[JOB], status=[refused(code)]))
    assert step.state == "unreachable" and code in step.reason
    again = Archive(clock)
    (step,) = run(again)
    assert step.state == "unreachable" and not again.asked


@pytest.mark.parametrize("code", sorted(AGAIN))
def test_a_passing_fault_is_tried_three_times_with_longer_and_longer_pauses(code: str, clock, run) -> None:
    service = Archive(clock, save=[JOB], status=[refused(code)])
    (step,) = run(service)
    times = [at for at, request in service.asked if request.method == "POST"]
    assert step.state == "later" and len(times) == 3
    assert times[2] - times[1] > times[1] - times[0] >= 30


@pytest.mark.parametrize("code", ["no-captures", "", "something-new"])
def test_an_unknown_code_means_later_never_never(code: str, clock, run) -> None:
    service = Archive(clock, save=[refused(code)])
    (step,) = run(service)
    assert step.state == "later" and len(service.asked) == 1
    (step,) = run(Archive(clock, save=[JOB], status=[captured()], cdx=[indexed()]))
    assert step.state == "archived"


@pytest.mark.parametrize("code", sorted(STOP))
def test_a_limit_of_the_account_stops_the_run_and_keeps_the_rest_for_the_next(code: str, clock, run) -> None:
    service = Archive(clock, save=[refused(code)])
    steps = run(service, PAGE, f"{PAGE}/2", f"{PAGE}/3")
    assert [step.state for step in steps] == ["later"] * 3
    assert len([request for _, request in service.asked if request.method == "POST"]) == 1


def test_too_many_sessions_are_waited_for_a_minute_twice(clock, run) -> None:
    service = Archive(
        clock, save=[refused("user-session-limit"), refused("user-session-limit"), JOB], status=[captured()], cdx=[indexed()]
    )
    (step,) = run(service)
    times = [at for at, request in service.asked if request.method == "POST"]
    assert step.state == "archived" and all(b - a >= 60 for a, b in itertools.pairwise(times))


def test_too_many_captures_of_a_page_today_count_where_the_index_has_one(clock, run) -> None:
    (step,) = run(Archive(clock, save=[refused("too-many-daily-captures")], cdx=[indexed("20251231230000")]))
    assert step.state == "archived"
    (step,) = run(Archive(clock, save=[refused("too-many-daily-captures")], cdx=[[]]), "https://other.example/")
    assert step.state == "later"


def test_a_submission_whose_answer_was_lost_is_looked_for_in_the_index(clock, run) -> None:
    (step,) = run(Archive(clock, save=["523"], cdx=[indexed("20260101000001")]))
    assert step.state == "archived"
    (step,) = run(Archive(clock, save=["time-out"], cdx=["time-out"]), "https://other.example/")
    assert step.state == "later"


def test_keys_that_are_not_accepted_stop_the_run(clock, run) -> None:
    service = Archive(clock, save=[401])
    steps = run(service, PAGE, f"{PAGE}/2")
    assert {step.reason for step in steps} == {"the archive did not accept the keys"} and len(service.asked) == 1


def test_submissions_keep_their_pace_and_no_more_than_two_are_under_way(clock, run) -> None:
    service = Archive(clock, save=[JOB], status=[PENDING, PENDING, PENDING, captured()], cdx=[indexed()])
    run(service, *(f"{PAGE}/{n}" for n in range(6)))
    times = [at for at, request in service.asked if request.method == "POST"]
    assert all(b - a >= 9 for a, b in itertools.pairwise(times)) and len(times) == 6


def test_a_job_that_takes_too_long_is_left_and_asked_for_by_the_next_run(clock, run) -> None:
    service = Archive(clock, save=[JOB], status=[PENDING])
    (step,) = run(service, polls=5)
    assert step.state == "submitted" and len(service.of("/status/")) == 5
    again = Archive(clock, status=[captured()], cdx=[[], indexed()])
    (step,) = run(again)
    assert step.state == "archived" and not [r for _, r in again.asked if r.method == "POST"]


def test_an_old_job_is_submitted_anew_where_the_index_knows_nothing(clock, run) -> None:
    run(Archive(clock, save=[JOB], status=[PENDING]), polls=1)
    clock.sleep(timedelta(hours=2).total_seconds())
    service = Archive(clock, save=[JOB], status=[captured("20260101020010")], cdx=[[], indexed("20260101020010")])
    (step,) = run(service)
    assert step.state == "archived" and len([r for _, r in service.asked if r.method == "POST"]) == 1


def test_a_capture_of_another_time_is_not_taken_for_ours(clock, run) -> None:
    (step,) = run(Archive(clock, save=["time-out"], cdx=[indexed("20200101000000")]))
    assert step.state == "later"


def test_what_does_not_fit_into_a_run_waits(clock, run) -> None:
    steps = run(Archive(clock, save=[JOB], status=[captured()], cdx=[indexed()]), PAGE, f"{PAGE}/2", per_run=1)
    assert sorted(step.state for step in steps) == ["archived", "later"]


def test_the_journal_and_what_is_printed_hold_no_key(clock, run, tmp_path: Path) -> None:
    run(Archive(clock, save=[JOB], status=[captured()], cdx=[indexed()]))
    assert "hushhush" not in (tmp_path / "jobs.jsonl").read_text() and "access1" not in (tmp_path / "jobs.jsonl").read_text()
    assert "hushhush" not in repr(KEYS) and "access1" not in str(KEYS)


def test_a_torn_last_line_is_taken_off_and_other_damage_is_named(clock, run, tmp_path: Path) -> None:
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
