"""Splits the documents of a run into batches, so that one batch is in memory at a time."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from citecheck.lock.file import Index
from citecheck.lock.policy import LockPolicy
from citecheck.model.document import Document

WORK = 4_000  # notes and documents of a batch; enough for several processes that are spawned
CHARACTERS = 10_000  # of a text that count as much as a note


def batches(documents: Iterable[Document], lock_policy: LockPolicy) -> Iterator[tuple[Sequence[Document], LockPolicy]]:
    """The documents in batches, each with the lock for them."""
    lock_policy = replace(lock_policy, index=Index.of(lock_policy.lock))
    paths = iter(lock_policy.paths)
    for batch in _split(documents):
        yield batch, replace(lock_policy, paths=tuple(path for _, path in zip(batch, paths, strict=False)))


def _split(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    work = 0
    for document in documents:
        batch.append(document)
        work += 1 + len(document.notes) + len(document.text) // CHARACTERS
        if work >= WORK:
            yield batch
            batch, work = [], 0
    if batch:
        yield batch
