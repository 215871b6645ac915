"""Which files of a checkout others include, and which files it has: what a link in a part of a document may lead to."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.patterns import lazy_pattern

Read = Callable[[Path, Path], bytes]  # the bytes of a file within a folder; raises DocumentError and OSError
MAX_FILES = 100_000  # of a checkout; of one with more nothing is known
MAX_READ = 5_000  # files that are searched for what they include
# A line that includes a file, in any of the languages, and the names of files on it.
LINE = lazy_pattern(rb"^[^\n]{0,200}\binclude\b[^\n]{1,500}", re.MULTILINE | re.IGNORECASE)
# Other names of a page, which lead to it (https://docs.antora.org/antora/latest/page/page-aliases/); a line that ends in a backslash goes on.
ALIASES = lazy_pattern(rb"^:page-aliases:[^\n]*(?:(?:(?<=\\)|(?<=\\\r))\n[^\n]*)*", re.MULTILINE)
NAME = lazy_pattern(
    rb"(?<![^\s/\\\"'\[\](){}:|<>$=])([^\s/\\\"'\[\](){}:|<>$=]*)\.(?:adoc|asciidoc|asc|ad|org|rst|rest|typ|txt|inc)\b",
    re.IGNORECASE,
)


class IncludedFiles(Struct, frozen=True):
    """Searches each checkout once, and only when it is asked about one of its documents."""

    read: Read
    _files: dict[Path, tuple[str, ...] | None] = field(default_factory=dict)  # paths by bounds, with slashes; None: too many
    _named: dict[tuple[Path, str], "_Named | None"] = field(default_factory=dict)  # by bounds and suffix; None: not all are known

    def may_be_part(self, document: Document, bounds: Path) -> bool:
        """Whether a file of the same kind includes a file of this name, or one whose name is only made when it is published."""
        named = self._names(document, bounds)
        return named is None or "" in named.included or Path(document.path).stem.lower() in named.included

    def is_alias(self, document: Document, name: str, bounds: Path) -> bool:
        """Whether a file of the same kind says that this is another name of it."""
        named = self._names(document, bounds)
        return named is None or Path(name).stem.lower() in named.aliases

    def is_elsewhere(self, name: str, bounds: Path) -> bool:
        """Whether some folder of the checkout has a file of this name, which may have folders in it."""
        files = self.all(bounds)
        tail = "/" + os.path.normpath(name).replace(os.sep, "/").lstrip("./")
        return files is None or any(file.endswith(tail) for file in files)

    def all(self, bounds: Path) -> tuple[str, ...] | None:
        """The paths of a checkout's files, with slashes; None if there are too many."""
        if bounds not in self._files:
            found = [file for _, file in zip(range(MAX_FILES + 1), _walk(bounds), strict=False)]
            self._files[bounds] = tuple(found) if len(found) <= MAX_FILES else None
        return self._files[bounds]

    def _names(self, document: Document, bounds: Path) -> "_Named | None":
        key = bounds, Path(document.path).suffix.lower()
        if key not in self._named:
            files = [file for file in self.all(bounds) or () if file.lower().endswith(key[1])]
            known = self.all(bounds) is not None and len(files) <= MAX_READ
            self._named[key] = self._searched(files, bounds) if known else None
        return self._named[key]

    def _searched(self, files: Iterable[str], bounds: Path) -> "_Named":
        """The names in these files; those that cannot be read have none."""
        included: set[str] = set()
        aliases: set[str] = set()
        for file in files:
            with suppress(DocumentError, OSError):
                data = self.read(Path(file), bounds)
                included.update(_stems(LINE.findall(data)))
                aliases.update(_aliases(ALIASES.findall(data)))
        return _Named(frozenset(included), frozenset(aliases))


class _Named(Struct, frozen=True):
    """Names of files without endings, in small letters; ``included`` has an empty one if a name is only made when the document is."""

    included: frozenset[str]
    aliases: frozenset[str]


def _stems(lines: Iterable[bytes]) -> Iterator[str]:
    return (name.decode("utf-8", "replace").lower() for line in lines for name in NAME.findall(line))


def _aliases(lines: Iterable[bytes]) -> Iterator[str]:
    """Identifiers of pages, ``module:folder/page.adoc``, with or without the parts but ``page``."""
    for line in lines:
        for name in line.decode("utf-8", "replace").partition(":page-aliases:")[2].replace("\\", ",").split(","):
            yield Path(name.strip().rpartition(":")[2]).stem.lower()


def _walk(bounds: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(bounds):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        yield from (f"{folder}/{name}".replace(os.sep, "/") for name in names)
