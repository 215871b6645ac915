"""The findings for a terminal: a line each, as compilers print them, and a line on all."""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.model.completeness import is_covered, of_documents
from citecheck.model.finding import SEVERITIES, Finding
from citecheck.model.report import Report
from citecheck.protocols import Reporter
from citecheck.reporters.display_text import plain, plural

COUNTED = {"note": "remark"}  # a line that counts findings and notes of the text alike


class FindingsReporter:
    """``path:line:column: severity code message``."""

    name: ClassVar[str] = "findings"
    suffix: ClassVar[str] = ".txt"

    def render(self, report: Report) -> str:
        """All findings in the documents' order."""
        return "\n".join([*self._lines(report), self._total(report), ""])

    def _lines(self, report: Report) -> Iterator[str]:
        for result in report.documents:
            for finding in result.findings:
                yield plain(f"{where(finding)}: {finding.severity} {finding.code} {finding.message}")

    def _total(self, report: Report) -> str:
        severities = [f.severity for result in report.documents for f in result.findings]
        counted = [(severities.count(severity), severity) for severity in SEVERITIES]
        told = ", ".join(plural(many, COUNTED.get(severity, severity)) for many, severity in counted if many)
        notes = sum(is_covered(result, note) for result in report.documents for note in result.notes)
        links = sum(len(result.links) for result in report.documents)
        read = sum(one.document.changed is None or bool(one.document.changed) for one in report.documents)
        whole = ", ".join(plural(*pair) for pair in ((read, "document"), (notes, "note"), (links, "link")))
        aside = sum(len(result.suppressed) for result in report.documents)
        unknown = of_documents(report.documents).unchecked
        more = [f"{aside} passed over"] if aside else []
        more += [f"{plural(unknown, 'source')} not checked (`citecheck report` looks for them)"] if unknown else []
        return "; ".join([f"{told or 'nothing found'} in {whole}", *more])


def where(finding: Finding) -> str:
    """Path, line and column; the part of the file where it has no lines."""
    place = finding.place
    return ":".join(str(part) for part in (finding.path, place.line or place.part, place.column) if part)


PLUGIN: type[Reporter] = FindingsReporter
