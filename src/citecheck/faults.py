"""Contains unexpected exceptions to one document, page, service, rule, report or plug-in.

``with error_boundary() as fault:`` catches an unexpected exception of its block, and ``fault.cause`` describes it. ``CitecheckError``,
``KeyboardInterrupt`` and what else is no ``Exception``, such as ``SystemExit``, pass through; from a third party only ``KeyboardInterrupt``
does. The environment variable ``CITECHECK_TRACEBACK`` prints tracebacks on stderr.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import ClassVar, TypeVar

from citecheck.model.errors import CitecheckError, NoAnswer

TRACEBACK = "CITECHECK_TRACEBACK"
T = TypeVar("T")
MAX_LENGTH = 200  # characters of an exception's name and message


class ErrorBoundary:
    """A context manager; ``cause`` is empty unless the block raised. Not ``ours``: the fault is in a third party's code."""

    caught: ClassVar[int] = 0  # internal errors of this process

    def __init__(self, *, ours: bool = True) -> None:
        self.cause = ""
        self._ours = ours

    def __enter__(self) -> "ErrorBoundary":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        caught = Exception if self._ours else BaseException
        if not isinstance(error, caught) or isinstance(error, KeyboardInterrupt | CitecheckError):
            return False
        text = described(error)
        self.cause = f"internal error, please report ({text})" if self._ours else text
        ErrorBoundary.caught += self._ours
        if os.environ.get(TRACEBACK):
            from traceback import print_exception

            print_exception(error, file=sys.stderr)
        return True


def error_boundary(*, ours: bool = True) -> ErrorBoundary:
    """A boundary around one document, page, answer, rule, report or plug-in."""
    return ErrorBoundary(ours=ours)


@contextmanager
def silence() -> Iterator[None]:
    """Turn an unexpected exception into ``NoAnswer``, for requests to services."""
    with error_boundary() as fault:
        yield
    if fault.cause:
        raise NoAnswer(fault.cause)


def attempt(work: Callable[[], T], instead: Callable[[str], T]) -> T:
    """The result of ``work``, or of ``instead(cause)`` if it raises unexpectedly."""
    with error_boundary() as fault:
        return work()
    return instead(fault.cause)


def described(error: BaseException) -> str:
    """An exception's name and message on one line of printable characters, without keys and passwords in URLs."""
    from traceback import format_exception_only

    from citecheck.language.printable import one_line
    from citecheck.language.secrets import shown

    public = shown(one_line("".join(format_exception_only(error))[: 10 * MAX_LENGTH]))
    return public if len(public) <= MAX_LENGTH else f"{public[: MAX_LENGTH - 1]}…"
