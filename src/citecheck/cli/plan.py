"""Estimate the requests per service and the run time, without sending any."""

import sys
from math import ceil
from pathlib import Path

import click

from citecheck.cli._options import config_option, documents_argument, settings

HOSTS = 20  # listed; the others share one line


@click.command(name="plan")
@documents_argument
@config_option
def command(paths: tuple[str, ...], config: Path | None) -> None:
    """Estimate the requests of a run over the documents and folders at PATH, and how long the rate limits make it take.

    Nothing is sent. Requests that the cache would answer are counted too, so a second run is shorter.
    """
    from citecheck.app.documents import read_documents
    from citecheck.app.plan import plan
    from citecheck.app.run import notify_unread
    from citecheck.cli._output import emit, say
    from citecheck.reporters.display_text import plural

    made = settings(config).settings
    documents, unread = read_documents(paths, made, say)
    planned = plan(documents, unread, made)
    notify_unread(planned.unread, say)
    links = sum(row.requests for row in planned.links)
    emit(f"{plural(len(documents), 'document')}, {plural(planned.sources, 'source')}, {plural(links, 'URL')} in them")
    for row in (*planned.links[:HOSTS], *planned.services):
        emit(f"  {row.requests:6} to {row.host:32} {duration(row.seconds):>12}  {row.purpose}")
    if rest := planned.links[HOSTS:]:
        emit(f"  {sum(p.requests for p in rest):6} to {len(rest)} other hosts, links")
    emit(
        f"about {plural(planned.requests, 'request')}, {duration(planned.seconds)}; plus the pages that services find, at most 6 per source and service"
    )
    if planned.mail_links:
        emit(f"{plural(planned.mail_links, 'mailto: link')}, not checked")
    emit(_privacy(made.privacy.send))
    sys.exit(2 if planned.unread else 0)


def _privacy(send: str) -> str:
    sent = {
        "title": "the sources' titles, authors, publications and dates",
        "identifiers": "only identifiers such as DOIs",
    }
    return f'services receive {sent.get(send, "nothing about the sources")} ([privacy] send = "{send}")'


def duration(seconds: float) -> str:
    """A time in the unit that fits: s, min or h."""
    if seconds < 90:
        return f"{ceil(seconds)} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
