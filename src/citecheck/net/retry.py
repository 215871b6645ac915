"""When to ask again, and when to stop asking."""

from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Response
from citecheck.protocols import Clock

PASSING_STATUSES = frozenset(
    (502, 503, 520, 521, 522, 523, 524)
)  # 520 to 524: Cloudflare about the server behind it (its docs, 2026)
# Not 504: an index answers it when the question was too wide, and asking again only burdens it.
RETRIED_STATUSES = PASSING_STATUSES | {429, 500}
TRIES_AT_SERVICE = 3
FIRST_WAIT = 1.0  # seconds, doubled each time, with jitter


def retry_after(response: Response, now: datetime) -> float | None:
    """The seconds a server asks to wait, from either form of Retry-After (RFC 9110, 10.2.3); None where it does not say."""
    value = (response.header("retry-after") or "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


class Retrying:
    """Asks a service again after a passing fault; two 429s in a row stop it for the run (a circuit breaker)."""

    def __init__(
        self,
        send: Callable[[], Response],
        clock: Clock,
        patience: float,
        stopped: Callable[[], bool] = lambda: False,
        tries: int = TRIES_AT_SERVICE,
    ) -> None:
        self._send = send
        self._clock = clock
        self._patience = patience
        self._stopped = stopped
        self._tries = tries

    def send(self) -> Response:
        """One answer, or ``NoAnswer`` with the last fault."""
        import tenacity

        def wait(state: tenacity.RetryCallState) -> float:
            outcome = state.outcome
            response = None if outcome is None or outcome.failed else outcome.result()
            asked = retry_after(response, self._clock.now()) if isinstance(response, Response) else None
            backoff = tenacity.wait_exponential_jitter(FIRST_WAIT, max=self._patience)(state)
            return asked if asked is not None else backoff

        def give_up(state: tenacity.RetryCallState) -> bool:
            return state.attempt_number >= self._tries or self._stopped() or wait(state) > self._patience

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_result(lambda r: r.status in RETRIED_STATUSES) | tenacity.retry_if_exception(_may_pass),
            wait=wait,
            stop=give_up,
            sleep=self._clock.sleep,
            retry_error_callback=_last,
        )
        response: Response = retrying(self._send)
        if response.status in RETRIED_STATUSES:
            raise NoAnswer(str(response.status))
        return response


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, NoAnswer) and not error.final


def _last(state: object) -> Response:
    outcome = getattr(state, "outcome", None)
    if outcome is None:
        raise NoAnswer("no answer")
    result: Response = outcome.result()
    return result
