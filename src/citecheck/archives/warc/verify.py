"""Finds damage in WARC files and their index, and the affected captures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct, field

from citecheck.archives.warc.cdxj import NAME, BadLine, CdxjRow, parse
from citecheck.archives.warc.folder import warcs
from citecheck.archives.warc.reader import MAGIC, Member, members
from citecheck.archives.warc.surts import surt, uri

MAX_FAULTS = 1_000  # reported per file, index or package
UNKNOWN = "a URL that can no longer be read"


class Damage(Struct, frozen=True):
    """A fault: ``where`` is the file with offset or line, ``what`` a sentence, ``captures`` the affected URLs."""

    where: str
    what: str
    captures: tuple[str, ...] = ()


class WarcContents(Struct):
    """The records of a WARC file by offset (without their blocks), its faults, and its size in bytes."""

    name: str
    size: int = 0
    members: dict[int, Member] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)

    @property
    def captures(self) -> int:
        """The number of sound captures."""
        return sum(member.problem is None and member.scan.is_capture for member in self.members.values())


class IndexedRow(Struct, frozen=True):
    """A row of an index and its position."""

    where: str
    row: CdxjRow


def read_warc(file: BinaryIO, name: str, listed: Sequence[CdxjRow] = ()) -> WarcContents:
    """Read a WARC file. ``listed`` are its rows in an index, which show the captures affected by damage."""
    found = WarcContents(name)
    for member in members(file):
        found.members[member.offset] = member
    found.size = file.seek(0, 2)
    if not _has_signature(file):
        found.damages.append(Damage(name, "it is not a WARC file" if found.size else "it is empty"))
        return found
    revisits = _revisits(found.members.values())
    before: Member | None = None
    for member in found.members.values():
        if member.problem:
            where = f"{name}: offset {member.offset}"
            if len(found.damages) >= MAX_FAULTS:
                found.damages.append(Damage(where, "there are too many damaged records; the rest is not listed", (UNKNOWN,)))
                break
            hit = _affected_urls(member, revisits, listed) or _urls_before(before)
            found.damages.append(Damage(where, f"the record {member.problem}", hit))
        before = member
    return found


def _revisits(all_members: Iterable[Member]) -> dict[tuple[str, str], list[str]]:
    """The URLs of revisits, by URL and date of the record with the same payload."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for member in all_members:
        if member.scan.kind == "revisit":
            original = (member.scan.get("WARC-Refers-To-Target-URI"), member.scan.get("WARC-Refers-To-Date"))
            found[original].append(member.scan.get("WARC-Target-URI"))
    return found


