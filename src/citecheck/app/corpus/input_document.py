"""A document of a corpus before it is read."""

from pathlib import Path

from msgspec import Struct


class InputDocument(Struct, frozen=True):
    """A document: its bytes, or None if they are in the file ``path``.

    ``form`` is its format, None if the path tells it. ``bounds`` is the folder that reading is confined to, ``folder`` the folder or archive
    in which it was found, if it was not named itself. ``size`` and ``changed`` (nanoseconds) are the file's. ``together``: other documents may have its notes. ``fault``: why it
    could not be read.
    """

    path: str
    data: bytes | None = None
    form: str | None = None
    bounds: str = ""
    folder: str = ""
    size: int = 0
    changed: int = 0
    together: bool = False
    fault: str = ""


def first_line(error: Exception) -> str:
    """The first line of an exception's message, or its name."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def named(file: Path, bounds: Path, folder: Path | None = None, form: str | None = None) -> InputDocument:
    """A file; one that is not there is found when it is read."""
    try:
        state = file.stat()
        size, changed = state.st_size, state.st_mtime_ns
    except OSError:
        size = changed = 0
    return InputDocument(str(file), None, form, str(bounds), str(folder or ""), size, changed, together=True)
