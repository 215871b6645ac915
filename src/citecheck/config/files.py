"""The settings files: where they are found, and what stands in one by dotted key."""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from citecheck.io.descriptors import NONBLOCK, PRIVATE
from citecheck.model.errors import UsageError

FILE = "citecheck.toml"
MAX_BYTES = 200_000  # of a settings file
MAX_DOTS = 100  # on one line, outside of quotes: tomllib takes quadratic time for keys of many parts
QUOTED = re.compile(rb""""[^"\n]*"|'[^'\n]*'""")


def find(folder: Path) -> Path | None:
    """The settings file of a working directory: in it, or in the nearest folder above that has one."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        pyproject = place / "pyproject.toml"
        if pyproject.is_file() and b"[tool.citecheck" in _start(pyproject):
            return pyproject
    return None


def user_path() -> Path | None:
    """Where the user's own settings are: in their configuration folder (``~/.config/citecheck`` on Linux). None without a home folder."""
    from platformdirs import user_config_path

    folder = own_folder(user_config_path)
    return folder / FILE if folder else None


def own_folder(of: Callable[..., Path]) -> Path | None:
    """A folder of the user's by ``platformdirs``. None where it cannot tell, as for a user without a home: a container's, say.

    Its older versions then name a folder ``~`` of the working directory, which a checkout could bring.
    """
    try:
        folder = of("citecheck", appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None


def user_file() -> Path | None:
    """The user's own settings file, where there is one."""
    path = user_path()
    return path if path and path.is_file() else None


def read(path: Path) -> dict[str, object]:
    """What a settings file sets, by dotted key. Raises ``UsageError``."""
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
    except (OSError, ValueError, RecursionError) as error:  # TOML's own errors are ValueErrors, as are numbers of too many digits
        told = "its values are nested too deeply" if isinstance(error, RecursionError) else str(error)
        reason = error.strerror if isinstance(error, OSError) else told
        raise UsageError(f"{path}: the settings cannot be read: {reason}; mend the file or name another with --config") from None
    return dict(_flat(data))


def _start(path: Path) -> bytes:
    """As much of a file as a settings file may have, and one byte more; nothing where it cannot be read."""
    try:
        with open(os.open(path, os.O_RDONLY | NONBLOCK | PRIVATE), "rb") as file:  # noqa: PTH123 -- a link may lead to a device
            return file.read(MAX_BYTES + 1) or b""
    except OSError:
        return b""


def _table_in(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"{name} is no table")
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
