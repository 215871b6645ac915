"""The whole report as JSON: ``citecheck/report/1``, each document as ``resolve/1`` with its counts."""

from citecheck.model.report import Report
from citecheck.reporters import json_output
from citecheck.reporters._reporter import reporter
from citecheck.reporters.regions import as_json


@reporter("json", ".json")
def render(report: Report) -> str:
    """Indented JSON."""
    return as_json(json_output.report(report))


PLUGIN = render
