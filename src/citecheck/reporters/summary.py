"""The findings as Markdown for a CI step summary or a pull request comment, worst first.

GitHub rejects a step summary over 1 MiB, so rows over the limit are left out and counted.
"""

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import quote

from citecheck.model.completeness import of_documents
from citecheck.model.finding import SEVERITY_WORDS
from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters.display_text import in_markdown, severity_counts, total
from citecheck.reporters.regions import Located, relative, worst_first

MAX_BYTES = 900_000  # bytes of rows; the limit is 1,048,576


class SummaryReporter:
    """A headline, counts, and a table."""

    name: ClassVar[str] = "summary"
    suffix: ClassVar[str] = ".md"

    def render(self, report: Report) -> str:
        return "\n".join(["<!-- citecheck -->", *self._head(report), *self._table(report), ""])

    def _head(self, report: Report) -> Iterator[str]:
        yield f"### citecheck: {severity_counts([f.severity for result in report.documents for f in result.findings])}"
        yield ""
        yield total(of_documents(report.documents)).removeprefix("TOTAL").strip()
        for message in (report.offline, *(f"{one.path}: {one.message}" for one in report.unread)):
            if message:
                yield ""
                yield f"**{in_markdown(message)}**"

    def _table(self, report: Report) -> Iterator[str]:
        found = worst_first(report)
        if not found:
            return
        yield ""
        yield "| | Where | Rule | Finding |"
        yield "|---|---|---|---|"
        size = 0
        for at, one in enumerate(found):
            row = _row(one, report)
            size += len(row.encode("utf-8", "backslashreplace")) + 1
            if size > MAX_BYTES:
                yield ""
                yield f"{len(found) - at} more are left out here; the other formats have all of them."
                return
            yield row


def _row(one: Located, report: Report) -> str:
    finding = one.finding
    place = finding.place.line or finding.place.part
    path = relative(finding.path, report)
    where = in_markdown(f"{path}:{place}" if place else path)
    if report.source_url:
        query = f"?plain=1#L{finding.place.line}" if finding.place.line else ""
        where = f"[{where}](<{report.source_url}{quote(path.encode('utf-8', 'surrogateescape'))}{query}>)"
    return f"| {SEVERITY_WORDS[finding.severity]} | {where} | {finding.code} {finding.name} | {in_markdown(finding.message)} |"


PLUGIN: type[Reporter] = SummaryReporter
