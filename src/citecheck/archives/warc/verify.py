"""What is damaged in WARC files and their index, where, and which captures that affects."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from citecheck.archives.warc.cdxj import NAME, BadLine, CdxjRow, parse
from citecheck.archives.warc.folder import warcs
from citecheck.archives.warc.reader import MAGIC, Member, members
from citecheck.archives.warc.surts import surt, uri

MOST_FAULTS = 1_000  # of one index or package that are told
UNKNOWN = "an address that can no longer be read"


@dataclass(frozen=True, slots=True)
class Damage:
    """One fault: ``where`` is the file with offset or line, ``what`` a sentence, ``captures`` the addresses that are affected."""

    where: str
    what: str
    captures: tuple[str, ...] = ()


@dataclass(slots=True)
class Walked:
    """One WARC file after its walk: members by offset (their blocks are not kept), the faults, and the file's size in bytes."""

    name: str
    size: int = 0
    members: dict[int, Member] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)

    @property
    def captures(self) -> int:
        """How many sound captures it holds."""
        return sum(member.problem is None and member.scan.is_capture for member in self.members.values())


@dataclass(frozen=True, slots=True)
class IndexedRow:
    """A row of an index and where it stands."""

    where: str
    row: CdxjRow


def walk(file: BinaryIO, name: str, listed: Sequence[CdxjRow] = ()) -> Walked:
    """Reads a whole WARC file. ``listed`` are its rows in an index, which tell what damage has hit."""
    found = Walked(name)
    for member in members(file):
        found.members[member.offset] = member
    found.size = file.seek(0, 2)
    if not _begins_like_one(file):
        found.damages.append(Damage(name, "it does not begin like a WARC file" if found.size else "it is empty"))
        return found
    revisits = _revisits(found.members.values())
    before: Member | None = None
    for member in found.members.values():
        if member.problem:
            where = f"{name}: offset {member.offset}"
            if len(found.damages) >= MOST_FAULTS:
                found.damages.append(Damage(where, "there are too many damaged records before; the rest is not told", (UNKNOWN,)))
                break
            hit = _affected(member, revisits, listed) or _belongs(before)
            found.damages.append(Damage(where, f"the record {member.problem}", hit))
        before = member
    return found


