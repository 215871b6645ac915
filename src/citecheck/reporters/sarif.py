"""SARIF 2.1.0, with all that GitHub's code scanning asks for (https://docs.github.com/en/code-security, SARIF support).

Its limits: 5,000 results are kept, so the worst are told first and the cut is said; texts of rules are cut at 1,024 characters.
"""

from collections import Counter
from typing import Any, ClassVar
from urllib.parse import quote

from citecheck.model.finding import RulePage, Severity, Suppressed
from citecheck.model.report import DocumentResult, Report
from citecheck.protocols import Reporter
from citecheck.reporters.display_text import plain
from citecheck.reporters.regions import Located, Region, as_json, relative, worst_first

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 5_000
LONGEST_TEXT = 1_024
PROBLEM: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
KINDS = {"in-source": "inSource", "external": "external"}


class SarifReporter:
    """One run, one result a finding; what was passed over is there too, and says why."""

    name: ClassVar[str] = "sarif"
    suffix: ClassVar[str] = ".sarif"

    def render(self, report: Report) -> str:
        """The log as JSON text."""
        return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> dict[str, Any]:
    found = worst_first(report)
    aside = [(document_result, one) for document_result in report.documents for one in document_result.suppressed]
    kept = found[:MOST_RESULTS]
    codes = sorted({one.finding.code for one in kept} | {s.finding.code for _, s in aside})
    hashes = Hashes(report)
    results = [_result(one, codes, hashes, report) for one in kept]
    results += [_passed_over(*pair, codes, hashes, report) for pair in aside[: MOST_RESULTS - len(kept)]]
    pages = {page.code: page for page in report.rules}
    return {
        "tool": {"driver": _driver(report, [pages.get(code, RulePage(code, code, "note", code, code)) for code in codes])},
        "automationDetails": {"id": "citecheck/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder that citecheck was run in."}}},
        "invocations": [_invocation(report, len(found) - len(kept))],
        "results": results,
    }


def _driver(report: Report, pages: list[RulePage]) -> dict[str, Any]:
    version = {"semanticVersion": report.version} if report.version else {}
    return {"name": "citecheck", **version, "rules": [_rule(page) for page in pages]}


def _rule(page: RulePage) -> dict[str, Any]:
    text = page.text[:LONGEST_TEXT]
    return {
        "id": page.code,
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.summary[:LONGEST_TEXT]},
        "fullDescription": {"text": text},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": page.severity},
        "properties": {"precision": "high", "problem.severity": PROBLEM[page.severity], "tags": ["citations"]},
    }


def _invocation(report: Report, cut: int) -> dict[str, Any]:
    told = [(f"{one.path}: {one.message}", "error") for one in report.unread]
    told += [(report.offline, "note")] if report.offline else []
    told += [(f"{cut} more findings were left out: only {MOST_RESULTS} are shown", "warning")] if cut else []
    notifications = [{"message": {"text": plain(text)}, "level": level} for text, level in told]
    return {"executionSuccessful": not (report.interrupted or report.unread), "toolExecutionNotifications": notifications}


def _result(one: Located, codes: list[str], hashes: "Hashes", report: Report) -> dict[str, Any]:
    finding = one.finding
    result = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": plain(finding.message)},
        "locations": [_location(one, report)],
        "partialFingerprints": {"primaryLocationLineHash": hashes.of(one), "citecheck/v1": finding.fingerprint or "0"},
    }
    fixes = [_fix(description, edits, one, report) for description, _, edits in one.suggestions]
    return result | ({"fixes": fixes} if fixes else {})


def _passed_over(
    document_result: DocumentResult, aside: Suppressed, codes: list[str], hashes: "Hashes", report: Report
) -> dict[str, Any]:
    reason = {"justification": plain(aside.reason)} if aside.reason else {}
    suppression = {"kind": KINDS[aside.kind], **reason}
    return _result(Located(document_result, aside.finding), codes, hashes, report) | {"suppressions": [suppression]}


def _location(one: Located, report: Report) -> dict[str, Any]:
    where = {"artifactLocation": _artifact(one.finding.path, report), "region": _region(one.region)}
    part = one.finding.place.part or one.finding.label
    return {"physicalLocation": where} | ({"logicalLocations": [{"name": plain(part)}]} if part else {})


def _artifact(path: str, report: Report) -> dict[str, str]:
    return {"uri": quote(relative(path, report).encode("utf-8", "surrogateescape")), "uriBaseId": "%SRCROOT%"}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": max(region.end_column, region.column + (region.end_line == region.line)),
    }


def _fix(description: str, edits: tuple[tuple[Region, Any], ...], one: Located, report: Report) -> dict[str, Any]:
    replaced = [
        {
            "deletedRegion": {"startLine": r.line, "startColumn": r.column, "endLine": r.end_line, "endColumn": r.end_column},
            "insertedContent": {"text": edit.replacement},
        }
        for r, edit in edits
    ]
    change = {"artifactLocation": _artifact(one.finding.path, report), "replacements": replaced}
    return {"description": {"text": plain(description)}, "artifactChanges": [change]}


class Hashes:
    """``primaryLocationLineHash`` as GitHub's own action makes it, so that findings keep their identity when lines move.

    The rolling hash of the 100 UTF-16 units without blanks from the line's beginning, and a number for equal ones
    (github/codeql-action, src/fingerprints.ts).
    """

    def __init__(self, report: Report) -> None:
        self._lines = {id(document_result): line_hashes(document_result.document.text) for document_result in report.documents}

    def of(self, one: Located) -> str:
        """The hash of the line that a finding stands in."""
        lines = self._lines[id(one.result)]
        return lines[min(one.region.line, len(lines)) - 1]


def line_hashes(text: str) -> list[str]:
    """The hash of every line of a text."""
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-16-le", "surrogatepass")
    units = [unit for unit in memoryview(data).cast("H") if unit not in (0x20, 0x09)]
    units += [0xFFFF]
    starts = [0] + [at + 1 for at, unit in enumerate(units) if unit == 0x0A]
    seen: Counter[str] = Counter()
    hashes = []
    for start in starts:
        made = f"{_rolled(units[start : start + 100]):x}"
        seen[made] += 1
        hashes.append(f"{made}:{seen[made]}")
    return hashes


def _rolled(units: list[int]) -> int:
    made = 0
    for unit in units + [0] * (100 - len(units)):
        made = (made * 37 + unit) & 0xFFFF_FFFF_FFFF_FFFF
    return made


PLUGIN: type[Reporter] = SarifReporter
