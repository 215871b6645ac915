"""Reads Office files, packages of parts in a ZIP archive (Open Packaging Conventions, ECMA-376 part 2).

Nothing is unpacked to disk, document type declarations are refused, and sizes are bounded.
"""

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.parsers import expat

from citecheck.documents.encoding import kind_of
from citecheck.documents.formats.docx.part_edits import relationships_of
from citecheck.documents.formats.docx.part_text import attributes
from citecheck.model.errors import DocumentError, WriteError

MAX_MEMBERS = 10_000
MAX_PART = 30_000_000  # bytes of one unpacked part, five times those of a thousand pages
MAX_READ = 40_000_000  # bytes of all unpacked parts together
MAX_TEXT = 10_000_000  # characters of text in all parts, five thousand pages; each takes 16 bytes of memory
MAX_RATIO = 400  # unpacked to packed; Word's own XML stays under 100
MIN_RATIO_SIZE = 1_000_000  # bytes; smaller members may have any ratio
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError, KeyError,
    ValueError,
)  # fmt: skip
RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b(?P<attributes>[^<>]*)>")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file, read and checked on first use."""

    path: str
    archive: zipfile.ZipFile
    main: str
    texts: dict[str, str]  # the parts read so far

    @classmethod
    def of(cls, path: str, data: bytes) -> "Package":
        if not data.startswith(b"PK"):
            raise DocumentError(path, f"this is not a Word file but {kind_of(data) or 'something else'}")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (*UNREADABLE, OverflowError):
            raise DocumentError(path, "the file is truncated or damaged; open it in Word, and save it again") from None
        _check_members(path, archive)
        package = cls(path, archive, "", {})
        main = package.related("", "officeDocument")
        if not main or not package.has(main):
            raise DocumentError(path, "this is a ZIP archive but not a Word file; save it as .docx")
        return replace(package, main=main)

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
            self.texts[name] = self._read(name)
        return self.texts[name]

    def _read(self, name: str) -> str:
        try:
            with self.archive.open(name) as member:
                data = member.read(MAX_PART + 1)
        except UNREADABLE:
            raise DocumentError(self.path, f"its part {name} is missing or damaged; open it in Word, and save it again") from None
        if len(data) > MAX_PART:
            raise DocumentError(self.path, f"its part {name} unpacks to more than {MAX_PART // 1_000_000} MB; split the document")
        if len(data) + sum(map(len, self.texts.values())) > MAX_READ:
            raise DocumentError(self.path, f"its parts unpack to more than {MAX_READ // 1_000_000} MB; split the document")
        check_xml(self.path, name, data)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise DocumentError(self.path, f"its part {name} is not in UTF-8; open it in Word, and save it again") from None

    def relations(self, part: str) -> Iterator[Mapping[str, str]]:
        """The relationships of a part; for the empty name, those of the package."""
        name = relationships_of(part) if part else "_rels/.rels"
        if self.has(name):
            for match in RELATIONSHIP.finditer(self.text(name)):
                yield attributes(match["attributes"])

    def related(self, part: str, kind: str) -> str | None:
        """The target of a part's first internal relationship of a kind."""
        for relation in self.relations(part):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                if target.startswith("/"):
                    return target.lstrip("/")
                return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        return None

    def packed(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with some parts replaced; members keep their order, dates and attributes.

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
                f"{self.path}: its part {member.filename} is damaged and cannot be copied; open the file in Word, and save it"
            ) from None


def _check_members(path: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentError(path, f"it holds over {MAX_MEMBERS} files, more than a Word file can have")
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            raise DocumentError(path, f"it contains a file name that points outside the archive ({name[:60]!r}); it is not read")
        if member.flag_bits & 1:
            raise DocumentError(path, "it is password-protected; save it without a password")
        if member.file_size > MIN_RATIO_SIZE and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise DocumentError(path, f"its part {name[:60]} is compressed over {MAX_RATIO} times, like a ZIP bomb; it is not read")


def check_xml(path: str, part: str, data: bytes) -> None:
    """Raise ``DocumentError`` for document type declarations, which could define entities, and for XML that is not well-formed."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DocumentError(path, f"its part {part} declares XML entities, which Word files never do; it is not read")
    try:
        expat.ParserCreate().Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: unknown encodings
        raise DocumentError(path, f"its part {part} is not valid XML ({error}); open it in Word, and save it again") from None
