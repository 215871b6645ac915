"""The only module that knows every plug-in and the world: it finds the plug-ins, and hands both over."""

import pkgutil
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import Any

from citecheck.errors import DocumentError
from citecheck.model.document import Document
from citecheck.ports import Format

FAMILIES = ("formats", "providers", "archives", "rules", "reporters")
HEAD = 4096  # characters that a format may look at to recognise a text


@cache
def plugins(family: str) -> dict[str, type[Any]]:
    """The plug-ins of a family by name: the modules of its folder, then entry points of the group ``citecheck.<family>``."""
    folder = import_module(f"citecheck.{family}")
    modules = [m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")]
    found = [getattr(import_module(f"citecheck.{family}.{name}"), "PLUGIN", None) for name in sorted(modules)]
    found += [point.load() for point in entry_points(group=f"citecheck.{family}")]
    return {plugin.name: plugin for plugin in found if plugin is not None}


def configurable() -> dict[str, dict[str, type]]:
    """The families whose plug-ins have settings of their own."""
    return {family: plugins(family) for family in ("providers", "archives")}


def read_document(path: str, data: bytes) -> Document:
    """Reads a document in the format that its name tells, else in the one that recognises its beginning, else as plain text.

    Raises ``DocumentError``.
    """
    if not data.strip():
        raise DocumentError(path, "the file is empty; nothing to check")
    return format_for(path, data).read(path, data)


def format_for(path: str, data: bytes) -> Format:
    """The format of a document: by suffix where one claims it and recognises it, else by its first characters, else plain."""
    head = data[: 4 * HEAD].decode("utf-8", errors="replace")[:HEAD]
    formats: dict[str, Format] = {name: kind() for name, kind in plugins("formats").items()}
    suffix = PurePath(path).suffix.lower()
    by_suffix = [f for f in formats.values() if suffix in f.suffixes]
    by_head = [f for f in formats.values() if not suffix and f.recognises(path, head)]
    return next(iter(by_suffix + by_head), formats["plain"])


def is_document(path: str, data: bytes) -> bool:
    """Whether a file found in a folder is one that a format claims by suffix and recognises by content."""
    head = data[: 4 * HEAD].decode("utf-8", errors="replace")[:HEAD]
    suffix = PurePath(path).suffix.lower()
    claims = [kind() for kind in plugins("formats").values() if suffix in kind.suffixes]
    return any(f.recognises(path, head) for f in claims)


def has_known_suffix(path: str) -> bool:
    """Whether any format claims a file's suffix."""
    return PurePath(path).suffix.lower() in {s for kind in plugins("formats").values() for s in kind.suffixes}
