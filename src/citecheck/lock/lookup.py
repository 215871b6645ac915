"""Look-up of a document's sources in the lock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.language.identifiers import doi_url
from citecheck.language.secrets import public, why_private, without_keys
from citecheck.links.wrapped_urls import plain
from citecheck.lock.file import Index, Lock, LockedLink, LockEntry
from citecheck.lock.rejudge import rejudged
from citecheck.model.document import Note
from citecheck.model.knowledge import Candidate, Evidence, Memento, Notice, Resolution, Scored
from citecheck.model.reference import Date, Source
from citecheck.model.report import Recorded
from citecheck.model.web import Blocked, Gone, Hop, Link, Live, Moved, SoftGone, Unchecked, Unlinked, Unreachable

PROVIDER = "lock"
NOT_RECORDED = "not in the lock; --locked uses nothing else"


class LookedUp(Struct, frozen=True):
    """A source's entry, None if it is not recorded, or its citation or URL changed."""

    recorded: Recorded
    entry: LockEntry | None = None


def look_up(lock: Lock | Index, path: str, notes: Sequence[Note]) -> dict[tuple[int, int], LookedUp]:
    """Look up every source of a document, by footnote (from 0) and source (from 1). Short forms have no entry.

    For many documents pass the lock's ``Index``: making it takes time for each entry.
    """
    index = lock.unused() if isinstance(lock, Index) else Index.of(lock)
    cited = {
        (which, number): fingerprint(source)
        for which, note in enumerate(notes)
        for number, source in enumerate(note.sources, 1)
        if not source.short
    }
    alive = set(cited.values())
    return {key: _match(index, path, notes[key[0]], key[1], digest, alive) for key, digest in cited.items()}


def _match(index: Index, path: str, note: Note, number: int, digest: str, alive: set[str]) -> LookedUp:
    source = note.sources[number - 1]
    entry = index.find(path, note.label, number, digest)
    if entry is None:
        before = index.changed(path, note.label, number, alive)
        return LookedUp(Recorded("changed" if before else "absent", url=before.url if before else None))
    # A person may have decided against the footnote's URL; a machine has only checked the URL that was there.
    own = source.item.url and plain(source.item.url)
    if own and why_private(own):
        own = public(own)  # as in the lock
        entry = replace(entry, url=plain(source.item.url or "")) if entry.url == own else entry
    if entry.decided == "machine" and own and own not in {*addresses(entry), without_keys(entry.url or "")}:
        return LookedUp(Recorded("changed", url=entry.url))
    doubt = entry.questioned.reason if entry.questioned else ""
    return LookedUp(Recorded("same", entry.decided, entry.located, doubt, entry.url, notices(entry)), entry)


def addresses(entry: LockEntry) -> set[str]:
    """Every URL that a document may have for the entry's source."""
    link = entry.link
    found = (entry.url, link and link.url, link and link.final_url, entry.archive and entry.archive.url)
    return {url for url in found if url}


def stale(entry: LockEntry, now: datetime, days: float) -> bool:
    """Whether an entry is older than ``days``, or unchecked."""
    if entry.state == "unchecked" or entry.located is None:
        return True
    return now - entry.located > timedelta(days=days)


def to_resolution(entry: LockEntry, source: Source) -> Resolution:
    """Convert a source's entry to a resolution, by today's rules."""
    entry = rejudged(entry)
    kept = entry.archive
    memento = None
    if kept and kept.datetime:
        memento = Memento(entry.url or "", kept.url, kept.datetime, PROVIDER, digest=kept.digest, read=True)
    found = Resolution(
        entry.state,
        entry.url,
        link(entry),
        memento,
        kept.url if kept else None,
        entry.probability,
        tuple(Evidence(e.variable, e.cited, e.found, e.source, e.verdict, e.bits, e.witness) for e in entry.evidence),
        tuple(Scored(Candidate(c.url, PROVIDER, c.title), c.probability) for c in entry.candidates),
        located=entry.located,
        decided=entry.decided,
        reason=entry.reason,
        notices=notices(entry),
    )
    if not source.uncertain:
        return found
    from citecheck.sources.stated_fields import without_doubtful_fields  # slow to import, and few sources need it

    return without_doubtful_fields(found, source)


def notices(entry: LockEntry) -> tuple[Notice, ...]:
    """The entry's notices about the work."""
    return tuple(Notice(n.kind, n.doi, Date(n.issued) if n.issued else None, n.service) for n in entry.notices)


def link(entry: LockEntry) -> Link:
    """Convert an entry to the link verdict."""
    known = entry.link
    url = (known.url if known else None) or entry.url
    if known is None or url is None:
        return Unlinked()
    return _link(known, url)


def _link(known: LockedLink, url: str) -> Link:
    final, reason = known.final_url or url, known.reason
    hops = (Hop(url, 301, final),) if known.permanent else ()
    match known.verdict:
        case "live":
            return Live(url, known.status or 200, final, reason, hops=hops)
        case "moved":
            return Moved(url, known.status or 301, final, reason, hops=hops)
        case "gone":
            return Gone(url, known.status or 404, reason)
        case "soft-gone":
            return SoftGone(url, known.status or 200, final, reason)
        case "blocked":
            return Blocked(url, known.status or 403, reason)
        case "unreachable":
            return Unreachable(url, known.status, reason)
        case "unchecked":
            return Unchecked(url, reason)
        case "unlinked":
            return Unlinked()


def own_link(source: Source, entry: LockEntry | None) -> Link:
    """The recorded verdict on the footnote's own URL, or on its DOI's."""
    known = link(entry) if entry else Unlinked()
    if not source.item.url:
        doi = doi_url(source.item.doi) if source.item.doi else ""
        return known if not isinstance(known, Unlinked) and known.url == doi else Unlinked()
    own = plain(source.item.url)
    if isinstance(known, Unlinked):
        return Unchecked(own, NOT_RECORDED)
    if isinstance(known, Live | Moved) and own == known.final_url != known.url:
        return Live(own, 200, own)  # the redirect was followed in the document
    return known
