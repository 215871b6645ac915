"""A person's choice for one source: its address, or that there is none."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.command(name="decide")
@click.argument("place", metavar="PATH#LABEL[.N]")
@click.argument("url", metavar="URL|none")
@config_option
def command(place: str, url: str, config: Path | None) -> None:
    """Record URL as the address of the source that PATH#LABEL names (PATH#LABEL.2 for the second of a note), or `none`.

    No machine overwrites it; what is found against it later is shown as a finding.
    """
    from citecheck.app.decide import decide
    from citecheck.cli._output import say

    loaded = settings(config).settings
    named = decide(place, url, loaded, say)
    say(f"{loaded.output.lock}: {named} is {'decided to have no address' if url == 'none' else url}")
    sys.exit(0)
