"""Reviewdog's diagnostic format, one diagnostic per line."""

from typing import ClassVar

from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters.rdjson_output import SOURCE, diagnostic
from citecheck.reporters.regions import as_json_line, located


class RdjsonlReporter:
    """JSON lines."""

    name: ClassVar[str] = "rdjsonl"
    suffix: ClassVar[str] = ".rdjsonl"

    def render(self, report: Report) -> str:
        return "".join(as_json_line(diagnostic(one, report) | {"source": SOURCE}) for one in located(report))


PLUGIN: type[Reporter] = RdjsonlReporter
