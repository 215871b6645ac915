"""The command line, as a user types it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def citecheck(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the test's folder: exit status, what it printed, and what it said on stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["citecheck", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return int(stopped.value.code or 0), out, err

    return run
