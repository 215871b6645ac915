"""Measures time and memory: of a command in a process of its own with limits, and how the time grows with the input."""

import contextlib
import gc
import io
import json
import os
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Spent:
    """CPU seconds; megabytes of memory at the most, the process's beginning with them; exit status, or the exception that ended it."""

    seconds: float
    megabytes: float
    status: str
    stderr: str


def spent(arguments: Sequence[str], *, seconds: int = 60, megabytes: int = 2_000) -> Spent:
    """Runs ``citecheck`` with these arguments, and ends it where it takes more than that."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(arguments, seconds, megabytes, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return Spent(*json.loads(told)) if told else Spent(seconds, 0, "killed", "")


def run(arguments: Sequence[str]) -> tuple[str, str]:
    """Runs ``citecheck`` in this process: exit status and what it said on stderr."""
    from citecheck.cli import group

    said = io.StringIO()
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(said),
    ):
        try:
            group.main(list(arguments), standalone_mode=False, prog_name="citecheck")
            status = "0"
        except SystemExit as end:
            status = str(end.code)
        except Exception as error:  # noqa: BLE001 - whatever ends the command is told
            return type(error).__name__, str(error)
    return status, said.getvalue()


def _run(arguments: Sequence[str], seconds: int, megabytes: int, writing: int) -> None:
    from citecheck.cli import GC_THRESHOLD

    try:
        gc.freeze()  # what the tests made
        gc.set_threshold(GC_THRESHOLD, 10, 10)  # as the command does
        begun = time.process_time()
        limit = int(begun) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))
        status, said = run(arguments)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        os.write(writing, json.dumps([time.process_time() - begun, peak, status, said[-300:]]).encode())
    finally:
        os._exit(0)


FOLD = 4  # how many times larger the large input of a growth test is
LINEAR = 8  # maximum growth for FOLD times the input: linear time is 4, quadratic time is 16
TRIES = 12  # other programs on the machine only ever add time, so the shortest try is the right one
SHORT = 0.02  # seconds; a large input that takes less is not compared


def growth(seconds: Callable[[int], float], size: int) -> float:
    """How many times longer an input of FOLD times the size takes: the ratio of the shortest tries, at most TRIES of each.

    ``seconds`` measures an input of a given size and returns CPU seconds. Stops at the first ratio within LINEAR.
    """
    gc.collect()
    gc.freeze()  # What earlier tests left would be looked through for each of the larger input's collections. It stays frozen, as all tests are.
    small = large = float("inf")
    for _ in range(TRIES):
        large = min(large, seconds(FOLD * size))
        if large < SHORT:
            return 1.0
        small = min(small, seconds(size))
        if large <= LINEAR * small:
            break
    return large / small


QUIET = 0.13  # CPU seconds of the loop below on the machine that the bounds were set on, while nothing else ran


def slowness() -> float:
    """How many times longer than on a quiet machine a program takes now, at least 1: two programs on one core share its caches, too."""
    begun, total = time.process_time(), 0
    for number in range(2_000_000):
        total += number * number % 7
    return max(1.0, (time.process_time() - begun) / QUIET)
