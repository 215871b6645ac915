"""A service's whole response has a time-out."""

import threading

import pytest

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.net.deadline import Deadline

QUESTION = Request("https://some.example/")
ANSWER = Response(QUESTION.url, QUESTION.url, 200, (), b"{}")


def test_a_response_in_time_and_a_failure_are_passed_on() -> None:
    assert Deadline(lambda _: ANSWER, 5)(QUESTION) == ANSWER

    def silent(_request: Request) -> Response:
        raise NoAnswer("503")

    with pytest.raises(NoAnswer, match="503"):
        Deadline(silent, 5)(QUESTION)


def test_a_request_without_a_response_times_out_and_the_next_is_sent() -> None:
    held = threading.Event()

    def sometimes(request: Request) -> Response:
        if request.body is None:
            held.wait(10)
        return ANSWER

    transport = Deadline(sometimes, 0.05)
    with pytest.raises(NoAnswer, match="time-out"):
        transport(QUESTION)
    assert transport(Request(QUESTION.url, body=b"")) == ANSWER
    held.set()


def test_all_requests_of_a_thread_are_sent_by_one_thread() -> None:
    senders = []

    def noted(_request: Request) -> Response:
        senders.append(threading.get_ident())
        return ANSWER

    transport = Deadline(noted, 5)
    for _ in range(3):
        transport(QUESTION)
    assert len(set(senders)) == 1 and threading.get_ident() not in senders
