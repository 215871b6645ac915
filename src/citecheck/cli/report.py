"""Parse, check, locate and verify sources, find archived copies, and write a report."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from citecheck.cli._options import config_option, documents_argument, fail_options, jobs_option, offline_option, settings

if TYPE_CHECKING:
    from citecheck.app.run import RunOptions
    from citecheck.config.settings import Loaded
    from citecheck.model.report import Report


@click.command(name="report")
@documents_argument
@click.option("--reports", type=click.Path(file_okay=False), metavar="DIR", help="The folder for reports.  [reports]")
@fail_options
@offline_option
@jobs_option
@click.option("--update", is_flag=True, help="Check only sources that are new, or older in citecheck.lock than [lock] days.")
@click.option("--watch", is_flag=True, help="Report again, as with --update, whenever one of the documents changes.")
@config_option
def command(
    paths: tuple[str, ...],
    reports: str | None,
    fail_on: str | None,
    fail_under: float | None,
    offline: bool,
    jobs: int | None,
    update: bool,
    watch: bool,
    config: Path | None,
) -> None:
    """Check every note of the documents and folders at PATH, and write reports/<name>.html, .md and .json, and the lock.

    The default PATH is references/; `-` is standard input. Exit status 0 once the report is written, whatever the findings; 2 if a
    document could not be read or a report could not be written.
    """
    from citecheck.app import wiring
    from citecheck.app.run import RunOptions
    from citecheck.app.watch import changes
    from citecheck.cli._exit_status import status
    from citecheck.cli._output import say
    from citecheck.cli._progress import progress

    loaded = settings(config, output__reports=reports)
    options = RunOptions(offline, open_progress=progress, notify=say, jobs=jobs)
    report, failed = _reported(paths, loaded, options, update=update)
    if watch and not report.interrupted:
        watched = tuple(dict.fromkeys((*(one.document.path for one in report.documents), *(one.path for one in report.unread))))
        say("waiting for changes; Ctrl+C ends")
        with suppress(KeyboardInterrupt):
            for _ in changes(watched, wiring.clock().sleep):
                report, failed = _reported(paths, loaded, options, update=True)
    sys.exit(status(report, fail_on, fail_under, failed=failed))


def _reported(paths: tuple[str, ...], loaded: "Loaded", options: "RunOptions", *, update: bool) -> "tuple[Report, bool]":
    """Run and write once; the report, and whether something could not be written."""
    from citecheck.app.lock_file import write_run
    from citecheck.app.report import report as run
    from citecheck.app.report_files import write_reports
    from citecheck.cli._output import print_report, say
    from citecheck.config.listing import changed
    from citecheck.model.errors import LockError, WriteError

    report = run(paths, loaded.settings, options, update=update)
    failed = write_reports(replace(report, settings=changed(loaded)), loaded.settings, say)
    try:
        write_run(report, loaded.settings)
    except (LockError, WriteError) as error:
        say(f"citecheck: {error}")
        failed = True
    failed |= print_report("text", report, last="")
    if report.interrupted:
        say("citecheck: interrupted; the report has the results so far")
    return report, failed
