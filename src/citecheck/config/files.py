"""Finds settings files, and reads them by dotted key."""

import os
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from citecheck.io.descriptors import NONBLOCK, PRIVATE
from citecheck.model.errors import UsageError
from citecheck.patterns import lazy_pattern

FILE = "citecheck.toml"
MAX_BYTES = 200_000  # of a settings file
MAX_DOTS = 100  # per line, outside of quotes: tomllib takes quadratic time for keys with many parts
QUOTED = lazy_pattern(rb""""[^"\n]*"|'[^'\n]*'""")


def find(folder: Path) -> Path | None:
    """The settings file in a folder or the nearest one above."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        pyproject = place / "pyproject.toml"
        if pyproject.is_file() and b"[tool.citecheck" in _start(pyproject):
            return pyproject
    return None


def user_path() -> Path | None:
    """The path of the user's own settings (``~/.config/citecheck/citecheck.toml`` on Linux). None without a home folder."""
    from platformdirs import user_config_path

    folder = own_folder(user_config_path)
    return folder / FILE if folder else None


def own_folder(of: Callable[..., Path]) -> Path | None:
    """A user folder from ``platformdirs``; None for users without a home folder, as in some containers.

    Older versions then return a folder ``~`` in the working directory, which a checkout could contain.
    """
    try:
        folder = of("citecheck", appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None


def user_file() -> Path | None:
    """The user's own settings file; None if there is none."""
    path = user_path()
    return path if path and path.is_file() else None


def read(path: Path) -> dict[str, object]:
    """The values of a settings file by dotted key. Raises ``UsageError``."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
        if len(text) > MAX_BYTES:
            raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
        if any(line.count(b".") > MAX_DOTS for line in QUOTED.sub(b"", text).split(b"\n")):
            raise ValueError(f"a line has more than {MAX_DOTS} dots outside of quotes")
        data = tomllib.loads(text.decode())
        if path.name == "pyproject.toml":
            data = _table_in(_table_in(data, "tool"), "citecheck")
    except (OSError, ValueError, RecursionError) as error:  # ValueError: TOML errors, and numbers with too many digits
        problem = "its values are nested too deeply" if isinstance(error, RecursionError) else str(error)
        reason = error.strerror if isinstance(error, OSError) else problem
        raise UsageError(f"{path}: the settings cannot be read: {reason}; fix the file, or name another with --config") from None
    return dict(_flat(data))


def _start(path: Path) -> bytes:
    """The first ``MAX_BYTES + 1`` bytes of a file; none if it cannot be read."""
    try:
        with open(os.open(path, os.O_RDONLY | NONBLOCK | PRIVATE), "rb") as file:  # noqa: PTH123 -- a link may lead to a device
            return file.read(MAX_BYTES + 1) or b""
    except OSError:
        return b""


def _table_in(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"{name} is not a table")
    return table


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for table, content in data.items():
        if not isinstance(content, dict):
            yield table, content
            continue
        for key, value in content.items():
            if table in ("providers", "archives") and isinstance(value, dict):
                yield from ((f"{table}.{key}.{name}", setting) for name, setting in value.items())
            else:
                yield f"{table}.{key}", value
