"""What the lock knows of a document's sources: last week's answers, for whoever may not or need not ask again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from citecheck.citations.fingerprint import fingerprint
from citecheck.language.secrets import public, why_private, without_keys
from citecheck.lock.file import Index, Lock, LockedLink, LockEntry
from citecheck.model.document import Note
from citecheck.model.knowledge import Candidate, Evidence, Memento, Resolution, Scored
from citecheck.model.reference import Source
from citecheck.model.report import Recorded
from citecheck.model.web import Blocked, Gone, Hop, Link, Live, Moved, SoftGone, Unchecked, Unlinked, Unreachable

PROVIDER = "lock"
NOT_RECORDED = "not in the lock, which is all that --locked reads"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the lock says of one source; ``entry`` is None where it is not recorded, or its citation or address changed."""

    recorded: Recorded
    entry: LockEntry | None = None


def remember(lock: Lock, path: str, notes: Sequence[Note]) -> dict[tuple[int, int], Remembered]:
    """By note (from 0) and source (from 1): what the lock says. Short forms stand for other sources and have no entry."""
    index = Index.of(lock)
    cited = {
        (which, number): fingerprint(source)
        for which, note in enumerate(notes)
        for number, source in enumerate(note.sources, 1)
        if not source.short
    }
    alive = set(cited.values())
    return {key: _recognised(index, path, notes[key[0]], key[1], words, alive) for key, words in cited.items()}


def _recognised(index: Index, path: str, note: Note, number: int, words: str, alive: set[str]) -> Remembered:
    source = note.sources[number - 1]
    entry = index.find(path, note.label, number, words)
    if entry is None:
        before = index.changed(path, note.label, number, alive)
        return Remembered(Recorded("changed" if before else "absent", url=before.url if before else None))
    # A person may have decided against the address that the note has; a machine has only looked at the one that was there.
    own = source.item.url
    if own and why_private(own):
        own = public(own)  # which is what the lock holds of it
        entry = replace(entry, url=source.item.url) if entry.url == own else entry
    if entry.decided == "machine" and own and own not in {*addresses(entry), without_keys(entry.url or "")}:
        return Remembered(Recorded("changed", url=entry.url))
    doubt = entry.questioned.reason if entry.questioned else ""
    return Remembered(Recorded("same", entry.decided, entry.located, doubt, entry.url), entry)


def addresses(entry: LockEntry) -> set[str]:
    """Every address under which the entry's source may stand in a document."""
    link = entry.link
    found = (entry.url, link and link.url, link and link.final_url, entry.archive and entry.archive.url)
    return {url for url in found if url}


def stale(entry: LockEntry, now: datetime, days: float) -> bool:
    """Whether an answer is older than its time to live; what could not be checked never is fresh."""
    if entry.state == "unchecked" or entry.located is None:
        return True
    return now - entry.located > timedelta(days=days)


def remembered(entry: LockEntry) -> Resolution:
    """The resolution that was recorded."""
    kept = entry.archive
    memento = None
    if kept and kept.datetime:
        memento = Memento(entry.url or "", kept.url, kept.datetime, PROVIDER, digest=kept.digest, read=True)
    return Resolution(
        entry.state,
        entry.url,
        link(entry),
        memento,
        kept.url if kept else None,
        entry.probability,
        tuple(Evidence(e.variable, e.cited, e.found, e.source, e.verdict, e.bits) for e in entry.evidence),
        tuple(Scored(Candidate(c.url, PROVIDER, c.title), c.probability) for c in entry.candidates),
        located=entry.located,
        decided=entry.decided,
        reason=entry.reason,
    )


def link(entry: LockEntry) -> Link:
    """The verdict on the link that was recorded."""
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
    """What the lock says of the note's own address."""
    if not source.item.url:
        return Unlinked()
    known = link(entry) if entry else Unlinked()
    return Unchecked(source.item.url, NOT_RECORDED) if isinstance(known, Unlinked) else known
