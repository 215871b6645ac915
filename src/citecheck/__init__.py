"""citecheck checks a document's footnotes: whether each cited source exists and says what the note says.

>>> import citecheck
>>> (note,) = citecheck.parse(citecheck.read("paper.txt", "[1] J. Doe, Minister resigns, Reuters, 14/04/2021"))
>>> note.sources[0].item.title
'Minister resigns'

The functions are those of ``citecheck.api``, their results those of ``citecheck.model``; both are imported on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from citecheck.version import __version__ as __version__

if TYPE_CHECKING:
    from citecheck import api as api
    from citecheck.api import archive, check, explain, parse, plan, read, render, repair, report, resolve, settings
    from citecheck.model.document import Document, Note
    from citecheck.model.errors import CitecheckError, DocumentError, UsageError, WriteError
    from citecheck.model.finding import Finding
    from citecheck.model.knowledge import Evidence, Resolution
    from citecheck.model.reference import Item, Source
    from citecheck.model.report import DocumentResult, Report, SourceResult

__all__ = [
    "CitecheckError", "Document", "DocumentError", "DocumentResult", "Evidence", "Finding", "Item", "Note", "Report", "Resolution",
    "Source", "SourceResult", "UsageError", "WriteError", "archive", "check", "explain", "parse", "plan", "read", "render", "repair", "report", "resolve",
    "settings",
]  # fmt: skip

_MODULES = {
    "citecheck.model.errors": ("CitecheckError", "DocumentError", "UsageError", "WriteError"),
    "citecheck.model.document": ("Document", "Note"),
    "citecheck.model.finding": ("Finding",),
    "citecheck.model.knowledge": ("Evidence", "Resolution"),
    "citecheck.model.reference": ("Item", "Source"),
    "citecheck.model.report": ("DocumentResult", "Report", "SourceResult"),
}


def __getattr__(name: str) -> Any:
    if name == "api":
        return import_module("citecheck.api")
    if name not in __all__:
        raise AttributeError(f"module 'citecheck' has no attribute {name!r}")
    module = next((path for path, names in _MODULES.items() if name in names), "citecheck.api")
    return getattr(import_module(module), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
