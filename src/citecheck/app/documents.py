"""Finding and reading the documents that a command names."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from citecheck.app import wiring
from citecheck.config.settings import Settings
from citecheck.documents.companions import beside, could_hold, join, open_calls
from citecheck.faults import error_boundary
from citecheck.io.checkout import LeadsOut, bounds_of, check_inside, read_inside
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError, UsageError
from citecheck.model.report import Unread
from citecheck.reporters.display_text import plain

Given = (
    Document | str | os.PathLike[str]
)  # a document that was read, or where one is: a file, a folder, or ``-`` for standard input
Notify = Callable[[str], None]  # gets each message for the person who runs this; the caller prints it
STDIN = "stdin"
OTHERS = frozenset(("node_modules", "site-packages", "__pycache__"))  # folders of other people's files, no documents unless named
HIDDEN = (".", "~$")  # how names begin that nobody means as a document: Word puts ``~$…`` beside each file that it has open
# How the files begin that citecheck itself writes.
OURS = re.compile(
    rb'\s*(?:<!-- citecheck(?: \d[\w.]*)? -->|<!DOCTYPE html>[^\0]{0,600}name="generator" content="citecheck|\{\s*"schema":\s*"citecheck/)'
)


def silent(_: str) -> None:
    """Tells nobody."""


def read_documents(given: Sequence[Given], settings: Settings, notify: Notify) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """Reads every document, and joins those that have each other's notes; one that cannot be read is returned apart, the others go on.

    The folder of a path is searched for files that have its notes; a ``Document`` is joined only with what is given beside it.
    """
    documents: list[Document] = []
    reach = _Reach(settings.documents.max_bytes, notify)
    for one in given:
        if isinstance(one, Document):
            documents.append(one)
            continue
        try:
            for name, data in _contents(os.fspath(one), reach):
                try:
                    documents.append(wiring.read_document(name, data))
                except DocumentError as error:
                    reach.unread.append(Unread(error.path, error.message))
        except DocumentError as error:
            reach.unread.append(Unread(error.path, error.message))
    with error_boundary() as fault:
        return _with_companions(documents, reach), tuple(reach.unread)
    alone = [one for one in documents if not one.calls]  # the others' notes are in files that could not be joined with them
    told = (Unread(one.path, f"its notes in other files could not be read: {fault.cause}") for one in documents if one.calls)
    return tuple(alone), (*reach.unread, *told)


def read_document(given: Given, settings: Settings, notify: Notify) -> Document:
    """Reads the one document that a command is about. Raises ``DocumentError``, or ``UsageError`` for a folder."""
    if isinstance(given, Document):
        return given
    path = os.fspath(given)
    if os.path.isdir(path):  # noqa: PTH112 -- it never raises
        raise UsageError(f"{path} is a folder; name one document in it")
    reach = _Reach(settings.documents.max_bytes, notify)
    found = tuple(_contents(path, reach))
    if not found:
        raise UsageError(f"{path}: there is nothing in it to check; name another document")
    document = wiring.read_document(*found[0])
    return next(one for one in _with_companions([document], reach) if one.path == document.path)


@dataclass(frozen=True, slots=True)
class _Reach:
    """What may be read: so many bytes of a file, and for each document what lies in the folder that bounds the path it was named by.

    ``unread`` are the files that cannot be read, ``passed`` those that are out of bounds.
    """

    limit: int
    notify: Notify
    unread: list[Unread] = field(default_factory=list)
    bounds: dict[str, Path] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)

    def read(self, path: Path, bounds: Path) -> bytes:
        """A file's bytes. Raises ``DocumentError``; as ``LeadsOut`` where it is not within bounds."""
        try:
            return _limited(str(path), read_inside(path, bounds, self.limit + 1), self.limit)
        except FileNotFoundError:
            raise DocumentError(str(path), "there is no such file or folder; name the documents to check") from None
        except OSError as error:
            raise DocumentError(str(path), f"the file cannot be read: {error.strerror}; check its permissions") from None

    def pass_over(self, error: DocumentError) -> None:
        """Says once that a file is not read."""
        if error.path not in self.passed:
            self.passed.add(error.path)
            self.notify(f"citecheck: {plain(f'{error.path}: passed over: {error.message}')}")


