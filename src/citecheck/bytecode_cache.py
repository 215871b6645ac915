"""What is made from the package's own files at its first use, and kept beside Python's bytecode.

Compiling regular expressions and indexing tables takes most of the time of a short run, and gives the same each time. Files are written
under the conditions of bytecode: where the package's folder may be written, and not with ``python -B``. Each has the version of Python
and a stamp of what it was made from; one that is damaged, or was made from other files, is made anew.
"""

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import cache_from_source
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
    if sys.dont_write_bytecode:
        return
    data = marshal.dumps(((sys.version, stamp), value))
    with suppress(OSError, NotImplementedError):
        path = Path(_path(module))
        path.parent.mkdir(exist_ok=True)
        aside = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}")
        try:
            aside.write_bytes(crc32(data).to_bytes(4, "little") + data)
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
