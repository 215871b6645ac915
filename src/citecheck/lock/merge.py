"""Two versions of a lock into one, after a `git merge`: what either side learnt, a person's word first, then the later answer."""

from collections.abc import Iterable, Iterator

from citecheck.lock.file import Entry, disputed, weight


def unite(ours: Iterable[Entry], theirs: Iterable[Entry], base: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """Every citation of either side once. What one side took out since ``base`` goes, unless a person decided on it.

    Where two people decided differently both objects stay, and reading the lock says so.
    """
    left, right = ({entry.identity: entry for entry in side} for side in (ours, theirs))
    before = {entry.identity for entry in base}
    found: list[Entry] = []
    for identity in sorted({*left, *right}):
        mine, yours = left.get(identity), right.get(identity)
        if mine and yours:
            found += _chosen(mine, yours)
        elif (one := mine or yours) and (identity not in before or one.decided == "person"):
            found.append(one)
    return tuple(found)


def _chosen(mine: Entry, yours: Entry) -> Iterator[Entry]:
    yield mine if disputed(mine, yours) or weight(mine) >= weight(yours) else yours
    if disputed(mine, yours):
        yield yours
