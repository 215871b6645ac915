"""Starts the replay web for a data set, on a copy of its data."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def copied(rigs: Path, folder: Path) -> Path:
    """A copy that can be written to."""
    copy = folder / "replay"
    shutil.copytree(rigs / "replay", copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    return copy


@contextmanager
def serving(copy: Path, network: str) -> Iterator[dict[str, str]]:
    """A world's addresses, with ``root``, the folder of the copy, and ``config``, its settings; it is stopped at the end."""
    process = subprocess.Popen([sys.executable, "serve.py", network, "--port", "0"], cwd=copy, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        ready = json.loads(process.stdout.readline())
        yield ready | {"root": str(copy), "config": str(copy / network / "citecheck.toml")}
    finally:
        process.terminate()
        process.wait(10)
