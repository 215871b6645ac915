"""What our provider or archive makes of one answer: an outcome for each of its items."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response

Outcome = Literal["right", "wrong", "ignored", "crashed"]
OUTCOMES: tuple[Outcome, ...] = ("crashed", "wrong", "ignored", "right")  # the worst first


@dataclass(frozen=True, slots=True)
class Judged:
    """An item of an answer; ``detail`` says what is wrong with it, for whoever mends."""

    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A service that answers each request with a recorded answer."""

    answer: Callable[[Request], Response]

    def send(self, request: Request) -> Response:
        return self.answer(request)


def replayed(response: Response) -> Replayed:
    """A service that has one answer."""
    return Replayed(lambda _request: response)


def refused(response: Response, ask: Callable[[], object]) -> Iterator[Judged]:
    """An answer that is an error: nothing may be offered, and only 404 may be an empty result."""
    try:
        found = ask()
    except NoAnswer:
        yield Judged("right")
    else:
        empty = response.status == 404 and not found
        yield Judged("right" if empty else "wrong", "" if empty else f"{response.status} gave {found!r:.80}")
