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
    from citecheck.app import wiring
    from citecheck.app.documents import read_document
    from citecheck.app.lock_file import change_lock, path_in_lock
    from citecheck.app.output import say
    from citecheck.citations.parse import parse
    from citecheck.lock.decisions import decide, pick

    loaded = settings(config).settings
    path, _, label = place.rpartition("#")
    notes = parse(read_document(path or label, loaded))
    dossier = pick(path, label, notes)
    now = wiring.clock().now()
    inside = path_in_lock(path, loaded)
    change_lock(loaded, lambda lock: decide(lock, inside, dossier, notes, url, now))
    say(f"{loaded.output.lock}: {path}#{dossier.label} is {'decided to have no address' if url == 'none' else url}")
    sys.exit(0)
