"""Findings for CI and editors, with file, line, column and rule; changes no document."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, documents_argument, fail_options, offline_option, settings

DEFAULT_PATH = "references"
SPOKEN = {"text": "findings", "json": "check"}  # what these names mean here; in a report they are the whole report


@click.command(name="check")
@documents_argument
@click.option("--format", "form", default="text", metavar="FORMAT", help="What to print: text, json, or any other reporter.")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:FILE", help="Write this format to FILE too; repeatable.")
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
    fail_on: str | None,
    fail_under: float | None,
    offline: bool,
    locate: bool,
    locked: bool,
    config: Path | None,
) -> None:
    """Check every note and web address of the documents and folders at PATH, and print what is wrong, where.

    Links are asked about; what is known of sources is what `citecheck report` recorded in the lock, unless --locate or --fail-under is
    given, or rules are selected that need more. PATH is references/ where none is given; `-` is standard input. Exit status 0 where nothing reaches --fail-on (error), 1 where
    something does or completeness is below --fail-under, 2 where something could not be read or written, or there is no network.
    """
    from citecheck import wiring
    from citecheck.cli._documents import read_documents
    from citecheck.cli._lock import memory
    from citecheck.cli._output import emit, render, say
    from citecheck.cli._run import run, with_surroundings
    from citecheck.cli._status import no_network, status
    from citecheck.cli._write import named_reporter, output_targets, write_outputs

    loaded = settings(config).settings
    printed, targets = named_reporter(SPOKEN.get(form, form)), output_targets(outputs, SPOKEN)
    documents, unread = read_documents(paths or (DEFAULT_PATH,), loaded)
    whole = locate or fail_under is not None or (bool(loaded.rules.select) and wiring.policy_of(loaded.rules).needs("sources"))
    known = memory(documents, loaded, locked=locked, links_only=not whole)
    report = run(documents, unread, loaded, known, offline=offline, whole=whole)
    report = with_surroundings(report)
    for missing in unread:
        say(f"citecheck: {missing.path}: {missing.message}")
    if report.offline:
        say(f"citecheck: {report.offline}")
    failed = write_outputs(report, targets)
    emit(render(printed, report).removesuffix("\n"))
    sys.exit(status(report, fail_on or "error", fail_under, failed=failed or no_network(report, offline=offline)))
