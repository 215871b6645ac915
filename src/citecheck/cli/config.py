"""Show the effective settings and their origins."""

from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.command(name="config")
@config_option
def command(config: Path | None) -> None:
    """Show the effective settings as TOML, with the origin of each changed one.

    The output is a valid settings file.
    """
    from citecheck.app import wiring
    from citecheck.cli._output import emit
    from citecheck.config import listing

    for line in listing.lines(settings(config), wiring.configurable()):
        emit(line)
