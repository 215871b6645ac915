"""A finding as reviewdog's Diagnostic (proto/rdf/reviewdog.proto): columns count UTF-8 bytes from 1."""

from typing import Any

from citecheck.language.printable import one_line
from citecheck.model.finding import Severity
from citecheck.model.report import Report
from citecheck.reporters.regions import Located, Region, relative

SOURCE = {"name": "citecheck"}
SEVERITY: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def diagnostic(one: Located, report: Report) -> dict[str, Any]:
    """The diagnostic of a finding. Only fixes of a single edit become suggestions, because reviewers accept them one by one."""
    finding = one.finding
    lines = one.result.document.text.split("\n")
    where = {"path": relative(finding.path, report)} | ({"range": _range(one.region, lines)} if finding.place.line else {})
    suggestions = [
        {"range": _range(edits[0][0], lines), "text": edits[0][1].replacement} for _, _, edits in one.suggestions if len(edits) == 1
    ]
    return {
        "message": one_line(finding.message),
        "location": where,
        "severity": SEVERITY[finding.severity],
        "code": {"value": finding.code},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _range(region: Region, lines: list[str]) -> dict[str, dict[str, int]]:
    def position(line: int, column: int) -> dict[str, int]:
        before = lines[line - 1][: column - 1] if line <= len(lines) else ""
        return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}

    return {"start": position(region.line, region.column), "end": position(region.end_line, region.end_column)}
