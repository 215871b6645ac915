"""Locate and verify the sources of a document."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, offline_option, settings, text_or_json_option


@click.command(name="resolve")
@click.argument("file", metavar="FILE")
@text_or_json_option
@click.option("--explain", "label", metavar="LABEL", help="Print every query for the source LABEL, and every answer.")
@offline_option
@config_option
def command(file: str, form: str, label: str | None, offline: bool, config: Path | None) -> None:
    """Locate the sources of FILE and verify that each page found is the page cited."""
    from citecheck.app.explain_source import explain
    from citecheck.app.report import resolve
    from citecheck.app.reporters import render
    from citecheck.app.run import RunOptions
    from citecheck.cli._output import emit, emit_json, say
    from citecheck.cli._progress import progress
    from citecheck.model.errors import UsageError
    from citecheck.reporters import json_output

    loaded = settings(config)
    report = resolve(file, loaded.settings, RunOptions(offline, open_progress=progress, notify=say))
    if not report.documents:
        sys.exit(2)
    if report.offline:
        say(f"citecheck: {report.offline}")
    if label is not None:
        lines = list(explain(report.documents[0], label))
        if not lines:
            raise UsageError(f"{file} has no note {label!r} with a source; `citecheck parse {file}` lists them")
        emit("\n".join(lines))
    elif form == "json":
        emit_json(json_output.resolve(report.documents[0]))
    else:
        emit(render("text", report))
    sys.exit(130 if report.interrupted else 2 if report.unread else 0)
