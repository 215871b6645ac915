"""Coverage-guided fuzzing of all untrusted input: documents, pages, responses of services, settings, locks, archives.

    pip install -e '.[fuzz]'
    python -m tests.measure.fuzz --minutes 60 [--target NAME]… [--jobs 2] [--folder FOLDER]
    python -m tests.measure.fuzz --replay [--folder FOLDER]

Targets run under atheris (https://github.com/google/atheris) for a few minutes in turn, the one with the least time first. Corpora and
findings are stored in FOLDER (default: the user's cache folder), and the next run continues with them. A finding is an exception that is not
declared (``citecheck.model.errors``), a property that does not hold, or an input that takes too much CPU time; it must be reproduced without
instrumentation. ``--replay`` reads all findings again and lists those still open.

At the end the time, executions and findings are added to ``reports/fuzzing.md``. A fixed finding is added, shortened, to
``tests/cases/fuzz_findings.jsonl`` (``--keep`` prints the line), which the tests read.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from threading import Lock

from tests.measure.fuzz import report
from tests.measure.fuzz.attempt import Finding, Target, attempt, limit_memory, say, shorter
from tests.measure.fuzz.report import Slice
from tests.measure.fuzz.targets import targets

SLICE = 400.0  # seconds of one target before another one's turn


def main() -> None:
    """The command."""
    arguments = _arguments()
    folder: Path = arguments.folder or _cache()
    folder.mkdir(parents=True, exist_ok=True)
    chosen = arguments.target or sorted(targets())
    if unknown := set(chosen) - set(targets()):
        sys.exit(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(sorted(targets()))}")
    if not arguments.replay:
        _fuzz(chosen, arguments.minutes * 60, arguments.jobs, folder)
    limit_memory()
    found = list(_confirmed(folder))
    for one, again in found:
        say(f"{'open' if again else 'mended'}: {one.what}\n    {folder / 'findings' / one.name}.bin")
        if again and arguments.keep:
            say(report.case_of(shorter(targets()[one.target], again)))
    report.add(folder, [one for one, again in found if again])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.fuzz", description="Fuzzes what strangers write; see the module's text."
    )
    parser.add_argument("--minutes", type=float, default=60, help="how long, by the clock")
    parser.add_argument("--target", action="append", help="only this one; may be given more than once")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    parser.add_argument("--folder", type=Path, help="where corpora and findings are kept")
    parser.add_argument("--replay", action="store_true", help="no fuzzing: read the findings again")
    parser.add_argument("--keep", action="store_true", help="print open findings, cut short, as lines of the table of cases")
    return parser.parse_args()


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("citecheck-fuzz", appauthor=False)


def _fuzz(chosen: Sequence[str], duration: float, jobs: int, folder: Path) -> None:
    """Runs the targets in turn until the time is over."""
    end, guard = time.monotonic() + duration, Lock()
    had = report.seconds_by_target(folder)
    running: set[str] = set()

    def work() -> None:
        while (left := end - time.monotonic()) > 10:
            with guard:
                name = min((n for n in chosen if n not in running), key=lambda n: had.get(n, 0.0), default=chosen[0])
                running.add(name)
            one = _slice(name, min(left, SLICE), folder)
            with guard:
                running.discard(name)
                had[name] = had.get(name, 0.0) + max(one.seconds, 10.0)
                if not one.executions:
                    say(f"{name}: nothing was run; see {folder / name}.log")
                    continue
                with (folder / "slices.jsonl").open("a", encoding="utf-8") as ledger:
                    ledger.write(json.dumps(asdict(one)) + "\n")
            say(f"{one.target}: {one.seconds:.0f} s ({one.cpu:.0f} s CPU), {one.executions:,} executions, {one.coverage:,} edges")

    with ThreadPoolExecutor(jobs) as pool:
        for done in [pool.submit(work) for _ in range(jobs)]:
            done.result()


def _slice(name: str, duration: float, folder: Path) -> Slice:
    """One job of one target, with what it did."""
    started, day = time.monotonic(), time.strftime("%Y-%m-%d")
    command = [sys.executable, "-m", "tests.measure.fuzz.job", name, str(duration), str(folder)]
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        job = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, _, used = os.wait4(job.pid, 0)
    text = log.read_text(encoding="utf-8", errors="replace")
    done = re.findall(r"number_of_executed_units: (\d+)", text) or re.findall(r"^#(\d+)\t", text, re.MULTILINE)
    edges = re.findall(r"cov: (\d+)", text)
    return Slice(
        name,
        day,
        time.monotonic() - started,
        used.ru_utime + used.ru_stime,
        int(done[-1]) if done else 0,
        int(edges[-1]) if edges else 0,
    )


def _confirmed(folder: Path) -> Iterator[tuple[Finding, Finding | None]]:
    """Every finding with what it does now, read in this process: None where it is mended, or was the instruments'."""
    for told in sorted((folder / "findings").glob("*.json")):
        words = json.loads(told.read_text(encoding="utf-8"))
        one = Finding(words["target"], words["kind"], words["what"], told.with_suffix(".bin").read_bytes())
        target: Target | None = targets().get(one.target)
        yield one, _again(target, one) if target else None
    for crash in sorted((folder / "crashes").glob("*-[cto][rio][amo]*-*")):  # crash, timeout, oom: libFuzzer's names
        target = targets().get(crash.name.partition("-")[0])
        if target and (again := attempt(target, crash.read_bytes())):
            yield again, again


def _again(target: Target, one: Finding) -> Finding | None:
    if one.kind.startswith("grows"):
        from tests.measure.fuzz.growth import grows

        return grows(target, one.data)
    return attempt(target, one.data) and attempt(target, one.data)  # the first run loads tables


if __name__ == "__main__":
    main()
