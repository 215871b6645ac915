"""Retry rules: which responses and failures are retried, how often, and after how long. Architecture.md gives the reasons."""

from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from random import random

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Response
from citecheck.protocols import Clock

CLOUDFLARE = (520, 521, 522, 523, 524)  # Cloudflare got no valid response from the server behind it (its docs, 2026)
# Pages: tries by status, the first included, and tries after a failure of a retried kind.
PAGE_TRIES = {429: 3} | dict.fromkeys((502, 503, 504, *CLOUDFLARE), 2)
PAGE_FAILURE_TRIES = 2
PAGE_FAILURES = frozenset(("timeout", "reset", "dns"))
# Services: each plug-in states its number of tries (``ServiceLimits.tries``). Failures are retried unless ``NoAnswer.final``.
SERVICE_STATUSES = frozenset((429, 500, 502, 503, *CLOUDFLARE))
FIRST_WAIT = 1.0  # seconds before the second try; doubled for each further try, plus up to one second at random


def retry_after(response: Response, now: datetime) -> float | None:
    """Return the seconds in either form of Retry-After (RFC 9110, 10.2.3), None if there is none."""
    value = (response.header("retry-after") or "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def backoff(tries: int) -> float:
    """Seconds to wait after a number of tries; random, so that clients do not return together."""
    return FIRST_WAIT * 2.0 ** (tries - 1) + random()  # noqa: S311 (not a secret)


def send_with_retries(
    send: Callable[[], Response], clock: Clock, patience: float, tries: int, stopped: Callable[[], bool]
) -> Response:
    """Send to a service until there is a final response; raises ``NoAnswer`` with the last fault.

    Gives up after ``tries``, once ``stopped``, or if the service asks for a wait of more than ``patience`` seconds.
    """
    import tenacity

    def wait(state: tenacity.RetryCallState) -> float:
        outcome = state.outcome
        asked = retry_after(outcome.result(), clock.now()) if outcome and not outcome.failed else None
        return min(patience, backoff(state.attempt_number)) if asked is None else asked

    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_result(lambda response: response.status in SERVICE_STATUSES)
        | tenacity.retry_if_exception(lambda error: isinstance(error, NoAnswer) and not error.final),
        wait=wait,
        stop=lambda state: state.attempt_number >= tries or stopped() or wait(state) > patience,
        sleep=clock.sleep,
        retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
    )
    response: Response = retrying(send)
    if response.status in SERVICE_STATUSES:
        raise NoAnswer(str(response.status))
    return response
