"""Write what was found into the documents; a diff without --write."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.cli._options import config_option, documents_argument, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.app.repair import Planned


@click.command(name="repair")
@documents_argument
@click.option("--write", is_flag=True, help="Change the documents instead of printing a diff.")
@click.option("--unsafe", is_flag=True, help="Include likely results, and repairs that replace a URL or words.")
@click.option("--interactive", is_flag=True, help="Ask about each uncertain source, and record the answers in the lock.")
@click.option(
    "--from",
    "result",
    type=click.Path(path_type=Path),
    metavar="RESULT.json",
    help="Use the output of `resolve` instead of the lock.",
)
@click.option("--allow-dirty", is_flag=True, help="Write even if git has uncommitted changes.")
@config_option
def command(
    paths: tuple[str, ...],
    write: bool,
    unsafe: bool,
    interactive: bool,
    result: Path | None,
    allow_dirty: bool,
    config: Path | None,
) -> None:
    """Apply what was recorded for the documents at PATH (default: references/), without the network.

    Safe repairs only, unless --unsafe: missing URLs that were verified, captures beside dead links, permanent redirects, broken URLs,
    links of identifiers. Exit status: 1 if something would change, without --write; 2 if a document cannot be read or written.
    """
    from citecheck.app.documents import read_documents
    from citecheck.app.repair import lock_policy_from, plan, with_answers, write_all
    from citecheck.app.run import notify_unread
    from citecheck.cli._output import say

    loaded = settings(config).settings
    documents, unread = read_documents(paths, loaded, say)
    notify_unread(unread, say)
    known = lock_policy_from(documents, loaded, result)
    if interactive:
        from citecheck.cli._questions import ask

        known = with_answers(documents, loaded, known, ask, say)
    planned = plan(documents, loaded, known, say, unsafe=unsafe)
    faults = [f"citecheck: {one.path}: {fault}" for one in planned for fault in one.document_result.faults]
    for line in faults:
        say(line)
    incomplete = bool(faults or unread)
    if not any(one.kept or one.unsafe_left or one.unreadable or one.offers for one in planned):
        say("nothing recorded to repair; `citecheck report` searches for more")
    if write:
        failed = write_all(planned, loaded, say, allow_dirty=allow_dirty)
        sys.exit(2 if failed or incomplete else 0)
    _show(planned)
    sys.exit(2 if incomplete else int(any(one.kept for one in planned)))


def _show(planned: "Sequence[Planned]") -> None:
    """Print the diffs on stdout and summaries on stderr."""
    from citecheck.app.repair import diff_of, summary
    from citecheck.cli._output import say

    for one in planned:
        sys.stdout.buffer.write(diff_of(one))
    sys.stdout.flush()
    for one in planned:
        for line in summary(one, "would be made; --write makes them"):
            say(line)
