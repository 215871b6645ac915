"""Lists of documents: JSON lines, or Parquet, with the columns ``path`` or ``data`` (text or bytes), and ``format`` if the path does not tell it.

A relative path is relative to the list's folder. In JSON bytes are Base64, as ``data_base64``.
"""

import base64
import binascii
import codecs
import gzip
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from citecheck.app.corpus.input_document import InputDocument, first_line, named
from citecheck.io.checkout import bounds_of
from citecheck.language.nesting import check_depth
from citecheck.model.errors import DocumentError

if TYPE_CHECKING:
    from pyarrow import RecordBatch

MAX_LINE = 64_000_000  # bytes
ROWS = 64  # of Parquet at once
COLUMNS = ("path", "data", "format")


def json_lines(path: Path) -> Iterator[InputDocument]:
    """The documents of a file with one JSON object a line."""
    with gzip.open(path) if path.name.endswith(".gz") else path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE + 1):
            number += 1
            name = f"{path}:{number}"
            line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
            if len(line) > MAX_LINE:
                yield InputDocument(name, fault=f"the line is over {MAX_LINE // 1_000_000} MB; the rest of the file was not read")
                return
            if line.strip():
                yield _of_line(path, name, line)


def _of_line(path: Path, name: str, line: bytes) -> InputDocument:
    try:
        check_depth(line)
        row = msgspec.json.decode(line)
        if not isinstance(row, dict):
            return InputDocument(name, fault="the line is no JSON object")
        if isinstance(packed := row.get("data_base64"), str):
            row["data"] = base64.b64decode(packed, validate=True)
    except (ValueError, RecursionError, binascii.Error) as error:
        return InputDocument(name, fault=f"the line is no valid JSON: {error}")
    return document_of(path, name, row)


def document_of(manifest: Path, name: str, row: Mapping[str, Any]) -> InputDocument:
    """The document of a row; ``name`` is the row's, if it has no path."""
    path, data, form = (row.get(column) for column in COLUMNS)
    if any(not isinstance(value, kind) for value, kind in ((path, str | None), (data, str | bytes | None), (form, str | None))):
        return InputDocument(name, fault="path and format must be text, and data text or bytes")
    if path and "\0" in path:
        return InputDocument(name, fault="its path has a NUL character")
    if data is not None:
        body = data.encode("utf-8", "replace") if isinstance(data, str) else data
        return InputDocument(path or name, body, form, size=len(body))
    if not path:
        return InputDocument(name, fault="the row has neither path nor data")
    file = manifest.parent / path
    return named(file, bounds_of(file), form=form)


def parquet(path: Path) -> Iterator[InputDocument]:
    """The documents of a Parquet file; a row group that is damaged is one fault. Raises ``DocumentError``."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with path.open("rb") as file:
            table = ParquetFile(file, page_checksum_verification=True)
            columns = [name for name in COLUMNS if name in table.schema_arrow.names]
            number = 0
            for group in range(table.num_row_groups):
                first, number = number, number + table.metadata.row_group(group).num_rows
                try:
                    for batch in table.iter_batches(batch_size=ROWS, row_groups=[group], columns=columns):
                        for row in _rows(batch):
                            first += 1
                            name = f"{path}:{first}"
                            yield InputDocument(name, fault=row) if isinstance(row, str) else document_of(path, name, row)
                except (ArrowException, OSError) as error:
                    yield InputDocument(
                        f"{path}:{first + 1}", fault=f"rows {first + 1} to {number} cannot be read: {first_line(error)}"
                    )
    except (ArrowException, OSError) as error:
        raise DocumentError(str(path), f"the file is no readable Parquet: {first_line(error)}") from None


def _rows(batch: "RecordBatch") -> Iterator[Mapping[str, Any] | str]:
    """The rows; for one whose text is no UTF-8, why it cannot be read."""
    with suppress(UnicodeDecodeError):
        yield from batch.to_pylist()
        return
    for at in range(batch.num_rows):
        try:
            yield batch.slice(at, 1).to_pylist()[0]
        except UnicodeDecodeError as error:
            yield f"the row has text that is no UTF-8: {error}"
