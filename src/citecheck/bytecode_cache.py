"""What is made from the package's own files at its first use, and kept beside Python's bytecode.

Compiling regular expressions and indexing tables takes most of the time of a short run, and gives the same each time. Files are written
under the conditions of bytecode: where the package's folder may be written, and not with ``python -B``. Each has the version of Python
and a stamp of what it was made from; one that is damaged, or was made from other files, is made anew.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from io import BufferedReader
from itertools import accumulate
from pathlib import Path
from threading import get_ident
from typing import Any, TypeVar
from zlib import crc32

T = TypeVar("T")


def prepared(module: str, sources: Iterable[Any], make: Callable[[], T]) -> T:
    """What ``make`` returns, of Python's built-in types only: kept for ``module``, a file name, until it or one of ``sources`` changes."""
    stamp = _stamp(module, *sources)
    kept = load(module, stamp) if stamp else None
    if kept is None:
        kept = make()
        if stamp:
            save(module, stamp, kept)
    return kept


def load(module: str, stamp: object = None) -> Any:
    """What was kept for a module under this stamp; None if there is nothing."""
    with suppress(OSError, ValueError, EOFError, TypeError, NotImplementedError):
        data = Path(_path(module)).read_bytes()
        if int.from_bytes(data[:4], "little") == crc32(data[4:]):
            made_by, value = marshal.loads(data[4:])  # noqa: S302 -- from the folder of the bytecode, which is run
            return value if made_by == (sys.version, stamp) else None
    return None


def save(module: str, stamp: Any, value: Any) -> None:
    """Keep a value for a module; nothing happens where it cannot be written."""
    data = marshal.dumps(((sys.version, stamp), value))
    _write(module, crc32(data).to_bytes(4, "little") + data)


class KeptValues:
    """Values for a module by number, each read when it is asked for: a run needs few of thousands.

    The file begins with the length and the CRC-32 of its index, the index, and then has the values.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._file: BufferedReader | None = None
        self._index: dict[int, tuple[int, int, int]] = {}  # offset in the file, length and CRC-32 by number
        with suppress(OSError, ValueError, EOFError, TypeError, NotImplementedError):
            self._index = self._opened()

    def _opened(self) -> dict[int, tuple[int, int, int]]:
        file = self._file = Path(_path(self._module)).open("rb")  # noqa: SIM115 -- until ``save``: others replace it and do not write to it
        length, checksum = (int.from_bytes(file.read(4), "little") for _ in range(2))
        index = file.read(length) if length < os.fstat(file.fileno()).st_size else b""
        made_by, places = marshal.loads(index) if index and crc32(index) == checksum else ("", [])  # noqa: S302 -- from the folder of the bytecode, which is run
        starts = accumulate((size for _, size, _ in places), initial=8 + length)
        found = {number: (start, size, crc) for (number, size, crc), start in zip(places, starts, strict=False)}
        return found if made_by == sys.version else {}

    def get(self, number: int) -> Any:
        """The value with this number; None if there is none."""
        data = self._data(number)
        return marshal.loads(data) if data else None  # noqa: S302 -- see above

    def _data(self, number: int) -> bytes:
        """A value as it is in the file; nothing if it is damaged, or another thread or process moved the place of reading."""
        start, size, checksum = self._index.get(number, (0, 0, 0))
        if not size or self._file is None:
            return b""
        with suppress(OSError, ValueError):
            self._file.seek(start)
            data = self._file.read(size)
            return data if crc32(data) == checksum else b""
        return b""

    def close(self, values: Mapping[int, Any], most: int) -> None:
        """Keep these values too, and only these if there were more than ``most``. None can be read afterwards."""
        if values:
            self._save(values, most)
        elif self._file:
            self._file.close()

    def _save(self, values: Mapping[int, Any], most: int) -> None:
        before = self._index if len(self._index) + len(values) <= most else ()
        data = {number: kept for number in before if (kept := self._data(number))}
        data |= {number: marshal.dumps(value) for number, value in values.items()}
        if self._file:
            self._file.close()
        index = marshal.dumps((sys.version, [(number, len(one), crc32(one)) for number, one in data.items()]))
        _write(
            self._module, b"".join([len(index).to_bytes(4, "little"), crc32(index).to_bytes(4, "little"), index, *data.values()])
        )


def _write(module: str, data: bytes) -> None:
    """Write a module's file; nothing happens where it cannot be written."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError, NotImplementedError):
        path = Path(_path(module))
        path.parent.mkdir(exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}")
        try:
            aside.write_bytes(data)
            aside.replace(path)  # others read the old one or the new one
        finally:
            aside.unlink(missing_ok=True)


def _path(module: str) -> str:
    """Beside the module's bytecode. Raises ``NotImplementedError`` where Python keeps none."""
    return f"{cache_from_source(module).removesuffix('.pyc')}.made"


def _stamp(*paths: Any) -> tuple[tuple[int, int], ...]:
    """Sizes and times of files; empty if one is no file of the file system."""
    with suppress(OSError, TypeError):
        return tuple((status.st_size, status.st_mtime_ns) for status in map(os.stat, paths))
    return ()
