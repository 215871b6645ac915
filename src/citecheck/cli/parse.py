"""Read a document's notes into structured references, without the network."""

from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.command(name="parse")
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="What to print.")
@config_option
def command(file: str, form: str, config: Path | None) -> None:
    """Read the notes of FILE into structured references, without the network."""
    from citecheck.app.report import parse
    from citecheck.app.reporters import render
    from citecheck.cli._output import emit, emit_json, say
    from citecheck.model.report import Report
    from citecheck.reporters import json_output

    examined = parse(file, settings(config).settings, say)
    if form == "json":
        emit_json(json_output.parse(examined))
    else:
        emit(render("text", Report((examined,))))
