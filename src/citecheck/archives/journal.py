"""The journal of jobs: a JSON line for every step, so that a run that was broken off goes on where it was. It holds no keys."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from citecheck.archives.warc.folder import cannot
from citecheck.io.descriptors import NOFOLLOW, PRIVATE
from citecheck.model.errors import WriteError

NAME = "jobs.jsonl"
State = Literal["submitted", "archived", "pending-index", "unreachable", "later"]


class JournalStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where one address is: ``job`` of the archive's, ``timestamp`` and ``original`` of the capture, ``reason`` where there is none.

    ``pending-index``: captured, and not yet to be found in the archive's index. ``unreachable``: the archive cannot reach it.
    """

    url: str
    state: State
    moment: datetime
    job: str = ""
    timestamp: str = ""
    original: str = ""
    reason: str = ""


class Journal:
    """Steps in the order of time; the last of an address counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = {step.url: step for step in _read(path)}

    def last(self, url: str) -> JournalStep | None:
        """The latest step of an address."""
        return self._last.get(url)

    def add(self, step: JournalStep) -> None:
        """Writes a step down before anything else happens. Raises ``WriteError``."""
        try:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | NOFOLLOW | PRIVATE
            with os.fdopen(os.open(self._path, flags, 0o644), "ab", buffering=0) as file:
                file.write(msgspec.json.encode(step) + b"\n")
                os.fsync(file.fileno())
        except OSError as error:
            raise cannot(self._path, error) from None
        self._last[step.url] = step


def _read(path: Path) -> Iterator[JournalStep]:
    """The steps; a last line that was torn by a kill is taken off, any other damage is told."""
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
                f"{path}:{number}: the journal of jobs is damaged: {error}; remove the line, its job is then asked for anew"
            ) from None
