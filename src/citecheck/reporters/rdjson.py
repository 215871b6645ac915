"""Reviewdog's diagnostic format (https://github.com/reviewdog/reviewdog, proto/rdf), with the fixes as suggestions.

Columns count UTF-8 bytes, not characters.
"""

from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.rdjson_output import SOURCE, diagnostic
from citecheck.reporters.regions import as_json, located


@reporter("rdjson", ".rdjson")
def render(report: Report) -> str:
    """One object with all diagnostics."""
    return as_json({"source": SOURCE, "diagnostics": [diagnostic(one, report) for one in located(report)]})


PLUGIN = render
