"""Reports as their reporters print them, and reports with many findings."""

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.model.finding import Finding
from citecheck.model.place import Place
from citecheck.model.report import Report


def render(name: str, report: Report) -> str:
    made: str = wiring.plugins("reporters")[name]().render(report)
    return made


def many(report: Report, number: int) -> Report:
    """The report with that many notes, warnings and errors each."""
    found = tuple(
        Finding("CC201", "dead-link", severity, f"number {at}", "a.txt", Place(1, 1), fingerprint=f"{at}")  # type: ignore[arg-type]
        for severity in ("note", "warning", "error")
        for at in range(number)
    )
    return replace(report, documents=(replace(report.documents[0], findings=found, suppressed=()),), unread=())
