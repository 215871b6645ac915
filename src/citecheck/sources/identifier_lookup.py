"""Registry records and notices, looked up by a work's identifier."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from citecheck.faults import silence
from citecheck.language.titles import content_words, overlap, plain_words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Asked, Candidate, Resolution, State
from citecheck.model.reference import Source
from citecheck.protocols import Provider, Query
from citecheck.sources import thresholds
from citecheck.sources.evidence import CandidatePages, confirmed, contradicted, has_other_authors, readings_of
from citecheck.sources.page_reader import PageReader
from citecheck.sources.search import QueryRecorder
from citecheck.sources.verify import verify


def identifier_record(
    query: Query, providers: Sequence[Provider], reader: PageReader
) -> tuple[Candidate, tuple[Asked, ...]] | None:
    """Return the first registry record for one of the source's identifiers, with the queries sent; None if there is none."""
    asked: list[Asked] = []
    for provider in providers:
        known: frozenset[str] = getattr(provider, "identifiers", frozenset())
        if not any(getattr(query.source.item, name, None) for name in known):
            continue
        with suppress(NoAnswer), silence():
            service = QueryRecorder(provider.name, reader.network.service(provider.name), asked)
            if offered := provider.search(replace(query, by_identifier=True), service):
                return offered[0], tuple(asked)
    return None


def with_record(query: Query, known: Resolution | None, found: tuple[Candidate, tuple[Asked, ...]]) -> Resolution | None:
    """Combine a resolution with the record, which can verify an unread page, or show that the identifier is another work's."""
    record, asked = found
    (scored,) = verify(query.source, [CandidatePages(record)], query.domains)
    resolution = replace(known or Resolution("unchecked"), notices=record.notices, asked=asked)
    agrees, against = confirmed(scored.evidence), contradicted(scored.evidence)
    if resolution.state != "unchecked":
        return resolution
    if "title" in agrees and "issued" not in against:
        sure = max(scored.probability, thresholds.VERIFIED)
        state: State = "likely" if "author" in against else "verified"
        reason = "the record has the title, but other authors" if "author" in against else ""
        return replace(resolution, state=state, url=record.url, probability=sure, evidence=scored.evidence, reason=reason)
    dated = "issued" in agrees and not has_other_authors(scored.evidence)  # many works have one year
    if all(_is_another(reading, record) for reading in readings_of(query.source)) and "author" not in agrees and not dated:
        reason = f"the identifier is of another work: {record.title}"
        return replace(resolution, state="contradicted", url=record.url, evidence=scored.evidence, reason=reason)
    return resolution if known else None


def _is_another(source: Source, record: Candidate) -> bool:
    title = source.item.title or ""
    words = content_words(title)
    few = len(words) < thresholds.COMPARED_WORDS
    if source.translated_title or few or not record.title or not title.isascii() or not record.title.isascii():
        return False
    return overlap(words, set(plain_words(record.title))) < thresholds.RECORD_TITLE_WORDS
