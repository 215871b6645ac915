"""The findings as JSON: ``citecheck/check/1``."""

from citecheck.model.report import Report
from citecheck.reporters import json_output
from citecheck.reporters._reporter import reporter
from citecheck.reporters.regions import as_json


@reporter("check", ".json")
def render(report: Report) -> str:
    """Indented JSON."""
    return as_json(json_output.check(report))


PLUGIN = render
