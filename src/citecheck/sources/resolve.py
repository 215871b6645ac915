"""Locates sources: each provider in turn gets all sources, then the results are decided.

Providers offer candidates, ``verify`` scores them, ``conclude`` decides. If a service did not answer, nothing is ``not-found``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from msgspec.structs import replace

from citecheck.citations.parsed import own_url
from citecheck.faults import attempt, error_boundary, silence
from citecheck.links.fallback_checks import is_unregistered
from citecheck.links.url_equality import page_key
from citecheck.links.urls import DOI_HOSTS, host
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate, Resolution
from citecheck.model.reference import Source
from citecheck.model.web import Gone, Link, Response, SoftGone, Unchecked, Unlinked
from citecheck.protocols import Provider, Query, Send
from citecheck.sources import thresholds
from citecheck.sources.conclude import conclude
from citecheck.sources.confirm import confirm
from citecheck.sources.evidence import CandidatePages
from citecheck.sources.identifier_lookup import (
    identifier_records,
    is_dead_doi,
    with_other_identifiers,
    with_records,
    with_unknown_doi,
)
from citecheck.sources.local_search import local_providers, locally
from citecheck.sources.nearest_capture import recall
from citecheck.sources.not_found import check_coverage
from citecheck.sources.page_reader import PageReader
from citecheck.sources.query import alternative_query
from citecheck.sources.search import QueryRecorder, SourceSearch
from citecheck.sources.stated_fields import without_doubtful_fields
from citecheck.sources.title_notices import with_title_notice

BATCH = 24  # sources whose pages are read together; more would be lost if the run is interrupted


def resolve(
    queries: Sequence[Query],
    providers: Sequence[Provider],
    reader: PageReader,
    links: Mapping[str, Link],
    pages: Mapping[str, Response],
    send: Send = "title",
) -> Iterator[tuple[int, Resolution]]:
    """Yield each query's index and resolution once decided. ``links`` and ``pages`` are of the footnotes' own URLs.

    ``reader`` is that of the run: there may be other queries.
    """
    for at, found in _decided(queries, providers, reader, links, pages, send):
        query = queries[at]
        yield at, attempt(partial(without_doubtful_fields, found, query.source), partial(_internal_error, query, links))


def _decided(
    queries: Sequence[Query],
    providers: Sequence[Provider],
    reader: PageReader,
    links: Mapping[str, Link],
    pages: Mapping[str, Response],
    send: Send,
) -> Iterator[tuple[int, Resolution]]:
    """Yield each query's index and resolution by the pages and records."""
    asked, local = [p for p in providers if p.enabled and p.base_url], local_providers(providers)
    if offline := reader.network.offline:
        yield from _offline(queries, local, reader, links, offline)
        return
    searches: dict[int, SourceSearch] = {}
    with error_boundary():
        reader.known_urls.add(url for query in queries if (url := query.source.item.url))
    for at, query in enumerate(queries):
        known = attempt(
            partial(_known, query, asked if send != "none" else local, links, pages, reader), partial(_internal_error, query, links)
        )
        if known is not None and (known.state != "unchecked" or send != "title" or not _is_lost(known.link)):
            yield at, attempt(partial(_with_capture, known, query.source, links, reader), partial(_internal_error, query, links))
        elif send != "title":
            unknown = Resolution("unchecked", reason=f'[privacy] send = "{send}": no service was asked')
            yield at, attempt(partial(locally, query, local, reader, unknown), partial(_internal_error, query, links))
        else:
            searches[at] = SourceSearch(query)
    for provider in asked:
        for some in _batches(searches, BATCH):
            ask(some.values(), provider, reader)
            for at, search in some.items():
                if _settled(search):
                    yield at, _finish(searches.pop(at), asked, links, reader)
    ask_alternatives(tuple(searches.values()), asked, reader)
    left = sorted(searches.items(), key=lambda one: not one[1].scored)  # where nothing was found last: who was silent is known then
    for at, search in left:
        yield at, _finish(search, asked, links, reader)


def _offline(
    queries: Sequence[Query], local: Sequence[Provider], reader: PageReader, links: Mapping[str, Link], why: str
) -> Iterator[tuple[int, Resolution]]:
    """The resolutions without a network: what the local registries know, else ``unchecked``."""
    for at, query in enumerate(queries):
        unknown = Resolution("unchecked", reason=why, link=_own_link(query, links))
        yield at, attempt(partial(locally, query, local, reader, unknown), partial(_internal_error, query, links))


def ask(searches: Iterable[SourceSearch], provider: Provider, reader: PageReader) -> None:
    """Query one provider for some sources, then read and compare its candidates, the best first."""
    searches = list(searches)
    for search in searches:
        try:
            with silence():
                search.share_urls(reader.known_urls)
                service = QueryRecorder(provider.name, reader.network.service(provider.name), search.asked)
                search.take(provider.name, provider.search(search.query, service))
        except NoAnswer as error:
            search.add_silent(provider.name, error.reason)
    for _ in range(thresholds.PAGES_PER_SERVICE):
        wanted = [(search, best) for search in searches if (best := _next(search, provider.name))]
        if not wanted:
            break
        reader.read(wanted)


