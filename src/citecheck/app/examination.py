"""A run over documents: they are parsed, their links are checked, their sources located, and the rules run, batch by batch.

All documents are parsed before the network is used, and wait in a temporary file: each URL is requested once, and hosts take turns.
Of all documents only the URLs are kept, and the answers. Without the network each batch is finished before the next is parsed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app.batches import batches
from citecheck.citations.link_only import ParseAll, parse_each, read, read_again
from citecheck.citations.parsed import Key, ParsedDocuments, sources_of
from citecheck.faults import error_boundary
from citecheck.io.bounded_sequence import bounded
from citecheck.lock.policy import NOTHING, LockPolicy, LookUps, RunState, look_up_all, to_ask_again, trusted_entries
from citecheck.model.document import Document
from citecheck.model.knowledge import Resolution
from citecheck.model.report import DocumentResult
from citecheck.net.fetchers import CompleteFetcher, TimedFetcher
from citecheck.pipeline import CheckedLinks, Plugins
from citecheck.protocols import Network
from citecheck.sources.cited_urls import CitedUrls
from citecheck.sources.known_urls import KnownUrls

if TYPE_CHECKING:
    from citecheck.sources.page_reader import PageReader


class Batch(Struct, frozen=True):
    """Parsed documents, and what the lock has of their sources."""

    reading: ParsedDocuments
    looked_up: LookUps


class CitedByAll(Struct):
    """What is kept of all batches until the links are checked. ``sources`` are those to locate."""

    urls: CitedUrls = field(default_factory=CitedUrls)
    known_urls: KnownUrls = field(default_factory=KnownUrls)
    sources: int = 0

    def add(self, batch: Batch, known: RunState) -> None:
        """Add a batch."""
        parsed = batch.reading.parsed
        pipeline.add_cited(self.urls, parsed, known)
        wanted = [source for key, source in sources_of(parsed) if not source.short and key not in known.resolutions]
        self.sources += len(wanted)
        with error_boundary():
            self.known_urls.add(source.item.url for source in wanted if source.item.url)


class Examination(Struct, dict=True):
    """One run. ``parse_all`` may use other processes. If it was ``interrupted``, the results are those so far."""

    plugins: Plugins
    network: Network
    lock_policy: LockPolicy = NOTHING
    parse_all: ParseAll = parse_each
    interrupted: bool = False

    def __post_init__(self) -> None:
        self._timed = TimedFetcher(CompleteFetcher(self.network.pages))
        self.network = replace(self.network, pages=self._timed)

    def results(self, documents: Iterable[Document]) -> Iterator[DocumentResult]:
        """The results by document; without the network up to the batch that was interrupted."""
        parsed = self._parse(documents)
        asks = self.plugins.asks and not self.network.offline
        together = asks or self.lock_policy.trust == "fresh"  # old entries share a budget
        for group in [parsed] if together else ([batch] for batch in parsed):
            yield from self._examine(bounded(group, 1))
            if self.interrupted:
                return

    def _parse(self, documents: Iterable[Document]) -> Iterator[Batch]:
        year = None if self.plugins.locate or self.lock_policy.lock.entries else self.network.clock.now().year
        for some, lock_policy in batches(documents, self.lock_policy):
            reading = read(some, year, self.parse_all)
            yield Batch(reading, look_up_all(reading.parsed, lock_policy))

    def _examine(self, group: Sequence[Batch]) -> Iterator[DocumentResult]:
        """Check the links of all batches together, then finish the batches one by one."""
        again = to_ask_again((batch.looked_up for batch in group), self.lock_policy, self.network.clock.now())
        cited, checked = CitedByAll(), CheckedLinks()
        for batch, known in self._with_known(group, again):
            cited.add(batch, known)
            checked.links.update(known.links)
        self._check(cited, checked)
        reader = self._reader(cited) if self.plugins.locate or checked.doubtful else None
        del cited  # the batches need the memory
        now = self.network.clock.now()
        for batch, known in self._with_known(group, again):
            yield from self._finish(batch.reading, known, checked, None if self.interrupted else reader, now)

    def _with_known(self, group: Sequence[Batch], again: Sequence[set[Key]]) -> Iterator[tuple[Batch, RunState]]:
        """The batches, each with the entries of the lock that are used."""
        for batch, keys in zip(group, again, strict=True):
            yield batch, trusted_entries(batch.reading.parsed, batch.looked_up, self.lock_policy, keys)

    def _check(self, cited: CitedByAll, checked: CheckedLinks) -> None:
        """Check the links whose verdict is not known, and read the doubtful pages."""
        try:
            if self.plugins.asks:
                for url, one in pipeline.check_cited(cited.urls, checked.links, self.plugins, self.network):
                    checked.add(url, one)
            if self.plugins.locate:
                self.network.progress.stage("sources", cited.sources)
            elif self.plugins.compares:
                pipeline.read_doubtful(checked, self.network)
        except KeyboardInterrupt:
            self.interrupted = True

    def _reader(self, cited: CitedByAll) -> "PageReader":
        from citecheck.sources.page_reader import PageReader  # slow to import

        return PageReader(self.network, self.plugins.archives, known_urls=cited.known_urls)

    def _finish(
        self, reading: ParsedDocuments, known: RunState, checked: CheckedLinks, reader: "PageReader | None", now: datetime
    ) -> Iterator[DocumentResult]:
        """Locate or compare the sources of a batch, if there is a ``reader`` for their pages, and run the rules."""
        found: dict[Key, Resolution] = {}
        try:
            if reader and self.plugins.locate:
                found.update(pipeline.locate(reading.parsed, known, checked, self.plugins, reader))
            elif reader:
                reading = read_again(reading, checked.doubtful)
                found.update(pipeline.compare(reading.parsed, known, checked, reader))
        except KeyboardInterrupt:
            self.interrupted = True
        seconds = self._timed.seconds
        results = replace(known, links=checked.links, resolutions={**known.resolutions, **found}, seconds=seconds)
        yield from pipeline.conclude(reading, results, self.plugins, now, self.network.offline, tried=self.plugins.locate)
