"""A service's whole answer has a time; who takes longer is silent."""

import threading

import pytest

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.net.deadline import Deadline

QUESTION = Request("https://some.example/")
ANSWER = Response(QUESTION.url, QUESTION.url, 200, (), b"{}")


def test_an_answer_in_time_is_passed_on_and_so_is_silence() -> None:
    assert Deadline(lambda _: ANSWER, 5)(QUESTION) == ANSWER

    def silent(_request: Request) -> Response:
        raise NoAnswer("503")

    with pytest.raises(NoAnswer, match="503"):
        Deadline(silent, 5)(QUESTION)


def test_who_holds_a_question_for_ever_is_given_up_and_the_next_is_asked() -> None:
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


def test_one_thread_sends_all_that_one_thread_asks() -> None:
    senders = []

    def noted(_request: Request) -> Response:
        senders.append(threading.get_ident())
        return ANSWER

    transport = Deadline(noted, 5)
    for _ in range(3):
        transport(QUESTION)
    assert len(set(senders)) == 1 and threading.get_ident() not in senders
