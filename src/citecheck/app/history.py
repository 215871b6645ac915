"""The counts of earlier runs, as the last report on a document kept them."""

import os
from datetime import datetime
from pathlib import Path

import msgspec

from citecheck.io.checkout import read_own
from citecheck.language.surrogates import well_formed_name
from citecheck.model.errors import DocumentError
from citecheck.model.report import Earlier

KEPT = 60  # runs


class Counts(msgspec.Struct):
    """What the trend needs of a report's counts."""

    notes_cited: int
    notes_present: int
    sources: int
    verified: int
    percent: int


class Named(msgspec.Struct):
    """A document's name."""

    path: str


class Examined(msgspec.Struct):
    """What a report is on."""

    document: Named


class Last(msgspec.Struct):
    """What the trend needs of a report (``citecheck/report/1``)."""

    completeness: Counts
    documents: tuple[Examined, ...]
    started: datetime | None = None
    offline: str | None = None
    interrupted: bool = False
    history: list[Earlier] = msgspec.field(default_factory=list)


def earlier_runs(path: Path, document: str) -> tuple[Earlier, ...]:
    """The runs on a document before this one, oldest first, one a day; none where ``path`` is no readable report on it.

    Offline runs say nothing.
    """
    try:
        last = msgspec.json.decode(read_own(path) or b"", type=Last)
    except (OSError, DocumentError, ValueError, RecursionError):  # ValueError: msgspec's errors, and bytes that are no UTF-8
        return ()
    if _absolute(well_formed_name(document)) not in [_absolute(one.document.path) for one in last.documents]:
        return ()
    counts, runs = last.completeness, last.history
    if last.started and not last.offline and not last.interrupted:
        whole = counts.sources + counts.notes_cited - counts.notes_present
        runs = [*runs, Earlier(last.started, whole, counts.verified, counts.percent)]
    return tuple({run.started.date(): run for run in runs}.values())[-KEPT:]


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 -- without "..", as Path does not do it
