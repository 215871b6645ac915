"""The weights of evidence: log2 odds of a variable's level between right and wrong pages (Fellegi and Sunter, 1969).

A page and a registry's record are different witnesses, with weights of their own. The table is ``data/weights.csv``, with the source of each number. ``tests/measure/fit_weights.py`` fits it again.
"""

import csv
from functools import cache
from importlib.resources import files

from citecheck.model.knowledge import Evidence, EvidenceVerdict, Witness


@cache
def table() -> dict[tuple[str, str, str], tuple[float, EvidenceVerdict]]:
    """Return bits and verdict by witness, variable and level."""
    rows: dict[tuple[str, str, str], tuple[float, EvidenceVerdict]] = {}
    verdicts: dict[str, EvidenceVerdict] = {"confirmed": "confirmed", "contradicted": "contradicted", "undecided": "undecided"}
    with files("citecheck.data").joinpath("weights.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["witness"], row["variable"], row["level"]] = float(row["bits"]), verdicts[row["verdict"]]
    return rows


def bits(variable: str, level: str, witness: Witness = "page") -> float:
    """Return the log2 odds of a level."""
    return table()[witness, variable, level][0]


def evidence(variable: str, level: str, cited: str, found: str, source: str, witness: Witness = "page") -> Evidence:
    """Return the evidence for the level that a comparison found."""
    odds, verdict = table()[witness, variable, level]
    return Evidence(variable, cited, found, source, verdict, odds, witness, level)
