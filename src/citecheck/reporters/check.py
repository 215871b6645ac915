"""The findings as JSON: ``citecheck/check/1``."""

from typing import ClassVar

from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters import json_output
from citecheck.reporters.regions import as_json


class CheckReporter:
    """Indented JSON."""

    name: ClassVar[str] = "check"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        return as_json(json_output.check(report))


PLUGIN: type[Reporter] = CheckReporter
