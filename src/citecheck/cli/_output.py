"""Results go to stdout, messages to stderr."""

import sys
from typing import TYPE_CHECKING, Any

import click

from citecheck.language.printable import printable
from citecheck.language.secrets import shown

if TYPE_CHECKING:
    from citecheck.model.report import Report

PIECE = 1_000_000  # characters that are encoded at a time; the report on a large folder has many


def emit(text: str) -> None:
    """Print a result; characters outside the stream's encoding are escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    for start in range(0, len(text) or 1, PIECE):
        piece = text[start : start + PIECE].encode(encoding, "backslashreplace").decode(encoding)
        click.echo(piece, nl=start + PIECE >= len(text))


def emit_json(value: Any) -> None:
    """Print indented JSON; only control characters are escaped."""
    from citecheck.reporters.regions import as_json

    emit(as_json(value).removesuffix("\n"))


def print_report(form: str, report: "Report", last: str = "\n") -> bool:
    """Print a report without its ``last`` line end, or an error message; whether it failed."""
    from citecheck.app.reporters import render
    from citecheck.faults import error_boundary
    from citecheck.model.errors import WriteError

    try:
        with error_boundary() as fault:
            text = render(form, report)
        cause = fault.cause
    except WriteError as error:
        cause = str(error)
    if cause:
        say(f"citecheck: the {form} report could not be made: {cause}")
    elif text:
        emit(text.removesuffix(last))
    return bool(cause)


def say(text: str) -> None:
    """Print a message on stderr, without keys and passwords in URLs.

    On one line: in CI, a line break in a file name could start a workflow command.
    """
    click.echo(printable(shown(text)), err=True)
