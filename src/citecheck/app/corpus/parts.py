"""Cuts the documents of the inputs into parts, each a Parquet file named after its content.

A part has a bounded number of documents and bytes, and ends where the path says so, so that a file that is added or changed changes one
part and not all that follow. An input that did not change keeps its parts; one that is listed anew gets parts of the same names.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePath
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from citecheck.app.corpus import tables
from citecheck.app.corpus.input_document import InputDocument
from citecheck.app.corpus.inputs import Input, sampled
from citecheck.app.corpus.layout import Run
from citecheck.language.surrogates import well_formed
from citecheck.version import __version__

LEAST, MOST = 50, 400  # documents of a part
MOST_BYTES = 8_000_000
ONE_IN = 64  # documents, on average, between two ends that paths choose


class InputParts(Struct, frozen=True):
    """The parts of an input, and the stamp of the input that they were made from; none where files are listed anew in each run."""

    path: str
    stamp: str
    parts: tuple[str, ...]


class Listing(Struct, frozen=True):
    """The inputs of a run, as written in ``state/inputs.json``."""

    inputs: tuple[InputParts, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """All parts in order; one that two inputs have counts once."""
        return tuple(dict.fromkeys(part for one in self.inputs for part in one.parts))


def read_listing(run: Run) -> Listing:
    """The inputs of the last run; none if there was none."""
    try:
        return msgspec.json.decode(run.state("", "inputs", ".json").read_bytes(), type=Listing)
    except (OSError, msgspec.DecodeError):
        return Listing()


def write_listing(run: Run, listing: Listing) -> None:
    """Record the inputs. Raises ``WriteError``."""
    with tables.replaced(run.state("", "inputs", ".json")) as (file, _):
        file.write(msgspec.json.format(msgspec.json.encode(listing), indent=1))


def cut(run: Run, given: Iterable[Input], share: float = 1.0) -> Listing:
    """Write the parts of the inputs, and record them. Raises ``WriteError``."""
    before = {(one.path, one.stamp): one for one in read_listing(run).inputs}
    found: list[InputParts] = []
    seen: set[str] = set()  # files, so that one that two inputs have is read once
    for one in given:
        stamp = tables.digest(__version__, one.stamp, share) if one.stamp else ""
        known = before.get((one.path, stamp)) if stamp else None
        if known and all(tables.stamp_of(run.state("parts", part)) for part in known.parts):
            found.append(known)
        else:
            documents = _Once(one.documents() if share >= 1 else sampled(one.documents(), share), seen)
            parts = tuple(_write(run, rows) for rows in _cut(documents))
            found.append(InputParts(one.path, "" if documents.files else stamp, parts))
    listing = Listing(tuple(found))
    write_listing(run, listing)
    return listing


class _Once:
    """The documents without the files that an earlier input has. ``files``: whether some are files, which change by themselves."""

    def __init__(self, documents: Iterable[InputDocument], seen: set[str]) -> None:
        self.files = False
        self._documents, self._seen = documents, seen

    def __iter__(self) -> Iterator[InputDocument]:
        for one in self._documents:
            if one.data is not None or one.fault:
                yield one
                continue
            self.files = True
            path = os.path.abspath(one.path)  # noqa: PTH100 -- symbolic links stay as they are
            if path not in self._seen:
                self._seen.add(path)
                yield one


def _cut(documents: Iterable[InputDocument]) -> Iterator[list[InputDocument]]:
    rows: list[InputDocument] = []
    names: set[str] = set()
    size, folder = 0, ""
    for one in map(_storable, documents):
        bytes_ = len(one.data) if one.data is not None else one.size
        here = str(PurePath(one.path).parent)
        full = len(rows) >= MOST or (rows and size + bytes_ > MOST_BYTES) or (one.data is None and one.path in names)
        if full or (len(rows) >= LEAST and (here != folder or not crc32(one.path.encode("utf-8", "replace")) % ONE_IN)):
            yield rows
            rows, names, size = [], set(), 0
        rows.append(_numbered(one, names))
        names.add(rows[-1].path)
        size, folder = size + bytes_, here
    if rows:
        yield rows


def _numbered(one: InputDocument, names: Set[str]) -> InputDocument:
    """The document; one whose path another of its part has gets a number, since what is learnt of a document is kept by its path."""
    if one.path not in names:
        return one
    stem, suffix = os.path.splitext(one.path)  # noqa: PTH122 -- it may be a URL
    return replace(one, path=next(path for number in count(2) if (path := f"{stem} ({number}){suffix}") not in names))


def _storable(one: InputDocument) -> InputDocument:
    """The document; one whose name is not Unicode is a fault, since neither Parquet nor a report can have it."""
    path = well_formed(one.path)
    return one if path == one.path else InputDocument(path, fault="its name is not valid Unicode; rename it")


def write_rows(run: Run, rows: Sequence[Mapping[str, Any]]) -> str:
    """Write a part of rows of other parts; return its name. Raises ``WriteError``."""
    return _write(run, [InputDocument(**row) for row in rows])


def _write(run: Run, rows: Sequence[InputDocument]) -> str:
    from citecheck.app.corpus.schemas import PART

    name = _name(rows)
    path = run.state("parts", name)
    if not tables.is_made(path, name):
        tables.write(path, [asdict(one) for one in rows], PART, name)
    return name


def _name(rows: Sequence[InputDocument]) -> str:
    own = sha256()
    for one in rows:
        content = sha256(one.data).hexdigest() if one.data is not None else (one.size, one.changed)
        own.update(repr((one.path, one.form, one.bounds, one.folder, one.fault, content)).encode("utf-8", "surrogatepass"))
    return own.hexdigest()[:16]


def sweep(parts: Iterable[str], folders: Iterable[Path]) -> None:
    """Remove the files of parts that the inputs no longer have."""
    wanted = set(parts)
    for folder in folders:
        for file in tables.files_in(folder):
            if file.stem not in wanted:
                file.unlink(missing_ok=True)
