"""Findings for CI and editors, with file, line, column and rule; changes no document."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import (
    config_option,
    documents_argument,
    fail_options,
    offline_option,
    rule_options,
    rules_in,
    settings,
)
from citecheck.model.errors import UsageError

SPOKEN = {"text": "findings", "json": "check"}  # what these names mean here; in a report they are the whole report


@click.command(name="check")
@documents_argument
@click.option("--format", "form", default="text", metavar="FORMAT", help="What to print: text, json, or any other reporter.")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:FILE", help="Write this format to FILE too; repeatable.")
@rule_options
@click.option("--since", metavar="REF", help="Only lines that changed since the branch left REF, such as origin/main.")
@click.option("--baseline", metavar="FILE", help="The file of accepted findings.  [citecheck-baseline.json]")
@fail_options
@offline_option
@click.option(
    "--locate", is_flag=True, help="Locate and verify sources too, as report does; else the lock says what is known of them."
)
@click.option("--locked", is_flag=True, help="Use what citecheck.lock recorded; open no socket.")
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
    locate: bool,
    locked: bool,
    config: Path | None,
) -> None:
    """Check every note and web address of the documents and folders at PATH, and print what is wrong, where.

    Every link is asked about, and pages at the notes' own addresses are compared with the notes. What else is known of sources is what
    `citecheck report` recorded in the lock; --locate searches too, as do --fail-under and --select with rules that need it.

    PATH is references/ where none is given; `-` is standard input. Exit status 0 where nothing reaches --fail-on (error), 1 where
    something does or completeness is below --fail-under, 2 where something could not be read or written, or there is no network.
    """
    from citecheck.app.accepted_findings import read_baseline
    from citecheck.app.check import check
    from citecheck.app.report_files import output_targets, write_outputs
    from citecheck.app.reporters import named_reporter
    from citecheck.app.run import RunOptions, no_network
    from citecheck.cli._exit_status import status
    from citecheck.cli._output import print_report, say
    from citecheck.cli._progress import progress

    flags = {"rules__select": rules_in(select), "rules__ignore": rules_in(ignore), "output__baseline": baseline}
    loaded = settings(config, **flags).settings
    printed, targets = named_reporter(SPOKEN.get(form, form)), output_targets(outputs, SPOKEN)
    if baseline and read_baseline(loaded) is None:
        raise UsageError(f"{baseline}: there is no such baseline; `citecheck baseline create` writes one")
    options = RunOptions(offline, locked, progress, say)
    report = check(paths, loaded, options, locate=locate or fail_under is not None, since=since)
    failed = write_outputs(report, targets, say)
    failed |= print_report(printed, report)
    sys.exit(status(report, fail_on or "error", fail_under, failed=failed or no_network(report, offline=offline)))
