"""The command line: reads arguments, prints, exits.

A command is a module of this folder that defines ``command``; the first line of its docstring is its summary in ``--help``. Modules
with names that begin with ``_`` are shared. Exit status: 0 done; 1 findings at or above ``--fail-on``; 2 usage, settings, unreadable or
unwritable files; 130 interrupted; 141 the reader of the output ended.
"""

import errno
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from citecheck import __version__

# GC threshold for generation 0. Our data has no reference cycles; collecting at Python's default of 700 only costs time. Only parsed
# pages have cycles, about 10,000 objects each.
GC_THRESHOLD = 100_000
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # the disk, the user's share of it, the largest file allowed


class CommandGroup(click.Group):
    """A group with the modules of this folder as commands, imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, without importing any."""
        return sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"citecheck.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit status 141 (128 + SIGPIPE) if the reader of its output ended. Click would exit with 1, which means findings."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _give_up_full_streams()
            sys.exit(141)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the arguments; if there is none, suggest the most similar one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            similar = get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f" Did you mean {similar[0]!r}?" if similar else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their summaries, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence(name)) for name in self.list_commands(ctx)])


def sentence(name: str) -> str:
    """The first line of a command module's docstring."""
    with Path(__file__).with_name(f"{name}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"')


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="citecheck")
def group() -> None:
    """Check a document's footnotes: whether each cited source exists and says what the note says."""
    _silence_libraries()


def _silence_libraries() -> None:
    """Suppress log messages and warnings of libraries, which may repeat control characters and CI workflow commands of a page.

    ``python -W`` shows the warnings.
    """
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def main() -> None:
    """Run a command. Errors, also internal ones, are one line on stderr and exit status 2."""
    try:
        _run()
    except OSError as error:
        if error.errno not in FULL or error.filename:
            raise
        _give_up_full_streams()  # no message can be written
        sys.exit(2)


def _give_up_full_streams() -> None:
    """Discard the rest of streams that cannot be written, so that Python does not fail when it flushes them at exit."""
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
            _report_faults(ErrorBoundary.caught)
        gc.freeze()  # saves a last collection at exit


def _open_closed_streams() -> None:
    """Open standard streams that the caller closed (``2>&-``), so that no other file gets their descriptor."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 -- for as long as the process lives


def _report_faults(errors: int) -> None:
    """Report an unusable cache, broken plug-ins, and the number of internal errors."""
    cache = sys.modules.get("citecheck.net.cache")
    unusable = cache.Cache.unusable if cache else {}
    registry = sys.modules.get("citecheck.registry")
    messages = []
    while unusable:
        path, why = unusable.popitem()
        messages.append(
            f"{path}: the cache cannot be used, so this run stored no answers: {why}; check the file, or name another in [cache] path"
        )
    for one in registry.broken() if registry else ():
        messages += [f"the plug-in {one.name} ({one.family}, from {one.origin}) is broken and not used: {one.cause}"]
    if errors:
        messages.append(f"internal errors: {errors}; CITECHECK_TRACEBACK=1 shows their tracebacks")
    if messages:
        from citecheck.cli._output import say

        for message in messages:
            say(f"citecheck: {message}")


def _dispatch() -> None:
    from citecheck.model.errors import CitecheckError

    try:
        Path.cwd()
    except OSError:
        click.echo("citecheck: the working directory no longer exists; change to another", err=True)
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
    except OSError as error:
        if error.errno not in FULL or error.filename:
            raise
        _give_up_full_streams()
        click.echo(f"citecheck: the output cannot be written: {error.strerror}", err=True)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)
