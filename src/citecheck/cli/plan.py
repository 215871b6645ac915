"""Tell, before anybody is asked, how many requests go to whom and how long that takes."""

import sys
from math import ceil
from pathlib import Path

import click

from citecheck.cli._options import config_option, documents_argument, settings

HOSTS = 20  # of the documents' own links, shown each; the others in one line


@click.command(name="plan")
@documents_argument
@config_option
def command(paths: tuple[str, ...], config: Path | None) -> None:
    """Tell what a run over the documents and folders at PATH would ask of whom, and how long politeness makes it take.

    Nothing is asked: no socket is opened. What the cache already knows is not asked again, so that a second run is shorter.
    """
    from citecheck.app.documents import read_documents
    from citecheck.app.plan import plan
    from citecheck.cli._output import emit, say

    made = settings(config).settings
    documents, unread = read_documents(paths, made, say)
    planned = plan(documents, unread, made)
    for missing in planned.unread:
        say(f"citecheck: {missing.path}: {missing.message}")
    links = sum(row.requests for row in planned.links)
    emit(f"{_many(len(documents), 'document')}, {_many(planned.sources, 'source')}, {_many(links, 'address')} of their own")
    for row in (*planned.links[:HOSTS], *planned.services):
        emit(f"  {row.requests:6} to {row.host:32} {duration(row.seconds):>12}  {row.purpose}")
    if rest := planned.links[HOSTS:]:
        emit(f"  {sum(p.requests for p in rest):6} to {len(rest)} other hosts, links")
    emit(
        f"about {_many(planned.requests, 'request')}, {duration(planned.seconds)}; and the pages that services name, at most 6 a source and service"
    )
    emit(_privacy(made.privacy.send))
    sys.exit(2 if planned.unread else 0)


def _privacy(send: str) -> str:
    told = {
        "title": "the sources' titles, authors, outlets and dates, as they search for them",
        "identifiers": "identifiers such as DOIs only",
    }
    return f'services are told {told.get(send, "nothing of the sources")} ([privacy] send = "{send}")'


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 'es' if thing.endswith('s') else 's'}"


def duration(seconds: float) -> str:
    """Seconds as a person says them."""
    if seconds < 90:
        return f"{ceil(seconds)} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
