"""Repeatedly killed runs lose nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from citecheck.archives.warc.reader import members
from citecheck.archives.warc.verify import verify_folder
from tests.replay.archiving import SETTINGS, citecheck, write_notes
from tests.replay.odd_server import serving

pytestmark = pytest.mark.replay
KILLS = int(os.environ.get("ARCHIVE_KILLS", "8"))  # the measures kill twenty
Told = Callable[[str, object], None]


@pytest.mark.slow
def test_runs_that_are_killed_lose_and_duplicate_nothing(rigs: Path, tmp_path: Path, record_property: Told) -> None:
    wanted = [
        f"{kind}/{n}"
        for kind, first, count in (("plain", 0, 120), ("redirect", 200, 20), ("same", 0, 40))
        for n in range(first, first + count)
    ]
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(tmp_path / "answers.sqlite"), "CITECHECK_TRUST_CONFIG": "1"}
    environment.pop("CITECHECK_RIGS", None)
    dice = random.Random(7)
    with serving(0.15) as server:
        write_notes(tmp_path, server, wanted)
        (tmp_path / "citecheck.toml").write_text(SETTINGS.replace("16", "1"))
        for _ in range(KILLS):
            run = subprocess.Popen(
                [sys.executable, "-m", "citecheck", "archive", "notes.txt"],
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.DEVNULL,
            )
            wait_for_growth(tmp_path / "archive")
            time.sleep(dice.random())
            run.send_signal(signal.SIGKILL)
            run.wait()
        killed = captures(tmp_path)
        (tmp_path / "citecheck.toml").write_text(SETTINGS)
        assert citecheck("archive", "notes.txt", folder=tmp_path).returncode == 0
    found = captures(tmp_path)
    pages = {f"{server}/{path}" for path in wanted}
    record_property("kills", KILLS)
    record_property("before", len(killed))
    record_property("lost", len(pages - set(found)))
    record_property("doubled", sum(many > 1 for many in found.values()))
    assert 5 < len(killed) < len(pages)
    assert pages <= set(found) and max(found.values()) == 1
    assert verify_folder(tmp_path / "archive")[1] == []


def wait_for_growth(folder: Path) -> None:
    """Until a run has written a capture: it is killed at work, not while it starts."""
    before = sum(path.stat().st_size for path in folder.glob("*.warc.gz"))
    for _ in range(400):
        time.sleep(0.02)
        if sum(path.stat().st_size for path in folder.glob("*.warc.gz")) > before + 600:
            return


def captures(folder: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in (folder / "archive").glob("*.warc.gz"):
        with path.open("rb") as file:
            found.update(m.scan.get("WARC-Target-URI") for m in members(file) if m.scan.is_capture and m.problem is None)
    return found
