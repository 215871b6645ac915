"""The journal of Save Page Now jobs: one JSON line per step, so that a run can resume an interrupted one. It has no keys."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from citecheck.archives.warc.folder import write_error
from citecheck.io.descriptors import NOFOLLOW, PRIVATE
from citecheck.model.errors import WriteError

NAME = "jobs.jsonl"
State = Literal["submitted", "archived", "pending-index", "unreachable", "later"]


class JournalStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """The state of a URL: the archive's ``job``, the capture's ``timestamp`` and ``original`` URL, or the ``reason`` why there is none.

    ``pending-index``: captured, but not yet in the archive's index. ``unreachable``: the archive cannot reach it.
    """

    url: str
    state: State
    moment: datetime
    job: str = ""
    timestamp: str = ""
    original: str = ""
    reason: str = ""


class Journal:
    """The steps in order; the last one of a URL is its state."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = {step.url: step for step in _read(path)}

    def last(self, url: str) -> JournalStep | None:
        """Return the latest step of a URL."""
        return self._last.get(url)

    def add(self, step: JournalStep) -> None:
        """Write a step to disk. Raises ``WriteError``."""
        try:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | NOFOLLOW | PRIVATE
            with os.fdopen(os.open(self._path, flags, 0o644), "ab", buffering=0) as file:
                file.write(msgspec.json.encode(step) + b"\n")
                os.fsync(file.fileno())
        except OSError as error:
            raise write_error(self._path, error) from None
        self._last[step.url] = step


def _read(path: Path) -> Iterator[JournalStep]:
    """Yield the steps; an incomplete last line is removed. Raises ``WriteError`` for other damage."""
    if not path.exists():
        return
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            yield msgspec.json.decode(line, type=JournalStep)
        except (ValueError, RecursionError) as error:  # msgspec's DecodeError, and bytes that are no UTF-8
            raise WriteError(
                f"{path}:{number}: the journal of jobs is damaged: {error}; remove the line; its URL is then submitted again"
            ) from None