def _revisits(all_members: Iterable[Member]) -> dict[tuple[str, str], list[str]]:
    """The addresses of revisits, by the address and date of the record whose payload they repeat."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for member in all_members:
        if member.scan.kind == "revisit":
            original = (member.scan.get("WARC-Refers-To-Target-URI"), member.scan.get("WARC-Refers-To-Date"))
            found[original].append(member.scan.get("WARC-Target-URI"))
    return found


def _begins_like_one(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(5).startswith((MAGIC, b"WARC/"))


def _affected(member: Member, revisits: Mapping[tuple[str, str], Sequence[str]], listed: Sequence[CdxjRow]) -> tuple[str, ...]:
    """The captures that a damaged record is part of: by the index, by what can still be read of it, and revisits of it."""
    end = member.offset + member.length
    hit = [row.url for row in listed if row.offset < end and member.offset < row.offset + row.length]
    if own := member.scan.get("WARC-Target-URI"):
        hit += [own, *revisits.get((own, member.scan.get("WARC-Date")), ())]
    return tuple(dict.fromkeys(hit))


def _belongs(before: Member | None) -> tuple[str, ...]:
    """What a record belongs to that tells nothing any more and that no index lists: a request stands behind its answer."""
    return (before.scan.get("WARC-Target-URI") if before and before.scan.is_capture else UNKNOWN,)


def read_index(lines: Iterable[bytes], name: str) -> tuple[list[IndexedRow], list[Damage]]:
    """The rows of an index; faults are lines that are none, and lines out of order."""
    rows: list[IndexedRow] = []
    damages: list[Damage] = []
    last = b""
    for number, line in enumerate(lines, 1):
        where = f"{name}: line {number}"
        if len(damages) >= MOST_FAULTS:
            damages.append(Damage(where, "there are too many faults before; the rest was not read", (UNKNOWN,)))
            break
        if line.startswith(b"!meta"):
            continue
        try:
            rows.append(IndexedRow(where, parse(line)))
        except BadLine as error:
            damages.append(Damage(where, f"the line is damaged: {error}", (UNKNOWN,)))
        if line < last:
            damages.append(Damage(where, "the lines are not sorted, so that look-ups miss captures"))
        last = line
    return rows, damages


def rows_by_file(rows: Iterable[IndexedRow]) -> dict[str, list[CdxjRow]]:
    """The rows of an index by the name of their WARC file, without its folder."""
    found: dict[str, list[CdxjRow]] = defaultdict(list)
    for listed in rows:
        found[listed.row.filename.rpartition("/")[2]].append(listed.row)
    return found


def compare(rows: Sequence[IndexedRow], walked: Mapping[str, Walked]) -> Iterator[Damage]:
    """Every row against the record that it names."""
    for listed in rows:
        row = listed.row
        file = walked.get(row.filename.rpartition("/")[2])
        if file is None:
            yield Damage(listed.where, f"its file {row.filename} is not there", (row.url,))
        elif fault := _fault(row, file):
            yield Damage(listed.where, f"{fault} in {file.name}", (row.url,))


def _fault(row: CdxjRow, file: Walked) -> str | None:
    member = file.members.get(row.offset)
    if member is None:
        beyond = row.offset >= file.size
        return f"no record begins at offset {row.offset}{f' (it ends at {file.size}: it was cut)' if beyond else ''}"
    if member.problem:
        return None  # told already
    scan = member.scan
    moment = "".join(c for c in scan.get("WARC-Date") if c.isdigit())[:14]
    digest = scan.get("WARC-Payload-Digest").rpartition(":")[2]
    checks = (
        (row.length in (member.length, member.length - 4), f"the record at offset {row.offset} is {member.length} bytes long, not {row.length}"),
        (_same_address(row.url, scan.get("WARC-Target-URI")), f"the record at offset {row.offset} is of another address"),
        (row.timestamp[:14] == moment, f"the record at offset {row.offset} is of another time"),
        (not digest or row.digest.rpartition(":")[2] in ("", "-", digest), f"the record at offset {row.offset} has another digest"),
        (row.record_digest in ("", member.sha256) or not member.sha256, f"the record at offset {row.offset} has other bytes"),
    )  # fmt: skip
    return next((fault for good, fault in checks if not good), None)


def _same_address(listed: str, recorded: str) -> bool:
    return listed == recorded or surt(uri(listed)) == surt(uri(recorded))


def verify_file(path: Path) -> tuple[Walked, list[Damage]]:
    """A WARC file, with the index beside it where that lists it."""
    rows, _ = _index(path.with_name(NAME))
    own = [listed for listed in rows if listed.row.filename == path.name]
    with path.open("rb") as file:
        walked = walk(file, str(path), [listed.row for listed in own])
    return walked, [*walked.damages, *compare(own, {path.name: walked})]


def verify_folder(folder: Path) -> tuple[list[Walked], list[Damage]]:
    """Every WARC file of a folder and its index, which must list every capture."""
    rows, damages = _index(folder / NAME)
    by_file = rows_by_file(rows)
    walked: dict[str, Walked] = {}
    for path in warcs(folder):
        with path.open("rb") as file:
            walked[path.name] = walk(file, str(path), by_file.get(path.name, ()))
        damages += walked[path.name].damages
    damages += compare(rows, walked)
    damages += _unlisted(folder, rows, walked)
    return list(walked.values()), damages


def _index(path: Path) -> tuple[list[IndexedRow], list[Damage]]:
    if not path.exists():
        return [], []
    with path.open("rb") as file:
        return read_index(file, str(path))


def _unlisted(folder: Path, rows: Sequence[IndexedRow], walked: Mapping[str, Walked]) -> Iterator[Damage]:
    listed = Counter((row.row.filename, row.row.offset) for row in rows)
    for name, file in walked.items():
        missing = [m for m in file.members.values() if m.problem is None and m.scan.is_capture and not listed[name, m.offset]]
        if missing:
            urls = tuple(dict.fromkeys(member.scan.get("WARC-Target-URI") for member in missing))
            what = f"{len(missing)} captures of {name} are not in it; the next `citecheck archive` adds them, or makes it anew where it is removed"
            yield Damage(str(folder / NAME), what, urls)
