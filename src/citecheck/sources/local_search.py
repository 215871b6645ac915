"""Locates sources in the registries of this computer alone, where no service may be asked or none can be reached."""

from collections.abc import Sequence
from contextlib import suppress

from msgspec.structs import replace

from citecheck.faults import silence
from citecheck.links.url_equality import page_key
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Resolution, Silent
from citecheck.protocols import Provider, Query
from citecheck.sources.conclude import conclude
from citecheck.sources.evidence import CandidatePages
from citecheck.sources.identifier_lookup import identifier_records, with_records
from citecheck.sources.page_reader import PageReader
from citecheck.sources.search import SourceSearch

FOUND = ("verified", "likely", "contradicted")


def local_providers(providers: Sequence[Provider]) -> tuple[Provider, ...]:
    """The providers that search on this computer."""
    return tuple(p for p in providers if p.enabled and p.base_url and getattr(p, "local", False))


def locally(query: Query, providers: Sequence[Provider], reader: PageReader, unknown: Resolution) -> Resolution:
    """Return the resolution by local registries, or ``unknown`` if they do not have the source: no dump is complete."""
    if not providers:
        return unknown
    records = identifier_records(query, providers, reader)
    known = with_records(query, None, records) if records[0] else None
    if known and known.state in FOUND:
        return _without_archives(known, reader, unknown)
    search = SourceSearch(query)
    for provider in providers:
        with suppress(NoAnswer), silence():
            search.take(provider.name, provider.search(query, reader.network.service(provider.name)))
    search.seen.update({page_key(candidate.url): CandidatePages(candidate) for candidate in search.worth_reading()})
    search.score()
    decided = conclude(search, providers)
    return _without_archives(decided, reader, unknown) if decided.state in FOUND else unknown


def _without_archives(found: Resolution, reader: PageReader, unknown: Resolution) -> Resolution:
    """The resolution with the link of ``unknown``; the archives were not asked, so that nothing is known of captures."""
    silent = tuple(Silent(archive.name, unknown.reason) for archive in reader.archives)
    return replace(found, link=unknown.link, silent=(*found.silent, *silent))
