"""The lock's entries that a run uses instead of requests."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from citecheck.citations.parsed import Key, Parsed, own_url, sources_of
from citecheck.faults import error_boundary
from citecheck.lock.file import Index, Lock
from citecheck.lock.lookup import LookedUp, look_up, own_link, stale, to_resolution
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Source
from citecheck.model.report import Recorded
from citecheck.model.web import Link

Trust = Literal["decisions", "fresh", "sources", "all"]


class LockPolicy(Struct, frozen=True):
    """The lock, and which of its entries are used without new requests.

    ``paths`` are the documents' paths as in the lock. ``trust``: ``decisions`` uses people's decisions only; ``fresh`` also entries
    younger than ``days``, and older ones beyond the ``budget`` of sources that are checked again, oldest first; ``all`` every entry;
    ``sources`` every entry, but links are checked again.
    """

    lock: Lock = Lock()
    paths: tuple[str, ...] = ()
    trust: Trust = "decisions"
    days: float = 30
    budget: int = 500
    index: Index | None = None  # of the lock, if it is used for several batches of documents


NOTHING = LockPolicy()


class RunState(Struct, frozen=True):
    """The results for a run's sources and URLs, from the lock or at its end."""

    links: Mapping[str, Link] = field(default_factory=dict)
    resolutions: Mapping[Key, Resolution] = field(default_factory=dict)
    recorded: Mapping[Key, Recorded] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)  # internal errors by index of the document


class LookUps(Struct, frozen=True):
    """The look-ups of a batch of documents by source, and the internal errors by index of the document."""

    found: Mapping[Key, LookedUp] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)


def known_from_lock(parsed: Parsed, lock_policy: LockPolicy, now: datetime | None) -> RunState:
    """Return the entries that the policy trusts."""
    looked_up = look_up_all(parsed, lock_policy)
    (again,) = to_ask_again([looked_up], lock_policy, now)
    return trusted_entries(parsed, looked_up, lock_policy, again)


def look_up_all(parsed: Parsed, lock_policy: LockPolicy) -> LookUps:
    """Look up every source; nothing if the policy has no use for it."""
    if not lock_policy.lock.entries and lock_policy.trust != "all":
        return LookUps()
    found: dict[Key, LookedUp] = {}
    index = lock_policy.index or Index.of(lock_policy.lock)
    faults: dict[int, str] = {}
    for at, ((_, notes), path) in enumerate(zip(parsed, lock_policy.paths, strict=True)):
        with error_boundary() as fault:
            found.update({(at, *key): one for key, one in look_up(index, path, notes).items()})
        if fault.cause:
            faults[at] = f"its sources could not be looked up in the lock: {fault.cause}"
    return LookUps(found, faults)


def to_ask_again(batches: Iterable[LookUps], lock_policy: LockPolicy, now: datetime | None) -> list[set[Key]]:
    """The old sources of each batch to ask about again: the oldest of all batches within the budget, without people's decisions."""
    again: list[set[Key]] = []
    due: list[tuple[str, int, Key]] = []
    for number, batch in enumerate(batches):
        again.append(set())
        if now and lock_policy.trust == "fresh":
            due += ((_located(one), number, key) for key, one in batch.found.items() if _is_old(one, now, lock_policy.days))
    for _, number, key in sorted(due)[: lock_policy.budget]:
        again[number].add(key)
    return again


def trusted_entries(parsed: Parsed, looked_up: LookUps, lock_policy: LockPolicy, again: Collection[Key]) -> RunState:
    """The entries that the policy trusts, without the sources to ask about ``again``."""
    known = looked_up.found
    recorded = {key: one.recorded for key, one in known.items() if one.recorded.state == "same" or lock_policy.trust == "all"}
    trusted = {
        key: one.entry
        for key, one in known.items()
        if one.entry and key not in again and (lock_policy.trust != "decisions" or one.recorded.decided == "person")
    }
    links: dict[str, Link] = {}
    if lock_policy.trust not in ("decisions", "sources"):
        sources = dict(sources_of(parsed))
        links = {
            url: own_link(sources[key], entry)
            for key, entry in trusted.items()
            if key in sources and (url := own_url(sources[key]))
        }
    resolutions = {key: to_resolution(entry, _source(parsed, key)) for key, entry in trusted.items()}
    return RunState(links, resolutions, recorded, faults=looked_up.faults)


def _source(parsed: Parsed, key: Key) -> Source:
    at, which, number = key
    return parsed[at][1][which].sources[number - 1]


def _is_old(one: LookedUp, now: datetime, days: float) -> bool:
    return one.entry is not None and one.entry.decided == "machine" and stale(one.entry, now, days)


def _located(one: LookedUp) -> str:
    located = one.entry.located if one.entry else None
    return located.isoformat() if located else ""
