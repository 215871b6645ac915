"""Which address stands for each cited source, and what the lock says of the captures that were made of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.lock.file import Index, Lock, LockedArchive, LockedLocal, LockEntry
from citecheck.model.document import Note
from citecheck.model.reference import Source
from citecheck.sources.resolve import own_url

Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Cited:
    """One source with the address that is to be kept: the one that the lock has verified, else the note's own."""

    place: Place
    words: str
    url: str
    language: str | None
    entry: LockEntry | None
    captured: bool  # an archive's address stands in the note or in the lock


def cited(lock: Lock, documents: Iterable[tuple[str, Sequence[Note]]]) -> tuple[Cited, ...]:
    """The sources that have an address. ``documents`` have their paths as the lock has them."""
    index = Index.of(lock)
    found = []
    for path, notes in documents:
        for note in notes:
            for number, source in enumerate(note.sources, 1):
                if source.short:
                    continue
                words = fingerprint(source)
                entry = index.find(path, note.label, number, words)
                url = entry.url if entry and entry.state == "verified" else own_url(source)
                if url:
                    found.append(
                        Cited((path, note.label, number), words, url, source.item.language, entry, _captured(source, entry))
                    )
    return tuple(found)


def _captured(source: Source, entry: LockEntry | None) -> bool:
    return source.archive_url is not None or (entry is not None and entry.archive is not None)


def add_captures(
    lock: Lock, sources: Iterable[Cited], kept: Mapping[str, LockedLocal], archived: Mapping[str, LockedArchive]
) -> tuple[LockEntry, ...]:
    """The lock's entries with the captures of sources whose address is in ``kept`` (our own) or ``archived`` (an archive's).

    New sources get an entry, not checked; an archive link that is there stays.
    """
    entries = {entry.identity: entry for entry in lock.entries}
    taken = {entry.key for entry in lock.entries}
    for source in sources:
        if source.url not in kept and source.url not in archived:
            continue
        entry = source.entry or LockEntry(*source.place, source.words, "unchecked")
        if source.entry or source.place not in taken:  # a citation that changed stays noticed
            base = entries.get(entry.identity, entry)
            local, archive = kept.get(source.url, base.local), base.archive or archived.get(source.url)
            entries[entry.identity] = replace(base, local=local, archive=archive)
    return tuple(entries.values())
