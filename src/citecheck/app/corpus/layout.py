"""The folder of a corpus: where each file is, and what a step needs to know of the run."""

from pathlib import Path

from msgspec import Struct

from citecheck.app.corpus.tables import digest
from citecheck.config.settings import Settings
from citecheck.version import __version__

FORMAT = 1  # of the files; those of another one are made again
OUTPUTS = ("notes", "sources", "links", "findings", "lock")


class Run(Struct, frozen=True):
    """What the steps of a run share. ``year``: of the run, for lists of links; ``offline``: why there is no network, if there is none.

    It crosses processes, so it holds values only.
    """

    folder: Path
    settings: Settings
    locate: bool = False
    year: int = 0
    offline: str | None = None
    network: bool = True  # whether links are requested

    def state(self, kind: str, name: str, suffix: str = ".parquet") -> Path:
        """A file of the program's state: of kind ``parts``, ``parsed``, ``cited``, ``shards``, ``journals``, ``answers`` …"""
        return self.folder / "state" / kind / f"{name}{suffix}"

    def output(self, kind: str, name: str) -> Path:
        """A file for readers: one of ``OUTPUTS``, or ``verdicts``."""
        return self.folder / kind / f"{name}.parquet"

    @property
    def parse_stamp(self) -> str:
        """Changes with what parsing depends on."""
        year = None if self.locate else self.year
        return digest(__version__, FORMAT, self.settings.documents, self.settings.links.root, self.locate, year)

    @property
    def link_stamp(self) -> str:
        """Changes with the settings that a verdict depends on."""
        return digest(FORMAT, self.settings.links, self.settings.network.max_page_bytes)

    @property
    def judge_stamp(self) -> str:
        """Changes with what findings depend on, beside a part's own files."""
        settings = self.settings
        kept = settings.rules, settings.repair, settings.privacy, settings.archives, settings.links
        return digest(self.parse_stamp, kept, self.offline)


class Done(Struct, frozen=True):
    """What a step tells of a file: rows, and documents that could not be read. ``fault``: the step could not be done at all."""

    name: str
    rows: int = 0
    unread: int = 0
    made: bool = True
    fault: str = ""
