"""Closed or full streams, and a deleted working directory: a message and exit status 2, never 1 or a traceback."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

PROGRAM = f"'{sys.executable}' -m citecheck"
# What keeps root from writing where its own permissions forbid it; nobody else needs it.
AS_ROOT = sys.platform != "win32" and os.geteuid() == 0
AS_A_USER = "setpriv --bounding-set=-dac_override --inh-caps=-dac_override" if AS_ROOT else ""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the streams are those of a POSIX shell")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")


def shell(line: str, folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(["/bin/sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-"])
def test_a_closed_stream_changes_no_exit_status(closed: str, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("Text.\n")
    status, _, err = shell(f"{PROGRAM} explain CC101 {closed}", tmp_path)
    assert status == 0 and not err


def test_a_reader_that_ends_early_is_not_exit_status_1_which_means_findings(tmp_path: Path) -> None:
    status, _, err = shell(f"{{ {PROGRAM} config; echo $? >&2; }} | true", tmp_path)
    assert status == 0 and err == "141\n"


@FULL
@pytest.mark.slow
def test_output_to_a_full_disk_is_reported(tmp_path: Path) -> None:
    status, _, err = shell(f"{PROGRAM} explain CC101 > /dev/full", tmp_path)
    assert status == 2
    assert err == "citecheck: the output cannot be written: No space left on device\n"


@FULL
@pytest.mark.parametrize("command", ["explain no-such-rule", "no-such-command", "check --offline d.txt", "parse missing.txt"])
def test_messages_to_a_full_disk_are_exit_status_2(command: str, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("Said.[1] And.[2]\n\n[1] J. Doe, Tram reopens, Elm Post, 3 May 2019.\n")
    assert shell(f"{PROGRAM} {command} 2> /dev/full", tmp_path)[0] == 2


@FULL
@pytest.mark.parametrize("command", ["explain CC101", "explain no-such-rule"])
def test_if_neither_output_nor_messages_can_be_written_the_exit_status_is_2(command: str, tmp_path: Path) -> None:
    assert shell(f"{PROGRAM} {command} > /dev/full 2> /dev/full", tmp_path)[0] == 2


@pytest.mark.skipif(AS_ROOT and not which("setpriv"), reason="root may write everywhere")
def test_documents_in_a_read_only_folder_are_checked_and_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("Said.[1] And.[2]\n\n[1] J. Doe, Tram reopens, Elm Post, 3 May 2019.\n")
    environment = "env XDG_CACHE_HOME=$PWD/cache XDG_CONFIG_HOME=$PWD/config"
    tmp_path.chmod(0o555)
    try:
        checked, out, _ = shell(f"{AS_A_USER} {environment} {PROGRAM} check --offline d.txt", tmp_path)
        reported, table, err = shell(f"{AS_A_USER} {environment} {PROGRAM} report --offline d.txt", tmp_path)
        accepted, _, other = shell(f"{AS_A_USER} {environment} {PROGRAM} baseline create --offline d.txt", tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert checked == 1 and "CC102" in out
    assert reported == accepted == 2 and "Tram reopens" in table
    assert "reports" in err and "citecheck.lock: cannot be written: Permission denied; check the folder" in err
    assert "citecheck-baseline.json: cannot be written: Permission denied" in other
    assert not any(word in told for told in (out, err, other) for word in ("Traceback", "internal error"))


@pytest.mark.slow
def test_a_working_directory_that_no_longer_exists_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    status, _, err = shell(f"cd gone && rmdir ../gone && {PROGRAM.replace('-m', '-P -m')} config", tmp_path)
    assert status == 2
    assert err == "citecheck: the working directory no longer exists; change to another\n"
