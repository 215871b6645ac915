"""Waits for files to change, such as a bibliography that a reference manager exports again and again."""

import os
from collections.abc import Callable, Iterator, Sequence

POLL = 1.0  # seconds between two looks; a file that changed must be the same in two of them, since it may be half written


def changes(paths: Sequence[str], wait: Callable[[float], None]) -> Iterator[None]:
    """Yield each time that one of the files has changed, and has stayed so for a second; ``wait`` sleeps for seconds."""
    known = before = _state(paths)
    while True:
        wait(POLL)
        now = _state(paths)
        if now != known and now == before:
            known = now
            yield
        before = now


def _state(paths: Sequence[str]) -> tuple[tuple[int, int] | None, ...]:
    """The time and size of each file; None for one that is not there."""
    return tuple(_stat(path) for path in paths)


def _stat(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 -- of a path as it was given
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
