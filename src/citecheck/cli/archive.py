"""Save the cited pages in a local WARC archive; `archive verify` checks it, `archive export` packages it."""

from pathlib import Path

import click

from citecheck.cli._options import archive_folder_option, config_option, documents_argument, offline_option, settings


class ArchiveGroup(click.Group):
    """A group with `capture` as its default command: an argument that names no command is a path."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Run `capture` unless the first argument names a command."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "capture", capture, args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Insert `capture`, also without arguments; `--help` stays the group's."""
        first = args[0] if args else ""
        return super().parse_args(ctx, args if first in self.commands or first in ctx.help_option_names else ["capture", *args])


@click.group(name="archive", cls=ArchiveGroup, no_args_is_help=False)
def command() -> None:
    """Save the cited pages in archive/*.warc.gz, with an index; `verify` checks them, `export` packages them.

    `citecheck archive [PATH]...` is short for `citecheck archive capture [PATH]...`. The default PATH is references/.
    """


@command.command()
@documents_argument
@archive_folder_option
@click.option("--again", is_flag=True, help="Capture pages that are in the archive again.")
@click.option("--submit", is_flag=True, help="Also use Save Page Now, with the keys in IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY.")
@click.option(
    "--browser", is_flag=True, help="Load the pages in Chromium, if it is installed, with everything that their scripts request."
)
@offline_option
@config_option
def capture(
    paths: tuple[str, ...], folder: str | None, again: bool, submit: bool, browser: bool, offline: bool, config: Path | None
) -> None:
    """Capture the cited pages of the documents at PATH that are not in the archive yet, and record them in the lock.

    --submit asks the Wayback Machine to save pages that no archive has. URLs with keys or passwords, and those of private hosts, are
    never submitted.
    """
    import sys

    from citecheck.app.archive import ArchiveOptions, run
    from citecheck.cli._output import emit, say

    loaded = settings(config, archive__folder=folder).settings
    done = run(paths, loaded, ArchiveOptions(again, browser, offline, submit, emit, say))
    sys.exit(130 if done.interrupted else 2 if done.failed else 0)


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@config_option
def verify(paths: tuple[str, ...], config: Path | None) -> None:
    """Check archive folders, WARC files and WACZ packages for damage; by default the archive folder.

    Exit status 0 if all are sound, else 2.
    """
    import sys

    from citecheck.app.archive_files import verify as run
    from citecheck.cli._output import emit, say

    sound = run(paths, settings(config).settings, emit, say)
    sys.exit(0 if sound else 2)


@command.command()
@archive_folder_option
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The WACZ file.  [archive.wacz]")
@config_option
def export(folder: str | None, output: Path | None, config: Path | None) -> None:
    """Write the captures as one WACZ 1.1.1 file for replay tools."""
    from citecheck.app.archive_files import export as run
    from citecheck.cli._output import emit

    run(output, settings(config, archive__folder=folder).settings, emit)
