"""The exit status of a run: 0 done, 1 findings or too little completeness, 2 trouble, 130 interrupted."""

from citecheck.model.completeness import of_documents
from citecheck.model.finding import SEVERITIES
from citecheck.model.report import Report


def status(report: Report, fail_on: str | None, fail_under: float | None, *, failed: bool) -> int:
    """``fail_on`` is a severity, ``never`` or None; ``fail_under`` a percentage; ``failed`` says that something was not read or written."""
    if report.interrupted:
        return 130
    if failed or report.unread:
        return 2
    if fail_under is not None and of_documents(report.documents).percent < fail_under:
        return 1
    return int(reaches(report, fail_on))


def reaches(report: Report, fail_on: str | None) -> bool:
    """Whether any finding that the baseline does not have is as severe as ``fail_on``."""
    if fail_on not in SEVERITIES:
        return False
    enough = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(f.severity in enough and not f.accepted for result in report.documents for f in result.findings)
