"""How far a run is, for whoever wants to know; a caller that shows it gives an ``OpenProgress`` of its own."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from citecheck.protocols import Progress


class NoProgress:
    """Shows nothing."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins."""

    def advance(self, name: str, step: int = 1) -> None:
        """A stage got on."""

    def detail(self, name: str, words: str) -> None:
        """What a stage has met so far."""


OpenProgress = Callable[[], AbstractContextManager[Progress]]  # opened when a run begins, closed at its end


def quiet() -> AbstractContextManager[Progress]:
    """Progress that nobody sees."""
    return nullcontext(NoProgress())
