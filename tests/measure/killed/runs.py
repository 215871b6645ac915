"""Runs commands in child processes, kills them at random times, and returns the results."""

import gc
import os
import random
import shutil
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from citecheck.io.atomic_files import NAME

PLAIN = {
    "CITECHECK_NETWORK_ALLOW_PRIVATE": "true",
    "CITECHECK_NETWORK_INTERVAL": "0",
    "CITECHECK_PRIVACY_SEND": "none",
    "CITECHECK_CACHE_PATH": "answers.sqlite",
} | {f"CITECHECK_ARCHIVES_{name}_ENABLED": "false" for name in ("WAYBACK", "ARQUIVO", "MEMENTO", "UKWA")}


class Scene(Protocol):
    """A command and what must hold: ``now`` of the folder at any moment, ``done`` after a whole run; both tell what does not.

    ``progress`` counts what a run has written, to show that kills meet it at work.
    """

    name: str
    arguments: tuple[str, ...]

    def prepare(self, folder: Path) -> None: ...
    def now(self, folder: Path) -> list[str]: ...
    def done(self, folder: Path) -> list[str]: ...
    def progress(self, folder: Path) -> int: ...


@dataclass
class Tally:
    """What came of the runs of one command."""

    scene: str
    seconds: float = 0.0
    killed: int = 0
    ended: int = 0
    left: int = 0  # files that a killed run left beside
    progress: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The row of the report."""
        between = sum(many for step, many in self.progress.items() if 0 < step < max(self.progress))
        return (
            f"| `{self.scene}` | {self.killed:,} | {self.ended:,} | {self.seconds * 1000:.0f} ms | {between:,} | {self.left:,} "
            f"| **{len(self.faults)}** |"
        )


def tally(scene: Scene, place: Path, kills: int, seed: int) -> Tally:
    """Kills a command so many times; runs that end before their moment are counted apart."""
    made, dice = Tally(scene.name), random.Random(seed)
    template = place / "template"
    template.mkdir(parents=True)
    scene.prepare(template)
    made.seconds = statistics.median(_whole(scene, template, place / f"whole{n}", made) for n in range(5))
    while made.killed < kills:
        folder = place / "folder"
        shutil.copytree(template, folder)
        started = start(scene.arguments, folder)
        time.sleep(dice.uniform(0, made.seconds))
        os.kill(started, signal.SIGKILL)
        if os.WIFSIGNALED(os.waitpid(started, 0)[1]):
            made.killed += 1
            if made.killed % 100 == 0:
                print(made.line(), file=sys.stderr, flush=True)
            made.progress[scene.progress(folder)] += 1
            made.faults += scene.now(folder)
            made.left += bool(strays(folder))
        else:
            made.ended += 1
        made.faults += finished(scene, folder)
        shutil.rmtree(folder)
    return made


def _whole(scene: Scene, template: Path, folder: Path, made: Tally) -> float:
    """Seconds of a run that nobody kills."""
    shutil.copytree(template, folder)
    started = time.perf_counter()
    made.faults += finished(scene, folder)
    return time.perf_counter() - started


def finished(scene: Scene, folder: Path) -> list[str]:
    """Runs the command to its end; what does not hold then."""
    status = os.waitstatus_to_exitcode(os.waitpid(start(scene.arguments, folder), 0)[1])
    wrong = [f"exit status {status}"] if status else []
    return wrong + [f"left: {name}" for name in strays(folder)] + scene.now(folder) + scene.done(folder)


def start(arguments: tuple[str, ...], folder: Path) -> int:
    """A command in a child of this interpreter; its process id."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os._exit(call(arguments))
    finally:
        os._exit(70)


def call(arguments: tuple[str, ...]) -> int:
    """A command in this process; its exit status."""
    from citecheck.cli import main

    sys.argv = ["citecheck", *arguments]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def strays(folder: Path) -> list[str]:
    """Files beside others that a run writes and renames: by our name for them, and by the older ones."""
    names = [path.name for path in folder.rglob(".*") if path.is_file()]
    return [name for name in names if NAME.fullmatch(name) or name not in (".lock", ".gitignore")]


def run_here(arguments: tuple[str, ...], folder: Path) -> int:
    """A command in a child that is waited for; its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(start(arguments, folder), 0)[1])


@contextmanager
def settings() -> Iterator[None]:
    """No settings but these while commands run."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("CITECHECK_")]:
        del os.environ[name]
    os.environ.update(PLAIN)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def killed(scene: Scene, place: Path, kills: int, seed: int = 13) -> Tally:
    """A command that is killed so many times, from a warm start."""
    warm(scene, place / "warm" / "folder")
    return tally(scene, place, kills, seed)


def warm(scene: Scene, place: Path) -> None:
    """Imports what a command needs by running it here, once."""
    before = Path.cwd()
    place.mkdir(parents=True)
    scene.prepare(place)
    os.chdir(place)
    sink = os.open(os.devnull, os.O_WRONLY)
    kept = [os.dup(stream) for stream in (1, 2)]
    try:
        for stream in (1, 2):
            os.dup2(sink, stream)
        call(scene.arguments)
    finally:
        for stream, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, stream)
        os.chdir(before)
        gc.unfreeze()
