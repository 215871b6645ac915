"""A command that is killed at any time loses, duplicates and damages nothing, and leaves no temporary file after the next run."""

from pathlib import Path

import pytest

from tests.measure.killed.commands import scenes
from tests.measure.killed.runs import killed, settings

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]
KILLS = 12  # the measure kills a thousand


@pytest.mark.parametrize("which", [0, 1, 2], ids=["repair", "report", "archive"])
def test_runs_that_are_killed_and_repeated_give_the_results_of_an_uninterrupted_run(tmp_path: Path, which: int) -> None:
    with settings(), scenes() as commands:
        assert killed(commands[which], tmp_path, KILLS).faults == []
