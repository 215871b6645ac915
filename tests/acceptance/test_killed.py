"""A command that is killed at any moment loses nothing, doubles nothing, tears nothing, and leaves no file once it runs again."""

from pathlib import Path

import pytest

from tests.measure.killed.commands import scenes
from tests.measure.killed.runs import killed, settings

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
KILLS = 12  # the measure kills a thousand


@pytest.mark.parametrize("which", [0, 1, 2], ids=["repair", "report", "archive"])
def test_runs_that_are_killed_and_run_again_are_as_if_never_killed(tmp_path: Path, which: int) -> None:
    with settings(), scenes() as commands:
        assert killed(commands[which], tmp_path, KILLS).faults == []
