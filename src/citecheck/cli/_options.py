"""Options that several commands share, and loading the settings."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from citecheck.config.settings import Loaded

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

DEFAULT_PATH = "references"
F = TypeVar("F", bound=Callable[..., Any])

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings file, instead of one found in this folder or above.",
)
locked_option = click.option("--locked", is_flag=True, help="Use only what citecheck.lock recorded, without the network.")
archive_folder_option = click.option(
    "--folder", type=click.Path(file_okay=False), metavar="DIR", help="The folder for captures.  [archive]"
)
text_or_json_option = click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", help="What to print.")
jobs_option = click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Parse documents in N processes.  [one for each core]"
)
offline_option = click.option("--offline", is_flag=True, help="Use no network; what needs one is not checked.")


class ReporterOption(click.Option):
    """An option that names a reporter. Its help and shell completion list the reporters; they are imported only then."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Append the names to the help text."""
        record = super().get_help_record(ctx)
        return record and (record[0], f"{record[1].rstrip('.')}: {', '.join(_reporter_names())}.")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The names that begin with the incomplete one."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in _reporter_names() if name.startswith(incomplete)]


def _reporter_names() -> list[str]:
    from citecheck.app.reporters import reporter_names

    return reporter_names()


def fail_options(command: F) -> F:
    """``--fail-on`` and ``--fail-under``."""
    command = click.option(
        "--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="Exit with 1 if completeness is below PERCENT."
    )(command)
    severities = click.Choice(["error", "warning", "info", "note", "never"])
    return click.option(
        "--fail-on", type=severities, help="Exit with 1 if a finding is at least that severe; note is the same as info."
    )(command)


def rule_options(command: F) -> F:
    """``--select`` and ``--ignore``."""
    codes = "rules, by code, prefix of a code, or name: CC1,dead-link; repeatable."
    command = click.option("--ignore", multiple=True, metavar="RULES", help=f"Ignore these {codes}")(command)
    return click.option("--select", multiple=True, metavar="RULES", help=f"Run only these {codes}")(command)


def rules_in(written: tuple[str, ...]) -> tuple[str, ...] | None:
    """The rules that an option names, separated by commas or in several options; None without the option."""
    return tuple(name for part in written for name in part.replace(",", " ").split()) or None


def documents_argument(command: F) -> F:
    """``PATH…``: documents and folders; ``references/`` by default."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...", callback=_with_default)(command)


def _with_default(context: click.Context, _: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The given paths, else the default folder. Raises ``UsageError`` if that does not exist."""
    from citecheck.model.errors import UsageError

    if not paths and not context.resilient_parsing and not Path(DEFAULT_PATH).exists():
        advice = f"name documents or folders, such as `{context.command_path} docs`"
        raise UsageError(f"no PATH was given, and there is no folder {DEFAULT_PATH} here; {advice}")
    return paths or (DEFAULT_PATH,)


def settings(config: Path | None, **flags: object) -> Loaded:
    """Read the settings, and report the keys that a file from the checkout may not set.

    ``flags`` are dotted keys with ``__`` for the dot; None for options that were not given.
    """
    from citecheck.app import wiring
    from citecheck.cli._output import say
    from citecheck.config import trust
    from citecheck.config.settings import load
    from citecheck.model.errors import UsageError

    if config is not None and not config.is_file():
        raise UsageError(f"{config}: there is no such settings file; check the name after --config")
    given = {key.replace("__", "."): value for key, value in flags.items() if value is not None}
    loaded = load(wiring.configurable(), file=config, flags=given, broken=wiring.broken_settings())
    if loaded.refused and loaded.file:
        say(f"citecheck: {trust.sentence(loaded.file, loaded.refused)}")
    return loaded
