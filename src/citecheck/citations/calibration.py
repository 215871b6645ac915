"""Calibration: from the model's probability to the measured share of correct fields (``trust.csv``, held-out references)."""

import csv
from bisect import bisect_left
from functools import cache
from importlib.resources import files

HIGHEST = 0.995  # never certain


def calibrated(field: str, probability: float) -> float:
    """The probability that a field is right, interpolated between the table's steps."""
    steps = _table().get(field)
    if not steps:
        return min(probability, HIGHEST)
    at = bisect_left(steps, (probability, 0.0))
    if at == 0:
        return steps[0][1] * probability / steps[0][0] if steps[0][0] else steps[0][1]
    if at == len(steps):
        return min(steps[-1][1], HIGHEST)
    (low, below), (high, above) = steps[at - 1], steps[at]
    return min(below + (above - below) * (probability - low) / (high - low), HIGHEST)


@cache
def _table() -> dict[str, list[tuple[float, float]]]:
    rows: dict[str, list[tuple[float, float]]] = {}
    with files("citecheck.citations").joinpath("trust.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["field"], []).append((float(row["said"]), float(row["right"])))
    return rows
