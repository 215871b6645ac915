"""Reviewdog's diagnostic format, one diagnostic per line."""

from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.rdjson_output import SOURCE, diagnostic
from citecheck.reporters.regions import as_json_line, located


@reporter("rdjsonl", ".rdjsonl")
def render(report: Report) -> str:
    """JSON lines."""
    return "".join(as_json_line(diagnostic(one, report) | {"source": SOURCE}) for one in located(report))


PLUGIN = render
