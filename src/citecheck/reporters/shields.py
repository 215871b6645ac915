"""A README badge for shields.io's endpoint badges (https://shields.io/badges/endpoint-badge)."""

from citecheck.model.completeness import of_documents
from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.regions import as_json

COLOURS = ((90, "brightgreen"), (60, "yellow"), (0, "red"))
NEUTRAL = "lightgrey"


@reporter("shields", ".json")
def render(report: Report) -> str:
    """Label, message, colour."""
    counts = of_documents(report.documents)
    message = f"{counts.percent}% complete" if counts.percent is not None else "no sources"
    colour = NEUTRAL if counts.percent is None else next(colour for least, colour in COLOURS if counts.percent >= least)
    return as_json({"schemaVersion": 1, "label": "citecheck", "message": message, "color": colour})


PLUGIN = render
