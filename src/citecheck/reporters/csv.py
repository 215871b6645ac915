"""The findings as a table for spreadsheets (RFC 4180).

A cell that a spreadsheet would read as a formula starts with an apostrophe (OWASP, CSV injection).
"""

import csv
import io

from citecheck.language import secrets
from citecheck.language.printable import one_line
from citecheck.model.finding import SEVERITY_WORDS
from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.regions import Located, located, relative

HEADINGS = ("citecheck", "name", "severity", "path", "line", "column", "note", "source", "message", "url", "fix", "fingerprint")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@reporter("csv", ".csv")
def render(report: Report) -> str:
    """A row of headings, then one row per finding."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(HEADINGS)
    writer.writerows([cell(value) for value in _row(one, report)] for one in located(report))
    return table.getvalue()


def _row(one: Located, report: Report) -> tuple[object, ...]:
    finding = one.finding
    fix = next((f"{f.description}: {' … '.join(e.replacement for e in f.edits)}" for f in finding.fixes), "")
    return (
        finding.code,
        finding.name,
        SEVERITY_WORDS[finding.severity],
        relative(finding.path, report),
        finding.place.line or finding.place.part,
        finding.place.column,
        finding.label,
        finding.source,
        finding.message,
        finding.url and secrets.shown(finding.url),
        fix,
        finding.fingerprint,
    )


def cell(value: object) -> str:
    """A value as text that no spreadsheet reads as a formula."""
    text = one_line(str(value)) if value is not None else ""
    return f"'{text}" if text.startswith(FORMULA) else text


PLUGIN = render
