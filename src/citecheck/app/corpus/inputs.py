"""The documents of a corpus, one at a time: files, folders, patterns, lists of files, archives, dumps.

A damaged row, member or record is a document with a ``fault``, and reading continues behind it.
"""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from zlib import crc32

from msgspec import Struct

from citecheck.app.corpus import archive_inputs, article_sets, manifests, mediawiki_dump, web_archive, xml_streams
from citecheck.app.corpus.input_document import InputDocument, first_line, named
from citecheck.app.documents import meant_files
from citecheck.app.file_reader import FileReader
from citecheck.documents.zip_archive import UNREADABLE
from citecheck.faults import error_boundary
from citecheck.io.checkout import bounds_of, check_inside
from citecheck.model.errors import DocumentError, UsageError

Reader = Callable[[Path], Iterator[InputDocument]]
# Kinds of files that have many documents, by the end of their name.
STREAMS: tuple[tuple[tuple[str, ...], Reader], ...] = (
    ((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), manifests.json_lines),
    ((".parquet",), manifests.parquet),
    ((".zip",), archive_inputs.zip_members),
    ((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), archive_inputs.tar_members),
    ((".warc", ".warc.gz", ".wacz"), web_archive.pages),
)


class Input(Struct, frozen=True):
    """A file or folder that was named. ``stamp``: changes with the file; empty for what is listed anew in each run."""

    path: str
    documents: Callable[[], Iterator[InputDocument]]
    stamp: str = ""


def inputs(given: Sequence[str], reader: FileReader) -> Iterator[Input]:
    """The inputs that are named, patterns resolved; the documents of a pattern, or named one after the other, are one input.

    Raises ``UsageError`` for one that does not exist.
    """
    found = ((path, _of_many(Path(path), reader)) for path in _found(given))
    for are_documents, alike in groupby(found, key=lambda one: one[1] is None):
        if are_documents:
            yield _of_files([path for path, _ in alike])
        else:
            yield from (many for _, many in alike if many)


def _found(given: Sequence[str]) -> Iterator[str]:
    """The paths that are named, each once."""
    seen: set[str] = set()
    for path in given:
        found = [path] if os.path.lexists(path) else sorted(glob.glob(path, recursive=True))  # noqa: PTH207 -- patterns may be absolute
        if not found:
            raise UsageError(f"{path}: there is no such file, folder or pattern; name the documents of the corpus")
        for one in found:
            if (place := os.path.abspath(one)) not in seen:  # noqa: PTH100 -- symbolic links stay as they are
                seen.add(place)
                yield one


def _of_files(paths: Sequence[str]) -> Input:
    return Input(paths[0], lambda: (named(place, bounds_of(place)) for place in map(Path, paths)))


def _of_many(place: Path, reader: FileReader) -> Input | None:
    """The input of a folder, or of a file that has many documents; None for a document."""
    if place.is_dir():
        return Input(str(place), lambda: _of_folder(place, reader))
    stream = _stream_of(place)
    return Input(str(place), lambda: _guarded(place, stream), _stamp(place)) if stream else None


def _stream_of(path: Path) -> Reader | None:
    """The reader of a file that has many documents; None for a document."""
    name = path.name.lower()
    if root := xml_streams.head(path):
        return next((kind.articles for kind in (mediawiki_dump, article_sets) if any(one in root for one in kind.ROOTS)), None)
    return next((reader for endings, reader in STREAMS if name.endswith(endings)), None)


def _guarded(path: Path, stream: Reader) -> Iterator[InputDocument]:
    """The documents of a stream, and where it ends in damage, a fault in the place of the rest."""
    with error_boundary() as unexpected:
        try:
            yield from stream(path)
        except DocumentError as error:
            yield InputDocument(str(path), fault=error.message)
        except UNREADABLE as error:
            yield InputDocument(str(path), fault=f"the rest of the file cannot be read: {first_line(error)}")
    if unexpected.cause:
        yield InputDocument(str(path), fault=f"the rest of the file cannot be read: {unexpected.cause}")


def _of_folder(folder: Path, reader: FileReader) -> Iterator[InputDocument]:
    try:
        bounds = bounds_of(folder)
        check_inside(folder, bounds)
        before = len(reader.unread)
        left_out: list[Path] = []
        for file in meant_files(folder, bounds, reader, left_out):
            yield named(file, bounds, folder)
        reader.name_left_out(folder, left_out)
        yield from (InputDocument(one.path, fault=one.message) for one in reader.unread[before:])
    except DocumentError as error:
        yield InputDocument(error.path, fault=error.message)


def _stamp(path: Path) -> str:
    with suppress(OSError):
        state = path.stat()
        return f"{state.st_size} {state.st_mtime_ns}"
    return ""


def sampled(documents: Iterator[InputDocument], share: float) -> Iterator[InputDocument]:
    """A share of the documents, chosen by their paths, so that every run chooses the same."""
    limit = share * 2**32
    return (one for one in documents if crc32(one.path.encode("utf-8", "surrogatepass")) < limit)
