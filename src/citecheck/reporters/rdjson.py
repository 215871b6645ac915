"""Reviewdog's diagnostic format (https://github.com/reviewdog/reviewdog, proto/rdf), with the fixes as suggestions.

Columns count UTF-8 bytes, not characters.
"""

from typing import ClassVar

from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters.rdjson_output import SOURCE, diagnostic
from citecheck.reporters.regions import as_json, located


class RdjsonReporter:
    """One object with all diagnostics."""

    name: ClassVar[str] = "rdjson"
    suffix: ClassVar[str] = ".rdjson"

    def render(self, report: Report) -> str:
        return as_json({"source": SOURCE, "diagnostics": [diagnostic(one, report) for one in located(report)]})


PLUGIN: type[Reporter] = RdjsonReporter
