"""Runs the link benchmark's server directly: citecheck in a folder that stays, and killed during the run."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RIGS = Path(os.environ.get("CITECHECK_RIGS", ""))
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
PORT = 8975
POLITE = "[network]\nallow_private = true\ntimeout = 5\n"
FAST = POLITE + "max_connections = 128\nmax_per_host = 8\ninterval = 0\n"


@dataclass(frozen=True)
class Served:
    """A set of links while it is served from a folder."""

    folder: Path
    truth: list[dict[str, Any]]
    verdicts: dict[str, tuple[str, ...]]  # by kind, those that are right

    def right(self, kind: str) -> tuple[str, ...]:
        """The verdicts that are right for a kind."""
        return self.verdicts[kind]

    def requests(self) -> int:
        """How many requests the server has had, a quarter of a second ago at most."""
        time.sleep(0.6)
        return self.so_far()

    def so_far(self) -> int:
        """The same as last written."""
        file = self.folder / "stats.json"
        return int(json.loads(file.read_text(encoding="utf-8")).get("requests", 0)) if file.exists() else 0


@contextmanager
def run(name: str, latency: float) -> Iterator[Served]:
    """Generates a set and serves it."""
    home = RIGS / "linkbench"
    sys.path.insert(0, str(home))
    from kinds import KINDS  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        python = next(iter(CACHE.glob("citecheck-linkbench/venvs/bench/bin/python")), Path(sys.executable))
        subprocess.run([python, home / "gen.py", name, folder / "set", "--port", str(PORT)], check=True)
        hosts = "1001" if name.startswith("soak") else "100"
        options = ["--latency", str(latency), "--hosts", hosts, "--port", str(PORT), "--stats", str(folder / "stats.json")]
        server = subprocess.Popen(
            [python, home / "rotserver.py", *options, "--stats-every", "0.25", "--max-seconds", "3600"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout
            assert server.stdout.readline().strip() == "READY"
            truth = json.loads((folder / "set" / "truth.json").read_text(encoding="utf-8"))
            yield Served(folder, truth, {kind: one.verdicts for kind, one in KINDS.items()})
        finally:
            server.terminate()
            server.wait()


def start(served: Served, script: Path, settings: str) -> "subprocess.Popen[bytes]":
    """citecheck on the set, in the set's folder, with the cache of the runs before."""
    (served.folder / "set" / "citecheck.toml").write_text(settings, encoding="utf-8")
    environment = (
        os.environ | {"CITECHECK_TRUST_CONFIG": "1"} | {"XDG_CACHE_HOME": str(served.folder / "cache"), "HOME": str(served.folder)}
    )
    with (served.folder / "out.json").open("wb") as out:
        return subprocess.Popen(
            [script, "check", "--format", "json", "links.md"],
            cwd=served.folder / "set",
            env=environment,
            stdout=out,
            stderr=subprocess.DEVNULL,
        )


def check(served: Served, script: Path, settings: str) -> tuple[float, dict[str, str]]:
    """Seconds, and the verdict by address."""
    begun = time.monotonic()
    start(served, script, settings).wait()
    seconds = time.monotonic() - begun
    told = json.loads((served.folder / "out.json").read_text(encoding="utf-8"))
    return seconds, {link["url"]: link["verdict"] for link in told["links"]}


def killed(served: Served, script: Path, at: int) -> int:
    """Starts citecheck and kills it after so many requests; returns how many there were."""
    process = start(served, script, FAST)
    while served.so_far() < at and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    return served.requests()
