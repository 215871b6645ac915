"""Merges two versions of a lock after a `git merge`: a person's decision first, then the later entry."""

from collections.abc import Iterable

from msgspec.structs import replace

from citecheck.lock.file import LockEntry, disputed, precedence


def merge_conflict(ours: Iterable[LockEntry], theirs: Iterable[LockEntry], base: Iterable[LockEntry] = ()) -> tuple[LockEntry, ...]:
    """Return each entry of either side once. Entries that one side removed since ``base`` go, unless a person decided on them.

    If two people decided differently, both entries stay, and reading the lock raises ``LockError``.
    """
    left, right = ({entry.identity: entry for entry in side} for side in (ours, theirs))
    before = {entry.identity for entry in base}
    found: list[LockEntry] = []
    for identity in sorted({*left, *right}):
        mine, yours = left.get(identity), right.get(identity)
        if mine and yours:
            found += _merged(mine, yours)
        elif (one := mine or yours) and (identity not in before or one.decided == "person"):
            found.append(one)
    return tuple(found)


def _merged(mine: LockEntry, yours: LockEntry) -> tuple[LockEntry, ...]:
    if disputed(mine, yours):
        return mine, yours
    kept = max(mine, yours, key=precedence)
    return (replace(kept, notices=tuple(dict.fromkeys((*kept.notices, *mine.notices, *yours.notices)))),)
