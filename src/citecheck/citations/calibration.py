"""From the probability that the model gives a field to how often such fields are right (``trust.csv``, measured on held-out references)."""

import csv
from bisect import bisect_left
from functools import cache
from importlib.resources import files

HIGHEST = 0.995  # nothing that was read is certain


def trusted(field: str, sure: float) -> float:
    """The probability that a field is right; between the table's steps in proportion."""
    steps = _table().get(field)
    if not steps:
        return min(sure, HIGHEST)
    at = bisect_left(steps, (sure, 0.0))
    if at == 0:
        return steps[0][1] * sure / steps[0][0] if steps[0][0] else steps[0][1]
    if at == len(steps):
        return min(steps[-1][1], HIGHEST)
    (low, below), (high, above) = steps[at - 1], steps[at]
    return min(below + (above - below) * (sure - low) / (high - low), HIGHEST)


@cache
def _table() -> dict[str, list[tuple[float, float]]]:
    rows: dict[str, list[tuple[float, float]]] = {}
    with files("citecheck.citations").joinpath("trust.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["field"], []).append((float(row["said"]), float(row["right"])))
    return rows
