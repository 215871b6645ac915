"""The file of accepted findings: where it is, what it says, what is set aside for it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from citecheck.app.documents import STDIN
from citecheck.config.settings import Settings
from citecheck.findings.baseline import AcceptedFinding, accept, load, marked, set_aside
from citecheck.io.checkout import read_own
from citecheck.io.portable_names import path_from
from citecheck.model.errors import UsageError
from citecheck.model.report import DocumentResult, Report
from citecheck.protocols import Rule


def baseline_path(settings: Settings) -> Path:
    """Where the baseline is."""
    return Path(settings.output.baseline)


def read_baseline(settings: Settings) -> tuple[AcceptedFinding, ...] | None:
    """What was accepted; None where there is no such file. Raises ``UsageError``."""
    path = baseline_path(settings)
    try:
        data = read_own(path)
        return load(str(path), data) if data is not None else None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; check its permissions") from None


def path_in_baseline(path: str, settings: Settings) -> str:
    """A document's path from the baseline's folder, with forward slashes, well-formed."""
    return STDIN if path == STDIN else path_from(baseline_path(settings).parent, path)


def without_accepted(report: Report, accepted: tuple[AcceptedFinding, ...] | None, settings: Settings) -> Report:
    """The report with what was accepted set aside; None where there is no baseline."""
    return _compared(report, accepted, settings, set_aside)


def with_accepted(report: Report, accepted: tuple[AcceptedFinding, ...] | None, settings: Settings) -> Report:
    """The report with what was accepted marked as such."""
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
    return replace(report, documents=tuple(documents), baseline=baseline_path(settings).name)


def found_in(report: Report, settings: Settings) -> dict[str, tuple[AcceptedFinding, ...]]:
    """What would accept the findings of each document."""
    paths = [path_in_baseline(one.document.path, settings) for one in report.documents]
    return {path: accept(path, one.findings) for path, one in zip(paths, report.documents, strict=True)}


def could_tell(rules: tuple[Rule, ...], *, asked: bool) -> frozenset[str]:
    """The codes of the rules that a run could answer: without a network only those that need the text alone."""
    return frozenset(rule.code for rule in rules if asked or rule.needs == "text")