def _has_signature(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(5).startswith((MAGIC, b"WARC/"))


def _affected_urls(member: Member, revisits: Mapping[tuple[str, str], Sequence[str]], listed: Sequence[CdxjRow]) -> tuple[str, ...]:
    """The captures affected by a damaged record: by the index, by its readable headers, and its revisits."""
    end = member.offset + member.length
    hit = [row.url for row in listed if row.offset < end and member.offset < row.offset + row.length]
    if own := member.scan.get("WARC-Target-URI"):
        hit += [own, *revisits.get((own, member.scan.get("WARC-Date")), ())]
    return tuple(dict.fromkeys(hit))


def _urls_before(before: Member | None) -> tuple[str, ...]:
    """The capture of an unreadable, unlisted record: requests follow their response."""
    return (before.scan.get("WARC-Target-URI") if before and before.scan.is_capture else UNKNOWN,)


def read_index(lines: Iterable[bytes], name: str) -> tuple[list[IndexedRow], list[Damage]]:
    """Return the rows of an index, and its faults: unreadable lines and lines out of order."""
    rows: list[IndexedRow] = []
    damages: list[Damage] = []
    last = b""
    for number, line in enumerate(lines, 1):
        where = f"{name}: line {number}"
        if len(damages) >= MAX_FAULTS:
            damages.append(Damage(where, "there are too many faults; the rest was not read", (UNKNOWN,)))
            break
        if line.startswith(b"!meta"):
            continue
        try:
            rows.append(IndexedRow(where, parse(line)))
        except BadLine as error:
            damages.append(Damage(where, f"the line is damaged: {error}", (UNKNOWN,)))
        if line < last:
            damages.append(Damage(where, "the lines are not sorted, so look-ups miss captures"))
        last = line
    return rows, damages


def rows_by_file(rows: Iterable[IndexedRow]) -> dict[str, list[CdxjRow]]:
    """Return the rows of an index by the name of their WARC file, without its folder."""
    found: dict[str, list[CdxjRow]] = defaultdict(list)
    for listed in rows:
        found[listed.row.filename.rpartition("/")[2]].append(listed.row)
    return found


def compare(rows: Sequence[IndexedRow], contents: Mapping[str, WarcContents]) -> Iterator[Damage]:
    """Yield a fault for each row that does not agree with its record."""
    for listed in rows:
        row = listed.row
        file = contents.get(row.filename.rpartition("/")[2])
        if file is None:
            yield Damage(listed.where, f"its file {row.filename} is not there", (row.url,))
        elif fault := _fault(row, file):
            yield Damage(listed.where, f"{fault} in {file.name}", (row.url,))


def _fault(row: CdxjRow, file: WarcContents) -> str | None:
    member = file.members.get(row.offset)
    if member is None:
        cut = f" (it ends at {file.size}: it was cut)" if row.offset >= file.size else ""
        return f"no record begins at offset {row.offset}{cut}"
    if member.problem:
        return None  # reported already
    scan = member.scan
    digest = scan.get("WARC-Payload-Digest").rpartition(":")[2]
    checks = (
        (row.length in (member.length, member.length - 4), f"the record at offset {row.offset} is {member.length} bytes long, not {row.length}"),
        (_same_url(row.url, scan.get("WARC-Target-URI")), f"the record at offset {row.offset} is of another URL"),
        (row.timestamp[:14] == scan.timestamp(), f"the record at offset {row.offset} is of another time"),
        (not digest or row.digest.rpartition(":")[2] in ("", "-", digest), f"the record at offset {row.offset} has another digest"),
        (row.record_digest in ("", member.sha256) or not member.sha256, f"the record at offset {row.offset} has other bytes"),
    )  # fmt: skip
    return next((fault for good, fault in checks if not good), None)


def _same_url(listed: str, recorded: str) -> bool:
    return listed == recorded or surt(uri(listed)) == surt(uri(recorded))


def verify_file(path: Path) -> tuple[WarcContents, list[Damage]]:
    """Verify a WARC file, with the index in its folder if there is one."""
    rows, _ = _index(path.with_name(NAME))
    own = [listed for listed in rows if listed.row.filename == path.name]
    with path.open("rb") as file:
        contents = read_warc(file, str(path), [listed.row for listed in own])
    return contents, [*contents.damages, *compare(own, {path.name: contents})]


def verify_folder(folder: Path) -> tuple[list[WarcContents], list[Damage]]:
    """Verify the WARC files of a folder and its index, which must list all captures."""
    rows, damages = _index(folder / NAME)
    by_file = rows_by_file(rows)
    contents: dict[str, WarcContents] = {}
    for path in warcs(folder):
        with path.open("rb") as file:
            contents[path.name] = read_warc(file, str(path), by_file.get(path.name, ()))
        damages += contents[path.name].damages
    damages += compare(rows, contents)
    damages += _unlisted(folder, rows, contents)
    return list(contents.values()), damages


def _index(path: Path) -> tuple[list[IndexedRow], list[Damage]]:
    if not path.exists():
        return [], []
    with path.open("rb") as file:
        return read_index(file, str(path))


def _unlisted(folder: Path, rows: Sequence[IndexedRow], contents: Mapping[str, WarcContents]) -> Iterator[Damage]:
    listed = Counter((row.row.filename, row.row.offset) for row in rows)
    for name, file in contents.items():
        missing = [m for m in file.members.values() if m.problem is None and m.scan.is_capture and not listed[name, m.offset]]
        if missing:
            urls = tuple(dict.fromkeys(member.scan.get("WARC-Target-URI") for member in missing))
            what = f"{len(missing)} captures of {name} are not in it; the next `citecheck archive` adds them, or rebuilds it if you remove it"
            yield Damage(str(folder / NAME), what, urls)
