"""The one border where an unexpected exception becomes one line about one document, page, service, rule, report or plug-in.

``with border() as fault:`` ends the block at an exception that nobody expected, and ``fault.cause`` says which; the rest of the run goes
on. What is expected (``CitecheckError``) passes through, and so do ``KeyboardInterrupt`` and ``SystemExit``. The environment variable
``CITECHECK_TRACEBACK`` prints each traceback on stderr.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from traceback import format_exception_only, print_exception
from types import TracebackType
from typing import ClassVar, TypeVar

from citecheck.language.secrets import shown
from citecheck.model.errors import CitecheckError, NoAnswer

TRACEBACK = "CITECHECK_TRACEBACK"
T = TypeVar("T")
LONGEST = 200  # characters of an exception's name and message


class ErrorBoundary:
    """A context manager: ``cause`` is empty unless the block raised. Not ``ours``: what raises is a third party's to mend."""

    caught: ClassVar[int] = 0  # internal errors of this process; the command line tells how many there were

    def __init__(self, *, ours: bool = True) -> None:
        self.cause = ""
        self._ours = ours

    def __enter__(self) -> "ErrorBoundary":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if not isinstance(error, Exception) or isinstance(error, CitecheckError):
            return False
        what = described(error)
        self.cause = f"internal error, please report ({what})" if self._ours else what
        ErrorBoundary.caught += self._ours
        if os.environ.get(TRACEBACK):
            print_exception(error, file=sys.stderr)
        return True


def error_boundary(*, ours: bool = True) -> ErrorBoundary:
    """A border around one document, page, answer, rule, report or plug-in."""
    return ErrorBoundary(ours=ours)


@contextmanager
def silence() -> Iterator[None]:
    """A border around a question to a service: what its answer breaks is ``NoAnswer``."""
    with error_boundary() as fault:
        yield
    if fault.cause:
        raise NoAnswer(fault.cause)


def attempt(work: Callable[[], T], instead: Callable[[str], T]) -> T:
    """What ``work`` gives; what ``instead`` makes of the cause where it raises."""
    with error_boundary() as fault:
        return work()
    return instead(fault.cause)


def described(error: Exception) -> str:
    """An exception's name and message on one line of printable characters, without the keys and passwords of addresses."""
    text = "".join(format_exception_only(error))[: 10 * LONGEST]
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    told = shown(line)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
