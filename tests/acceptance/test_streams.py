"""Streams that are closed or full, and a working directory that is gone: a sentence and exit status 2, never 1 or a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = f"'{sys.executable}' -m citecheck"


def shell(line: str, folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(["/bin/sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-"])
def test_a_closed_stream_changes_no_exit_status(closed: str, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("Text.\n")
    status, _, err = shell(f"{PROGRAM} explain CC101 {closed}", tmp_path)
    assert status == 0 and not err


@pytest.mark.slow
def test_output_onto_a_full_disk_is_said(tmp_path: Path) -> None:
    status, _, err = shell(f"{PROGRAM} explain CC101 > /dev/full", tmp_path)
    assert status == 2
    assert err == "citecheck: the output cannot be written: No space left on device\n"


@pytest.mark.slow
def test_a_working_directory_that_is_gone_is_said(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    status, _, err = shell(f"cd gone && rmdir ../gone && {PROGRAM.replace('-m', '-P -m')} config", tmp_path)
    assert status == 2
    assert err == "citecheck: the working directory no longer exists; change to another\n"
