"""How completeness went, from the counts of earlier runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from citecheck.model.report import Earlier
from citecheck.reporters.html.view import View

WIDTH, HEIGHT = 300, 60  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Point:
    """One run in the drawing and in the table under it."""

    x: float
    y: float
    day: str
    percent: int
    verified: int
    whole: int


def points(history: Sequence[Earlier], views: Sequence[View]) -> tuple[Point, ...]:
    """The earlier runs, evenly spaced, and this one; nothing where there is nothing to compare."""
    if not history or len(views) != 1:
        return ()
    counts = views[0].counts
    told = [(f"{e.started:%Y-%m-%d}", e.percent, e.verified, e.whole) for e in history]
    told.append(("this run", counts.percent, counts.verified, counts.whole))
    step = (WIDTH - 10) / (len(told) - 1)
    return tuple(Point(5 + at * step, 5 + (HEIGHT - 10) * (1 - one[1] / 100), *one) for at, one in enumerate(told))
