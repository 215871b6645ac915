"""Formats that citecheck refuses by their suffix, instead of reading them as plain text."""

from collections.abc import Iterable
from pathlib import PurePath

from citecheck.model.errors import DocumentError
from citecheck.patterns import lazy_pattern

# By suffix; a plug-in may read them.
UNREAD = {
    ".textile": "Textile", ".dbk": "DocBook", ".docbook": "DocBook", ".fodt": "OpenDocument",
    ".doc": "Word before 2007", ".pages": "Pages", ".wpd": "WordPerfect",
    ".enw": "EndNote", ".enl": "EndNote", ".nbib": "PubMed", ".ciw": "Web of Science",
    ".mods": "MODS", ".marcxml": "MARC", ".lyx": "LyX", ".texi": "Texinfo", ".pptx": "PowerPoint", ".xlsx": "Excel",
}  # fmt: skip
ENDING = lazy_pattern(r"\.[a-z][a-z0-9_+-]{0,11}")  # the suffix of a kind of file, unlike that of `notes.2019` or `Dr. Roe`


def check_suffix(path: str, known: Iterable[str]) -> None:
    """Raise ``DocumentError`` if the suffix is that of a kind of file which is none of the known ones."""
    suffix = PurePath(path).suffix.lower()
    if ENDING.fullmatch(suffix):
        kind = f" ({UNREAD[suffix]})" if suffix in UNREAD else ""
        reads = " ".join(sorted(known))
        raise DocumentError(
            path,
            f"citecheck does not read {suffix} files{kind}; save it in a format that it reads, or rename it if it is a text: {reads}",
        )
