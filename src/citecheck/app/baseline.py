"""`citecheck baseline`: checks documents and rewrites the baseline."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from citecheck.app import wiring
from citecheck.app.accepted_findings import applicable_codes, baseline_path, found_in, read_baseline
from citecheck.app.check import examine
from citecheck.app.documents import Given
from citecheck.app.policy import policy_of
from citecheck.app.run import RunOptions, no_network
from citecheck.config.settings import Settings
from citecheck.findings import baseline
from citecheck.findings.baseline import AcceptedFinding
from citecheck.io.checkout import read_own
from citecheck.model.errors import UsageError
from citecheck.model.report import Report

Found = dict[str, tuple[AcceptedFinding, ...]]
Change = Callable[[tuple[AcceptedFinding, ...], Found, frozenset[str]], Sequence[AcceptedFinding]]


class BaselineResult(Struct, frozen=True):
    """The report, and how many findings the baseline accepted before and accepts now; None if it is unchanged."""

    report: Report
    path: Path
    before: int
    after: int | None = None


def create(given: Sequence[Given], settings: Settings, options: RunOptions) -> BaselineResult:
    """Write a first baseline. Raises ``UsageError`` if there is one."""
    if baseline_path(settings).exists():
        raise UsageError(f"{baseline_path(settings)}: the baseline exists already; `citecheck baseline update` changes it")
    return _write(given, settings, lambda _, found, codes: _all(found, codes), options)


def update(given: Sequence[Given], settings: Settings, options: RunOptions) -> BaselineResult:
    """Replace the accepted findings of these documents, for the rules that this run applied."""

    def change(accepted: tuple[AcceptedFinding, ...], found: Found, codes: frozenset[str]) -> Sequence[AcceptedFinding]:
        kept = [one for one in accepted if one.path not in found or one.rule not in codes]
        return [*kept, *_all(found, codes)]

    return _write(given, settings, change, options)


def prune(given: Sequence[Given], settings: Settings, options: RunOptions) -> BaselineResult:
    """Remove accepted findings that no longer occur, and those of deleted documents."""
    folder = baseline_path(settings).parent

    def change(accepted: tuple[AcceptedFinding, ...], found: Found, codes: frozenset[str]) -> Sequence[AcceptedFinding]:
        return [one for one in baseline.prune(accepted, found, codes) if one.path in found or os.path.exists(folder / one.path)]  # noqa: PTH110

    return _write(given, settings, change, options)


def _all(found: Found, codes: frozenset[str]) -> list[AcceptedFinding]:
    return [one for findings in found.values() for one in findings if one.rule in codes]


def _write(given: Sequence[Given], settings: Settings, change: Change, options: RunOptions) -> BaselineResult:
    """Rewrite the baseline, unless something could not be checked."""
    path, accepted = baseline_path(settings), read_baseline(settings) or ()
    before = sum(one.count for one in accepted)
    report = examine(given, settings, options)
    if report.interrupted or report.unread or no_network(report, offline=options.offline):
        return BaselineResult(report, path, before)
    codes = applicable_codes(policy_of(settings.rules).rules, offline=options.offline)
    after = tuple(change(accepted, found_in(report, settings), codes))
    wiring.open_store().write(path, baseline.dump(after), expected=read_own(path))
    return BaselineResult(report, path, before, sum(one.count for one in after))
