"""The findings as Markdown for a CI step's summary or a comment on a pull request, worst first.

GitHub aborts a step summary over 1 MiB, so whole rows are left out before, and counted.
"""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import quote

from citecheck.model.completeness import of_documents
from citecheck.model.finding import SEVERITIES
from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters.display_text import in_markdown, total
from citecheck.reporters.regions import Located, relative, worst_first

BUDGET = 900_000  # bytes of rows; the limit is 1,048,576


class SummaryReporter:
    """A headline, counts, and a table."""

    name: ClassVar[str] = "summary"
    suffix: ClassVar[str] = ".md"

    def render(self, report: Report) -> str:
        """The whole text."""
        return "\n".join(["<!-- citecheck -->", *self._head(report), *self._table(report), ""])

    def _head(self, report: Report) -> Iterator[str]:
        counts = Counter(one.finding.severity for one in worst_first(report))
        told = ", ".join(f"{counts[s]} {s}{'s' if counts[s] > 1 else ''}" for s in SEVERITIES if counts[s])
        yield f"### citecheck: {told or 'nothing found'}"
        yield ""
        yield total(of_documents(report.documents)).removeprefix("TOTAL").strip()
        for note in (report.offline, *(f"{one.path}: {one.message}" for one in report.unread)):
            if note:
                yield ""
                yield f"**{in_markdown(note)}**"

    def _table(self, report: Report) -> Iterator[str]:
        found = worst_first(report)
        if not found:
            return
        yield ""
        yield "| | Where | Rule | Finding |"
        yield "|---|---|---|---|"
        spent = 0
        for at, one in enumerate(found):
            row = _row(one, report)
            spent += len(row.encode("utf-8", "backslashreplace")) + 1
            if spent > BUDGET:
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
    return f"| {finding.severity} | {where} | {finding.code} {finding.name} | {in_markdown(finding.message)} |"


PLUGIN: type[Reporter] = SummaryReporter
