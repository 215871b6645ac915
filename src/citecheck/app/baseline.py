"""What `citecheck baseline` does: a run, then the file of accepted findings written anew."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from citecheck.app import wiring
from citecheck.app.accepted_findings import baseline_path, could_tell, found_in, read_baseline
from citecheck.app.check import examine
from citecheck.app.documents import Given
from citecheck.app.run import RunOptions, no_network
from citecheck.config.settings import Settings
from citecheck.findings import baseline
from citecheck.findings.baseline import AcceptedFinding
from citecheck.io.checkout import read_own
from citecheck.model.errors import UsageError
from citecheck.model.report import Report

Found = dict[str, tuple[AcceptedFinding, ...]]
Change = Callable[[tuple[AcceptedFinding, ...], Found, frozenset[str]], Sequence[AcceptedFinding]]


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """The run, and how many findings the file accepts now and did before; None where it was left as it was."""

    report: Report
    path: Path
    before: int
    after: int | None = None


def create(given: Sequence[Given], settings: Settings, options: RunOptions) -> BaselineResult:
    """A first baseline. Raises ``UsageError`` where there is one."""
    if baseline_path(settings).exists():
        raise UsageError(f"{baseline_path(settings)}: there is a baseline already; `citecheck baseline update` adds to it")
    return _write(given, settings, lambda _, found, told: _all(found, told), options)


def update(given: Sequence[Given], settings: Settings, options: RunOptions) -> BaselineResult:
    """What is found now, in place of what was accepted for these documents by rules that this run could ask."""

    def change(accepted: tuple[AcceptedFinding, ...], found: Found, told: frozenset[str]) -> Sequence[AcceptedFinding]:
        kept = [one for one in accepted if one.path not in found or one.rule not in told]
        return [*kept, *_all(found, told)]

    return _write(given, settings, change, options)


def prune(given: Sequence[Given], settings: Settings, options: RunOptions) -> BaselineResult:
    """Less of what was accepted, never more; documents that are gone are forgotten."""
    folder = baseline_path(settings).parent

    def change(accepted: tuple[AcceptedFinding, ...], found: Found, told: frozenset[str]) -> Sequence[AcceptedFinding]:
        return [one for one in baseline.prune(accepted, found, told) if one.path in found or os.path.exists(folder / one.path)]  # noqa: PTH110

    return _write(given, settings, change, options)


def _all(found: Found, told: frozenset[str]) -> list[AcceptedFinding]:
    return [one for findings in found.values() for one in findings if one.rule in told]


def _write(given: Sequence[Given], settings: Settings, change: Change, options: RunOptions) -> BaselineResult:
    """Writes the file anew, unless something could not be looked at."""
    path, accepted = baseline_path(settings), read_baseline(settings) or ()
    before = sum(one.count for one in accepted)
    report = examine(given, settings, options)
    if report.interrupted or report.unread or no_network(report, offline=options.offline):
        return BaselineResult(report, path, before)
    told = could_tell(wiring.policy_of(settings.rules).rules, asked=not options.offline)
    after = tuple(change(accepted, found_in(report, settings), told))
    wiring.open_store().write(path, baseline.dump(after), expected=read_own(path))
    return BaselineResult(report, path, before, sum(one.count for one in after))