def _with_companions(documents: Sequence[Document], reach: _Reach) -> tuple[Document, ...]:
    """The documents, joined with the files of their folders that have their notes; those are read too, named or not."""
    found = list(documents)
    known = {os.path.realpath(document.path) for document in documents if document.path != STDIN}
    for at, document in enumerate(documents):
        if document.path in reach.bounds and open_calls(document):
            for file in _companions(document):
                try:
                    real = str(check_inside(file, reach.bounds[document.path]))
                    if real not in known and os.path.isfile(real):  # noqa: PTH113 -- it never raises
                        known.add(real)
                        found.append(wiring.read_document(str(file), reach.read(file, reach.bounds[document.path])))
                except LeadsOut as error:
                    reach.pass_over(error)
                    if could_hold(document.path, str(file)):  # what it calls may be there
                        found[at] = replace(document, partial=True)
                except (DocumentError, ValueError):  # no name of a file
                    continue
    named = {document.path for document in documents}
    return tuple(one for one in join(found) if one.path in named or one.companions)


def _companions(document: Document) -> Iterator[Path]:
    """The files that could have what a document calls: bibliographies that it names, and files that are named after notes."""
    folder = Path(document.path).parent
    for name in document.bibliographies:
        if wiring.is_bibliography(name):
            yield beside(document.path, name)
    for file in sorted(folder.glob("*")):
        wanted = could_hold(document.path, str(file)) or (
            not document.bibliographies and wiring.is_bibliography(str(file), surely=True)
        )
        if wanted and wiring.has_known_suffix(str(file)):
            yield file


def _contents(path: str, reach: _Reach) -> Iterator[tuple[str, bytes]]:
    if path == "-":
        yield STDIN, _limited(STDIN, sys.stdin.buffer.read(reach.limit + 1), reach.limit)
        return
    bounds = bounds_of(Path(path))
    if os.path.isdir(path) and check_inside(Path(path), bounds):  # noqa: PTH112
        yield from _folder(Path(path), bounds, reach)
    elif OURS.match(data := reach.read(Path(path), bounds)):  # a commit hook names every file of the commit
        reach.notify(f"citecheck: {path}: a report of citecheck's own; passed over")
    else:
        reach.bounds.setdefault(path, bounds)
        yield path, data


def _folder(folder: Path, bounds: Path, reach: _Reach) -> Iterator[tuple[str, bytes]]:
    """The documents below a folder, and what cannot be read but may be one; of the rest what is passed over is said."""
    found = False
    for file in sorted(_below(folder, reach)):
        try:
            if not _is_meant(file, bounds):
                continue
            if not os.path.isfile(file):  # noqa: PTH113 -- it never raises
                reach.pass_over(DocumentError(str(file), "there is no regular file of that name"))
                continue
            data = reach.read(file, bounds)
        except LeadsOut as error:
            reach.pass_over(error)
            continue
        except DocumentError as error:  # this file's fault, not the folder's
            found = True
            reach.unread.append(Unread(error.path, error.message))
            continue
        if not OURS.match(data) and (not data.strip() or wiring.is_document(str(file), data)):
            found = True
            reach.bounds.setdefault(str(file), bounds)
            yield str(file), data
    if not found:
        raise DocumentError(str(folder), "the folder holds no document that citecheck can read; name a file, or put one there")


def _is_meant(file: Path, bounds: Path) -> bool:
    """Whether a file may be a document by its name. Raises ``LeadsOut`` for a link out, also one to a folder."""
    named = wiring.has_known_suffix(str(file))
    if file.is_symlink() and (named or os.path.isdir(file)):  # noqa: PTH112 -- it never raises
        check_inside(file, bounds)
    return named


def _below(folder: Path, reach: _Reach) -> Iterator[Path]:
    """Everything below a folder, however deep (``rglob`` calls itself for each level), but for what is hidden, or behind links to folders."""
    left = [str(folder)]
    while left:
        place = left.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.name.startswith(HIDDEN) or entry.name in OTHERS:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
                    else:
                        yield Path(entry.path)
        except OSError as error:
            advice = "check its permissions" if isinstance(error, PermissionError) else "move it up, or name it itself"
            reach.unread.append(Unread(str(Path(place)), f"the folder cannot be read: {error.strerror}; {advice}"))


def _limited(path: str, data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        megabytes = f"{limit / 1e6:g} MB"
        raise DocumentError(
            path, f"the file is over the limit of {megabytes}; split it, or raise [documents] max_bytes in your own settings"
        )
    return data
