"""The findings for a terminal: one line each, as compilers print them, then the totals."""

from collections.abc import Iterator

from citecheck.language.printable import one_line
from citecheck.model.completeness import is_covered, of_documents
from citecheck.model.finding import SEVERITY_WORDS, Finding
from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.display_text import plural, severity_counts


@reporter("findings", ".txt")
def render(report: Report) -> str:
    """``path:line:column: severity code message``."""
    return "\n".join([*_lines(report), _total(report), ""])


def _lines(report: Report) -> Iterator[str]:
    for result in report.documents:
        for finding in result.findings:
            yield one_line(f"{where(finding)}: {SEVERITY_WORDS[finding.severity]} {finding.code} {finding.message}")


def _total(report: Report) -> str:
    found = severity_counts([f.severity for result in report.documents for f in result.findings])
    notes = sum(is_covered(result, note) for result in report.documents for note in result.notes)
    links = sum(len(result.links) for result in report.documents)
    read = sum(one.document.changed is None or bool(one.document.changed) for one in report.documents)
    checked = ", ".join(plural(*pair) for pair in ((read, "document"), (notes, "note"), (links, "link")))
    suppressed = sum(len(result.suppressed) for result in report.documents)
    unchecked = of_documents(report.documents).unchecked
    more = [f"{suppressed} ignored"] if suppressed else []
    more += [f"{plural(unchecked, 'source')} not checked (`citecheck report` searches for them)"] if unchecked else []
    return "; ".join([f"{found} in {checked}", *more])


def where(finding: Finding) -> str:
    """Path, line and column, or the part of a file without lines."""
    place = finding.place
    return ":".join(str(part) for part in (finding.path, place.line or place.part, place.column) if part)


PLUGIN = render
