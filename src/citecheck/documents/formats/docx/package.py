"""Office files as packages of parts in a ZIP archive (Open Packaging Conventions, ECMA-376 part 2), read with care.

Nothing is unpacked to disk, document types are refused, and what is read is bounded.
"""

import html
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
from citecheck.model.errors import DocumentError, WriteError

MAX_MEMBERS = 10_000
MAX_PART = 30_000_000  # bytes of one part unpacked; a thousand pages have a fifth of it
MAX_READ = 40_000_000  # bytes of all parts that are read; the others stay packed
MAX_TEXT = 10_000_000  # characters of text in all parts, five thousand pages; each takes some sixteen bytes of memory
MAX_RATIO = 400  # unpacked to packed; Word's own XML stays under 100
SMALL = 1_000_000  # bytes under which a ratio says nothing
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError, KeyError,
    ValueError,
)  # fmt: skip
RELATIONSHIP = re.compile(r"<(?:\w+:)?Relationship\b(?P<attributes>[^<>]*)>")
ATTRIBUTE = re.compile(r"(?<![\w:])([\w:]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file, each read and checked when it is asked for."""

    path: str
    archive: zipfile.ZipFile
    main: str
    kept: dict[str, str]

    @classmethod
    def of(cls, path: str, data: bytes) -> "Package":
        if not data.startswith(b"PK"):
            raise DocumentError(path, f"this is no Word file but {kind_of(data) or 'something else'}")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (*UNREADABLE, OverflowError):
            raise DocumentError(path, "the file is cut off or damaged; open it in Word, and save it again") from None
        _check_members(path, archive)
        package = cls(path, archive, "", {})
        main = package.related("", "officeDocument")
        if not main or not package.has(main):
            raise DocumentError(path, "this is a ZIP archive but no Word file; save it as .docx")
        return replace(package, main=main)

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self.archive.NameToInfo

    def is_whole(self, name: str) -> bool:
        """Whether there is a part of that name that can be read."""
        try:
            return self.has(name) and bool(self.text(name))
        except DocumentError:
            return False

    def text(self, name: str) -> str:
        """A part's XML. Raises ``DocumentError``."""
        if name not in self.kept:
            self.kept[name] = self._read(name)
        return self.kept[name]

    def _read(self, name: str) -> str:
        try:
            with self.archive.open(name) as member:
                data = member.read(MAX_PART + 1)
        except UNREADABLE:
            raise DocumentError(self.path, f"its part {name} is missing or damaged; open it in Word, and save it again") from None
        if len(data) > MAX_PART:
            raise DocumentError(self.path, f"its part {name} unpacks to more than {MAX_PART // 1_000_000} MB; split the document")
        if len(data) + sum(map(len, self.kept.values())) > MAX_READ:
            raise DocumentError(self.path, f"its parts unpack to more than {MAX_READ // 1_000_000} MB; split the document")
        check_xml(self.path, name, data)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise DocumentError(self.path, f"its part {name} is not in UTF-8; open it in Word, and save it again") from None

    def relations(self, part: str) -> Iterator[Mapping[str, str]]:
        """The relationships of a part; of the package itself for the empty name."""
        name = relationships_of(part) if part else "_rels/.rels"
        if self.has(name):
            for match in RELATIONSHIP.finditer(self.text(name)):
                yield {key: html.unescape(a or b) for key, a, b in ATTRIBUTE.findall(match["attributes"])}

    def related(self, part: str, kind: str) -> str | None:
        """The part to which a part has a relationship of a kind."""
        for told in self.relations(part):
            if told.get("Type", "").endswith(f"/{kind}") and told.get("TargetMode") != "External":
                target = told.get("Target", "")
                return (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
                )
        return None

    def packed(self, changed: Mapping[str, bytes]) -> bytes:
        """The archive with some parts changed: the same members in the same order, with the same dates and attributes.

        Raises ``WriteError`` where another member cannot be read, so that it cannot be written again.
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
                f"{self.path}: its part {member.filename} is damaged and cannot be written again; open the file in Word, and save it"
            ) from None


def _check_members(path: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentError(path, f"it holds over {MAX_MEMBERS} files, which no Word file does")
    for member in members:
        name = member.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
            raise DocumentError(path, f"it holds a file name that leads out of the archive ({name[:60]!r}); it is not read")
        if member.flag_bits & 1:
            raise DocumentError(path, "it is password-protected; save it without a password")
        if member.file_size > SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise DocumentError(path, f"its part {name[:60]} is packed {MAX_RATIO} times over, as a ZIP bomb is; it is not read")


def check_xml(path: str, part: str, data: bytes) -> None:
    """Refuses document types, which could define entities, and what is not well-formed."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DocumentError(path, f"its part {part} declares XML entities, which no Word file does; it is not read")
    try:
        expat.ParserCreate().Parse(data, True)
    except (
        expat.ExpatError,
        LookupError,
        ValueError,
    ) as error:  # the others: of an encoding that is none, or none that expat reads
        raise DocumentError(path, f"its part {part} is no valid XML ({error}); open it in Word, and save it again") from None