def ask_alternatives(searches: Sequence[SourceSearch], providers: Sequence[Provider], reader: PageReader) -> None:
    """Send a few more queries, with alternative readings, for sources without a match."""
    again = [(search, search.query, len(search.asked)) for search in searches if not search.fits and _alternative(search)]
    for provider in providers if again else ():
        most = thresholds.REQUESTS_FOR_SECOND_READING
        some = [search for search, _, before in again if not search.fits and len(search.asked) - before < most]
        for search in some:
            search.query = _alternative(search) or search.query
        ask(some, provider, reader)
        for search, query, _ in again:
            search.query = query
            with error_boundary() as fault:
                search.score()
            if fault.cause:
                search.add_silent(provider.name, fault.cause)


def _alternative(search: SourceSearch) -> Query | None:
    """The query for the alternative reading, None if there is none or after an internal error."""
    return attempt(lambda: alternative_query(search.query), lambda _: None)


def _next(search: SourceSearch, provider: str) -> Candidate | None:
    """The next candidate whose page is to be read; records need no page."""
    with error_boundary() as fault:
        for candidate in search.worth_reading():
            if not candidate.record:
                return candidate
            search.seen[page_key(candidate.url)] = CandidatePages(candidate)
            search.score()
    if fault.cause:
        search.add_silent(provider, fault.cause)
    return None


def _settled(search: SourceSearch) -> bool:
    return attempt(lambda: search.settled, lambda _: False)


def _internal_error(query: Query, links: Mapping[str, Link], cause: str) -> Resolution:
    """The resolution after an internal error."""
    return Resolution("unchecked", reason=cause, link=_own_link(query, links))


def _finish(search: SourceSearch, asked: Sequence[Provider], links: Mapping[str, Link], reader: PageReader) -> Resolution:
    """The resolution of a source, with its link and capture."""
    return attempt(lambda: _finished(search, asked, links, reader), lambda cause: _internal_error(search.query, links, cause))


def _finished(search: SourceSearch, asked: Sequence[Provider], links: Mapping[str, Link], reader: PageReader) -> Resolution:
    decided = check_coverage(conclude(search, asked), search, asked, reader)
    own = _own_link(search.query, links)
    if not isinstance(own, Unlinked):
        decided = replace(decided, link=own)
    elif decided.url and isinstance(decided.link, Unlinked):
        decided = replace(decided, link=reader.link(decided.url, search.query.language))
    if is_dead_doi(own, search.query.source):
        decided = with_unknown_doi(decided, search.query.source)
    if decided.url:
        seen = search.seen.get(page_key(decided.url))  # none of a record that only shows what is wrong
        decided = replace(decided, quotes=reader.quotes(search.query, decided.url, seen.pages if seen else ()))
    return replace(_with_capture(decided, search.query.source, links, reader), asked=tuple(search.asked))


def _with_capture(found: Resolution, source: Source, links: Mapping[str, Link], reader: PageReader) -> Resolution:
    recalled = recall(with_title_notice(found), source, reader.archives, reader.network, links)
    reader.note(one for one in recalled.silent if one.service in {archive.name for archive in reader.archives})
    return recalled


def _batches(searches: dict[int, SourceSearch], size: int) -> Iterator[dict[int, SourceSearch]]:
    """The undecided searches, in batches."""
    left = iter(tuple(searches.items()))
    while some := dict(islice(left, size)):
        yield some


def _known(
    query: Query, registries: Sequence[Provider], links: Mapping[str, Link], pages: Mapping[str, Response], reader: PageReader
) -> Resolution | None:
    """The resolution by the footnote's own URL and identifiers."""
    known = _own(query, links, pages, reader) if own_url(query.source) else None
    found = identifier_records(query, registries, reader)
    if found[0]:
        decided = with_records(query, known, found)
        return with_other_identifiers(decided, query, registries, reader) if decided else None
    doi, link = query.source.item.doi, own_url(query.source) or ""
    if known and doi and found[1] and host(link) not in DOI_HOSTS and is_unregistered(doi, reader.network):
        return with_unknown_doi(known, query.source)
    return known


def _own(query: Query, links: Mapping[str, Link], pages: Mapping[str, Response], reader: PageReader) -> Resolution:
    url = own_url(query.source) or ""
    return confirm(query, url, links.get(url, Unchecked(url, "not asked")), pages.get(url), reader)


def _is_lost(link: Link) -> bool:
    """Whether the page is gone, so that it is searched elsewhere."""
    return isinstance(link, Gone | SoftGone)


def _own_link(query: Query, links: Mapping[str, Link]) -> Link:
    return links.get(own_url(query.source) or "", Unlinked())
