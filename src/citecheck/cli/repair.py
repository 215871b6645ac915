"""Write what was found into the documents: a diff first, the files with --write."""

import sys
from pathlib import Path

import click

from citecheck.cli._options import config_option, documents_argument, settings


@click.command(name="repair")
@documents_argument
@click.option("--write", is_flag=True, help="Change the documents; without it a diff is printed.")
@click.option("--unsafe", is_flag=True, help="Also what was found likely, and what replaces an address or words.")
@click.option("--interactive", is_flag=True, help="Ask about each uncertain source, and record the answers in the lock.")
@click.option(
    "--from", "result", type=click.Path(path_type=Path), metavar="RESULT.json", help="What `resolve` printed, instead of the lock."
)
@click.option("--allow-dirty", is_flag=True, help="Write although git has changes that are not committed.")
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
    """Apply what was recorded of the documents at PATH (references/ where none is given); no service is asked.

    Safe repairs only, unless --unsafe: verified addresses where none was, captures beside dead links, permanent redirects, broken and
    identifier links. Exit status without --write: 1 where something would change; 2 where a document cannot be read or written.
    """
    from citecheck.app.documents import read_documents
    from citecheck.app.output import say
    from citecheck.app.repair import memory, plan, show, told_faults, with_answers, write_all

    loaded = settings(config).settings
    documents, unread = read_documents(paths, loaded)
    for missing in unread:
        say(f"citecheck: {missing.path}: {missing.message}")
    known = memory(documents, loaded, result)
    if interactive:
        known = with_answers(documents, loaded, known)
    planned = plan(documents, loaded, known, unsafe=unsafe)
    incomplete = told_faults(planned) or bool(unread)
    if not any(one.kept or one.unsafe_left or one.unreadable for one in planned):
        say("nothing to repair in what is recorded; `citecheck report` looks for more")
    if write:
        failed = write_all(planned, loaded, allow_dirty=allow_dirty)
        sys.exit(2 if failed or incomplete else 0)
    show(planned)
    sys.exit(2 if incomplete else int(any(one.kept for one in planned)))
