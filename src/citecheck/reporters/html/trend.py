"""The completeness of earlier runs and this one, as points of a line chart."""

from collections.abc import Sequence

from msgspec import Struct

from citecheck.model.report import Earlier
from citecheck.reporters.html.view import View

WIDTH, HEIGHT = 300, 60  # of the chart, in SVG units


class Point(Struct, frozen=True):
    """One run in the chart and in its table."""

    x: float
    y: float
    day: str
    percent: int
    verified: int
    whole: int


def points(history: Sequence[Earlier], views: Sequence[View]) -> tuple[Point, ...]:
    """The earlier runs and this one, evenly spaced; none without earlier runs."""
    counts = views[0].counts if len(views) == 1 else None
    if not history or counts is None or counts.percent is None:
        return ()
    runs = [(f"{e.started:%Y-%m-%d}", e.percent, e.verified, e.whole) for e in history]
    runs.append(("this run", counts.percent, counts.verified, counts.whole))
    step = (WIDTH - 10) / (len(runs) - 1)
    return tuple(Point(5 + at * step, 5 + (HEIGHT - 10) * (1 - one[1] / 100), *one) for at, one in enumerate(runs))
