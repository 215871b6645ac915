"""Runs over more documents than are in memory at once say the same as over few."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from citecheck.app import batches, report_files
from citecheck.app.check import check
from citecheck.app.lock_file import write_run
from citecheck.app.report import report
from citecheck.app.reporters import render, reporter_names
from citecheck.app.run import RunOptions
from citecheck.config.settings import Settings
from citecheck.io import bounded_sequence
from citecheck.io.file_sequence import FileSequence
from citecheck.model.report import Report
from citecheck.net.clock import SystemClock

DOCUMENTS = 12


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Texts with own notes, with notes in files beside them, with a shared bibliography, with a missing file; a damaged one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2026, 1, 1, tzinfo=UTC))  # reports say the minute
    place = tmp_path / "texts"
    place.mkdir()
    for at in range(DOCUMENTS):
        note = f"J. Doe, “Storm {at} over the bay”, Reuters, 3 May 2019, https://h{at}.example/storm"
        (place / f"own{at}.md").write_text(f"Said.[^1] And more.[^2]\n\n[^1]: {note}\n")
        (place / f"text{at}.md").write_text("Said.[^1]\n")
        (place / f"text{at}-notes.md").write_text(f"[^1]: {note}\n")
        (place / f"cites{at}.md").write_text(f"So it was [@doe{at}; @lost]. See [it](lost{at}.md).\n")
    entries = (f"@article{{doe{at}, author={{Doe, Jane}}, title={{Storm {at}}}, year={{2019}}}}\n" for at in range(DOCUMENTS))
    (place / "all.bib").write_text("".join(entries))
    (place / "bad.docx").write_bytes(b"PK\x03\x04 no archive")
    return place


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_sequence, "MOST_IN_MEMORY", 2)
    monkeypatch.setattr(batches, "WORK", 5)


def _rendered(made: Report) -> dict[str, str]:
    at = made.started.isoformat(timespec="seconds") if made.started else ""
    return {name: render(name, made).replace(at, "") for name in reporter_names() if name not in ("html", "junit")}


def _of(folder: Path, options: RunOptions) -> tuple[dict[str, str], Report]:
    made = check([folder], Settings(), options)
    return _rendered(made), made


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_format_is_the_same_in_batches(folder: Path, request: pytest.FixtureRequest, jobs: int) -> None:
    options = RunOptions(offline=True, jobs=jobs)
    whole, made = _of(folder, options)
    request.getfixturevalue("small")
    parts, in_parts = _of(folder, options)
    assert isinstance(made.documents, tuple)
    assert isinstance(in_parts.documents, FileSequence)
    assert parts == whole
    assert in_parts.unread == made.unread
    assert len(made.unread) == 1
    assert list(in_parts.documents) == list(made.documents)


def test_a_report_its_lock_and_a_locked_check_are_the_same_in_batches(folder: Path, request: pytest.FixtureRequest) -> None:
    offline, locked = RunOptions(offline=True), RunOptions(locked=True)

    def results() -> tuple[list[str], bytes, dict[str, str]]:
        made = report([folder], Settings(), offline)
        assert not report_files.write_reports(made, Settings(), lambda _: None)
        write_run(made, Settings())
        lock = Path("citecheck.lock").read_bytes()
        names = sorted(file.name for file in Path("reports").iterdir())
        return names, re.sub(rb'"(?:located|checked)": "[^"]*"', b"", lock), _of(folder, locked)[0]

    whole = results()
    Path("citecheck.lock").unlink()
    request.getfixturevalue("small")
    assert results() == whole
