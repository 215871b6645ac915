"""Options that several commands share, and the settings they lead to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from citecheck.config.settings import Loaded

DEFAULT_PATH = "references"
F = TypeVar("F", bound=Callable[..., Any])

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings file, instead of the one found here or above.",
)
offline_option = click.option("--offline", is_flag=True, help="Open no socket; what would need one is unchecked.")


def fail_options(command: F) -> F:
    """``--fail-on`` and ``--fail-under``: what makes the exit status 1."""
    command = click.option(
        "--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="Exit 1 where completeness is below PERCENT."
    )(command)
    severities = click.Choice(["error", "warning", "note", "never"])
    return click.option("--fail-on", type=severities, help="Exit 1 where a finding is that severe.")(command)


def rule_options(command: F) -> F:
    """``--select`` and ``--ignore``: which rules are asked."""
    codes = "rules, by code, beginning of a code, or name: CC1,dead-link; repeatable."
    command = click.option("--ignore", multiple=True, metavar="RULES", help=f"Pass over these {codes}")(command)
    return click.option("--select", multiple=True, metavar="RULES", help=f"Ask only these {codes}")(command)


def rules_in(written: tuple[str, ...]) -> tuple[str, ...] | None:
    """The rules that an option names, separated by commas or given several times; None where it was not given."""
    return tuple(name for part in written for name in part.replace(",", " ").split()) or None


def documents_argument(command: F) -> F:
    """``PATH…``: documents and folders, ``references/`` where none is named."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...", callback=_named)(command)


def _named(context: click.Context, _: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that were given, else the usual folder. Raises ``UsageError`` where there is none."""
    from citecheck.model.errors import UsageError

    if not paths and not context.resilient_parsing and not Path(DEFAULT_PATH).exists():
        advice = f"name documents or folders, such as `{context.command_path} docs`"
        raise UsageError(f"no PATH was given, and there is no folder {DEFAULT_PATH} here; {advice}")
    return paths or (DEFAULT_PATH,)


def settings(config: Path | None, **flags: object) -> Loaded:
    """Reads the settings, and says what of a file that was only found was not used.

    ``flags`` are dotted keys with ``__`` for the dot, and None where not given.
    """
    from citecheck.app import wiring
    from citecheck.cli._output import one_line
    from citecheck.config import trust
    from citecheck.config.settings import load
    from citecheck.model.errors import UsageError

    if config is not None and not config.is_file():
        raise UsageError(f"{config}: there is no such settings file; check the name after --config")
    given = {key.replace("__", "."): value for key, value in flags.items() if value is not None}
    loaded = load(wiring.configurable(), file=config, flags=given, broken=wiring.broken_settings())
    if loaded.refused and loaded.file:
        click.echo(f"citecheck: {one_line(trust.sentence(loaded.file, loaded.refused))}", err=True)
    return loaded
