"""Reads dumps of registries: DBLP's XML, and Crossref's and OpenAlex's records as JSON, one a line or in a list, or as Parquet.

All may be compressed with gzip, except Parquet, which is compressed inside.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from citecheck.model.errors import UsageError
from citecheck.model.knowledge import Candidate
from citecheck.patterns import lazy_pattern
from citecheck.sources import dblp
from citecheck.sources.dump_records import Damaged
from citecheck.sources.providers import crossref, openalex

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

HEAD = 4096  # bytes that show what a file is
LONGEST_LINE = 2**24  # bytes of a record; Crossref's largest, with thousands of references, have some megabytes
LARGEST_LIST = 2**28  # bytes of a list of records, which is read whole; Crossref's files of 5,000 have a tenth
ROWS = 1000  # of Parquet, read together
OPENALEX = (b'"authorships"', b"openalex.org/W")
LISTS = (b"[", b'{"items":[', b'{"items": [')
GZIP, PARQUET, BOM = b"\x1f\x8b", b"PAR1", b"\xef\xbb\xbf"
ITEM = lazy_pattern(r"\s*(?:,\s*)?(?=\{)")  # what is before a record in a list
KINDS = "DBLP's XML, or Crossref's or OpenAlex's records as JSON lines or Parquet"
DumpFile = BufferedReader | gzip.GzipFile
Read = Iterator[Candidate | Damaged | None]  # None: a record without title or address, such as a journal's own


class Lists(msgspec.Struct):
    """A list of records, unparsed."""

    items: list[msgspec.Raw]


def read(path: Path) -> Read:
    """The records of a dump. Raises ``UsageError`` if it is none, or cannot be read."""
    try:
        with path.open("rb") as plain:
            if plain.peek(4)[:4] == PARQUET:
                yield from _parquet(path)
                return
            packed = plain.peek(2)[:2] == GZIP
            yield from _records(path, gzip.GzipFile(fileobj=plain) if packed else plain)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Damaged("the end", f"the compressed file is damaged: {error}")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None


def _records(path: Path, file: DumpFile) -> Read:
    if file.peek(3).startswith(BOM):
        file.read(len(BOM))
    head = file.peek(HEAD)[:HEAD].lstrip()
    if head.startswith(b"<") and (b"<dblp" in head or dblp.RECORD.search(head)):
        yield from dblp.read(file)
    elif head.startswith(LISTS):
        yield from _list(file)
    elif head.startswith(b"{"):
        yield from _lines(file)
    else:
        raise UsageError(f"{path}: this is no dump of a registry; citecheck reads {KINDS}")


def _lines(file: DumpFile) -> Read:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            yield Damaged(f"line {number}", f"it has more than {LONGEST_LINE:,} bytes")
            while (more := file.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
        elif line.strip():
            yield _of_json(line, f"line {number}")


def _list(file: DumpFile) -> Read:
    data = file.read(LARGEST_LIST + 1)
    if len(data) > LARGEST_LIST:
        raise UsageError(f"a list of records of more than {LARGEST_LIST:,} bytes is not read; write one record a line (JSON lines)")
    try:
        found = (
            msgspec.json.decode(data, type=list[msgspec.Raw])
            if data.lstrip()[:1] == b"["
            else msgspec.json.decode(data, type=Lists).items
        )
    except msgspec.DecodeError:
        yield from _list_as_far_as_it_goes(data)
        return
    for number, one in enumerate(found, 1):
        yield _of_json(bytes(one), f"record {number}")


def _list_as_far_as_it_goes(data: bytes) -> Read:
    """The records of a damaged list up to the one that cannot be read, after which nothing shows where the next begins."""
    text, read_item, number = data.decode("utf-8", "replace"), json.JSONDecoder().raw_decode, 1
    at = text.find("[")
    while at >= 0 and (item := ITEM.match(text, at + 1)):
        try:
            found, at = read_item(text, item.end())
        except (ValueError, RecursionError) as error:
            yield Damaged(f"record {number}", f"{error}; what follows is left out")
            return
        yield _of_json(json.dumps(found).encode(), f"record {number}")
        number += 1
    yield Damaged(f"record {number}", "the list is damaged here; what follows is left out")


def _of_json(data: bytes, where: str) -> Candidate | Damaged | None:
    try:
        if any(sign in data for sign in OPENALEX):
            return _titled(openalex.candidate_of(msgspec.json.decode(data, type=openalex.OpenAlexWork, strict=False)))
        return _titled(crossref.candidate_of(msgspec.json.decode(data, type=crossref.CrossrefWork, strict=False)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Damaged(where, str(error))


def _titled(record: Candidate | None) -> Candidate | None:
    return record if record and record.title else None


def _parquet(path: Path) -> Read:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise UsageError(f"{path}: Parquet needs pyarrow; install it with the extra “parquet”") from None
    try:
        file = parquet.ParquetFile(path)
    except (ArrowException, OSError) as error:
        yield Damaged("the file", _first_line(error))
        return
    kind, number = _kind_of_columns(path, set(file.schema_arrow.names)), 1
    for group in range(file.num_row_groups):
        many = file.metadata.row_group(group).num_rows
        try:
            for at, row in enumerate(_rows(file, group), number):
                yield _of_row(row, kind, f"row {at}")
        except (ArrowException, OSError) as error:
            yield Damaged(f"rows {number} to {number + many - 1}", f"not all can be read: {_first_line(error)}")
        number += many


def _kind_of_columns(path: Path, names: set[str]) -> type[msgspec.Struct]:
    """Whose records have these columns. Raises ``UsageError`` if nobody's."""
    kind = openalex.OpenAlexWork if "authorships" in names else crossref.CrossrefWork if "DOI" in names else None
    if kind is None or "title" not in names:
        raise UsageError(f"{path}: its columns are neither Crossref's (DOI, title …) nor OpenAlex's (doi, title, authorships …)")
    return kind


def _rows(file: "ParquetFile", group: int) -> Iterator[dict[str, Any]]:
    return (row for batch in file.iter_batches(ROWS, [group]) for row in batch.to_pylist())


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _of_row(row: dict[str, Any], kind: type[msgspec.Struct], where: str) -> Candidate | Damaged | None:
    """The record of a row, whose empty cells are null."""
    try:
        work = msgspec.convert({name: value for name, value in row.items() if value is not None}, kind, strict=False)
    except msgspec.ValidationError as error:
        return Damaged(where, str(error))
    return _titled(
        openalex.candidate_of(work) if isinstance(work, openalex.OpenAlexWork) else crossref.candidate_of(cast(Any, work))
    )
