"""Mutations of ZIP packages (DOCX, WACZ): members changed by structure, added, removed, renamed or duplicated, and faults of the ZIP."""

import io
import random
import zipfile
from collections.abc import Callable

Member = Callable[[str, bytes, int], bytes]
MOST = 400_000  # bytes of a member that is changed
ODD_NAMES = (
    "",
    "/",
    "../x.xml",
    "word/document.xml",
    "word\\document.xml",
    "word/footnotes.xml",
    "[Content_Types].xml",
    "a" * 300,
    "\u202e.xml",
    "datapackage.json",
)


def package(change: Member) -> Callable[[bytes, int, int], bytes]:
    """A mutator for packages whose members ``change`` can alter."""

    def mutate(data: bytes, largest: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.1:
            return _torn(data, chance)
        try:
            members = _members(data)
        except Exception:  # noqa: BLE001 a damaged package is an input like another; it cannot be changed by its members
            return _torn(data, chance)
        for _ in range(chance.choice((1, 1, 1, 2))):
            members = _changed(members, change, chance)
        made = _packed(members, chance)
        return made if len(made) <= largest else data

    return mutate


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist() if entry.file_size <= MOST]


def _changed(members: list[tuple[str, bytes]], change: Member, chance: random.Random) -> list[tuple[str, bytes]]:
    if not members:
        return [("word/document.xml", b"<a/>")]
    at = chance.randrange(len(members))
    name, data = members[at]
    what = chance.random()
    if what < 0.8:
        return [*members[:at], (name, change(name, data, chance.randrange(2**31))), *members[at + 1 :]]
    if what < 0.86:
        return members[:at] + members[at + 1 :]
    if what < 0.92:
        return [*members, (chance.choice((name, *ODD_NAMES)), data)]
    if what < 0.96:
        return [*members[:at], (chance.choice(ODD_NAMES), data), *members[at + 1 :]]
    other = chance.choice(members)
    return [*members[:at], (name, other[1]), *members[at + 1 :]]


def _packed(members: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    import warnings

    out = io.BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    if chance.random() < 0.7:
        method = zipfile.ZIP_DEFLATED
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # two members of one name are wanted
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6)), data, method)
    return out.getvalue()


# Offsets from the signature of a member's entry in the ZIP's directory: flags, method, CRC, sizes, name's length, the member's offset.
FIELDS = ((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4))


def _torn(data: bytes, chance: random.Random) -> bytes:
    """A ZIP whose directory lies, or that was cut."""
    entries = []
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        entries.append(at)
        at = data.find(b"PK\x01\x02", at + 1)
    if not entries or chance.random() < 0.2:
        at = chance.randrange(len(data) + 1)
        return data[:at] + data[at + chance.randrange(30) :]
    field, width = chance.choice(FIELDS)
    at = chance.choice(entries) + field
    value = chance.choice((b"\0" * width, b"\xff" * width, chance.randbytes(width)))
    return data[:at] + value + data[at + width :]
