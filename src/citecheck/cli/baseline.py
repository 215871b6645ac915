"""Accept current findings, so that only new ones fail: create, update, prune."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.cli._options import (
    config_option,
    documents_argument,
    locked_option,
    offline_option,
    rule_options,
    rules_in,
    settings,
)

if TYPE_CHECKING:
    from citecheck.app.baseline import BaselineResult
    from citecheck.app.run import RunOptions


@click.group(name="baseline")
def command() -> None:
    """Accept current findings: `citecheck check` then reports only new ones.

    The file is citecheck-baseline.json, or the one in [output] baseline; commit it. A finding is identified by its file, its rule and
    its subject, not by its line. What could not be checked is never accepted.
    """


@command.command()
@documents_argument
@rule_options
@offline_option
@locked_option
@config_option
def create(
    paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], offline: bool, locked: bool, config: Path | None
) -> None:
    """Write a first baseline with all current findings."""
    from citecheck.app.baseline import create as run

    loaded = settings(config, rules__select=rules_in(select), rules__ignore=rules_in(ignore)).settings
    sys.exit(_report(run(paths, loaded, _options(offline, locked))))


@command.command()
@documents_argument
@offline_option
@locked_option
@config_option
def update(paths: tuple[str, ...], offline: bool, locked: bool, config: Path | None) -> None:
    """Accept new findings, and remove those that no longer occur."""
    from citecheck.app.baseline import update as run

    sys.exit(_report(run(paths, settings(config).settings, _options(offline, locked))))


@command.command()
@documents_argument
@offline_option
@locked_option
@config_option
def prune(paths: tuple[str, ...], offline: bool, locked: bool, config: Path | None) -> None:
    """Remove findings that no longer occur; accept none."""
    from citecheck.app.baseline import prune as run

    sys.exit(_report(run(paths, settings(config).settings, _options(offline, locked))))


def _options(offline: bool, locked: bool) -> "RunOptions":
    from citecheck.app.run import RunOptions
    from citecheck.cli._output import say
    from citecheck.cli._progress import progress

    return RunOptions(offline, locked, progress, say)


def _report(made: "BaselineResult") -> int:
    """Report the change to the file; the exit status."""
    from citecheck.cli._output import say
    from citecheck.reporters.display_text import plural

    if made.after is None:
        say("citecheck: the baseline is unchanged, because not everything could be checked")
        return 130 if made.report.interrupted else 2
    say(f"citecheck: {made.path} accepts {plural(made.after, 'finding')}, {made.before} before")
    return 0
