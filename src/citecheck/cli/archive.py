"""Capture the cited pages into a local WARC archive; `archive verify` and `archive export` look after it."""

from pathlib import Path

import click

from citecheck.cli._options import config_option, documents_argument, offline_option, settings


class ArchiveGroup(click.Group):
    """A group whose unnamed command captures: what is no command's name is a path."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """`verify` and `export` are commands, everything else goes to `capture`."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "capture", capture, args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without arguments the default folder is captured; `--help` shows what capturing takes."""
        first = args[0] if args else ""
        return super().parse_args(ctx, args if first in self.commands or first in ctx.help_option_names else ["capture", *args])


@click.group(name="archive", cls=ArchiveGroup, no_args_is_help=False)
def command() -> None:
    """Capture the cited pages into archive/*.warc.gz with an index; `verify` and `export` look after what is there.

    `citecheck archive [PATH]...` is short for `citecheck archive capture [PATH]...`; PATH is references/ where none is given.
    """


@command.command()
@documents_argument
@click.option("--folder", type=click.Path(file_okay=False), metavar="DIR", help="Where captures are kept.  [archive]")
@click.option("--again", is_flag=True, help="Capture what is there already once more.")
@click.option("--submit", is_flag=True, help="Ask Save Page Now too, with the keys in IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY.")
@click.option(
    "--browser", is_flag=True, help="Load the pages in Chromium, where one is installed, with all that their scripts ask for."
)
@offline_option
@config_option
def capture(
    paths: tuple[str, ...], folder: str | None, again: bool, submit: bool, browser: bool, offline: bool, config: Path | None
) -> None:
    """Capture every cited page of the documents at PATH that is not in the archive yet, and tell the lock.

    With --submit the Wayback Machine is asked to keep what no archive has kept. Addresses with keys or passwords in them, and those
    of private hosts, are never submitted.
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
    """Look for damage in folders of captures, WARC files and WACZ packages; the archive folder where none is named.

    Exit status 0 where all are sound, 2 where one is not.
    """
    import sys

    from citecheck.app.archive_files import verify as run
    from citecheck.cli._output import emit, say

    sound = run(paths, settings(config).settings, emit, say)
    sys.exit(0 if sound else 2)


@command.command()
@click.option("--folder", type=click.Path(file_okay=False), metavar="DIR", help="Where captures are kept.  [archive]")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The package.  [archive.wacz]")
@config_option
def export(folder: str | None, output: Path | None, config: Path | None) -> None:
    """Write the captures as one WACZ 1.1.1 file, which replay tools open as it is."""
    from citecheck.app.archive_files import export as run
    from citecheck.cli._output import emit

    run(output, settings(config, archive__folder=folder).settings, emit)
