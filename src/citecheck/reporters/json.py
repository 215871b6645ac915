"""The whole report for machines: ``citecheck/report/1``, each document as ``resolve/1`` with its counts."""

from typing import Any, ClassVar

from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters import json_output
from citecheck.reporters.regions import as_json


class JsonReporter:
    """JSON, two spaces, keys in the contract's order."""

    name: ClassVar[str] = "json"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        """The report as JSON text."""
        return as_json(self.data(report))

    def data(self, report: Report) -> dict[str, Any]:
        """The report as JSON values."""
        return json_output.report(report)


PLUGIN: type[Reporter] = JsonReporter
