"""Reads the documents of a part, as a check of their folder reads them: joined with the files that have their notes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.documents import OURS, is_read, joined, silent, with_broken_links
from citecheck.app.file_reader import FileReader, limited
from citecheck.config.settings import Settings
from citecheck.io.checkout import LeadsOut
from citecheck.links.exclusions import matches_any
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.report import Unread

Row = Mapping[str, Any]


def reader_of(settings: Settings) -> FileReader:
    """A reader with the settings' limits."""
    return FileReader(settings.documents.max_bytes, silent, settings.documents.exclude)


def read_part(rows: Sequence[Row], settings: Settings) -> tuple[list[Document], list[Unread]]:
    """The documents of a part, and those that could not be read."""
    reader = reader_of(settings)
    together: list[Document] = []
    apart: list[Document] = []
    for row in rows:
        try:
            document = _document(row, reader)
        except LeadsOut:  # left out as in a check of the folder
            continue
        except DocumentError as error:
            reader.unread.append(Unread(error.path, error.message))
            continue
        if document:
            (together if row["together"] else apart).append(replace(document, alone=False))
    own = {document.path for document in together}
    whole = joined(tuple(with_broken_links(together, reader, settings, together)), reader)
    return [*(one for one in whole if one.path in own), *apart], reader.unread


def _document(row: Row, reader: FileReader) -> Document | None:
    """The document of a row; None for what a check of its folder or archive leaves out. Raises ``DocumentError``."""
    path, data, folder = row["path"], row["data"], row["folder"]
    if folder and matches_any(path, reader.exclude):
        return None
    if row["fault"]:
        raise DocumentError(path, row["fault"])
    if data is None:
        data = reader.read(Path(path), Path(row["bounds"]))
        reader.bounds[path] = Path(row["bounds"])
        if folder:
            reader.folders[path] = Path(folder)
    if OURS.match(limited(path, data, reader.limit)) or (folder and not is_read(path, data)):
        return None
    return wiring.read_document(path, data, row["form"])


def bytes_of(rows: Sequence[Row], settings: Settings) -> Iterator[tuple[str, bytes]]:
    """The bytes of a part's documents by path, read again; none of those that cannot be read."""
    reader = reader_of(settings)
    for row in rows:
        try:
            yield row["path"], row["data"] if row["data"] is not None else reader.read(Path(row["path"]), Path(row["bounds"]))
        except DocumentError:
            continue
