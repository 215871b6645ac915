"""Finding and reading the documents that a command names."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from citecheck import wiring
from citecheck.cli._output import say
from citecheck.config import Settings
from citecheck.errors import DocumentError, UsageError
from citecheck.faults import border
from citecheck.model.document import Document
from citecheck.model.report import Unread
from citecheck.stages.join import could_hold, join, open_calls

STDIN = "stdin"
# Folders that hold other people's files: no documents, unless they are named. And how the files begin that citecheck itself writes.
OTHERS = frozenset(("node_modules", "site-packages", "__pycache__"))
OURS = re.compile(
    rb'\s*(?:<!-- citecheck(?: \d[\w.]*)? -->|<!DOCTYPE html>[^\0]{0,600}name="generator" content="citecheck|\{\s*"schema":\s*"citecheck/)'
)


def read_documents(paths: Sequence[str], settings: Settings) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """Reads every document; one that cannot be read is told apart, and the others go on."""
    documents: list[Document] = []
    unread: list[Unread] = []
    for path in paths:
        try:
            for name, data in _contents(path, settings.documents.max_bytes):
                try:
                    documents.append(wiring.read_document(name, data))
                except DocumentError as error:
                    unread.append(Unread(error.path, error.message))
        except DocumentError as error:
            unread.append(Unread(error.path, error.message))
    with border() as fault:
        return _with_companions(documents, settings), tuple(unread)
    alone = [one for one in documents if not one.calls]  # the others' notes are in files that could not be joined with them
    told = (Unread(one.path, f"its notes in other files could not be read: {fault.cause}") for one in documents if one.calls)
    return tuple(alone), (*unread, *told)


def read_document(path: str, settings: Settings) -> Document:
    """Reads the one document that a command is about. Raises ``DocumentError``, or ``UsageError`` for a folder."""
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder; name one document in it")
    found = tuple(_contents(path, settings.documents.max_bytes))
    if not found:
        raise UsageError(f"{path}: there is nothing in it to check; name another document")
    document = wiring.read_document(*found[0])
    return next(one for one in _with_companions([document], settings) if one.path == document.path)


def _with_companions(documents: Sequence[Document], settings: Settings) -> tuple[Document, ...]:
    """The documents, joined with the files of their folders that have their notes; those are read too, named or not."""
    found = list(documents)
    for document in documents:
        if document.path != STDIN and open_calls(document):
            for file in _companions(document):
                if not any(Path(known.path) == file for known in found):
                    with suppress(DocumentError):
                        found.append(wiring.read_document(str(file), _bytes(file, settings.documents.max_bytes)))
    named = {document.path for document in documents}
    return tuple(one for one in join(found) if one.path in named or one.companions)


def _companions(document: Document) -> Iterator[Path]:
    """The files that could have what a document calls: bibliographies that it names, and files that are named after notes."""
    folder = Path(document.path).parent
    for name in document.bibliographies:
        file = folder / name
        if file.suffix in (".bib", ".json") and file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            yield file
    for file in sorted(folder.glob("*")):
        wanted = could_hold(document.path, str(file)) or (file.suffix == ".bib" and not document.bibliographies)
        if wanted and file.is_file() and wiring.has_known_suffix(str(file)):
            yield file


def _contents(path: str, limit: int) -> Iterator[tuple[str, bytes]]:
    if path == "-":
        yield STDIN, _limited(STDIN, sys.stdin.buffer.read(limit + 1), limit)
    elif Path(path).is_dir():
        yield from _folder(Path(path), limit)
    elif OURS.match(data := _bytes(Path(path), limit)):  # a commit hook names every file of the commit
        say(f"citecheck: {path}: a report of citecheck's own; passed over")
    else:
        yield path, data


def _folder(folder: Path, limit: int) -> Iterator[tuple[str, bytes]]:
    found = False
    for file in sorted(folder.rglob("*")):
        aside = any(part.startswith(".") or part in OTHERS for part in file.relative_to(folder).parts)
        if aside or not file.is_file() or not wiring.has_known_suffix(str(file)):
            continue
        data = _bytes(file, limit)
        if OURS.match(data):
            continue
        if not data.strip() or wiring.is_document(str(file), data):
            found = True
            yield str(file), data
    if not found:
        raise DocumentError(str(folder), "the folder holds no document that citecheck can read; name a file, or put one there")


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if not path.exists():
            raise DocumentError(str(path), "there is no such file or folder; name the documents to check")
        if not path.is_file():
            raise DocumentError(str(path), "this is not a regular file; name a document")
        with path.open("rb") as file:
            return _limited(str(path), file.read(limit + 1), limit)
    except OSError as error:
        raise DocumentError(str(path), f"the file cannot be read: {error.strerror}; check its permissions") from None


def _limited(path: str, data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        megabytes = f"{limit / 1e6:g} MB"
        raise DocumentError(path, f"the file is over the limit of {megabytes}; split it, or raise [documents] max_bytes")
    return data
