"""Reads the JSON of ``citecheck resolve`` or ``report`` as a lock."""

from typing import Literal

import msgspec
from msgspec import Struct, field

from citecheck.language.identifiers import doi_url
from citecheck.language.nesting import check_depth
from citecheck.lock.file import Lock, LockedArchive, LockedCandidate, LockedEvidence, LockedLink, LockEntry
from citecheck.model.errors import UsageError
from citecheck.model.knowledge import State
from citecheck.model.web import Verdict
from citecheck.reporters.json_output import REPORT, RESOLVE


class _Resolution(Struct, frozen=True):
    state: State
    link: Verdict = "unlinked"
    url: str | None = None
    final_url: str | None = None
    permanent: bool = False
    archive_url: str | None = None
    probability: float | None = None
    decided: Literal["machine", "person"] = "machine"
    reason: str = ""
    evidence: tuple[LockedEvidence, ...] = ()
    candidates: tuple[LockedCandidate, ...] = ()


class _Item(Struct, frozen=True):
    URL: str | None = None
    DOI: str | None = None


class _Source(Struct, frozen=True):
    fingerprint: str
    item: _Item = field(default_factory=_Item)
    resolution: _Resolution | None = None


class _Note(Struct, frozen=True):
    label: str
    sources: tuple[_Source, ...] = ()


class _Path(Struct, frozen=True):
    path: str


class _Resolve(Struct, frozen=True):
    schema: str
    document: _Path
    notes: tuple[_Note, ...]


class _Report(Struct, frozen=True):
    schema: str
    documents: tuple[_Resolve, ...]


class _Head(Struct, frozen=True):
    schema: str = ""


def read_result(path: str, data: bytes) -> Lock:
    """The entries of a result. Raises ``UsageError``."""
    try:
        check_depth(data)
        schema = msgspec.json.decode(data, type=_Head).schema
        if schema == RESOLVE:
            documents: tuple[_Resolve, ...] = (msgspec.json.decode(data, type=_Resolve),)
        elif schema == REPORT:
            documents = msgspec.json.decode(data, type=_Report).documents
        else:
            raise UsageError(f"{path}: its schema is {schema!r}; give the output of `citecheck resolve --format json` ({RESOLVE})")
    except (ValueError, RecursionError) as error:  # msgspec's DecodeError, TooDeep, and bytes that are no UTF-8
        raise UsageError(
            f"{path}: not a result of citecheck: {error}; make one with `citecheck resolve FILE --format json`"
        ) from None
    return Lock(tuple(entry for one in documents for entry in _entries(one)), data)


def _entries(resolved: _Resolve) -> list[LockEntry]:
    return [
        _entry(resolved.document.path, note.label, number, source, source.resolution)
        for note in resolved.notes
        for number, source in enumerate(note.sources, 1)
        if source.resolution
    ]


def _entry(path: str, label: str, number: int, source: _Source, found: _Resolution) -> LockEntry:
    own = source.item.URL or (doi_url(source.item.DOI) if source.item.DOI else None)
    linked = found.url or own
    link = None
    if found.link != "unlinked" and linked:
        link = LockedLink(
            found.link, url=None if linked == found.url else linked, final_url=found.final_url, permanent=found.permanent
        )
    return LockEntry(
        path,
        label,
        number,
        source.fingerprint,
        found.state,
        found.url,
        found.probability,
        found.evidence,
        found.decided,
        link,
        LockedArchive(found.archive_url) if found.archive_url else None,
        reason=found.reason,
        candidates=found.candidates,
    )
