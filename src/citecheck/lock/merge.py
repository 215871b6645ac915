"""Two versions of a lock into one, after a `git merge`: what either side learnt, a person's word first, then the later answer."""

from collections.abc import Iterable, Iterator

from citecheck.lock.file import LockEntry, disputed, weight


def merge_conflict(ours: Iterable[LockEntry], theirs: Iterable[LockEntry], base: Iterable[LockEntry] = ()) -> tuple[LockEntry, ...]:
    """Every citation of either side once. What one side took out since ``base`` goes, unless a person decided on it.

    Where two people decided differently both objects stay, and reading the lock says so.
    """
    left, right = ({entry.identity: entry for entry in side} for side in (ours, theirs))
    before = {entry.identity for entry in base}
    found: list[LockEntry] = []
    for identity in sorted({*left, *right}):
        mine, yours = left.get(identity), right.get(identity)
        if mine and yours:
            found += _chosen(mine, yours)
        elif (one := mine or yours) and (identity not in before or one.decided == "person"):
            found.append(one)
    return tuple(found)


def _chosen(mine: LockEntry, yours: LockEntry) -> Iterator[LockEntry]:
    yield mine if disputed(mine, yours) or weight(mine) >= weight(yours) else yours
    if disputed(mine, yours):
        yield yours
