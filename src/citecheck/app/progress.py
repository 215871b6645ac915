"""Progress that shows nothing; callers that show it pass their own ``OpenProgress``."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from citecheck.protocols import Progress


class NoProgress:
    """Shows nothing."""

    def stage(self, name: str, total: int | None) -> None:
        """Start a stage."""

    def advance(self, name: str, step: int = 1) -> None:
        """Advance a stage."""

    def detail(self, name: str, words: str) -> None:
        """Describe a stage."""


OpenProgress = Callable[[], AbstractContextManager[Progress]]  # opened when a run begins, closed at its end


def quiet() -> AbstractContextManager[Progress]:
    """Open a ``NoProgress``."""
    return nullcontext(NoProgress())
