"""The steps of a run: parse documents, check links, locate and verify sources, find captures, run the rules.

Steps yield their results one by one, so that an interrupted run reports what it has.
"""

from collections.abc import Container, Iterator, Mapping, MutableMapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.citations.link_only import ParseAll, parse_each, read
from citecheck.citations.parsed import Key, Parsed, ParsedDocuments, own_url, sources_of, urls_of
from citecheck.documents.schemeless_urls import schemeless_urls
from citecheck.faults import error_boundary
from citecheck.findings.evaluate import Policy, judge
from citecheck.io.bounded_mapping import BoundedMapping
from citecheck.links.check import check
from citecheck.links.urls import host
from citecheck.links.wrapped_urls import plain
from citecheck.lock.lookup import NOT_RECORDED
from citecheck.lock.policy import LockPolicy, RunState, known_from_lock
from citecheck.model.document import Document, Note
from citecheck.model.knowledge import Resolution
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.model.web import Link, Request, Response, Unchecked, Unlinked, verdict
from citecheck.pages.quick_metadata import PageSummary
from citecheck.protocols import Archive, Format, Network, Provider, Send
from citecheck.repairs.proposals import repair, without_refused
from citecheck.sources.cited_urls import CitedUrls
from citecheck.sources.title_precheck import compared, lacks_titles

if TYPE_CHECKING:
    from citecheck.sources.page_reader import PageReader

DEAD = ("gone", "soft-gone", "unreachable")


class Plugins(Struct, frozen=True):
    """The plug-ins and options of a run. Without ``locate`` links are checked, but no service is searched."""

    providers: tuple[Provider, ...] = ()
    archives: tuple[Archive, ...] = ()
    policy: Policy = field(default_factory=Policy)
    send: Send = "title"
    locate: bool = True
    formats: Mapping[str, Format] = field(default_factory=dict)
    robust_links: bool = False

    @property
    def asks(self) -> bool:
        """Whether the run needs the network."""
        return self.locate or self.policy.needs("links") or self.policy.needs("sources")

    @property
    def compares(self) -> bool:
        """Whether pages are compared with the notes."""
        return self.locate or self.policy.needs("sources")


class CheckedUrl(Struct, frozen=True):
    """The result for a URL. ``page`` is kept for verification; ``doubtful``: it does not mention a cited title."""

    link: Link
    page: Response | None = None
    doubtful: bool = False


class CheckedLinks(Struct, frozen=True):
    """The results for the URLs of a run; pages may be in a file."""

    links: dict[str, Link] = field(default_factory=dict)
    pages: MutableMapping[str, Response] = field(default_factory=lambda: BoundedMapping(lambda page: len(page.body)))
    doubtful: set[str] = field(default_factory=set)

    def add(self, url: str, one: CheckedUrl) -> None:
        """Add the result for a URL."""
        self.links[url] = one.link
        if one.page:
            self.pages[url] = one.page
        if one.doubtful:
            self.doubtful.add(url)


def read_only(documents: Sequence[Document]) -> tuple[DocumentResult, ...]:
    """Parse documents without checking them."""
    reading = read(documents, None)
    return tuple(
        unreadable(one[0], reading.unread[at]) if at in reading.unread else assemble(at, *one, RunState())
        for at, one in enumerate(reading.parsed)
    )


def unreadable(document: Document, reason: str) -> DocumentResult:
    """The result for a document that could not be read."""
    return DocumentResult(document, (), (), faults=(reason,), readable=False)


def conclude(
    reading: ParsedDocuments, results: RunState, plugins: Plugins, now: datetime, offline: str | None, *, tried: bool = False
) -> Iterator[DocumentResult]:
    """Assemble the results one by one, propose repairs and run the rules. ``tried``: without safe repairs that would be refused."""
    archives = tuple(archive.name for archive in plugins.archives if archive.enabled) if plugins.locate else ()

    def one(at: int, read: tuple[Document, tuple[Note, ...]]) -> DocumentResult:
        if at in reading.unread:
            return unreadable(read[0], reading.unread[at])
        result = with_repairs(assemble(at, *read, results), plugins, tried=tried)
        return judge(replace(result, offline=offline, archives=archives, today=now.date()), plugins.policy)

    yield from (one(at, read) for at, read in enumerate(reading.parsed))


def from_lock(
    documents: Sequence[Document], plugins: Plugins, lock_policy: LockPolicy, now: datetime, parse_all: ParseAll = parse_each
) -> Iterator[DocumentResult]:
    """The results that the lock recorded, without the network; what is not recorded is unchecked."""
    reading = read(documents, None, parse_all)
    known = known_from_lock(reading.parsed, lock_policy, None)
    unchecked = {
        key: Resolution("unchecked", reason=NOT_RECORDED) for key, source in sources_of(reading.parsed) if not source.short
    }
    return conclude(reading, replace(known, resolutions={**unchecked, **known.resolutions}), plugins, now, NOT_RECORDED)


def check_links(parsed: Parsed, known: RunState, plugins: Plugins, network: Network) -> Iterator[tuple[str, CheckedUrl]]:
    """Check every URL of the documents once, in notes or not."""
    cited = CitedUrls()
    add_cited(cited, parsed, known)
    return check_cited(cited, known.links, plugins, network)


def add_cited(cited: CitedUrls, parsed: Parsed, known: RunState) -> None:
    """Add the URLs of documents, and those that people chose for their sources."""
    chosen = {r.url: None for r in known.resolutions.values() if r.decided == "person" and r.url}
    cited.add(parsed, known.resolutions, chosen)


def check_cited(cited: CitedUrls, known: Container[str], plugins: Plugins, network: Network) -> Iterator[tuple[str, CheckedUrl]]:
    """Check the URLs whose verdict is not known."""
    asked = {url: language for url, language in cited.languages.items() if url not in known}
    return check_urls(asked, cited.titles if plugins.compares else {}, plugins, network)


