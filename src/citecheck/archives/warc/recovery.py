"""Recovers the file of a killed run: an incomplete tail is moved to a separate file, and records missing from the index are found."""

import os
from pathlib import Path
from shutil import copyfileobj

from msgspec import Struct

from citecheck.archives.warc.cdxj import BadLine, CdxjRow, damaged_index, parse, rows
from citecheck.archives.warc.reader import Member, members
from citecheck.io.atomic_files import replacing
from citecheck.model.errors import WriteError


class Recovered(Struct, frozen=True):
    """``size``: offset of the next record; ``found``: rows missing from the index; ``lost``: rows without records; ``aside``: the tail's file."""

    size: int = 0
    found: tuple[CdxjRow, ...] = ()
    lost: tuple[CdxjRow, ...] = ()
    aside: Path | None = None


def indexed(index: Path, filename: str) -> list[CdxjRow]:
    """Return the rows of a WARC file in an index. Raises ``WriteError`` with the line of a damaged index."""
    found = []
    wanted = f'"{filename}"'.encode()
    for number, line in rows(index) if index.exists() else ():
        try:
            if wanted in line or not line.endswith(b"}\n"):
                found.append(parse(line))
        except BadLine as error:
            raise WriteError(f"{index}:{number}: {damaged_index(error)}") from None
    return [row for row in found if row.filename == filename]


def recover(warc: Path, index: Path) -> Recovered:
    """Read the part of a file that is not indexed. Raises ``WriteError`` if there are sound records after damage."""
    known = indexed(index, warc.name)
    size = warc.stat().st_size
    start = max((row.offset + row.length for row in known), default=0)
    if start > size:
        start = 0
    bad: Member | None = None
    found: list[CdxjRow] = []
    end = start
    with warc.open("rb") as file:
        for member in members(file, start):
            if bad:
                raise WriteError(
                    f"{warc}: damaged at offset {bad.offset}: the record {bad.problem}; records after it are sound, so nothing was changed; "
                    f"`citecheck archive verify` lists the affected captures"
                )
            if member.problem:
                bad = member
                continue
            end = member.offset + member.length
            if row := member.row(warc.name):
                found.append(row)
    aside = _set_aside(warc, end) if bad else None
    places = {(row.offset, row.length) for row in known}
    lost = tuple(row for row in known if row.offset + row.length > end)
    return Recovered(end, tuple(row for row in found if (row.offset, row.length) not in places), lost, aside)


def _set_aside(warc: Path, end: int) -> Path:
    """Copy what follows the last complete record to a separate file, then truncate."""
    number, aside = 1, warc.with_name(f"{warc.name}.tail-{end}")
    while aside.exists() and not _has_bytes_of(aside, warc, end):  # exists if a run was killed before it truncated
        number += 1
        aside = warc.with_name(f"{warc.name}.tail-{end}.{number}")
    if not aside.exists():
        with warc.open("rb") as file, replacing(aside) as out:
            file.seek(end)
            copyfileobj(file, out)
    with warc.open("r+b") as file:
        file.truncate(end)
        os.fsync(file.fileno())
    return aside


def _has_bytes_of(aside: Path, warc: Path, end: int) -> bool:
    """Whether a file has the bytes of ``warc`` from ``end``."""
    if aside.stat().st_size != warc.stat().st_size - end:
        return False
    with aside.open("rb") as copy, warc.open("rb") as file:
        file.seek(end)
        return all(piece == file.read(len(piece)) for piece in iter(lambda: copy.read(1 << 20), b""))
