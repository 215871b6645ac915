"""`citecheck archive` as a process, on notes that cite a server on loopback."""

import os
import subprocess
import sys
from pathlib import Path

SETTINGS = "[network]\nallow_private = true\ninterval = 0\nmax_per_host = 16\n"


def citecheck(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(folder / "answers.sqlite"), "CITECHECK_TRUST_CONFIG": "1"} | more
    environment.pop("CITECHECK_RIGS", None)
    return subprocess.run(
        [sys.executable, "-m", "citecheck", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def write_notes(folder: Path, server: str, wanted: list[str]) -> None:
    (folder / "citecheck.toml").write_text(SETTINGS)
    lines = (f"[{n}] J. Doe, Story number {n}, Reuters, 14/04/2021, {server}/{path}\n" for n, path in enumerate(wanted, 1))
    (folder / "notes.txt").write_text("".join(lines))
