"""Locate and verify the sources of a document."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, offline_option, settings


@click.command(name="resolve")
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="What to print.")
@offline_option
@config_option
def command(file: str, form: str, offline: bool, config: Path | None) -> None:
    """Locate the sources of FILE and verify that each page found is the page cited."""
    from citecheck import contract
    from citecheck.cli._documents import read_document
    from citecheck.cli._output import emit, emit_json, render, say
    from citecheck.cli._run import run

    loaded = settings(config)
    report = run((read_document(file, loaded.settings),), (), loaded.settings, offline=offline)
    if report.offline:
        say(f"citecheck: {report.offline}")
    if form == "json":
        emit_json(contract.resolve(report.documents[0]))
    else:
        emit(render("text", report))
    sys.exit(130 if report.interrupted else 0)
