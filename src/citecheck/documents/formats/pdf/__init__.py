"""PDF documents, read only: footnotes at the feet of pages, endnotes and lists of references, and links.

The text is put together from places on pages: reading order, columns, running heads and broken words. It is no part of the file, so
that a repair cannot be written.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import ClassVar

from citecheck.documents.formats.pdf import process
from citecheck.model.document import Document, FormatTraits
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.finding import Edit
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.protocols import Format

NEEDS = "reading PDF files needs pypdfium2; install it with: pip install 'citecheck-notes[pdf]'"


class PdfFormat:
    """``.pdf`` files with text."""

    name: ClassVar[str] = "pdf"
    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)
    traits: ClassVar[FormatTraits] = FormatTraits(written=False, in_folders=False)  # a folder may hold many papers of others

    def recognises(self, path: str, head: str) -> bool:
        """True for a file that says that it is a PDF."""
        return "%PDF-" in head[:1024]

    def read(self, path: str, data: bytes) -> Document:
        """Read notes, markers and addresses. The text is the body's, then that of the notes at the feet of pages."""
        if find_spec("pypdfium2") is None:
            raise DocumentError(path, NEEDS)
        return process.read(path, data)

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """None: a PDF is not written."""
        return ()

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Return the file as it is. Raises ``WriteError`` for any edit."""
        if any(True for _ in edits):
            raise WriteError(f"{path}: a PDF is not written; repair its source, and export it again")
        return data


PLUGIN: type[Format] = PdfFormat
