"""The file ``citecheck.lock``: the result for each source, with its date and evidence, to be used by later runs.

One JSON object per source, keys sorted, sources sorted by path, label and number, so that branches merge line by line. A source is
recognised by its fingerprint, even if its footnote has moved.
"""

import datetime as dt
import json
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from operator import itemgetter
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Struct, field

from citecheck.language.nesting import check_depth
from citecheck.language.surrogates import well_formed
from citecheck.model.errors import LockError
from citecheck.model.knowledge import NoticeKind, State, Witness
from citecheck.model.web import Verdict

SCHEMA = "citecheck/lock/1"
_FAMILY = "citecheck/lock/"
Moment = Annotated[dt.datetime, msgspec.Meta(tz=True)]  # times without a time zone cannot be compared
CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>")


class LockedLink(Struct, frozen=True):
    """The last verdict on a link. ``url`` is the URL checked, if it is not the source's ``url``.

    ``permanent``: it redirects permanently to ``final_url``.
    """

    verdict: Verdict
    status: int | None = None
    checked: Moment | None = None
    url: str | None = None
    final_url: str | None = None
    permanent: bool = False
    reason: str = ""


class LockedArchive(Struct, frozen=True):
    """A capture in a web archive, made at ``datetime``."""

    url: str
    datetime: Moment | None = None
    digest: str | None = None


class LockedLocal(Struct, frozen=True):
    """A capture in the local archive: the WARC file's name and the payload's digest."""

    warc: str
    digest: str


class LockedEvidence(Struct, frozen=True):
    """A comparison of a cited and a found value, as in ``citecheck/resolve/1``."""

    variable: str
    cited: str
    found: str
    source: str
    verdict: Literal["confirmed", "contradicted", "undecided"]
    bits: float
    witness: Witness = "page"


class LockedCandidate(Struct, frozen=True):
    """A page that fits in part, for a person to decide on."""

    url: str
    probability: float
    title: str | None = None


class LockedNotice(Struct, frozen=True):
    """A notice about the work: a retraction, correction …, with the day of the notice (year, month, day as far as known)."""

    kind: NoticeKind
    doi: str | None = None
    issued: tuple[int, ...] = ()
    service: str = "crossref"


class Questioned(Struct, frozen=True):
    """A later result that contradicts a person's decision."""

    reason: str
    url: str | None = None
    asked: Moment | None = None


class LockEntry(Struct, frozen=True):
    """A source. ``path`` is relative to the lock's folder; ``source`` is its number in the footnote, from 1."""

    path: str
    label: str
    source: int
    fingerprint: str
    state: State
    url: str | None = None
    probability: float | None = None
    evidence: tuple[LockedEvidence, ...] = ()
    decided: Literal["machine", "person"] = "machine"
    link: LockedLink | None = None
    archive: LockedArchive | None = None
    local: LockedLocal | None = None
    located: Moment | None = None
    reason: str = ""
    candidates: tuple[LockedCandidate, ...] = ()
    questioned: Questioned | None = None
    notices: tuple[LockedNotice, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        return self.path, self.label, self.source

    @property
    def identity(self) -> tuple[str, str, int, str]:
        """Place and fingerprint: after a merge, two entries may have the same place until the next run."""
        return *self.key, self.fingerprint


Row = tuple[tuple[str, str, int, str], bytes]  # an entry's identity, and its lines in the file


class Lock(Struct, frozen=True):
    """The sorted entries. ``data`` are the file's bytes, None without a file."""

    entries: tuple[LockEntry, ...] = ()
    data: bytes | None = None


class _File(Struct, frozen=True):
    schema: str
    sources: tuple[LockEntry, ...] = ()


class _Head(Struct, frozen=True):
    schema: str = ""


class Index(Struct):
    """Finds a source's entry by fingerprint: same path first, then any. Unused entries are preferred."""

    by_fingerprint: dict[str, list[LockEntry]] = field(default_factory=lambda: defaultdict(list))
    by_path: dict[tuple[str, str], list[LockEntry]] = field(default_factory=lambda: defaultdict(list))  # and fingerprint
    by_place: dict[tuple[str, str, int], LockEntry] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)  # by ``id``

    @classmethod
    def of(cls, lock: Lock) -> "Index":
        index = cls()
        for entry in lock.entries:
            index.by_fingerprint[entry.fingerprint].append(entry)
            index.by_path[entry.path, entry.fingerprint].append(entry)
            index.by_place[entry.key] = entry
        return index

    def unused(self) -> "Index":
        """The same index with no entry used, for another document; made in constant time."""
        return Index(self.by_fingerprint, self.by_path, self.by_place)

    def find(self, path: str, label: str, source: int, fingerprint: str) -> LockEntry | None:
        """Return the entry with this fingerprint that is nearest in place, None if there is none."""
        same = self.by_path.get((path, fingerprint)) or self.by_fingerprint.get(fingerprint, [])

        def distance(entry: LockEntry) -> tuple[bool, bool]:
            return id(entry) in self.used, (entry.label, entry.source) != (label, source)

        best = same[0] if len(same) == 1 else min(same, key=distance, default=None)
        if best:
            self.used.add(id(best))
        return best

    def changed(self, path: str, label: str, source: int, alive: set[str]) -> LockEntry | None:
        """Return the entry at this place if its fingerprint is none of the document's (``alive``), else None."""
        entry = self.by_place.get((path, label, source))
        return entry if entry and entry.fingerprint not in alive else None


