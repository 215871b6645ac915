"""Registry records and notices, looked up by a work's identifier.

The record is asked for whatever the page does. It can verify an unread page, contradict fields of the citation, or show that the
identifier is another work's.
"""

from collections.abc import Sequence
from contextlib import suppress

from msgspec.structs import replace

from citecheck.faults import silence
from citecheck.language.identifiers import doi_url
from citecheck.language.titles import content_words, overlap, plain_words
from citecheck.links.urls import DOI_HOSTS, host
from citecheck.links.wrapped_urls import plain
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Asked, Candidate, Evidence, Resolution, State
from citecheck.model.reference import Source
from citecheck.model.web import Gone, Link
from citecheck.protocols import Provider, Query
from citecheck.sources import thresholds, weights
from citecheck.sources.asked_kind import arxiv_number
from citecheck.sources.evidence import best_record_evidence, has_other_authors, readings_of
from citecheck.sources.page_reader import PageReader
from citecheck.sources.reasons import OTHER_WORK, REGISTRY
from citecheck.sources.record_evidence import RECORD
from citecheck.sources.record_title_evidence import titles_of
from citecheck.sources.record_titles import compare_titles, is_one_language
from citecheck.sources.record_years import publications_of
from citecheck.sources.search import QueryRecorder
from citecheck.sources.stated_fields import as_contradicted, difference, differs, is_placed, open_question, without_page_doubts
from citecheck.sources.versions import same_work

Records = tuple[tuple[Candidate, ...], tuple[Asked, ...]]
BESIDE_DOI = {"arxiv": "arXiv", "pmid": "PMID"}  # identifiers that a citation may have beside a DOI, and their names


def identifier_records(query: Query, providers: Sequence[Provider], reader: PageReader) -> Records:
    """Return registries' records for the source's identifiers, with the queries sent: the first, and others while a field is open."""
    asked: list[Asked] = []
    records: list[Candidate] = []
    for provider in providers:
        known: frozenset[str] = getattr(provider, "identifiers", frozenset())
        if not any(getattr(query.source.item, name, None) for name in known):
            continue
        with suppress(NoAnswer), silence():
            service = QueryRecorder(provider.name, reader.network.service(provider.name), asked)
            records += provider.search(replace(query, by_identifier=True), service)[:1]
        if records and not _is_open(best_record_evidence(query.source, records)):
            break
    of_one = (record for record in records if record is records[0] or same_work(records[0], record))  # the first has the DOI
    return tuple(of_one), tuple(asked)


def with_other_identifiers(found: Resolution, query: Query, providers: Sequence[Provider], reader: PageReader) -> Resolution:
    """Return the resolution of a source with a DOI that is right; ``likely`` if its arXiv number or PMID is another work's."""
    item, asked = query.source.item, list(found.asked)
    if not item.doi or arxiv_number(replace(item, arxiv=None)) or found.state not in ("verified", "likely"):
        return found
    for name, word in BESIDE_DOI.items():
        number = getattr(item, name)
        alone = replace(item, doi=None, arxiv=item.arxiv if name == "arxiv" else None, pmid=item.pmid if name == "pmid" else None)
        asking = replace(query, source=replace(query.source, item=alone))
        record = _record_of(asking, name, providers, reader, asked) if number else None
        if record and _is_by_others(query.source, record):
            wrong = weights.evidence(word, "other", number, record.title or "", record.provider, RECORD)
            evidence = (*found.evidence, wrong)
            found = replace(found, state="likely", evidence=evidence, reason=difference(evidence))
    return replace(found, asked=tuple(asked))


def _is_by_others(source: Source, record: Candidate) -> bool:
    """Whether a record has another title and none of the cited authors; a preprint may have had another title."""
    others = has_other_authors(best_record_evidence(source, (record,)))
    return others and _is_another(source, record, alike=False, strange=True)


def _record_of(query: Query, name: str, providers: Sequence[Provider], reader: PageReader, asked: list[Asked]) -> Candidate | None:
    """The record that the first registry of an identifier has for it."""
    for provider in providers:
        if name in getattr(provider, "identifiers", ()):
            with suppress(NoAnswer), silence():
                service = QueryRecorder(provider.name, reader.network.service(provider.name), asked)
                return next(iter(provider.search(replace(query, by_identifier=True), service)), None)
    return None


def _is_open(evidence: Sequence[Evidence]) -> bool:
    """Whether another record of the work may say more: a field differs, or could not be compared."""
    return bool(differs(evidence) or open_question(evidence))


def with_records(query: Query, known: Resolution | None, found: Records) -> Resolution | None:
    """Combine a resolution with the records: they verify or contradict each field that the source states."""
    records, asked = found
    notices = tuple(dict.fromkeys(notice for record in records for notice in record.notices))
    resolution = replace(known or Resolution("unchecked"), notices=notices, asked=asked)
    decided = _judge(query.source, records, resolution)
    return decided or (resolution if known else None)


