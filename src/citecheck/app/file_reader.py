"""Reads the files of a run within bounds, and collects what could not be read."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct, field

from citecheck.app import wiring
from citecheck.app.unread_formats import UNREAD
from citecheck.io.checkout import read_inside
from citecheck.language.printable import one_line
from citecheck.model.errors import DocumentError
from citecheck.model.report import Unread

Notify = Callable[[str], None]  # gets each message for the user
STDIN = "stdin"
# What documents are written in that are exported to others, of the formats that are read.
SOURCES = frozenset(
    ".tex .docx .odt .rtf .md .qmd .rmd .typ .adoc .asciidoc .org .rst .ipynb".split()  # noqa: SIM905 -- a line
)
MAX_ENDINGS = 12  # of files left out that are named


class FileReader(Struct, frozen=True):
    """Reads files up to ``limit`` bytes, each within the folder that bounds it (``bounds`` by path).

    ``unread``: files that could not be read; ``skipped``: files that were not read for another reason.
    """

    limit: int
    notify: Notify
    exclude: tuple[str, ...] = ()  # paths of a folder's files that are not read
    unread: list[Unread] = field(default_factory=list)
    bounds: dict[str, Path] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    folders: dict[str, Path] = field(default_factory=dict)  # the named folder by path of a file in it

    def read(self, path: Path, bounds: Path) -> bytes:
        """The bytes of a file. Raises ``DocumentError``, or ``LeadsOut`` if it is out of bounds."""
        try:
            return limited(str(path), read_inside(path, bounds, self.limit + 1), self.limit)
        except FileNotFoundError:
            raise DocumentError(str(path), "there is no such file or folder; name the documents to check") from None
        except OSError as error:
            raise DocumentError(str(path), f"the file cannot be read: {error.strerror}; check its permissions") from None

    def skip(self, error: DocumentError) -> None:
        """Report once that a file is not read."""
        if error.path not in self.skipped:
            self.skipped.add(error.path)
            self.notify(f"citecheck: {one_line(f'{error.path}: skipped: {error.message}')}")

    def name_left_out(self, folder: Path, files: Iterable[Path]) -> None:
        """Say in one line how many files of a folder were left out, by ending: first those in formats that citecheck does not read."""
        unread, named, others = Counter[str](), Counter[str](), Counter[str]()
        for file in files:
            suffix = file.suffix.lower()
            only_named = wiring.has_known_suffix(file.name) and not wiring.is_read_in_folders(file.name)
            (named if only_named else unread if suffix in UNREAD else others)[suffix or "without an ending"] += 1
        said = [f"not read, since citecheck does not read these formats: {_counted(unread)}"] if unread else []
        said += [f"read only where they are named: {_counted(named)}"] if named else []
        said += [f"{'other ' if said else ''}files left out: {_counted(others)}"] if others else []
        if said:
            self.notify(f"citecheck: {one_line(str(folder))}: {one_line('; '.join(said))}")

    def name_source(self, path: str) -> None:
        """Name the file from which a document was probably made, if repairs can be written only there."""
        claims = wiring.claiming(path)
        if claims and all(not kind.traits.written for kind in claims):
            beside = sorted(file for file in Path(path).parent.glob("*") if file.stem == Path(path).stem)
            if source := next((file.name for file in beside if file.suffix.lower() in SOURCES), None):
                said = f"{path}: its source {source} lies beside it; name that instead, so that repairs can be written"
                self.notify(f"citecheck: {one_line(said)}")


def _counted(endings: Counter[str]) -> str:
    """``.css (2), .png (1)``, the most frequent ones if there are many."""
    named = sorted(ending for ending, _ in sorted(endings.items(), key=lambda one: (-one[1], one[0]))[:MAX_ENDINGS])
    rest = endings.total() - sum(endings[ending] for ending in named)
    return ", ".join([*(f"{ending} ({endings[ending]})" for ending in named), *([f"{rest} of other endings"] if rest else [])])


def limited(path: str, data: bytes, limit: int) -> bytes:
    """The bytes of a file. Raises ``DocumentError`` if there are more than ``limit``."""
    if len(data) > limit:
        megabytes = f"{limit / 1e6:g} MB"
        raise DocumentError(
            path, f"the file is over the limit of {megabytes}; split it, or raise [documents] max_bytes in your own settings"
        )
    return data
