"""The lock's entries that a run uses instead of requests."""

from collections.abc import Mapping
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


def known_from_lock(parsed: Parsed, lock_policy: LockPolicy, now: datetime | None) -> RunState:
    """Return the entries that the policy trusts."""
    if not lock_policy.lock.entries and lock_policy.trust != "all":
        return RunState()
    known: dict[Key, LookedUp] = {}
    index = lock_policy.index or Index.of(lock_policy.lock)
    faults: dict[int, str] = {}
    for at, ((_, notes), path) in enumerate(zip(parsed, lock_policy.paths, strict=True)):
        with error_boundary() as fault:
            known.update({(at, *key): one for key, one in look_up(index, path, notes).items()})
        if fault.cause:
            faults[at] = f"its sources could not be looked up in the lock: {fault.cause}"
    recorded = {key: one.recorded for key, one in known.items() if one.recorded.state == "same" or lock_policy.trust == "all"}
    again = _to_ask_again(known, lock_policy, now) if now and lock_policy.trust != "sources" else set()
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
    return RunState(links, resolutions, recorded, faults=faults)


def _source(parsed: Parsed, key: Key) -> Source:
    at, which, number = key
    return parsed[at][1][which].sources[number - 1]


def _to_ask_again(known: Mapping[Key, LookedUp], lock_policy: LockPolicy, now: datetime) -> set[Key]:
    """The stale entries within the budget, oldest first, without people's decisions."""
    old = [(key, one.entry) for key, one in known.items() if one.entry and one.entry.decided == "machine"]
    due = sorted((k for k, e in old if stale(e, now, lock_policy.days)), key=lambda k: _located(known[k]))
    return set(due[: lock_policy.budget])


def _located(one: LookedUp) -> str:
    located = one.entry.located if one.entry else None
    return located.isoformat() if located else ""