def check_urls(
    languages: Mapping[str, str | None], cited: Mapping[str, Sequence[str]], plugins: Plugins, network: Network
) -> Iterator[tuple[str, CheckedUrl]]:
    """Check URLs, given the languages and the titles of their citations."""
    requests = [Request(url, language=language, whole=plugins.locate and url in cited) for url, language in languages.items()]
    network.progress.stage("links", len(requests))
    hosts, dead = len({host(request.url) for request in requests}), 0
    for request, link, response in check(requests, network, plugins.archives):
        dead += verdict(link) in DEAD
        if plugins.locate:
            yield request.url, CheckedUrl(link, response if isinstance(response, Response) else None)
        else:
            yield request.url, _compared(request.url, cited.get(request.url, ()), link, response, network)
        network.progress.detail("links", f"on {hosts:,} hosts, {dead:,} dead or doubtful")
        network.progress.advance("links")


def _compared(url: str, titles: Sequence[str], link: Link, response: Response | PageSummary | None, network: Network) -> CheckedUrl:
    """The result for a link; doubtful if its page does not mention the cited titles."""
    if response is None or not titles:
        return CheckedUrl(link)
    with error_boundary() as fault:
        if lacks_titles(titles, link, response):
            return CheckedUrl(link, doubtful=True)
        if network.verdicts and isinstance(response, Response):
            network.verdicts.mention(url, titles)
    return CheckedUrl(Unchecked(url, fault.cause) if fault.cause else link)


def locate(
    parsed: Parsed, known: RunState, checked: CheckedLinks, plugins: Plugins, reader: "PageReader"
) -> Iterator[tuple[Key, Resolution]]:
    """Locate sources with a missing or dead URL, and verify that each page is the cited one."""
    from citecheck.sources.query import query, quoting
    from citecheck.sources.resolve import resolve

    keys, queries = [], []
    for key, source in sources_of(parsed):
        if not source.short and key not in known.resolutions:
            document, notes = parsed[key[0]]
            with error_boundary() as fault:
                queries.append(quoting(query(source), document, notes[key[1]]))
                keys.append(key)
            if fault.cause:
                yield key, Resolution("unchecked", reason=fault.cause)
    for at, found in resolve(queries, plugins.providers, reader, checked.links, checked.pages, plugins.send):
        yield keys[at], found
        reader.network.progress.advance("sources")


def compare(parsed: Parsed, known: RunState, checked: CheckedLinks, reader: "PageReader") -> Iterator[tuple[Key, Resolution]]:
    """Compare doubtful pages at the notes' own URLs, and their captures, with the notes.

    No service is searched. A link on the author's own words is not a citation and is not compared.
    """
    from citecheck.sources.query import query
    from citecheck.sources.resolve import resolve

    keys, queries = [], []
    for key, source in sources_of(parsed):
        with error_boundary():  # a source that raises is not compared
            if key not in known.resolutions and (own_url(source) or "") in checked.doubtful and compared(source):
                queries.append(query(source))
                keys.append(key)
    for at, found in resolve(queries, (), reader, checked.links, checked.pages, "none"):
        yield keys[at], found


def read_doubtful(checked: CheckedLinks, network: Network) -> None:
    """Read the doubtful pages, all at once."""
    for request, answer in network.pages.fetch([Request(url) for url in sorted(checked.doubtful)]):
        if isinstance(answer, Response):
            checked.pages[request.url] = answer


def assemble(at: int, document: Document, notes: tuple[Note, ...], results: RunState) -> DocumentResult:
    """The results of a document, in its order."""
    source_results = tuple(
        SourceResult(
            note,
            number,
            source,
            results.links.get(own_url(source) or "", Unlinked()),
            _with_link(results.resolutions.get((at, which, number)), results),
            results.recorded.get((at, which, number)),
        )
        for which, note in enumerate(notes)
        for number, source in enumerate(note.sources, 1)
    )
    addresses = (*urls_of(document, notes), *schemeless_urls(document, notes))
    links = tuple((a, _link_of(a.url, results.links)) for a in addresses)
    found = (d.resolution.url for d in source_results if d.resolution and d.resolution.url)
    urls = dict.fromkeys((*(a.url for a, _ in links), *found)) if results.seconds else ()
    seconds = tuple((url, results.seconds[url]) for url in urls if url in results.seconds)
    faults = (results.faults[at],) if at in results.faults else ()
    return DocumentResult(document, notes, source_results, links, seconds=seconds, faults=faults)


def _link_of(url: str, links: Mapping[str, Link]) -> Link:
    """The verdict on a URL of a document; on the URL inside it, if it is a redirector's."""
    return links.get(url) or links.get(plain(url)) or Unchecked(url, "not asked")


def with_repairs(result: DocumentResult, plugins: Plugins, *, tried: bool = False) -> DocumentResult:
    """The result with its proposed repairs; if ``tried``, without the safe ones that a dry run of the repair leaves out."""
    form = plugins.formats.get(result.document.format)
    if form is None or not result.document.data:
        return result
    with error_boundary() as fault:
        made = repair(result.document, result.notes, result.source_results, form, attributes=plugins.robust_links)
        return result.with_repairs(without_refused(result.document, result.notes, made, form) if tried else made)
    return replace(result, faults=(*result.faults, f"its repairs could not be proposed: {fault.cause}"))


def _with_link(known: Resolution | None, results: RunState) -> Resolution | None:
    """A person's choice with the current state of its link."""
    if known and known.decided == "person" and known.url and known.url in results.links:
        return replace(known, link=results.links[known.url])
    return known
