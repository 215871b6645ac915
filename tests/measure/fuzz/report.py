"""``reports/fuzzing.md``: time and executions of each target over all runs, and the open findings."""

import base64
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from citecheck import __version__
from tests.measure.fuzz.attempt import Finding

REPORT = Path(__file__).parents[3] / "reports" / "fuzzing.md"
CASES = Path(__file__).parents[2] / "cases" / "fuzz_findings.jsonl"
HEAD = """# Fuzzing

Written by `python -m tests.measure.fuzz`; it has the targets and limits. Hours are those of the jobs by the clock, CPU hours what
they got of a machine that did other things too. Edges are the branches of citecheck's code that the target's last run reached. What was
found and mended stands in `tests/cases/fuzz_findings.jsonl`, which the tests read. `formats_before` is the one target that these
replaced; its CPU time was not measured.
"""


@dataclass(frozen=True)
class Slice:
    """What one job did: seconds by the clock and of the CPU, executions, edges of code reached."""

    target: str
    day: str
    seconds: float
    cpu: float
    executions: int
    coverage: int


@dataclass(frozen=True)
class Row:
    """A target's line of the report."""

    target: str
    hours: float = 0.0
    cpu: float = 0.0
    executions: int = 0
    coverage: int = 0
    last: str = ""

    def with_slice(self, one: Slice) -> "Row":
        return Row(
            self.target,
            self.hours + one.seconds / 3600,
            self.cpu + one.cpu / 3600,
            self.executions + one.executions,
            one.coverage or self.coverage,
            max(self.last, one.day),
        )

    def line(self) -> str:
        return f"| {self.target} | {self.hours:.2f} | {self.cpu:.2f} | {self.executions:,} | {self.coverage:,} | {self.last} |"


def slices(folder: Path) -> list[Slice]:
    """The jobs of a folder that no report has yet."""
    ledger = folder / "slices.jsonl"
    lines = ledger.read_text(encoding="utf-8").splitlines() if ledger.exists() else []
    names = {field.name for field in fields(Slice)}
    return [Slice(**{key: value for key, value in json.loads(line).items() if key in names}) for line in lines]


def seconds_by_target(folder: Path) -> dict[str, float]:
    """How long each target has been run, by the report and the folder."""
    had = {name: row.hours * 3600 for name, row in rows().items()}
    for one in slices(folder):
        had[one.target] = had.get(one.target, 0.0) + one.seconds
    return had


def rows() -> dict[str, Row]:
    """The lines of the report by target."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    found = re.findall(r"^\| (\w+) \| ([\d.]+) \| ([\d.]+) \| ([\d,]+) \| ([\d,]+) \| ([\d-]+) \|$", text, re.MULTILINE)
    return {
        name: Row(name, float(hours), float(cpu), int(done.replace(",", "")), int(edges.replace(",", "")), day)
        for name, hours, cpu, done, edges, day in found
    }


def add(folder: Path, left: Sequence[Finding]) -> None:
    """Adds the folder's new jobs to the report, which then has them."""
    known = rows()
    for one in slices(folder):
        known[one.target] = known.get(one.target, Row(one.target)).with_slice(one)
    REPORT.write_text(render(known.values(), left), encoding="utf-8")
    (folder / "slices.jsonl").unlink(missing_ok=True)


def render(told: Iterable[Row], left: Sequence[Finding]) -> str:
    """The report's text."""
    told = sorted(told, key=lambda row: row.target)
    kept = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()] if CASES.exists() else []
    total = (sum(row.hours for row in told), sum(row.cpu for row in told), sum(row.executions for row in told))
    lines = [HEAD, f"Version {__version__}, Python {sys.version.split()[0]}, {time.strftime('%Y-%m-%d')}.\n"]
    lines += [
        "| target | hours | CPU hours | executions | edges | last run |",
        "|---|---|---|---|---|---|",
        *(row.line() for row in told),
    ]
    lines += [
        f"\nIn all: {total[0]:.1f} hours, {total[1]:.1f} CPU hours, {total[2]:,} executions.\n",
        f"## Open findings: {len(left)}\n",
    ]
    lines += [f"- {one.target}: {' '.join(one.what.split())}" for one in left]
    lines += [f"\n## Found and mended: {len(kept)}\n", "| case | target | what was wrong |", "|---|---|---|"]
    lines += [f"| {one['name']} | {one['target']} | {one['wrong']} |" for one in kept]
    return "\n".join(lines) + "\n"


def case_of(found: Finding) -> str:
    """A finding as a line of the table of cases."""
    try:
        data = {"text": found.data.decode("utf-8")}
    except UnicodeDecodeError:
        data = {"base64": base64.b64encode(found.data).decode()}
    return json.dumps({"name": found.name, "target": found.target, "wrong": found.what, **data}, ensure_ascii=True)
