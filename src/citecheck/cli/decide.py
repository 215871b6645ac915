"""Record a person's choice for one source: its URL, or that there is none."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.command(name="decide")
@click.argument("place", metavar="PATH#LABEL[.N]")
@click.argument("url", metavar="URL|none")
@config_option
def command(place: str, url: str, config: Path | None) -> None:
    """Record URL, or `none`, for the source PATH#LABEL; PATH#LABEL.2 is the second source of a note.

    Notes without a number or name have the labels u1, u2 … in the document's order. Later runs never overwrite the choice; evidence
    against it is reported as a finding.
    """
    from citecheck.app.decide import decide
    from citecheck.cli._output import say

    loaded = settings(config).settings
    named = decide(place, url, loaded, say)
    say(f"{loaded.output.lock}: {named} is {'recorded as having no URL' if url == 'none' else url}")
    sys.exit(0)
