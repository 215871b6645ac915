"""The counts of earlier runs, from the last JSON report on a document."""

import os
from datetime import datetime
from pathlib import Path

import msgspec

from citecheck.io.checkout import read_own
from citecheck.language.surrogates import well_formed_name
from citecheck.model.errors import DocumentError
from citecheck.model.report import Earlier

MAX_RUNS = 60


class Counts(msgspec.Struct):
    """The counts that the trend needs."""

    notes_cited: int
    notes_present: int
    sources: int
    verified: int
    percent: int | None


class DocumentPath(msgspec.Struct):
    """The path of a document."""

    path: str


class ReportedDocument(msgspec.Struct):
    """The document of a result."""

    document: DocumentPath


class LastReport(msgspec.Struct):
    """The fields of ``citecheck/report/1`` that the trend needs."""

    completeness: Counts
    documents: tuple[ReportedDocument, ...]
    started: datetime | None = None
    offline: str | None = None
    interrupted: bool = False
    history: list[Earlier] = msgspec.field(default_factory=list)


def earlier_runs(path: Path, document: str) -> tuple[Earlier, ...]:
    """The earlier runs on a document, oldest first, one per day, without offline runs; none if ``path`` is no report on it."""
    try:
        last = msgspec.json.decode(read_own(path) or b"", type=LastReport)
    except (OSError, DocumentError, ValueError, RecursionError):  # ValueError: msgspec's errors, and bytes that are no UTF-8
        return ()
    if _absolute(well_formed_name(document)) not in [_absolute(one.document.path) for one in last.documents]:
        return ()
    counts, runs = last.completeness, last.history
    if last.started and not last.offline and not last.interrupted and counts.percent is not None:
        total = counts.sources + counts.notes_cited - counts.notes_present
        runs = [*runs, Earlier(last.started, total, counts.verified, counts.percent)]
    return tuple({run.started.date(): run for run in runs}.values())[-MAX_RUNS:]


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 -- without "..", as Path does not do it
