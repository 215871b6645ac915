"""The pages of an EPUB in reading order (EPUB 3.3, sections 4 and 5; OCF)."""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from citecheck.documents.xml_tags import TAG, attributes
from citecheck.documents.zip_archive import ArchiveKind, ZipArchive
from citecheck.model.errors import DocumentError

EPUB = ArchiveKind("EPUB", "export it again", ".epub")
TYPE = b"application/epub+zip"
CONTAINER, ENCRYPTION, SIGNATURES = "META-INF/container.xml", "META-INF/encryption.xml", "META-INF/signatures.xml"
PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


def opened(path: str, data: bytes) -> tuple[ZipArchive, list[str]]:
    """The archive, and the names of its pages: those of the spine, then others that the manifest lists, such as notes.

    Raises ``DocumentError``, also for pages that are encrypted; fonts may be.
    """
    archive = ZipArchive.opened(path, data, EPUB)
    package = next((tag.get("full-path", "") for tag in _tags(archive, CONTAINER, "rootfile")), "")
    if not archive.has(package):
        raise archive.other()
    pages = [name for name in dict.fromkeys(_pages(archive, package)) if archive.has(name)]
    if not pages:
        raise DocumentError(path, "its package document lists no pages; export it again")
    locked = {unquote(tag.get("URI", "")) for tag in _tags(archive, ENCRYPTION, "CipherReference")}
    if locked & set(pages):
        raise DocumentError(path, "its pages are encrypted (DRM), so that only its reading system can read them")
    return archive, pages


def _pages(archive: ZipArchive, package: str) -> Iterator[str]:
    items = {item.get("id", ""): item for item in _tags(archive, package, "item") if item.get("media-type") in PAGES}
    spine = [ref.get("idref", "") for ref in _tags(archive, package, "itemref")]
    for name in (*spine, *items):
        if name in items and "nav" not in items[name].get("properties", "").split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(items[name].get("href", ""))))


def _tags(archive: ZipArchive, part: str, name: str) -> Iterator[Mapping[str, str]]:
    """The attributes of the elements of a name in a part. Tags are scanned, so no entity that it declares is expanded."""
    if archive.has(part):
        for tag in TAG.finditer(archive.read(part).decode("utf-8", "replace")):
            if tag["name"].rpartition(":")[2] == name and not tag["close"]:
                yield attributes(tag["attributes"])
