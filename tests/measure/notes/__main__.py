"""Measures, writes the page, and keeps the details for whoever mends in a file that is named."""

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.measure.notes.isolated import in_children
from tests.measure.notes.measured import measured, reported_after_removal, warm
from tests.measure.notes.removal import TAKERS
from tests.measure.notes.report import Rows, page
from tests.measure.notes.sample import Sample, sampled

REPORT = Path(__file__).resolve().parents[3] / "reports" / "notes.md"
REMOVALS = 40  # documents of a format that lose a note


def main() -> None:
    """Measures and writes."""
    given = _arguments()
    where = [str(Path(place).resolve()) for place in given.where]
    samples = sampled(where, given.per_format, given.without, given.any, given.seed)
    if given.details:
        given.details.write_text("", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        os.chdir(folder)  # no settings of the working directory count
        warm()
        rows = _run(measured, samples, given)
        removals = _run(reported_after_removal, _with_notes(rows), given)
    REPORT.write_text(page(rows, removals, _preface(rows)), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.measure.notes")
    parser.add_argument("where", nargs="+", help="folders of checkouts, or files with a path a line")
    parser.add_argument("--per-format", type=int, default=75, help="documents with notes of each format")
    parser.add_argument("--without", type=int, default=320, help="documents without notes")
    parser.add_argument("--any", type=int, default=2000, help="documents of any kind, which are only checked")
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--limit", type=float, default=180, help="seconds for one document")
    parser.add_argument(
        "--details",
        type=lambda name: Path(name).resolve(),
        help="a file for the results as JSON lines, with words of the documents",
    )
    return parser.parse_args()


def _run(function: Callable[[Any], dict[str, Any]], samples: Sequence[Sample], given: argparse.Namespace) -> Rows:
    rows: list[tuple[Sample, dict[str, Any]]] = []
    for number, row in in_children(function, samples, given.jobs, given.limit):
        rows.append((samples[number], row))
        if given.details:
            with given.details.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"sample": asdict(samples[number]), **row}) + "\n")
        print(f"\r{function.__name__}: {len(rows)} of {len(samples)}", end="", flush=True)
    print()
    return rows


def _with_notes(rows: Rows) -> list[Sample]:
    """Documents that may lose a note, in the order of the sample's names: so many of each format."""
    able = sorted((one for one, row in rows if one.format in TAKERS and row.get("wanted")), key=lambda one: one.name)
    step = {name: max(1, sum(one.format == name for one in able) // REMOVALS) for name in TAKERS}
    by_format = {name: [one for one in able if one.format == name][:: step[name]] for name in TAKERS}
    return [one for mine in by_format.values() for one in mine]


def _preface(rows: Rows) -> list[str]:
    repositories = {"/".join(one.name.split("/")[:2]) for one, _ in rows}
    counts = Counter(one.part for one, _ in rows)
    return [
        "# Notes of real documents",
        "",
        f"Made by `python -m tests.measure.notes`: {counts['notes']} documents with a sign of notes, {counts['without']} of kinds that have none,",
        f"and {counts['any']} others, of {len(repositories)} public repositories, drawn with a fixed seed. Each is read as `citecheck check --offline`",
        "reads it, and the first ones by pandoc and the formats' own readers. No document is part of this project.",
    ]


if __name__ == "__main__":
    main()
