"""The counts of earlier runs, which the next report shows as a trend."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from citecheck.app.history import earlier_runs

FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)


def run(day: float, verified: int = 1) -> dict[str, Any]:
    return {"started": (FIRST + timedelta(days=day)).isoformat(), "whole": 4, "verified": verified, "percent": 25 * verified}


def report(folder: Path, *history: dict[str, Any], **values: Any) -> Path:
    """The JSON report of a run on the day after the last of ``history``."""
    counts = {"notes_cited": 4, "notes_present": 3, "sources": 3, "verified": 2, "percent": 50}
    started = (FIRST + timedelta(days=len(history))).isoformat()
    last = {"completeness": counts, "documents": [{"document": {"path": "a.md"}}], "started": started, "history": history}
    (folder / "a.json").write_text(json.dumps(last | values))
    return folder / "a.json"


def test_the_last_run_follows_those_before_it_and_counts_missing_notes(tmp_path: Path) -> None:
    before, last = earlier_runs(report(tmp_path, run(0)), "a.md")
    assert (before.percent, last.started, last.whole, last.verified, last.percent) == (25, FIRST + timedelta(days=1), 4, 2, 50)


def test_of_several_runs_on_one_day_the_last_counts(tmp_path: Path) -> None:
    found = earlier_runs(report(tmp_path, run(0), run(0.1, 3)), "a.md")
    assert [one.verified for one in found] == [3, 2]


def test_the_trend_has_the_last_sixty_days(tmp_path: Path) -> None:
    found = earlier_runs(report(tmp_path, *map(run, range(70))), "a.md")
    assert len(found) == 60 and found[-1].started == FIRST + timedelta(days=70)


@pytest.mark.parametrize("values", [{"offline": "no network"}, {"interrupted": True}])
def test_a_run_that_checked_not_everything_is_left_out(tmp_path: Path, values: dict[str, Any]) -> None:
    assert [one.percent for one in earlier_runs(report(tmp_path, run(0), **values), "a.md")] == [25]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": "citecheck/check/1"}', "\udcff"])
def test_a_file_that_is_no_report_on_the_document_has_no_earlier_runs(tmp_path: Path, text: str) -> None:
    assert earlier_runs(report(tmp_path, run(0)), "b.md") == earlier_runs(tmp_path / "missing.json", "a.md") == ()
    (tmp_path / "a.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert earlier_runs(tmp_path / "a.json", "a.md") == ()
