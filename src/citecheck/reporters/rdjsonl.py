"""Reviewdog's diagnostic format, a diagnostic a line."""

from typing import ClassVar

from citecheck.annotating import as_json_line, located
from citecheck.diagnostics import SOURCE, diagnostic
from citecheck.model.report import Report
from citecheck.ports import Reporter


class RdJsonLines:
    """JSON lines; none where nothing is wrong."""

    name: ClassVar[str] = "rdjsonl"
    suffix: ClassVar[str] = ".rdjsonl"

    def render(self, report: Report) -> str:
        """A line a finding."""
        return "".join(as_json_line(diagnostic(one, report) | {"source": SOURCE}) for one in located(report))


PLUGIN: type[Reporter] = RdJsonLines
