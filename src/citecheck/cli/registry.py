"""Index dumps of DBLP, Crossref or OpenAlex, which are searched before any service and without a network."""

from pathlib import Path

import click

from citecheck.cli._options import config_option, settings


@click.group(name="registry")
def command() -> None:
    """Index dumps of DBLP, Crossref or OpenAlex, which are searched before any service and without a network."""


@command.command(name="add")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="Name of the registry; by default that of the first file. An earlier one is replaced.")
@config_option
def add(files: tuple[Path, ...], name: str | None, config: Path | None) -> None:
    """Index dumps as one registry: DBLP's XML, or Crossref's or OpenAlex's records as JSON lines or Parquet."""
    from citecheck.app import registries
    from citecheck.cli._output import emit, say

    added = registries.add(files, name, settings(config).settings, say)
    emit(f"{added.name}: {added.records:,} records{added.left_out}")


@command.command(name="list")
@config_option
def list_(config: Path | None) -> None:
    """List the indexed registries with records and size."""
    from citecheck.app import registries
    from citecheck.cli._output import emit, say

    for one in registries.listed(settings(config).settings, say):
        emit(f"{one.name:<20} {one.records:>12,} records {one.size / 1e6:>10,.1f} MB  {one.dumps}")


@command.command(name="remove")
@click.argument("name", metavar="NAME")
@config_option
def remove(name: str, config: Path | None) -> None:
    """Remove a registry."""
    from citecheck.app import registries

    registries.remove(name, settings(config).settings)
