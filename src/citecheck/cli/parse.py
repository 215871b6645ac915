"""Read the notes of a document as structured references, without the network."""

from pathlib import Path

import click

from citecheck.cli._options import config_option, settings, text_or_json_option


@click.command(name="parse")
@click.argument("file", metavar="FILE")
@text_or_json_option
@click.option("--explain", "label", metavar="LABEL", help="Explain how the note LABEL was read: every decision, in order.")
@config_option
def command(file: str, form: str, label: str | None, config: Path | None) -> None:
    """Read the notes of FILE as structured references, without the network."""
    from citecheck.app.documents import read_document
    from citecheck.app.report import parse
    from citecheck.app.reporters import render
    from citecheck.cli._output import emit, emit_json, say
    from citecheck.model.errors import UsageError
    from citecheck.model.report import Report
    from citecheck.reporters import json_output

    if label is not None and form == "json":
        raise UsageError("--explain prints text; leave out --format json")
    document = read_document(file, settings(config).settings, say)
    if label is not None:
        from citecheck.app.explain_note import explained

        emit("\n".join(explained(document, label)))
        return
    result = parse(document)
    if form == "json":
        emit_json(json_output.parse(result))
    else:
        emit(render("text", Report((result,))))
