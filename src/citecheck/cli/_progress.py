"""A line on stderr that shows the progress of a run, if that is a terminal.

Written here, since a library for it brings twelve megabytes (``docs/architecture.md``).
"""

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TextIO

from msgspec import Struct, field

from citecheck.app.progress import NoProgress
from citecheck.protocols import Progress

WIDTH = 20  # characters of a bar
EVERY = 0.1  # seconds between two drawings
SOON = 3.0  # seconds that a stage takes before its remaining time is told


class _Stage(Struct):
    total: int | None
    started: float
    done: int = 0
    detail: str = ""


class ProgressLine(Struct, eq=False):
    """The latest stage: its bar, its count, the remaining time, a detail. Any thread may call it.

    While it is open, what others write to stderr replaces the line, which is drawn anew below.
    """

    out: TextIO
    now: Callable[[], float]  # seconds
    _stages: dict[str, _Stage] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _drawn: int = 0  # characters of the line on the screen
    _last: float = 0.0  # when it was drawn

    def stage(self, name: str, total: int | None) -> None:
        """Add a stage, or change its total."""
        with self._lock:
            if name in self._stages:
                self._stages[name].total = total
            else:
                self._stages[name] = _Stage(total, self.now())
            self._draw(name)

    def advance(self, name: str, step: int = 1) -> None:
        """Advance a stage."""
        with self._lock:
            if name in self._stages:
                self._stages[name].done += step
                self._draw(name)

    def detail(self, name: str, words: str) -> None:
        """Show a text behind a stage."""
        with self._lock:
            if name in self._stages:
                self._stages[name].detail = words
                self._draw(name)

    def write(self, text: str) -> int:
        """Write what others say, in place of the line."""
        with self._lock:
            self._clear()
            return self.out.write(text)

    def flush(self) -> None:
        """Flush the stream."""
        self.out.flush()

    def __getattr__(self, name: str) -> object:
        return getattr(self.out, name)

    def __enter__(self) -> "ProgressLine":
        sys.stderr = self
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        sys.stderr = self.out
        with self._lock:
            self._clear()
            self.out.flush()

    def _clear(self) -> None:
        if self._drawn:
            self.out.write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _draw(self, name: str) -> None:
        at = self.now()
        if at - self._last < EVERY:
            return
        self._last = at
        line = shown(name, self._stages[name], at)[: shutil.get_terminal_size().columns - 1]
        self.out.write("\r" + line.ljust(self._drawn))
        self._drawn = len(line)
        self.out.flush()


def shown(name: str, stage: _Stage, now: float) -> str:
    """The line of a stage."""
    if not stage.total:
        return " ".join(filter(None, (name, str(stage.done), stage.detail)))
    done = min(stage.done, stage.total)
    full = WIDTH * done // stage.total
    spent = now - stage.started
    left = spent / done * (stage.total - done) if done and spent >= SOON else 0
    remaining = f"{int(left) // 60}:{int(left) % 60:02d} left" if left else ""
    bar = "#" * full + "-" * (WIDTH - full)
    return " ".join(filter(None, (name, bar, f"{done}/{stage.total}", remaining, stage.detail)))


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress line on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield NoProgress()
        return
    from citecheck.app import wiring

    with ProgressLine(sys.stderr, wiring.clock().monotonic) as line:
        yield line
