"""Results to stdout, talk to stderr."""

import sys
from typing import Any

import click

from citecheck.app import wiring
from citecheck.faults import border
from citecheck.language.secrets import shown
from citecheck.model.report import Report
from citecheck.reporters.regions import as_json


def emit(text: str) -> None:
    """Prints a result; a terminal or file that cannot show a character gets its escape."""
    stream = sys.stdout
    encoded = text.encode(stream.encoding or "utf-8", "backslashreplace").decode(stream.encoding or "utf-8")
    click.echo(encoded)


def emit_json(value: Any) -> None:
    """Prints JSON, readable for people too; characters outside ASCII stay themselves, control characters are escaped."""
    emit(as_json(value).removesuffix("\n"))


def render(reporter: str, report: Report) -> str:
    """What a reporter makes of a report."""
    made: str = wiring.plugin("reporters", reporter)().render(report)
    return made


def print_report(reporter: str, report: Report, last: str = "\n") -> bool:
    """Prints what a reporter makes of a report, without its ``last`` line end; whether it could not be made, which is said."""
    text = ""
    with border() as fault:
        text = render(reporter, report)
    if not fault.cause:
        emit(text.removesuffix(last))
    if fault.cause:
        say(f"citecheck: the {reporter} report could not be made: {fault.cause}")
    return bool(fault.cause)


def say(text: str) -> None:
    """A sentence to whoever runs this, on stderr, without keys and passwords of addresses.

    One line, since in CI a line that a file's name begins could be a command.
    """
    click.echo(one_line(shown(text)), err=True)


def one_line(text: str) -> str:
    """A message without line breaks and control characters."""
    return "".join(c if c.isprintable() else " " for c in text)
