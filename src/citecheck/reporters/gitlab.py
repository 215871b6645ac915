"""GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/): a JSON array, empty without findings.

Fingerprints do not depend on the line, so a finding that moved is not new. Equal ones are numbered, because GitLab would merge them.
"""

import hashlib
from collections import Counter
from typing import Any

from citecheck.language.printable import one_line
from citecheck.model.finding import Severity
from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter
from citecheck.reporters.regions import Located, as_json, located, relative

SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


@reporter("gitlab", ".json")
def render(report: Report) -> str:
    """One object per finding."""
    seen: Counter[str] = Counter()
    return as_json([_entry(one, seen, report) for one in located(report)])


def _entry(one: Located, seen: Counter[str], report: Report) -> dict[str, Any]:
    finding = one.finding
    path = relative(finding.path, report)
    found = f"citecheck {path} {finding.fingerprint}"
    seen[found] += 1
    identity = f"{found} {seen[found]}".encode("utf-8", "surrogatepass")
    return {
        "description": one_line(f"{finding.code} {finding.message}"),
        "check_name": f"citecheck {finding.name}",
        "fingerprint": hashlib.sha256(identity).hexdigest()[:32],
        "severity": SEVERITY[finding.severity],
        "location": {"path": path, "lines": {"begin": one.region.line}},
    }


PLUGIN = render
