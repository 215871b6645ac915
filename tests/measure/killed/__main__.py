"""Runs and kills the commands, and writes the report."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.measure.killed.commands import scenes
from tests.measure.killed.runs import Tally, killed, settings

REPORT = Path("reports/killed.md")
HEAD = """# Runs that are killed

Made by `python -m tests.measure.killed`: each command is killed with SIGKILL at a moment that is uniform over its length, then run once
more. Documents, lock, reports, cache and archive are looked at after the kill and after the second run. A fault is anything lost, doubled
or torn, and any file beside others that the second run leaves.

| command | killed | ended before | length | killed between two writes | left a file, until the second run | faults |
|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Runs and kills the commands, and writes the report."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as folder, settings(), scenes() as commands:
        for scene in commands:
            if scene.name.startswith(wanted):
                made = killed(scene, Path(folder, scene.arguments[0]), kills)
                print(made.line(), *Counter(made.faults).most_common(10), sep="\n", flush=True)
                write_row(made)


def write_row(made: Tally) -> None:
    """Puts the command's row into the report, in place of an earlier one."""
    rows = REPORT.read_text(encoding="utf-8").splitlines() if REPORT.exists() else []
    kept = [row for row in rows if row.startswith("| `") and not row.startswith(f"| `{made.scene}`")]
    text = HEAD + "".join(f"{row}\n" for row in sorted([*kept, made.line()]))
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
