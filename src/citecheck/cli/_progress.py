"""Progress bars on stderr, if that is a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from citecheck.app.progress import NoProgress
from citecheck.protocols import Progress

if TYPE_CHECKING:
    from rich.progress import TaskID


class ProgressBars:
    """One progress bar per stage. Any thread may call it: rich locks its own state."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[detail]}"))
        self._progress: Progress = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
        self._tasks: dict[str, TaskID] = {}

    def stage(self, name: str, total: int | None) -> None:
        """Add a bar, or change its total."""
        if name in self._tasks:
            self._progress.update(self._tasks[name], total=total)
        else:
            self._tasks[name] = self._progress.add_task(name, total=total, detail="")

    def advance(self, name: str, step: int = 1) -> None:
        """Advance a bar."""
        if name in self._tasks:
            self._progress.advance(self._tasks[name], step)

    def detail(self, name: str, words: str) -> None:
        """Show a text beside a bar."""
        if name in self._tasks:
            self._progress.update(self._tasks[name], detail=words)

    def __enter__(self) -> "ProgressBars":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress bars on a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield NoProgress()
        return
    with ProgressBars() as bars:
        yield bars
