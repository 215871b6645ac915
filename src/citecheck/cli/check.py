"""Report findings for CI and editors, with file, line, column and rule; changes no document."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.cli._options import (
    ReporterOption,
    config_option,
    documents_argument,
    fail_options,
    jobs_option,
    locked_option,
    offline_option,
    rule_options,
    rules_in,
    settings,
)
from citecheck.model.errors import UsageError

if TYPE_CHECKING:
    from citecheck.config.settings import Settings

REPORTERS = {"text": "findings", "json": "check"}  # of this command by format; elsewhere these formats are the whole report


@click.command(name="check")
@documents_argument
@click.option("--format", "form", cls=ReporterOption, default="text", metavar="FORMAT", help="What to print.")
@click.option(
    "--output", "outputs", multiple=True, metavar="FORMAT:FILE", help="Also write one of these formats to FILE; repeatable."
)
@rule_options
@click.option("--since", metavar="REF", help="Only lines that changed since the branch point from REF, such as origin/main.")
@click.option("--baseline", metavar="FILE", help="The file of accepted findings.  [citecheck-baseline.json]")
@fail_options
@offline_option
@jobs_option
@click.option("--locate", is_flag=True, help="Also locate and verify sources, as report does, instead of using the lock.")
@locked_option
@config_option
def command(
    paths: tuple[str, ...],
    form: str,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    baseline: str | None,
    fail_on: str | None,
    fail_under: float | None,
    offline: bool,
    jobs: int | None,
    locate: bool,
    locked: bool,
    config: Path | None,
) -> None:
    """Check every note and URL of the documents and folders at PATH, and print the findings.

    Every URL is requested, and pages at the notes' own URLs are compared with the notes. Other information on sources comes from the
    lock, which `citecheck report` writes; --locate searches for them, as do --fail-under and --select with rules that need it.

    The default PATH is references/; `-` is standard input. Exit status 1 if a finding is at least as severe as --fail-on (default:
    error) or completeness is below --fail-under, 2 if something could not be read or written or there is no network, else 0.
    """
    from citecheck.app.check import check
    from citecheck.app.report_files import output_targets, write_outputs
    from citecheck.app.reporters import named_reporter
    from citecheck.app.run import RunOptions, no_network
    from citecheck.cli._exit_status import status
    from citecheck.cli._output import print_report, say
    from citecheck.cli._progress import progress

    flags = {"rules__select": rules_in(select), "rules__ignore": rules_in(ignore), "output__baseline": baseline}
    loaded = settings(config, **flags).settings
    printed, targets = named_reporter(REPORTERS.get(form, form)), output_targets(outputs, REPORTERS)
    _check_exists(baseline, loaded)
    options = RunOptions(offline, locked, progress, say, jobs)
    report = check(paths, loaded, options, locate=locate or fail_under is not None, since=since)
    failed = write_outputs(report, targets, say) | print_report(printed, report)
    sys.exit(status(report, fail_on or "error", fail_under, failed=failed or no_network(report, offline=offline)))


def _check_exists(baseline: str | None, loaded: "Settings") -> None:
    """Raise ``UsageError`` if the baseline that was named does not exist."""
    from citecheck.app.accepted_findings import read_baseline

    if baseline and read_baseline(loaded) is None:
        raise UsageError(f"{baseline}: this baseline does not exist; `citecheck baseline create` writes one")
