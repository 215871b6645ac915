"""Reads the files that have the notes of documents, even if they were not named."""

import os
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.file_reader import STDIN, FileReader
from citecheck.documents.companion_search import NotesFiles, beside, could_hold, is_name, is_named_after, may_be_joined, open_calls
from citecheck.documents.companions import join
from citecheck.io.checkout import LeadsOut, check_inside
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError

MAX_PARTS = 500  # files that documents include


class _Folder(Struct):
    """The files of a folder in order: their names, those named like notes, and the indices of the bibliographies.

    ``of_names``: files with notes that a text may call by name. They are given out once: then they are among the documents of the run, and
    a folder with many texts and many such files is read in linear time.
    """

    files: tuple[Path, ...]
    notes: NotesFiles
    bibliographies: frozenset[int]
    of_names: Sequence[int]

    @classmethod
    def of(cls, folder: Path) -> "_Folder":
        files = tuple(file for file in sorted(folder.glob("*")) if wiring.is_read_in_folders(file.name))
        sure = frozenset(at for at, file in enumerate(files) if wiring.is_bibliography(str(file), surely=True))
        notes = NotesFiles([str(file) for file in files])
        return cls(files, notes, sure, notes.of_names)

    def take_wanted(self, document: Document) -> set[int]:
        """The files that may have the notes which a document calls and lacks."""
        wanted = {*self.notes.of(document.path), *(() if document.bibliographies else self.bibliographies)}
        if any(is_name(call.label) for call in open_calls(document)):
            wanted.update(self.of_names)
            self.of_names = ()
        return wanted


def with_companions(documents: Sequence[Document], reader: FileReader) -> Iterator[Document]:
    """The documents, joined with files of their folders that have their notes, even if those were not named."""
    tied = {at: one for at, one in enumerate(documents) if may_be_joined(one)}
    if any(one.parts for one in tied.values()):  # which may be any of them
        tied = dict(enumerate(documents))
    known = {os.path.realpath(document.path) for document in documents if tied and document.path != STDIN}
    whole = join(_with_files(list(tied.values()), known, reader))
    changed = dict(zip(tied, whole, strict=False))
    return chain(
        (changed.get(at, one) for at, one in enumerate(documents)),
        (_as_far_as_read(one) for one in whole[len(tied) :] if one.companions),
    )


def _as_far_as_read(found: Document) -> Document:
    """A file of notes that nobody named: texts that were not read may call its other notes, unless it is named after one that was."""
    if any(is_named_after(text, found.path) for text in found.companions):
        return found
    notes = (replace(note, status="present") if note.status == "unreferenced" else note for note in found.notes)
    return replace(found, notes=tuple(notes))


def _with_files(found: list[Document], known: set[str], reader: FileReader) -> list[Document]:
    """The documents, followed by files that may have their notes, without the files ``known``."""
    folders: dict[Path, _Folder] = {}
    given = len(found)
    for at, document in enumerate(found):  # which grows: a part may have parts
        if document.path in reader.bounds and (open_calls(document) or document.parts) and len(found) < MAX_PARTS + given:
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
    return found


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
    yield from (folder.files[at] for at in sorted(folder.take_wanted(document)))
