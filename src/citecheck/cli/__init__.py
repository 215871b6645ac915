"""The command line: reads arguments, prints, exits.

A command is a module of this folder that binds ``command``; its docstring's first line is its sentence in ``--help``. Modules whose
names begin with ``_`` are shared parts. Exit status: 0 done; 1 findings at or above ``--fail-on``; 2 usage, settings, unreadable
or unwritable files; 130 interrupted.
"""

import errno
import gc
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from citecheck import __version__

# Objects that are new between two searches for circles among them (Python's 700 are made for programs that hold little): what a run
# learns of its links and notes has none, and is much. One page's tree, which has, is some 10,000.
GC_THRESHOLD = 100_000
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # the disk, the user's share of it, the largest file allowed


class CommandGroup(click.Group):
    """A group whose commands are the modules of this folder; each is imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, without importing any."""
        return sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command's module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"citecheck.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands with their sentences, read from the files so that --help imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence(name)) for name in self.list_commands(ctx)])


def sentence(name: str) -> str:
    """The first line of a command module's docstring."""
    with Path(__file__).with_name(f"{name}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"')


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="citecheck")
def group() -> None:
    """Tell a writer whether a document's footnotes hold."""
    _silence_libraries()


def _silence_libraries() -> None:
    """Keeps off stderr what libraries log and warn of: they repeat words of pages and documents as these have them, control characters
    and workflow commands of a CI service included. ``python -W`` shows the warnings.
    """
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def main() -> None:
    """Runs a command; whatever a user can act on is one line on stderr and exit status 2, and so is an internal error."""
    try:
        _run()
    except OSError as error:
        if error.errno not in FULL or error.filename:
            raise
        _give_up_full_streams()  # stderr is full: nobody can be told
        sys.exit(2)


def _give_up_full_streams() -> None:
    """Lets what is left for a stream that cannot be written go nowhere, so that Python does not fail at it when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run() -> None:
    from citecheck.faults import ErrorBoundary

    _open_closed_streams()
    gc.set_threshold(GC_THRESHOLD, 10, 10)
    ErrorBoundary.caught = 0
    try:
        with ErrorBoundary() as fault:
            _dispatch()
        click.echo(f"citecheck: {fault.cause}", err=True)
        sys.exit(2)
    finally:
        if not sys.stderr.closed:
            _tell_faults(ErrorBoundary.caught)
        gc.freeze()  # the process ends: nobody need look for circles among all that it holds


def _open_closed_streams() -> None:
    """Opens what the caller closed (``2>&-``), so that no file of ours gets its number and is written to by who means the stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 -- for as long as the process lives


def _tell_faults(errors: int) -> None:
    """Says which plug-ins were left out, that a run kept no answers, and how many internal errors there were."""
    cache = sys.modules.get("citecheck.net.cache")
    unusable = cache.Cache.unusable if cache else {}
    while unusable:
        path, why = unusable.popitem()
        from citecheck.cli._output import say

        say(
            f"citecheck: {path}: this run kept no answers, the cache cannot be used: {why}; check the file, or name another in [cache] path"
        )
    discovery = sys.modules.get("citecheck.registry")
    for one in discovery.broken() if discovery else ():
        said = f"citecheck: the plug-in {one.name} ({one.family}, from {one.origin}) is broken and left out: {one.cause}"
        from citecheck.cli._output import say

        say(said)
    if errors:
        click.echo(f"citecheck: internal errors: {errors}; CITECHECK_TRACEBACK=1 shows each whole", err=True)


def _dispatch() -> None:
    from citecheck.model.errors import CitecheckError

    try:
        Path.cwd()
    except OSError:
        click.echo("citecheck: the working directory is not there any more; change to another", err=True)
        sys.exit(2)
    try:
        status = group.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except CitecheckError as error:
        from citecheck.cli._output import say

        say(f"citecheck: {error}")
        sys.exit(2)
    except (KeyboardInterrupt, click.exceptions.Abort):
        click.echo("citecheck: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        if error.errno not in FULL or error.filename:
            raise
        _give_up_full_streams()
        click.echo(f"citecheck: the output cannot be written: {error.strerror}", err=True)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)
