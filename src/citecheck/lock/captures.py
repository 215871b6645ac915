"""The URLs of cited sources to archive, and their captures in the lock."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.citations.parsed import own_url
from citecheck.lock.file import Index, Lock, LockedArchive, LockedLocal, LockEntry
from citecheck.model.document import Note
from citecheck.model.reference import Source

Place = tuple[str, str, int]


class CitedSource(Struct, frozen=True):
    """A source and its URL: the one that the lock has as verified, else the footnote's."""

    place: Place
    fingerprint: str
    url: str
    language: str | None
    entry: LockEntry | None
    captured: bool  # the footnote or the lock has an archive URL


def cited_sources(lock: Lock, documents: Iterable[tuple[str, Sequence[Note]]]) -> tuple[CitedSource, ...]:
    """Return the sources with a URL. ``documents`` are paths as in the lock, each with its footnotes."""
    index = Index.of(lock)
    found = []
    for path, notes in documents:
        for note in notes:
            for number, source in enumerate(note.sources, 1):
                if source.short:
                    continue
                digest = fingerprint(source)
                entry = index.find(path, note.label, number, digest)
                url = entry.url if entry and entry.state == "verified" else own_url(source)
                if url:
                    found.append(
                        CitedSource((path, note.label, number), digest, url, source.item.language, entry, _captured(source, entry))
                    )
    return tuple(found)


def _captured(source: Source, entry: LockEntry | None) -> bool:
    return source.archive_url is not None or (entry is not None and entry.archive is not None)


def add_captures(
    lock: Lock, sources: Iterable[CitedSource], kept: Mapping[str, LockedLocal], archived: Mapping[str, LockedArchive]
) -> tuple[LockEntry, ...]:
    """Return the lock's entries with captures: ``kept`` are local ones by URL, ``archived`` those in web archives.

    New sources get an ``unchecked`` entry; existing archive links stay.
    """
    entries = {entry.identity: entry for entry in lock.entries}
    taken = {entry.key for entry in lock.entries}
    for source in sources:
        if source.url not in kept and source.url not in archived:
            continue
        entry = source.entry or LockEntry(*source.place, source.fingerprint, "unchecked")
        if source.entry or source.place not in taken:  # else the citation changed, which must remain visible
            base = entries.get(entry.identity, entry)
            local, archive = kept.get(source.url, base.local), base.archive or archived.get(source.url)
            entries[entry.identity] = replace(base, local=local, archive=archive)
    return tuple(entries.values())
