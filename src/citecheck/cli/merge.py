"""Unite the two sides of citecheck.lock after a `git merge` that left a conflict in it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.cli._options import config_option, settings

if TYPE_CHECKING:
    from citecheck.app.merge import Merged


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
    sys.exit(_told(unite_files(*versions) if versions else unite_conflict(settings(config).settings)))


def _told(made: "Merged") -> int:
    """Says what became of the lock; the exit status."""
    from citecheck.cli._output import say
    from citecheck.reporters.display_text import plural

    if made.sources is None:
        say(f"{made.path}: there is no conflict in it")
    elif made.undecided:
        say(f"citecheck: {made.undecided}")
        return 1
    else:
        say(f"{made.path}: {plural(made.sources, 'source')} of both sides; `git add {made.path}`, then `citecheck check --locked`")
    return 0
