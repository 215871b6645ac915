"""What services would be asked with ``--locate``: counted for a sample of the sources, and scaled to all of them."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.corpus import tables
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.packing import unpack_document
from citecheck.app.rate_limits import request_intervals
from citecheck.citations.parsed import sources_of
from citecheck.model.reference import Source
from citecheck.sources.plan import Planned, plan
from citecheck.sources.query import query

PARTS = 20  # of the corpus, from which sources are taken
SOURCES = 20  # of a part, at least


def service_requests(run: Run, parts: Sequence[str], sources: int) -> tuple[Planned, ...]:
    """The requests to each service for all sources of a corpus, if none of them knows any."""
    taken = [one for part in parts[:: max(1, len(parts) // PARTS)] for one in _sources(run, part)]
    if not taken:
        return ()
    chosen = wiring.plugins_of(run.settings)
    providers = chosen.providers if chosen.send == "title" else ()
    queries = [query(source) for source in taken if not source.short]
    counted = plan((), queries, providers, chosen.archives, request_intervals(run.settings))
    scale = sources / len(taken)
    return tuple(replace(one, requests=round(one.requests * scale), seconds=one.seconds * scale) for one in counted.services)


def _sources(run: Run, part: str) -> Iterator[Source]:
    """The sources of the first documents of a part."""
    left = SOURCES
    for row in (row for rows in tables.batches(run.state("parsed", part), SOURCES) for row in rows if not row["fault"]):
        if left <= 0:
            return
        found = [source for _, source in sources_of((unpack_document(row["document"], row["notes"]),))]
        yield from found
        left -= len(found)
