"""The findings for machines: ``citecheck/check/1``."""

from typing import ClassVar

from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters import json_output
from citecheck.reporters.regions import as_json


class CheckReporter:
    """JSON, two spaces, keys in the contract's order."""

    name: ClassVar[str] = "check"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        """The findings as JSON text."""
        return as_json(json_output.check(report))


PLUGIN: type[Reporter] = CheckReporter
