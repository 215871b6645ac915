"""Unite the two sides of citecheck.lock after a `git merge` that left a conflict in it."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.command(name="merge")
@click.argument("versions", metavar="[BASE OURS THEIRS]", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@config_option
def command(versions: tuple[Path, ...], config: Path | None) -> None:
    """Write citecheck.lock anew with the sources of both sides of its merge conflict: a person's decision first, then the later answer.

    With the three files that git gives to a merge driver, OURS is written. Exit status 1 where two people decided differently on one
    source: both objects are then in the file, and one of them is to be deleted.
    """
    from citecheck.app.merge import unite_conflict, unite_files
    from citecheck.model.errors import UsageError

    if versions and len(versions) != 3:
        raise UsageError("give no file, or the three of a merge driver: BASE OURS THEIRS")
    sys.exit(unite_files(*versions) if versions else unite_conflict(settings(config).settings))
