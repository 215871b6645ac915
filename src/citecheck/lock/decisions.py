"""Decisions of people about a source, stored in the lock."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from msgspec.structs import replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.language.secrets import shown, why_private
from citecheck.links.archive_urls import archived
from citecheck.lock.file import Index, Lock, LockedArchive, LockEntry
from citecheck.model.document import Note
from citecheck.model.errors import UsageError
from citecheck.model.report import SourceResult
from citecheck.pages.service_answers import web_url

NONE = "none"


def find_source(path: str, label: str, notes: Sequence[Note]) -> SourceResult:
    """Return the source named ``LABEL`` or ``LABEL.N``. Raises ``UsageError``, which lists the sources."""
    if not path or not label:
        raise UsageError(f"{path or label}: name the source as PATH#LABEL, such as references/list.txt#6.2")
    found = [SourceResult(note, n, s) for note in notes for n, s in enumerate(note.sources, 1) if not s.short]
    by_label = {one.label: one for one in found} | {f"{one.note.label}.{one.number}": one for one in found}
    if label in by_label:
        return by_label[label]
    several = [one.label for one in found if one.note.label == label]
    if several:
        raise UsageError(f"{path}#{label} has {len(several)} sources; name one of them: {', '.join(several)}")
    labels = ", ".join(one.label for one in found[:30]) or "none that cites a source"
    raise UsageError(f"{path} has no source {label!r}; it has {labels}")


def decide(
    lock: Lock, path: str, source_result: SourceResult, notes: Sequence[Note], url: str, now: datetime
) -> tuple[LockEntry, ...]:
    """Return the lock's entries with the decision. Raises ``UsageError`` for an invalid URL.

    The entry that was at this place is removed, unless another of the document's ``notes`` has that citation now.
    """
    digest = fingerprint(source_result.source)
    place = (path, source_result.note.label, source_result.number)
    before = Index.of(lock).find(*place, digest)
    made = _decided(LockEntry(*place, digest, "not-found", decided="person", located=now), url)
    if before and before.url == made.url and made.url:
        made = replace(made, link=before.link, archive=made.archive or before.archive, local=before.local, evidence=before.evidence)
    alive = {fingerprint(source) for note in notes for source in note.sources if not source.short}
    kept = tuple(e for e in lock.entries if e is not before and (e.key != place or e.fingerprint in alive))
    return (*kept, made)


def _decided(entry: LockEntry, url: str) -> LockEntry:
    if url == NONE:
        return entry
    capture = archived(checked_url(url))
    if capture is None:
        return replace(entry, state="verified", url=url)
    return replace(entry, state="verified", url=capture[0], archive=LockedArchive(url))


def checked_url(url: str) -> str:
    """Return a URL that a person may choose. Raises ``UsageError`` that says what is wrong with it."""
    if web_url(url) is None:
        raise UsageError(f"{url}: this is not a web URL; give one that begins with https://, or `none`")
    if "@" in urlsplit(url).netloc:
        raise UsageError(f"{urlsplit(url).hostname}: the URL contains a user name or a password; give it without")
    if reason := why_private(url):
        raise UsageError(f"{shown(url)}: {reason}, and the lock is public; give the URL without")
    capture = archived(url)
    if capture and capture[0] is None:
        raise UsageError(
            f"{url}: this capture does not contain the URL of its original; give the original, its capture is found again"
        )
    return url
