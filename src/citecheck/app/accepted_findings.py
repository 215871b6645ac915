"""The baseline file: its path, reading it, and applying it to a report."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from citecheck.app.documents import path_from
from citecheck.config.settings import Settings
from citecheck.findings.baseline import AcceptedFinding, accept, load, marked, set_aside
from citecheck.io.bounded_sequence import bounded
from citecheck.io.checkout import read_own
from citecheck.model.errors import UsageError
from citecheck.model.report import DocumentResult, Report
from citecheck.protocols import Rule


def baseline_path(settings: Settings) -> Path:
    """The path of the baseline."""
    return Path(settings.output.baseline)


def read_baseline(settings: Settings) -> tuple[AcceptedFinding, ...] | None:
    """The accepted findings; None without a baseline. Raises ``UsageError``."""
    path = baseline_path(settings)
    try:
        data = read_own(path)
        return load(str(path), data) if data is not None else None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; check its permissions") from None


def path_in_baseline(path: str, settings: Settings) -> str:
    """A document's path relative to the baseline's folder, with forward slashes, well-formed."""
    return path_from(path, baseline_path(settings).parent)


def without_accepted(report: Report, accepted: tuple[AcceptedFinding, ...] | None, settings: Settings) -> Report:
    """The report with accepted findings moved to ``suppressed``. ``accepted``: None without a baseline."""
    return _compared(report, accepted, settings, set_aside)


def with_accepted(report: Report, accepted: tuple[AcceptedFinding, ...] | None, settings: Settings) -> Report:
    """The report with accepted findings marked."""
    return _compared(report, accepted, settings, marked)


def _compared(
    report: Report,
    accepted: tuple[AcceptedFinding, ...] | None,
    settings: Settings,
    compare: Callable[[DocumentResult, str, tuple[AcceptedFinding, ...]], DocumentResult],
) -> Report:
    if accepted is None:
        return report
    documents = (compare(one, path_in_baseline(one.document.path, settings), accepted) for one in report.documents)
    return replace(report, documents=bounded(documents), baseline=baseline_path(settings).name)


def found_in(report: Report, settings: Settings) -> dict[str, tuple[AcceptedFinding, ...]]:
    """The entries that accept the findings of each document, by path."""
    paths = [path_in_baseline(one.document.path, settings) for one in report.documents]
    return {path: accept(path, one.findings) for path, one in zip(paths, report.documents, strict=True)}


def applicable_codes(rules: tuple[Rule, ...], *, offline: bool) -> frozenset[str]:
    """The codes of the rules that a run applied: offline only those that need nothing but the text."""
    return frozenset(rule.code for rule in rules if not offline or rule.needs == "text")
