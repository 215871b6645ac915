"""Reads the files that have the notes of documents, even if they were not named."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from citecheck.app import wiring
from citecheck.app.file_reader import STDIN, FileReader
from citecheck.documents.companion_search import NotesFiles, beside, could_hold, open_calls
from citecheck.documents.companions import join
from citecheck.io.checkout import LeadsOut, check_inside
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError

MAX_PARTS = 500  # files that documents include


@dataclass(frozen=True, slots=True)
class _Folder:
    """The files of a folder in order: their names, those named like notes, and the indices of the bibliographies."""

    files: tuple[Path, ...]
    notes: NotesFiles
    bibliographies: frozenset[int]

    @classmethod
    def of(cls, folder: Path) -> "_Folder":
        files = tuple(file for file in sorted(folder.glob("*")) if wiring.is_read_in_folders(file.name))
        sure = frozenset(at for at, file in enumerate(files) if wiring.is_bibliography(str(file), surely=True))
        return cls(files, NotesFiles([str(file) for file in files]), sure)


def with_companions(documents: Sequence[Document], reader: FileReader) -> tuple[Document, ...]:
    """The documents, joined with files of their folders that have their notes, even if those were not named."""
    found = list(documents)
    folders: dict[Path, _Folder] = {}
    known = {os.path.realpath(document.path) for document in documents if document.path != STDIN}
    for at, document in enumerate(found):  # which grows: a part may have parts
        if document.path in reader.bounds and (open_calls(document) or document.parts) and len(found) < MAX_PARTS + len(documents):
            bounds = reader.bounds[document.path]
            for file in _companions(document, folders):
                try:
                    real = str(check_inside(file, bounds))
                    if real not in known and os.path.isfile(real):  # noqa: PTH113 -- it never raises
                        known.add(real)
                        found.append(wiring.read_document(str(file), reader.read(file, bounds)))
                        if found[-1].parts:
                            reader.bounds.setdefault(str(file), bounds)
                except LeadsOut as error:
                    reader.skip(error)
                    if could_hold(document.path, str(file)):  # its notes may be there
                        found[at] = replace(document, partial=True)
                except (DocumentError, ValueError):  # ValueError: not a valid file name
                    continue
    named = {document.path for document in documents}
    return tuple(one for one in join(found) if one.path in named or one.companions)


def _companions(document: Document, folders: dict[Path, _Folder]) -> Iterator[Path]:
    """The files that may have a document's notes: bibliographies that it names, and files named after notes."""
    for name in document.parts:
        yield beside(document.path, name)
    if not open_calls(document):
        return
    for name in document.bibliographies:
        if wiring.is_bibliography(name):
            yield beside(document.path, name)
    place = Path(document.path).parent
    folder = folders.get(place) or folders.setdefault(place, _Folder.of(place))
    wanted = {*folder.notes.of(document.path), *(() if document.bibliographies else folder.bibliographies)}
    yield from (folder.files[at] for at in sorted(wanted))
