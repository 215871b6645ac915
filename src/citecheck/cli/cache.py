"""Show, prune or clear the cache of answers and verdicts."""

from datetime import UTC, datetime
from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.group(name="cache")
def command() -> None:
    """Show, prune or clear the cache of answers from earlier runs."""


@command.command(name="stats")
@config_option
def stats(config: Path | None) -> None:
    """Show the path, size and age of the cache."""
    from citecheck.app import wiring
    from citecheck.cli._output import emit

    cache = wiring.open_cache_file(settings(config).settings)
    stats = cache.stats()
    emit(f"{cache.path}")
    emit(f"  verdicts on links  {stats.verdicts:>10,}")
    emit(f"  answers            {stats.answers:>10,}")
    emit(f"  expired of these   {stats.expired:>10,}")
    emit(f"  megabytes          {stats.bytes / 1e6:>10,.1f} of at most {cache.max_bytes / 1e6:,.0f}")
    emit(f"  on disk            {stats.file_bytes / 1e6:>10,.1f}")
    if stats.oldest:
        emit(f"  oldest             {datetime.fromtimestamp(stats.oldest, UTC):%Y-%m-%d %H:%M} UTC")


@command.command(name="prune")
@config_option
def prune(config: Path | None) -> None:
    """Delete expired entries, and the oldest ones over the limit ([cache] max_bytes)."""
    from citecheck.app import wiring
    from citecheck.cli._output import emit

    emit(f"{wiring.open_cache_file(settings(config).settings).prune():,} deleted")


@command.command(name="clear")
@config_option
def clear(config: Path | None) -> None:
    """Delete everything, including sightings of gone pages; the next run requests everything again."""
    from citecheck.app import wiring
    from citecheck.cli._output import emit

    emit(f"{wiring.open_cache_file(settings(config).settings).clear():,} deleted")
