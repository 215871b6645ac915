"""The weights of the evidence: log2 odds of a variable's level between right pages and wrong ones (Fellegi and Sunter, 1969).

The table is ``data/weights.csv``; each row says what its number rests on. ``tests/measure/fit_weights.py`` fits it again.
"""

import csv
from functools import cache
from importlib.resources import files

from citecheck.model.knowledge import Evidence, EvidenceVerdict


@cache
def table() -> dict[tuple[str, str], tuple[float, EvidenceVerdict]]:
    """Bits and verdict by variable and level."""
    rows: dict[tuple[str, str], tuple[float, EvidenceVerdict]] = {}
    verdicts: dict[str, EvidenceVerdict] = {"confirmed": "confirmed", "contradicted": "contradicted", "undecided": "undecided"}
    with files("citecheck.data").joinpath("weights.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["variable"], row["level"]] = float(row["bits"]), verdicts[row["verdict"]]
    return rows


def bits(variable: str, level: str) -> float:
    """The log2 odds of a level."""
    return table()[variable, level][0]


def evidence(variable: str, level: str, cited: str, found: str, source: str) -> Evidence:
    """The evidence of a comparison that came out at ``level``."""
    worth, verdict = table()[variable, level]
    return Evidence(variable, cited, found, source, verdict, worth)
