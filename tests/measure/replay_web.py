"""Serves a copy of the replay web, and locates the sources of documents in it. Only for measurements."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.measure.replay_pages import rigs


@contextmanager
def served(network: str) -> Iterator[dict[str, Any]]:
    """The replay web of a world on a copy of its own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "replay"
        shutil.copytree(rigs() / "replay", copy)
        for path in [copy, *copy.rglob("*")]:
            path.chmod(path.stat().st_mode | 0o200)
        process = subprocess.Popen(
            [sys.executable, "serve.py", network, "--port", "0"], cwd=copy, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        ready = json.loads(process.stdout.readline())
        yield {**ready, "root": copy, "world": copy / network}
        process.terminate()
        process.wait(10)


def located(rig: dict[str, Any], *more: str, **settings: str) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
    """The score of all documents of a world, what was resolved, and how many requests it took with one cache for all."""
    work = Path(tempfile.mkdtemp(dir=rig["root"]))
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(work / "answers.sqlite")} | settings
    environment.pop("CITECHECK_RIGS", None)
    log = rig["world"] / "requests.log"
    before = log.read_bytes().count(b"\n") if log.exists() else 0
    files = []
    for document in sorted((rig["world"] / "documents").glob("*.txt")):
        command = [
            sys.executable,
            "-m",
            "citecheck",
            "resolve",
            "--config",
            rig["world"] / "citecheck.toml",
            "--format",
            "json",
            document,
        ]
        out = work / f"{document.name}.json"
        out.write_bytes(subprocess.run(command, cwd=work, env=environment, capture_output=True, check=True).stdout)
        files.append(out)
    asked = log.read_bytes().count(b"\n") - before
    command = [sys.executable, rig["root"] / "score.py", *files, "--gold", rig["world"] / "gold.jsonl", "--json", *more]
    score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return score, [json.loads(f.read_text(encoding="utf-8")) for f in files], asked
