"""Reads documents that are ZIP archives: Word, OpenDocument, EPUB.

Nothing is unpacked to disk, document type declarations are refused, and sizes are bounded.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Self
from xml.parsers import expat

from msgspec import Struct

from citecheck.documents.encoding import ARCHIVE_HEAD, kind_of, kind_of_archive
from citecheck.model.errors import DocumentError, WriteError

MAX_MEMBERS = 10_000
MAX_PART = 30_000_000  # bytes of one unpacked part, five times those of a thousand pages
MAX_READ = 40_000_000  # bytes of all unpacked parts together
MAX_RATIO = 400  # unpacked to packed; Word's own XML stays under 100
MIN_RATIO_SIZE = 1_000_000  # bytes; smaller members may have any ratio
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError, KeyError,
    ValueError,
)  # fmt: skip


class ArchiveKind(Struct, frozen=True):
    """What messages call such a file, and how a sound one is made: ``"Word file"``, ``"open it in Word, and save it again"``."""

    name: str
    again: str
    suffix: str


class ZipArchive(Struct, frozen=True):
    """The members of an archive, read and checked on first use."""

    path: str
    archive: zipfile.ZipFile
    kind: ArchiveKind
    members: dict[str, bytes]  # those read so far
    texts: dict[str, str]
    head: bytes  # the beginning of the file

    @classmethod
    def opened(cls, path: str, data: bytes, kind: ArchiveKind) -> Self:
        """Open a file. Raises ``DocumentError``."""
        if not data.startswith(b"PK"):
            raise DocumentError(path, f"this is not {_article(kind.name)} but {kind_of(data) or 'something else'}")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (*UNREADABLE, OverflowError):
            raise DocumentError(path, f"the file is truncated or damaged; {kind.again}") from None
        _check_members(path, archive, kind)
        return cls(path, archive, kind, {}, {}, data[:ARCHIVE_HEAD])

    def other(self) -> DocumentError:
        """The error for an archive of another kind."""
        what = kind_of_archive(self.head)
        said = (
            f"this is not {_article(self.kind.name)} but {what}"
            if what
            else f"this is a ZIP archive but not {_article(self.kind.name)}; save it as {self.kind.suffix}"
        )
        return DocumentError(self.path, said)

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self.archive.NameToInfo

    def is_whole(self, name: str) -> bool:
        """Whether there is a readable part of this name."""
        try:
            return self.has(name) and bool(self.text(name))
        except DocumentError:
            return False

    def text(self, name: str) -> str:
        """A part's XML. Raises ``DocumentError``."""
        if name not in self.texts:
            data = self.read(name)
            check_xml(self.path, name, data, self.kind)
            try:
                self.texts[name] = data.decode("utf-8")
            except UnicodeDecodeError:
                raise DocumentError(self.path, f"its part {name} is not in UTF-8; {self.kind.again}") from None
        return self.texts[name]

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises ``DocumentError``."""
        if name not in self.members:
            self.members[name] = self._read(name)
        return self.members[name]

    def _read(self, name: str) -> bytes:
        try:
            with self.archive.open(name) as member:
                data = member.read(MAX_PART + 1)
        except UNREADABLE:
            raise DocumentError(self.path, f"its part {name} is missing or damaged; {self.kind.again}") from None
        if len(data) > MAX_PART:
            raise DocumentError(self.path, f"its part {name} unpacks to more than {MAX_PART // 1_000_000} MB; split the document")
        if len(data) + sum(map(len, self.members.values())) > MAX_READ:
            raise DocumentError(self.path, f"its parts unpack to more than {MAX_READ // 1_000_000} MB; split the document")
        return data

    def packed(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with some parts replaced; members keep their order, dates, compression and attributes.

        Raises ``WriteError`` if another member cannot be read.
        """
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            new.comment = self.archive.comment
            for member in self.archive.infolist():
                data = changed[member.filename] if member.filename in changed else self._raw(member)
                new.writestr(member, data, member.compress_type)
        return out.getvalue()

    def _raw(self, member: zipfile.ZipInfo) -> bytes:
        try:
            return self.archive.read(member)
        except UNREADABLE:
            raise WriteError(
                f"{self.path}: its part {member.filename} is damaged and cannot be copied; {self.kind.again}"
            ) from None


def _article(name: str) -> str:
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"


def _check_members(path: str, archive: zipfile.ZipFile, kind: ArchiveKind) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentError(path, f"it holds over {MAX_MEMBERS} files, more than {_article(kind.name)} can have")
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            raise DocumentError(path, f"it contains a file name that points outside the archive ({name[:60]!r}); it is not read")
        if member.flag_bits & 1:
            raise DocumentError(path, "it is password-protected; save it without a password")
        if member.file_size > MIN_RATIO_SIZE and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise DocumentError(path, f"its part {name[:60]} is compressed over {MAX_RATIO} times, like a ZIP bomb; it is not read")


def check_xml(path: str, part: str, data: bytes, kind: ArchiveKind) -> None:
    """Raise ``DocumentError`` for document type declarations, which could define entities, and for XML that is not well-formed."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DocumentError(path, f"its part {part} declares XML entities, which {_article(kind.name)} never does; it is not read")
    try:
        expat.ParserCreate().Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: unknown encodings
        raise DocumentError(path, f"its part {part} is not valid XML ({error}); {kind.again}") from None
