"""The documents in ZIP and tar archives; nothing is unpacked to disk. A document's path is the archive's with its name there."""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from citecheck.app import wiring
from citecheck.app.corpus.input_document import InputDocument, first_line
from citecheck.app.project_archive import OTHERS
from citecheck.documents.zip_archive import MAX_RATIO, MIN_RATIO_SIZE, UNREADABLE
from citecheck.model.errors import DocumentError

MAX_MEMBER = 64_000_000  # bytes of an unpacked member
MAX_HEADER = 1_000_000  # bytes of names and extended attributes, which tarfile reads at once
HEADERS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
PIECE = 1 << 20
LEADS_OUT = "its name leads out of the archive"


class _Entry(tarfile.TarInfo):
    """An entry of a tar archive whose header has a bounded size."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in HEADERS and self.size > MAX_HEADER:
            raise tarfile.ReadError("a header has too many bytes")
        found: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return found


def zip_members(path: Path) -> Iterator[InputDocument]:
    """The documents of a ZIP archive. Raises ``DocumentError``."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda one: one.filename):
                if not member.is_dir() and _is_meant(member.filename):
                    yield _of_zip(path, archive, member)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError):
        raise DocumentError(str(path), "the archive is truncated or damaged; make it again") from None


def _of_zip(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> InputDocument:
    name, packed = f"{path}/{member.filename}", max(1, member.compress_size)
    if _leads_out(member.filename):
        return InputDocument(name, fault=LEADS_OUT)
    if member.file_size > MAX_MEMBER or (member.file_size > MIN_RATIO_SIZE and member.file_size > MAX_RATIO * packed):
        return InputDocument(name, fault="it unpacks to too many bytes")
    try:
        with archive.open(member) as file:
            data = file.read(MAX_MEMBER)
    except UNREADABLE:
        return InputDocument(name, fault="it is damaged, or protected by a password")
    return InputDocument(name, data, folder=str(path), size=len(data), together=True)


def tar_members(path: Path) -> Iterator[InputDocument]:
    """The documents of a tar archive, in its order. Raises ``DocumentError``."""
    try:
        with tarfile.open(path, tarinfo=_Entry) as archive:
            for member in archive:
                if member.isfile() and _is_meant(member.name):
                    yield _of_tar(path, archive, member)
                kept: Any = archive
                kept.members = []  # tarfile keeps all of them
            _check_end(path, archive)
    except (tarfile.TarError, lzma.LZMAError, zlib.error) as error:
        raise DocumentError(str(path), f"the archive is truncated or damaged: {first_line(error)}") from None


def _check_end(path: Path, archive: tarfile.TarFile) -> None:
    """Raise ``DocumentError`` if tarfile stopped before the end: it takes a damaged header for that. Raises ``OSError`` for a wrong checksum."""
    file: Any = archive.fileobj
    file.seek(archive.offset)
    if any(file.read(tarfile.BLOCKSIZE)):
        raise DocumentError(str(path), "a header of the archive is damaged; what follows it was not read")
    while file.read(PIECE):  # the checksum of gzip is behind everything
        continue


def _of_tar(path: Path, archive: tarfile.TarFile, member: tarfile.TarInfo) -> InputDocument:
    name = f"{path}/{member.name}"
    if _leads_out(member.name):
        return InputDocument(name, fault=LEADS_OUT)
    if member.size > MAX_MEMBER:
        return InputDocument(name, fault="it has too many bytes")
    file = archive.extractfile(member)
    data = file.read() if file else b""
    return InputDocument(name, data, folder=str(path), size=len(data), together=True)


def _is_meant(name: str) -> bool:
    apart = any((part.startswith(".") and part != "..") or part in OTHERS for part in PurePosixPath(name).parts)
    return not apart and wiring.is_read_in_folders(name)


def _leads_out(name: str) -> bool:
    return ".." in PurePosixPath(name).parts
