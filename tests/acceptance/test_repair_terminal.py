"""`citecheck repair --interactive` at a terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
NOTES = (
    "The river rose.[1] It fell.[2]\n\n"
    "[1] M. Okafor, River towns brace for a third flood, The Daily Courier, 14/03/2019,\n"
    "[2] P. Ito, What the gauge saw, River Review, 05/05/2021,\n"
)
PAGES = ("https://courier.example/flood", "https://river.example/gauge")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, citecheck) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text(NOTES)
    assert citecheck("report", "--offline", "notes.txt")[0] == 0
    lock = json.loads(Path("citecheck.lock").read_text())
    link = {"verdict": "live", "status": 200, "checked": "2026-01-01T00:00:00Z"}
    for entry, url in zip(lock["sources"], PAGES, strict=True):
        entry.update({"state": "likely", "url": url, "probability": 0.93, "link": link})
    Path("citecheck.lock").write_text(json.dumps(lock))


def typed(keys: str) -> tuple[int, str]:
    """Exit status and what the terminal showed while somebody typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "citecheck", "repair", "--interactive", "--write", "notes.txt"]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"PYTHONPATH": str(SRC)}, start_new_session=True
    )
    os.close(theirs)
    os.write(ours, keys.encode())
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so where the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return process.wait(timeout=60), shown.decode()


def test_answers_are_recorded_and_written() -> None:
    status, shown = typed("?\nnonsense\ny\nx\n")
    assert status == 0
    assert "cited: M. Okafor" in shown
    assert shown.count("there is no such page; do not ask again") == 2
    assert Path("notes.txt").read_text() == NOTES.replace("14/03/2019,", f"14/03/2019, {PAGES[0]}")
    sources = json.loads(Path("citecheck.lock").read_text())["sources"]
    assert [(s["url"], s["decided"]) for s in sources] == [(PAGES[0], "person"), (None, "person")]


def test_stopping_keeps_the_answers_so_far() -> None:
    status, _ = typed("n\nq\n")
    assert status == 0
    assert Path("notes.txt").read_text() == NOTES
