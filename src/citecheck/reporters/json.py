"""The whole report as JSON: ``citecheck/report/1``, each document as ``resolve/1`` with its counts."""

from typing import ClassVar

from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters import json_output
from citecheck.reporters.regions import as_json


class JsonReporter:
    """Indented JSON."""

    name: ClassVar[str] = "json"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        return as_json(json_output.report(report))


PLUGIN: type[Reporter] = JsonReporter
