"""Accept the findings of today, so that only new ones fail: create, update, prune."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, documents_argument, offline_option, rule_options, rules_in, settings


@click.group(name="baseline")
def command() -> None:
    """Accept findings as they are: `citecheck check` then tells only what is new.

    The file is citecheck-baseline.json, or what [output] baseline names; commit it. A finding is recognised by its file, its rule and
    what it is about, never by its line. What could not be checked is never accepted.
    """


@command.command()
@documents_argument
@rule_options
@offline_option
@click.option("--locked", is_flag=True, help="Use what citecheck.lock recorded; open no socket.")
@config_option
def create(
    paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], offline: bool, locked: bool, config: Path | None
) -> None:
    """Write a baseline of all that is found now; there must be none yet."""
    from citecheck.app.baseline import create as run

    loaded = settings(config, rules__select=rules_in(select), rules__ignore=rules_in(ignore)).settings
    sys.exit(run(paths, loaded, offline=offline, locked=locked))


@command.command()
@documents_argument
@offline_option
@click.option("--locked", is_flag=True, help="Use what citecheck.lock recorded; open no socket.")
@config_option
def update(paths: tuple[str, ...], offline: bool, locked: bool, config: Path | None) -> None:
    """Accept what is new, and forget what is no longer found."""
    from citecheck.app.baseline import update as run

    sys.exit(run(paths, settings(config).settings, offline=offline, locked=locked))


@command.command()
@documents_argument
@offline_option
@click.option("--locked", is_flag=True, help="Use what citecheck.lock recorded; open no socket.")
@config_option
def prune(paths: tuple[str, ...], offline: bool, locked: bool, config: Path | None) -> None:
    """Forget what is no longer found; accept nothing."""
    from citecheck.app.baseline import prune as run

    sys.exit(run(paths, settings(config).settings, offline=offline, locked=locked))
