"""What a run over a corpus would ask, and how long politeness makes it take: counted from the documents, before anything is asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from citecheck.app import wiring
from citecheck.app.corpus import shards, tables
from citecheck.app.corpus.engines import Engine
from citecheck.app.corpus.inputs import inputs
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.parts import cut
from citecheck.app.corpus.reading import reader_of
from citecheck.app.corpus.run import CorpusOptions, locked, parse
from citecheck.app.corpus.service_plan import service_requests
from citecheck.app.rate_limits import request_intervals
from citecheck.config.settings import Settings
from citecheck.io.record_index import indexes
from citecheck.links.exclusions import is_asked
from citecheck.sources.plan import Planned
from citecheck.sources.providers.registries import Registries

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Hosts whose answers are also in dumps or indexes that can be had as a whole, and what answers for them.
BULK = {
    "doi.org": "dumps of Crossref and DataCite (`citecheck registry add`)",
    "dx.doi.org": "dumps of Crossref and DataCite (`citecheck registry add`)",
    "www.ncbi.nlm.nih.gov": "the baseline of PubMed",
    "pubmed.ncbi.nlm.nih.gov": "the baseline of PubMed",
    "arxiv.org": "arXiv's metadata, or OpenAlex (`citecheck registry add`)",
    "web.archive.org": "the index of the archive (CDX)",
    "openalex.org": "OpenAlex's snapshot (`citecheck registry add`)",
}
MANY = 20  # hosts that are listed
ROWS = 10_000  # links in memory


class HostPlan(Struct, frozen=True):
    """A host: links that are not checked yet, and the seconds that its interval makes them take."""

    key: str
    links: int
    seconds: float
    bulk: str = ""


class CorpusPlan(Struct, frozen=True):
    """The estimate for a run. ``cited`` counts each link in each document, ``links`` each once, ``known`` those with a verdict.

    ``left_out``: links that settings or their form leave out, and further links to one page. ``busiest`` are the hosts that take longest.
    """

    documents: int
    unread: int
    sources: int
    cited: int
    links: int
    known: int
    left_out: int
    hosts: int
    busiest: tuple[HostPlan, ...]
    seconds: float
    identified: int  # sources with a DOI, arXiv number or PMID
    registries: int
    services: tuple[Planned, ...] = ()  # with ``--locate``

    @property
    def requests(self) -> int:
        """Pages without a verdict."""
        return self.links - self.known - self.left_out

    @property
    def total_seconds(self) -> float:
        """The busiest host of the links, then the services in turn."""
        return self.seconds + sum(row.seconds for row in self.services)


def plan(given: Sequence[str], folder: Path, settings: Settings, options: CorpusOptions, engine: Engine) -> CorpusPlan:
    """Parse the corpus, and count what its run would ask; nothing is sent. Raises ``UsageError`` and ``WriteError``."""
    tables.require()
    with locked(folder), options.open_progress() as progress:
        run = Run(folder, settings, options.locate, wiring.clock().now().year)
        parts = cut(run, inputs(given, reader_of(settings)), options.sample).parts
        for _ in parse(run, parts, engine, progress):
            pass
        with tables.database(folder) as connection:
            documents, unread, sources, identified = _documents(connection, run, parts)
            cited, links, known, hosts = _links(connection, run, parts)
        services = service_requests(run, parts, sources) if options.locate else ()
    limits = request_intervals(settings)
    rows = [HostPlan(key, many, many * limits(f"https://{key}"), BULK.get(key, "")) for key, many in hosts.items()]
    return CorpusPlan(
        documents,
        unread,
        sources,
        cited,
        links,
        known,
        links - known - hosts.total(),
        len(rows),
        tuple(sorted(rows, key=lambda row: (-row.seconds, -row.links, row.key))[:MANY]),
        max((row.seconds for row in rows), default=0.0),
        identified,
        _registries(settings),
        services,
    )


def _documents(connection: "DuckDBPyConnection", run: Run, parts: Sequence[str]) -> tuple[int, int, int, int]:
    """Documents, unread ones, sources, and those with an identifier."""
    if not parts:
        return 0, 0, 0, 0
    found = connection.execute(
        "SELECT count(*), count(*) FILTER (fault IS NOT NULL), coalesce(sum(sources), 0), coalesce(sum(identified), 0) "
        "FROM read_parquet($files)",
        {"files": [str(run.state("parsed", part)) for part in parts]},
    ).fetchone()
    documents, unread, sources, identified = map(int, found or (0, 0, 0, 0))
    return documents, unread, sources, identified


def _links(connection: "DuckDBPyConnection", run: Run, parts: Sequence[str]) -> tuple[int, int, int, Counter[str]]:
    """Links in all documents, different ones, those with a verdict, and the requests to each host for the others."""
    if not parts:
        return 0, 0, 0, Counter()
    files = [str(run.state("cited", part)) for part in parts]
    (cited, links) = connection.execute(
        "SELECT coalesce(sum(documents), 0), count(DISTINCT url) FROM read_parquet($files)", {"files": files}
    ).fetchone() or (0, 0)
    shards.new_links(connection, files, shards.verdict_files(run), again=False)
    (new,) = connection.execute("SELECT count(*) FROM links").fetchone() or (0,)
    return int(cited), links, links - new, Counter(_asked(connection, run.settings))


def _asked(connection: "DuckDBPyConnection", settings: Settings) -> Iterator[str]:
    """The host of each page that is requested: once for all links to parts of it."""
    exclude, include = settings.links.exclude, settings.links.include
    found = connection.execute("SELECT any_value(url), any_value(key) FROM links GROUP BY split_part(url, '#', 1)")
    while rows := found.fetchmany(ROWS):
        yield from (key for url, key in rows if is_asked(url, exclude, include))


def _registries(settings: Settings) -> int:
    known = next((provider for provider in settings.providers if isinstance(provider, Registries)), None)
    return len(indexes(known.path)) if known and known.path else 0
