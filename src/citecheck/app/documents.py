"""Finding and reading the documents that a command names."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.built_sites import site_roots
from citecheck.app.companion_files import with_companions
from citecheck.app.file_reader import STDIN, FileReader, Notify, limited
from citecheck.app.local_links import LocalLinks
from citecheck.app.project_archive import documents_in, file_of, is_archive, one_in
from citecheck.config.settings import Settings
from citecheck.faults import error_boundary
from citecheck.io import portable_names
from citecheck.io.bounded_sequence import bounded
from citecheck.io.checkout import LeadsOut, bounds_of, check_inside
from citecheck.links.exclusions import matches_any
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError, UsageError
from citecheck.model.report import Unread
from citecheck.patterns import lazy_pattern

Given = Document | str | os.PathLike[str]  # a document, or the path of a file or folder, or ``-`` for standard input
SKIPPED_FOLDERS = frozenset(("node_modules", "site-packages", "__pycache__"))  # unless named
HIDDEN = (".", "~$")  # prefixes of names that are no documents; Word writes ``~$…`` for each open file
# The beginnings of files that citecheck writes.
OURS = lazy_pattern(
    rb'\s*(?:<!-- citecheck(?: \d[\w.]*)? -->|<!DOCTYPE html>[^\0]{0,600}name="generator" content="citecheck|\{\s*"schema":\s*"citecheck/)'
)


def path_from(path: str, folder: Path) -> str:
    """A document's path relative to a folder, with forward slashes, well-formed."""
    return STDIN if path == STDIN else portable_names.path_from(folder, path)


def silent(_: str) -> None:
    """Discard a message."""


def read_documents(given: Sequence[Given], settings: Settings, notify: Notify) -> tuple[Sequence[Document], tuple[Unread, ...]]:
    """Read every document, and join those that have each other's notes; also returns those that could not be read.

    The folder of a path is searched for files with its notes; a ``Document`` is joined only with the other given documents.
    """
    reader = FileReader(settings.documents.max_bytes, notify, settings.documents.exclude)
    documents = bounded(_read_each(given, reader))
    bounds = dict(reader.bounds)  # joining adds files, whose links are not checked
    linked = with_broken_links(joined(documents, reader), replace(reader, bounds=bounds), settings, documents)
    return bounded(linked), tuple(reader.unread)


def _read_each(given: Sequence[Given], reader: FileReader) -> Iterator[Document]:
    """The documents, each file once; those that cannot be read are added to ``reader.unread``."""
    alone = len(given) == 1 and (isinstance(given[0], Document) or not os.path.isdir(given[0]))  # noqa: PTH112 -- it never raises
    read: set[str] = set()  # absolute paths, so that a file that is named twice has one report
    for one in given:
        if isinstance(one, Document):
            yield one if alone else replace(one, alone=False)
            continue
        try:
            for name, data in _contents(os.fspath(one), reader):
                if (path := os.path.abspath(name)) in read:  # noqa: PTH100 -- symbolic links stay as they are
                    continue
                read.add(path)
                try:
                    document = wiring.read_document(name, data)
                    yield document if alone else replace(document, alone=False)
                except DocumentError as error:
                    reader.unread.append(Unread(error.path, error.message))
        except DocumentError as error:
            reader.unread.append(Unread(error.path, error.message))


def joined(documents: Sequence[Document], reader: FileReader) -> Iterable[Document]:
    """The documents, joined with files that have their notes; those that need files that cannot be joined are added to ``reader.unread``."""
    with error_boundary() as fault:
        return with_companions(documents, reader)
    reader.unread.extend(
        Unread(one.path, f"its notes in other files could not be read: {fault.cause}") for one in documents if one.calls
    )
    return (one for one in documents if not one.calls)


def read_document(given: Given, settings: Settings, notify: Notify) -> Document:
    """Read one document. Raises ``DocumentError``, or ``UsageError`` for a folder."""
    if isinstance(given, Document):
        return given
    path = os.fspath(given)
    if os.path.isdir(path):  # noqa: PTH112 -- it never raises
        raise UsageError(f"{path} is a folder; name one document in it")
    reader = FileReader(settings.documents.max_bytes, notify, settings.documents.exclude)
    found = tuple(_of_archive(path, reader) if one_in(path) else _contents(path, reader))
    if not found:
        raise UsageError(f"{path}: it contains nothing to check; name another document")
    if len(found) > 1:
        raise UsageError(f"{path} is an archive of {len(found)} documents; name one of them, such as {found[0][0]}")
    document = wiring.read_document(*found[0])
    return next(one for one in with_companions([document], reader) if one.path == document.path)


