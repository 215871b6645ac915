"""Show, tidy or empty the cache of answers and verdicts."""

from datetime import UTC, datetime
from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.group(name="cache")
def command() -> None:
    """Show, tidy or empty the cache: what earlier runs were told, kept so that nobody is asked twice."""


@command.command(name="stats")
@config_option
def stats(config: Path | None) -> None:
    """Tell where the cache is, how much it holds, and since when."""
    from citecheck.app import wiring
    from citecheck.cli._output import emit

    cache = wiring.open_cache_file(settings(config).settings)
    held = cache.stats()
    emit(f"{cache.path}")
    emit(f"  verdicts on links  {held.verdicts:>10,}")
    emit(f"  answers            {held.answers:>10,}")
    emit(f"  expired of these   {held.expired:>10,}")
    emit(f"  megabytes          {held.bytes / 1e6:>10,.1f} of at most {cache.max_bytes / 1e6:,.0f}")
    emit(f"  on disk            {held.file_bytes / 1e6:>10,.1f}")
    if held.oldest:
        emit(f"  oldest             {datetime.fromtimestamp(held.oldest, UTC):%Y-%m-%d %H:%M} UTC")


@command.command(name="prune")
@config_option
def prune(config: Path | None) -> None:
    """Delete what has expired, and the oldest of what is over the bound ([cache] max_bytes)."""
    from citecheck.app import wiring
    from citecheck.cli._output import emit

    emit(f"{wiring.open_cache_file(settings(config).settings).prune():,} deleted")


@command.command(name="clear")
@config_option
def clear(config: Path | None) -> None:
    """Delete everything, sightings of gone pages too; the next run asks everybody again."""
    from citecheck.app import wiring
    from citecheck.cli._output import emit

    emit(f"{wiring.open_cache_file(settings(config).settings).clear():,} deleted")
