"""What `citecheck baseline` does: a run, then the file of accepted findings written anew."""

import os
from collections.abc import Callable, Sequence

from citecheck.app import wiring
from citecheck.app.accepted_findings import baseline_path, could_tell, found_in, read_baseline
from citecheck.app.check import examine
from citecheck.app.exit_status import no_network
from citecheck.app.output import say
from citecheck.config.settings import Settings
from citecheck.findings import baseline
from citecheck.findings.baseline import Accepted
from citecheck.io.checkout import read_own
from citecheck.model.errors import UsageError
from citecheck.reporters.display_text import plural

Found = dict[str, tuple[Accepted, ...]]
Change = Callable[[tuple[Accepted, ...], Found, frozenset[str]], Sequence[Accepted]]


def create(paths: Sequence[str], settings: Settings, *, offline: bool, locked: bool) -> int:
    """A first baseline. Raises ``UsageError`` where there is one."""
    if baseline_path(settings).exists():
        raise UsageError(f"{baseline_path(settings)}: there is a baseline already; `citecheck baseline update` adds to it")
    return _write(paths, settings, lambda _, found, told: _all(found, told), offline=offline, locked=locked)


def update(paths: Sequence[str], settings: Settings, *, offline: bool, locked: bool) -> int:
    """What is found now, in place of what was accepted for these documents by rules that this run could ask."""

    def change(accepted: tuple[Accepted, ...], found: Found, told: frozenset[str]) -> Sequence[Accepted]:
        kept = [one for one in accepted if one.path not in found or one.rule not in told]
        return [*kept, *_all(found, told)]

    return _write(paths, settings, change, offline=offline, locked=locked)


def prune(paths: Sequence[str], settings: Settings, *, offline: bool, locked: bool) -> int:
    """Less of what was accepted, never more; documents that are gone are forgotten."""
    folder = baseline_path(settings).parent

    def change(accepted: tuple[Accepted, ...], found: Found, told: frozenset[str]) -> Sequence[Accepted]:
        return [one for one in baseline.prune(accepted, found, told) if one.path in found or os.path.exists(folder / one.path)]  # noqa: PTH110

    return _write(paths, settings, change, offline=offline, locked=locked)


def _all(found: Found, told: frozenset[str]) -> list[Accepted]:
    return [one for findings in found.values() for one in findings if one.rule in told]


def _write(paths: Sequence[str], settings: Settings, change: Change, *, offline: bool, locked: bool) -> int:
    before = read_baseline(settings) or ()
    report = examine(paths, settings, offline=offline, locked=locked)
    if report.interrupted or report.unread or no_network(report, offline=offline):
        say("citecheck: the baseline was left as it is, since not everything could be looked at")
        return 130 if report.interrupted else 2
    told = could_tell(wiring.policy_of(settings.rules).rules, asked=not offline)
    after = tuple(change(before, found_in(report, settings), told))
    path = baseline_path(settings)
    wiring.open_store().write(path, baseline.dump(after), expected=read_own(path))
    say(
        f"citecheck: {path} accepts {plural(sum(one.count for one in after), 'finding')}, {sum(one.count for one in before)} before"
    )
    return 0