def load(path: str, data: bytes | None) -> Lock:
    """Read a lock file's bytes; ``path`` is for messages. Raises ``LockError``, which says what is wrong, where, and what to do."""
    if data is None:
        return Lock()
    _check_merge(path, data)
    plain = data.removeprefix(BOM_UTF8)  # editors on Windows write one
    try:
        check_depth(plain)
        schema = msgspec.json.decode(plain, type=_Head).schema
        if schema != SCHEMA:
            raise LockError(_foreign(path, schema))
        entries = msgspec.json.decode(plain, type=_File).sources
    except (ValueError, RecursionError) as error:  # msgspec's DecodeError, TooDeep, and bytes that are not UTF-8
        raise LockError(
            f"{path}{_line(data)}: the lock is damaged: {error}; it was not used and not changed; restore it "
            f"from version control (`git checkout -- {path}`), or delete it and run `citecheck report`"
        ) from None
    return Lock(once(path, entries), data)


def _line(data: bytes) -> str:
    """The line of the JSON syntax error as ``:LINE``, empty for other errors."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return f":{error.lineno}"
    except (ValueError, RecursionError):
        return ""
    return ""


def _check_merge(path: str, data: bytes) -> None:
    for number, line in enumerate(data.splitlines() if any(sign in data for sign in CONFLICT) else (), 1):
        if line.startswith(CONFLICT):
            raise LockError(f"{path}:{number}: an unresolved merge conflict; `citecheck merge` keeps the sources of both sides")


def _foreign(path: str, schema: str) -> str:
    if schema.startswith(_FAMILY):
        return (
            f"{path}: written by a newer citecheck ({schema}; this one reads {SCHEMA}); update citecheck. The file was not changed"
        )
    return f"{path}: this is not a citecheck.lock (its schema is {schema!r}); move it, or name another file in [output] lock"


def once(path: str, entries: Iterable[LockEntry]) -> tuple[LockEntry, ...]:
    """Each entry once, if a merge kept both sides: a person's decision first, then the later entry."""
    kept: dict[tuple[str, str, int, str], LockEntry] = {}
    for entry in entries:
        other = kept.get(entry.identity)
        if other and disputed(entry, other):
            raise LockError(
                f"{path}: {entry.path}#{entry.label}.{entry.source} is in the lock twice, decided by two people ({other.url} and "
                f'{entry.url}); delete one of the two objects with "label": "{entry.label}" and "source": {entry.source}'
            )
        if other is None or precedence(entry) > precedence(other):
            kept[entry.identity] = entry
    return tuple(kept[identity] for identity in sorted(kept))


def disputed(one: LockEntry, other: LockEntry) -> bool:
    """Whether two people decided differently about a source."""
    return one.decided == other.decided == "person" and one.url != other.url


def precedence(entry: LockEntry) -> tuple[bool, str]:
    """The sort key of entries for the same source: a person's decision first, then the later entry."""
    return entry.decided == "person", entry.located.isoformat() if entry.located else ""


def dump(entries: Iterable[LockEntry]) -> bytes:
    """Return the file: UTF-8, two spaces, keys sorted; a lone surrogate becomes U+FFFD, so that the file can be read again."""
    return dump_rows(map(row, entries))


def dump_rows(rows: Iterable[Row]) -> bytes:
    """Return the file with these rows."""
    sources = [lines for _, lines in sorted(rows, key=itemgetter(0))]
    head = b'{\n  "schema": "%s",\n  "sources": [' % SCHEMA.encode()
    listed = chain.from_iterable((b",\n" if at else b"\n", one) for at, one in enumerate(sources))
    return b"".join((head, *listed, b"\n  ]\n}\n" if sources else b"]\n}\n"))


def row(entry: LockEntry) -> Row:
    """An entry's identity and lines; a large lock needs ten times its size as dictionaries, and three times as entries."""
    text = json.dumps(_to_json(entry), ensure_ascii=False, indent=2, sort_keys=True)
    return entry.identity, ("    " + well_formed(text).replace("\n", "\n    ")).encode()  # within strings, JSON escapes line ends


def _to_json(entry: LockEntry) -> dict[str, Any]:
    """An entry as JSON, without empty optional fields."""
    made: dict[str, Any] = msgspec.to_builtins(entry)
    for key in ("reason", "candidates", "questioned", "notices"):
        if not made[key]:
            del made[key]
    for one in made["evidence"]:
        if one["witness"] == "page":
            del one["witness"]
    if made["link"]:
        always = ("verdict", "status", "checked")
        made["link"] = {key: value for key, value in made["link"].items() if value or key in always}
    return made
