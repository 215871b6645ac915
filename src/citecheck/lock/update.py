"""Updates the lock with a run's results. An unanswered request replaces nothing; a person's decision stays."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.language.secrets import public, shown, why_private
from citecheck.lock.file import (
    Index,
    Lock,
    LockedArchive,
    LockedCandidate,
    LockedEvidence,
    LockedLink,
    LockedNotice,
    LockEntry,
    Questioned,
)
from citecheck.model.knowledge import Resolution
from citecheck.model.report import SourceResult
from citecheck.model.web import Link, Unlinked, permanent, verdict

MAX_CANDIDATES = 3  # of an uncertain source, for a person to choose from


def update_entries(
    lock: Lock, results: Iterable[tuple[str, Sequence[SourceResult]]], now: datetime, partly_read: Container[str] = ()
) -> Iterator[LockEntry]:
    """The entries after a run. ``results`` has the path, relative to the lock, and the sources of each document examined.

    Entries of other documents are kept; of these documents, entries of removed sources are deleted, unless it was ``partly_read``.
    """
    index = Index.of(lock)
    paths, kept = set(), set()
    for path, source_results in results:
        paths.add(path)
        for source_result in source_results:
            if made := _entry(index, path, source_result, now):
                kept.add(made.key)
                yield made
    for entry in lock.entries:
        if entry.path not in paths or (entry.path in partly_read and entry.key not in kept):
            yield entry


def _entry(index: Index, path: str, source_result: SourceResult, now: datetime) -> LockEntry | None:
    if source_result.source.short:
        return None
    digest = fingerprint(source_result.source)
    place = (path, source_result.note.label, source_result.number)
    before = index.find(*place, digest)
    made = _without_secrets(_new_entry(place, digest, source_result, now)) if source_result.resolution else None
    entry = _combined(before, made, now) if before else made
    return replace(entry, path=path, label=source_result.note.label, source=source_result.number) if entry else None


def _new_entry(place: tuple[str, str, int], digest: str, source_result: SourceResult, now: datetime) -> LockEntry:
    found = source_result.resolution
    assert found is not None  # noqa: S101 -- the caller checks this
    asked = (found.located or now).replace(microsecond=0)
    link = found.link if not isinstance(found.link, Unlinked) else source_result.link
    return LockEntry(
        *place,
        digest,
        found.state,
        found.url,
        round(found.probability, 6) if found.probability is not None else None,
        tuple(
            LockedEvidence(e.variable, e.cited, e.found, e.source, e.verdict, round(e.bits, 2), e.witness) for e in found.evidence
        ),
        found.decided,
        _link(link, found.url, asked),
        _archive(found),
        located=asked,
        reason=found.reason,
        candidates=_candidates(found),
        notices=_notices(found),
    )


def _without_secrets(entry: LockEntry) -> LockEntry:
    """The entry without passwords and keys in URLs, which only the document has."""
    link, archive = entry.link, entry.archive
    url = entry.url and public(entry.url)
    if link:
        asked = link.url and public(link.url)
        final = None if link.final_url and why_private(link.final_url) else link.final_url
        link = replace(link, url=None if asked == url else asked, final_url=final, reason=shown(link.reason))
    if archive and why_private(archive.url):
        archive = None
    candidates = tuple(replace(one, url=public(one.url)) for one in entry.candidates)
    evidence = tuple(replace(one, cited=shown(one.cited), found=shown(one.found)) for one in entry.evidence)
    reason = shown(entry.reason)
    return replace(entry, url=url, link=link, archive=archive, reason=reason, candidates=candidates, evidence=evidence)


def _link(link: Link, url: str | None, asked: datetime) -> LockedLink | None:
    if isinstance(link, Unlinked):
        return None
    final = getattr(link, "final_url", None)
    return LockedLink(
        verdict(link),
        getattr(link, "status", None),
        asked,
        link.url if link.url != url else None,
        final if final != link.url else None,
        permanent(link),
        link.reason,
    )


def _archive(found: Resolution) -> LockedArchive | None:
    if found.archive_url is None:
        return None
    made = found.memento if found.memento and found.memento.uri_m == found.archive_url else None
    return LockedArchive(found.archive_url, made.datetime if made else None, made.digest if made else None)


def _candidates(found: Resolution) -> tuple[LockedCandidate, ...]:
    if found.state in ("verified", "contradicted", "not-found"):
        return ()
    best = found.candidates[:MAX_CANDIDATES]
    return tuple(LockedCandidate(s.candidate.url, round(s.probability, 4), s.candidate.title) for s in best)


def _notices(found: Resolution) -> tuple[LockedNotice, ...]:
    return tuple(LockedNotice(n.kind, n.doi, n.issued.parts if n.issued else (), n.service) for n in found.notices)


def _combined(before: LockEntry, made: LockEntry | None, now: datetime) -> LockEntry:
    """The old entry with what the new one adds or replaces."""
    if made is None:
        return before
    if before.decided == "person":
        return _questioned(before, made, now)
    notices = _all_notices(before, made)
    link = made.link if made.link and made.link.verdict != "unchecked" else None
    if made.state == "unchecked" and before.state != "unchecked":
        same_url = link and _link_url(made) in (_link_url(before), before.url)
        return replace(before, link=link if same_url else before.link, archive=before.archive or made.archive, notices=notices)
    if made.url != before.url:
        return replace(made, local=before.local if before.url is None else None)
    return replace(
        made, link=link or before.link or made.link, archive=made.archive or before.archive, local=before.local, notices=notices
    )


def _all_notices(before: LockEntry, made: LockEntry) -> tuple[LockedNotice, ...]:
    """The notices of both runs: a registry that did not answer takes none back."""
    return tuple(dict.fromkeys((*made.notices, *before.notices)))


def _link_url(entry: LockEntry) -> str | None:
    """The URL that the entry's link is about."""
    return (entry.link.url if entry.link else None) or entry.url


def _questioned(before: LockEntry, made: LockEntry, now: datetime) -> LockEntry:
    """A person's decision, with a later result that contradicts it."""
    link = made.link or before.link
    archive = before.archive or made.archive
    doubt = None
    if before.url and link and link.verdict in ("gone", "soft-gone"):
        doubt = Questioned(f"its page is {link.verdict} now: {link.reason}", asked=now)
    elif made.decided == "machine" and made.state == "verified" and made.url != before.url:
        doubt = Questioned("another page was verified", made.url, now)
    elif made.decided == "machine" and made.state == "contradicted":
        doubt = Questioned(made.reason or "the page is another work", made.url, now)
    return replace(before, link=link, archive=archive, questioned=doubt, notices=_all_notices(before, made))