def _judge(source: Source, records: Sequence[Candidate], resolution: Resolution) -> Resolution | None:
    """The resolution by the records; None if they do not show which work it is."""
    evidence = best_record_evidence(source, records)
    title = next((e for e in evidence if e.variable == "title"), None)
    url = resolution.url or records[0].url
    if title is None or (resolution.state == "contradicted" and not _is_resolver(resolution)):
        return None
    if title.bits > 0:
        return _same(resolution, evidence, url)
    if resolution.state not in ("unchecked", "contradicted"):  # the page has the cited title
        return None
    authors = next((e for e in evidence if e.variable == "author" and e.verdict == "confirmed"), None)
    if authors and compare_titles(title.cited, title.found).level == "words":
        return _same(resolution, as_contradicted(evidence, "title"), url)
    if all(
        _is_another(reading, record, alike=authors is not None, strange=has_other_authors(evidence))
        for reading in readings_of(source)
        for record in records
    ):
        reason = f"{OTHER_WORK}: {records[0].title}"
        return replace(resolution, state="contradicted", url=url, evidence=evidence, reason=reason)
    if _is_of_one_place(source, records[0], evidence) and is_one_language(title.cited, title.found):
        return _same(resolution, as_contradicted(evidence, "title"), url)
    return None


def _is_of_one_place(source: Source, record: Candidate, evidence: Sequence[Evidence]) -> bool:
    """Whether a record agrees in kind, authors, publication and year, so that its title is the only doubt."""
    return record.kind == source.item.type and is_placed(evidence)


def _is_resolver(resolution: Resolution) -> bool:
    """Whether the page is the one that an identifier leads to, so that the record says what it is."""
    return host(resolution.url or "") in DOI_HOSTS


def _same(resolution: Resolution, evidence: Sequence[Evidence], url: str) -> Resolution:
    """The resolution if the records are of the cited work."""
    both = without_page_doubts(resolution.evidence, evidence) if resolution.state != "contradicted" else tuple(evidence)
    sure = max(resolution.probability or 0.0, thresholds.VERIFIED)
    if differs(both):
        return replace(resolution, state="likely", url=url, probability=sure, evidence=both, candidates=(), reason=difference(both))
    doubt = open_question(evidence)
    state: State = "likely" if doubt else "verified"
    return replace(resolution, state=state, url=url, probability=sure, evidence=both, candidates=(), reason=doubt)


def _is_another(source: Source, record: Candidate, *, alike: bool, strange: bool) -> bool:
    """Whether a record has another title than the source in one language, and is neither what contains it nor a part of it.

    ``alike``: the authors agree, so that the languages must be known not to be a translation; ``strange``: they are others.
    """
    title, titles = source.item.title or "", titles_of(record)
    few = min(len(content_words(one)) for one in (title, *titles)) < thresholds.COMPARED_WORDS if titles else True
    if source.translated_title or few:
        return False
    whole = source.item.container_title or ""
    related = ((whole, titles), (title, publications_of(record)))
    if any(
        one and compare_titles(one, other).level in ("same", "near", "begins", "cut") for one, others in related for other in others
    ):
        return False
    if alike and not any(is_one_language(title, one) for one in titles):
        return False
    words = content_words(title)
    said = [overlap(words, set(plain_words(one))) for one in titles]
    return all(compare_titles(title, one).level in ("other", "words") for one in titles) and (
        strange or max(said) <= thresholds.RECORD_TITLE_WORDS
    )


def is_dead_doi(link: Link, source: Source) -> bool:
    """Whether a link is the source's DOI, which the resolver does not know."""
    asked = {doi_url(source.item.doi or "").casefold(), plain(source.item.url or "").casefold()}
    return isinstance(link, Gone) and host(link.url) in DOI_HOSTS and link.url.casefold() in asked


def with_unknown_doi(found: Resolution, source: Source) -> Resolution:
    """Return the resolution of a source with a DOI that nobody registered: a work that was found has another one, or none."""
    doi, url = source.item.doi or "", found.url or ""
    theirs = url.partition("doi.org/")[2] if host(url) in DOI_HOSTS else ""
    if not doi or found.decided == "person" or theirs.casefold() == doi.casefold():
        return found
    doubt = weights.evidence("DOI", "other", doi, theirs or "no such DOI", REGISTRY, RECORD)
    evidence = (*found.evidence, doubt)
    if found.state not in ("verified", "likely"):
        return replace(found, evidence=evidence)
    return replace(found, state="likely", evidence=evidence, reason=difference(evidence))
