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
    from citecheck import contract, pipeline
    from citecheck.cli._documents import read_document
    from citecheck.cli._output import emit, emit_json, render
    from citecheck.errors import DocumentError
    from citecheck.model.report import Report

    document = read_document(file, settings(config).settings)
    (examined,) = pipeline.read_only([document])
    if not examined.readable:
        raise DocumentError(document.path, examined.faults[0])
    if form == "json":
        emit_json(contract.parse(examined))
    else:
        emit(render("text", Report((examined,))))