def with_broken_links(
    documents: Iterable[Document], reader: FileReader, settings: Settings, pages: Iterable[Document]
) -> Iterator[Document]:
    """The documents with their broken links to files, if they are files themselves; ``pages`` may make up sites."""
    root = Path(settings.links.root) if settings.links.root else None
    links = None
    with error_boundary():
        links = LocalLinks(reader.read, root, {} if root else site_roots(pages, reader.folders, reader.bounds))
    for one in documents:
        yield _with_broken_links(one, links, reader) if links else one


def _with_broken_links(document: Document, links: LocalLinks, reader: FileReader) -> Document:
    with error_boundary():
        return links.checked(document, reader.bounds[document.path]) if document.path in reader.bounds else document
    return document


def _contents(path: str, reader: FileReader) -> Iterator[tuple[str, bytes]]:
    if path == "-":
        yield STDIN, limited(STDIN, sys.stdin.buffer.read(reader.limit + 1), reader.limit)
        return
    if one_in(path):
        raise DocumentError(path, f"this document is in an archive; name {file_of(path)}, so that all of the project is read")
    bounds = bounds_of(Path(path))
    if os.path.isdir(path) and check_inside(Path(path), bounds):  # noqa: PTH112
        yield from _folder(Path(path), bounds, reader)
    elif OURS.match(data := reader.read(Path(path), bounds)):  # a commit hook names every changed file
        reader.notify(f"citecheck: {path}: skipped: citecheck wrote this report")
    elif is_archive(path):
        yield from documents_in(path, data, reader.exclude)
    else:
        reader.bounds.setdefault(path, bounds)
        reader.name_source(path)
        yield path, data


def _of_archive(path: str, reader: FileReader) -> Iterator[tuple[str, bytes]]:
    """The one document of an archive that is named."""
    archive = file_of(path)
    there = dict(documents_in(str(archive), reader.read(archive, bounds_of(archive)), ()))
    name = os.path.normpath(path)
    if name not in there:
        raise DocumentError(path, f"there is no such document in {archive}")
    yield name, there[name]


def _folder(folder: Path, bounds: Path, reader: FileReader) -> Iterator[tuple[str, bytes]]:
    """The documents below a folder; files that cannot be read are added to ``reader.unread``."""
    found = False
    left_out: list[Path] = []
    for file in meant_files(folder, bounds, reader, left_out):
        try:
            data = reader.read(file, bounds)
        except LeadsOut as error:
            reader.skip(error)
            continue
        except DocumentError as error:  # of this file only
            found = True
            reader.unread.append(Unread(error.path, error.message))
            continue
        if OURS.match(data):
            continue
        if not data.strip():
            reader.skip(DocumentError(str(file), wiring.EMPTY))
        elif is_read(str(file), data):
            found = True
            reader.bounds.setdefault(str(file), bounds)
            reader.folders.setdefault(str(file), folder)
            yield str(file), data
        else:
            left_out.append(file)
    reader.name_left_out(folder, left_out)
    if not found:
        raise DocumentError(str(folder), "the folder has no document that citecheck can read; name a file")


def is_read(path: str, data: bytes) -> bool:
    """Whether a file of a folder is read as a document, by its content; an empty one is, so that it is named."""
    return not data.strip() or wiring.is_document(path, data)


def meant_files(folder: Path, bounds: Path, reader: FileReader, left_out: list[Path]) -> Iterator[Path]:
    """The regular files below a folder with a document's suffix, in order; others are added to ``left_out``."""
    for file in sorted(file for file in _below(folder, reader) if not matches_any(file.as_posix(), reader.exclude)):
        try:
            if not _is_meant(file, bounds):
                left_out.append(file)
            elif os.path.isfile(file):  # noqa: PTH113 -- it never raises
                yield file
            else:
                reader.skip(DocumentError(str(file), "this is not a regular file"))
        except LeadsOut as error:
            reader.skip(error)


def _is_meant(file: Path, bounds: Path) -> bool:
    """Whether a file has a document's suffix. Raises ``LeadsOut`` for a symbolic link out of bounds, also to a folder."""
    named = wiring.is_read_in_folders(file.name)
    if file.is_symlink() and (named or os.path.isdir(file)):  # noqa: PTH112 -- it never raises
        check_inside(file, bounds)
    return named


def _below(folder: Path, reader: FileReader) -> Iterator[Path]:
    """The files below a folder, without hidden ones and linked folders. Not ``rglob``, which recurses once per level."""
    left = [str(folder)]
    while left:
        place = left.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.name.startswith(HIDDEN) or entry.name in SKIPPED_FOLDERS:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
                    else:
                        yield Path(entry.path)
        except OSError as error:
            advice = "check its permissions" if isinstance(error, PermissionError) else "move it up, or name it"
            reader.unread.append(Unread(str(Path(place)), f"the folder cannot be read: {error.strerror}; {advice}"))
