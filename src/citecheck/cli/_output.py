"""Results to stdout, talk to stderr."""

import sys
from typing import TYPE_CHECKING, Any

import click

from citecheck.language.secrets import shown

if TYPE_CHECKING:
    from citecheck.model.report import Report


def emit(text: str) -> None:
    """Prints a result; a terminal or file that cannot show a character gets its escape."""
    stream = sys.stdout
    encoded = text.encode(stream.encoding or "utf-8", "backslashreplace").decode(stream.encoding or "utf-8")
    click.echo(encoded)


def emit_json(value: Any) -> None:
    """Prints JSON, readable for people too; characters outside ASCII stay themselves, control characters are escaped."""
    from citecheck.reporters.regions import as_json

    emit(as_json(value).removesuffix("\n"))


def print_report(form: str, report: "Report", last: str = "\n") -> bool:
    """Prints what a reporter makes of a report, without its ``last`` line end; whether it could not be made, which is said."""
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
    else:
        emit(text.removesuffix(last))
    return bool(cause)


def say(text: str) -> None:
    """A sentence to whoever runs this, on stderr, without keys and passwords of addresses.

    One line, since in CI a line that a file's name begins could be a command.
    """
    click.echo(one_line(shown(text)), err=True)


def one_line(text: str) -> str:
    """A message without line breaks and control characters."""
    return "".join(c if c.isprintable() else " " for c in text)
