"""Opening what an earlier run left: a torn tail is set aside, records that the index lacks are added to it, no whole record is lost."""

import os
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj

from citecheck.archives.warc.cdxj import BadLine, CdxjRow, damaged, parse, rows
from citecheck.archives.warc.reader import Member, members
from citecheck.io.atomic_files import replacing
from citecheck.model.errors import WriteError


@dataclass(frozen=True, slots=True)
class Recovered:
    """``size`` is where the next record goes, ``found`` are rows that the index lacks, ``lost`` those whose records are gone."""

    size: int = 0
    found: tuple[CdxjRow, ...] = ()
    lost: tuple[CdxjRow, ...] = ()
    aside: Path | None = None


def indexed(index: Path, filename: str) -> list[CdxjRow]:
    """The rows of one WARC file. Raises ``WriteError`` that names the line of a damaged index."""
    found = []
    wanted = f'"{filename}"'.encode()
    for number, line in rows(index) if index.exists() else ():
        try:
            if wanted in line or not line.endswith(b"}\n"):
                found.append(parse(line))
        except BadLine as error:
            raise WriteError(f"{index}:{number}: {damaged(error)}") from None
    return [row for row in found if row.filename == filename]


def recover(warc: Path, index: Path) -> Recovered:
    """Walks what the index does not vouch for. Raises ``WriteError`` where records after the damage are sound: that is no torn tail."""
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
                    f"`citecheck archive verify` tells which capture is affected"
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
    """Copies what is after the last whole record to a file of its own, and only then cuts it off."""
    number, aside = 1, warc.with_name(f"{warc.name}.tail-{end}")
    while aside.exists() and not _holds(aside, warc, end):  # it does where an earlier run was killed before it cut
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


def _holds(aside: Path, warc: Path, end: int) -> bool:
    """Whether a file is what stands in ``warc`` from ``end`` on."""
    if aside.stat().st_size != warc.stat().st_size - end:
        return False
    with aside.open("rb") as copy, warc.open("rb") as file:
        file.seek(end)
        return all(piece == file.read(len(piece)) for piece in iter(lambda: copy.read(1 << 20), b""))
