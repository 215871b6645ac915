"""Parquet files that are replaced atomically, each with a stamp of what it was made from.

A file whose stamp is another, or that cannot be read, is made again.
"""

import errno
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from citecheck.io.atomic_files import replacing_by_name
from citecheck.model.errors import UsageError, WriteError

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

STAMP = b"citecheck"  # the key of the stamp in a file's metadata
FULL = (errno.ENOSPC, errno.EDQUOT)
NEEDS = "a corpus needs pyarrow and DuckDB; install them with: pip install 'citecheck-notes[corpus]'"
DATABASE_MEMORY = "1GB"  # of joins; more goes to temporary files


def require() -> None:
    """Raise ``UsageError`` if the extra is not installed."""
    from importlib.util import find_spec

    if not find_spec("pyarrow") or not find_spec("duckdb"):
        raise UsageError(NEEDS)


def digest(*parts: object) -> str:
    """A short hash of the parts' representations."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@contextmanager
def full_disk_is_said(path: Path) -> Iterator[None]:
    """Turn errors of writing into ``WriteError``."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise WriteError(f"{path}: the disk is full; free some space and run again: it continues from here") from None
        raise WriteError(f"{path}: cannot be written: {error.strerror or error}; check the folder, or name another one") from None


@contextmanager
def replaced(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Open a file that replaces ``path`` at the end of the block; also its name until then. Raises ``WriteError``."""
    with full_disk_is_said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing_by_name(path) as opened:
            yield opened


def files_in(folder: Path) -> list[Path]:
    """The Parquet files of a folder, in order."""
    return sorted(folder.glob("*.parquet"))


def write(path: Path, rows: Sequence[Mapping[str, Any]], schema: "pa.Schema", stamp: str) -> None:
    """Replace a file by these rows. Raises ``WriteError``."""
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.Table.from_pylist(list(rows), schema=schema)
    with replaced(path) as (file, _):
        parquet.write_table(table.replace_schema_metadata({STAMP: stamp.encode()}), file, compression="zstd")


def write_batches(path: Path, rows: Iterable[Mapping[str, Any]], schema: "pa.Schema", stamp: str, size: int) -> int:
    """Replace a file by rows that do not fit into memory, so many at once; return their number. Raises ``WriteError``."""
    import pyarrow as pa
    from pyarrow import parquet

    written, left = 0, iter(rows)
    stamped = schema.with_metadata({STAMP: stamp.encode()})
    with replaced(path) as (file, _), parquet.ParquetWriter(file, stamped, compression="zstd") as writer:
        while batch := list(islice(left, size)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            written += len(batch)
    return written


def read(path: Path, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """All rows of a file."""
    from pyarrow import parquet

    with path.open("rb") as file:  # not mapped, so that memory is given back
        found: list[dict[str, Any]] = parquet.ParquetFile(file).read(columns=columns).to_pylist()
    return found


def distinct(path: Path, column: str) -> list[Any]:
    """The values of a column, each once."""
    from pyarrow import parquet

    with path.open("rb") as file:
        found: list[Any] = parquet.ParquetFile(file).read(columns=[column])[column].unique().to_pylist()
    return found


def batches(path: Path, size: int) -> Iterator[list[dict[str, Any]]]:
    """The rows of a file, so many at once."""
    from pyarrow import parquet

    with path.open("rb") as file:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=size):
            yield batch.to_pylist()


def count(path: Path) -> int:
    """The number of rows of a file; 0 if it cannot be read."""
    found = _metadata(path)
    return found.num_rows if found else 0


def stamp_of(path: Path) -> str | None:
    """The stamp of a file; None without a readable file."""
    found = _metadata(path)
    return found.metadata[STAMP].decode() if found and found.metadata and STAMP in found.metadata else None


def is_made(path: Path, stamp: str) -> bool:
    """Whether a file was made from the same."""
    return stamp_of(path) == stamp


def _metadata(path: Path) -> Any:
    from pyarrow import parquet

    try:
        with path.open("rb") as file:
            return parquet.read_metadata(file)
    except damage():
        return None


def damage() -> tuple[type[Exception], ...]:
    """The exceptions of reading a file that is damaged or not there."""
    from pyarrow import ArrowException

    return OSError, ArrowException


def quoted(path: Path) -> str:
    """A path in SQL, for statements that take no parameters."""
    return "'" + str(path).replace("'", "''") + "'"


@contextmanager
def database(folder: Path) -> Iterator["DuckDBPyConnection"]:
    """DuckDB with bounded memory; what does not fit goes to the folder. Raises ``WriteError`` for a full disk."""
    import duckdb

    with full_disk_is_said(folder):
        (temporary := folder / "state" / "temporary").mkdir(parents=True, exist_ok=True)
        try:
            with duckdb.connect() as connection:
                connection.execute("SET memory_limit = ?", [DATABASE_MEMORY])
                connection.execute("SET temp_directory = ?", [str(temporary)])
                connection.execute("SET preserve_insertion_order = false")
                yield connection
        except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.InvalidInputException) as error:
            said = str(error).splitlines()[0]
            if "no space" in said.lower() or "disk full" in said.lower():
                raise OSError(errno.ENOSPC, said) from None
            raise WriteError(f"{folder}: {said}; if it names a damaged file, delete that and run again") from None
