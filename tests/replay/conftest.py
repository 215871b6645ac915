"""The replay web on loopback, started once per data set, on a copy of its data."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.replay.serving import copied, serving

Rig = Callable[[str], dict[str, str]]


@pytest.fixture(scope="session")
def rigs() -> Path:
    folder = os.environ.get("CITECHECK_RIGS")
    if not folder or not (Path(folder) / "replay" / "serve.py").is_file():
        pytest.skip("needs CITECHECK_RIGS, the folder of the measuring data")
    return Path(folder)


@pytest.fixture(scope="session")
def replay(rigs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """Starts the replay web of a world (``seed`` or ``data``) and gives its addresses, with ``root``, its folder."""
    copy = copied(rigs, tmp_path_factory.mktemp("replay"))
    started: dict[str, dict[str, str]] = {}
    with ExitStack() as stack:

        def start(network: str) -> dict[str, str]:
            if network not in started:
                started[network] = stack.enter_context(serving(copy, network))
            return started[network]

        yield start


@pytest.fixture
def citecheck(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command line in the test's folder, with a cache of its own."""
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(tmp_path / "answers.sqlite")}
    environment.pop("CITECHECK_RIGS", None)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "citecheck", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run
