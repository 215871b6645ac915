"""The results of a run: per source, per document, in total."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from citecheck.model.document import Address, Document, Note
from citecheck.model.finding import Finding, RulePage, Suppressed, Suppression
from citecheck.model.knowledge import Notice, Resolution
from citecheck.model.reference import Source
from citecheck.model.repair import Repair
from citecheck.model.web import Link, Unlinked


class Recorded(Struct, frozen=True):
    """A source's entry in the lock: for the same citation, for one that has changed since (text or URL), or none.

    ``doubt``: a later result that contradicts a person's decision. ``url`` and ``notices`` are the recorded ones.
    """

    state: Literal["same", "changed", "absent"]
    decided: Literal["machine", "person"] = "machine"
    located: datetime | None = None
    doubt: str = ""
    url: str | None = None
    notices: tuple[Notice, ...] = ()


class SourceResult(Struct, frozen=True):
    """The results for a source. ``number`` is its number in the footnote, from 1."""

    note: Note
    number: int
    source: Source
    link: Link = Unlinked()  # of the footnote's own URL
    resolution: Resolution | None = None  # None: a short form, or the stage was skipped
    recorded: Recorded | None = None  # None: the lock was not read
    repairs: tuple[Repair, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices about the work: found in this run, then recorded."""
        found = self.resolution.notices if self.resolution else ()
        return tuple(dict.fromkeys((*found, *(self.recorded.notices if self.recorded else ()))))

    @property
    def label(self) -> str:
        """``6``, or ``6.2`` for the second of several sources."""
        return self.note.label if len(self.note.sources) < 2 else f"{self.note.label}.{self.number}"


class DocumentResult(Struct, frozen=True):
    """The results for a document.

    ``offline`` is why the network was not used; ``archives`` are the web archives searched; ``today`` is the day of the run.
    ``seconds`` are response times by URL. ``faults`` are internal errors, one line each; if it is not ``readable``, there are no other
    results.
    """

    document: Document
    notes: tuple[Note, ...]
    source_results: tuple[SourceResult, ...]
    links: tuple[tuple[Address, Link], ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    offline: str | None = None
    archives: tuple[str, ...] = ()
    today: date | None = None
    repairs: tuple[Repair, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    faults: tuple[str, ...] = ()
    readable: bool = True

    def with_repairs(self, made: tuple[Repair, ...]) -> "DocumentResult":
        """Return a copy with repairs, also in its source results."""
        if not made and not self.repairs:
            return self
        own: dict[tuple[int, int], list[Repair]] = {}
        for one in made:
            own.setdefault((id(self.notes[one.note]), one.source), []).append(one)
        source_results = tuple(replace(d, repairs=tuple(own.get((id(d.note), d.number), ()))) for d in self.source_results)
        return replace(self, repairs=made, source_results=source_results)


class Unread(Struct, frozen=True):
    """A document that could not be read, or an internal error: what, where, what to do."""

    path: str
    message: str


def read_and_unread(result: Iterable[DocumentResult]) -> tuple[tuple[DocumentResult, ...], tuple[Unread, ...]]:
    """Split results into the readable documents and the faults of all documents."""
    faults: list[Unread] = []
    return tuple(readable(result, faults)), tuple(faults)


def readable(result: Iterable[DocumentResult], faults: list[Unread]) -> Iterator[DocumentResult]:
    """The readable documents one by one; the faults of all documents are added to ``faults``."""
    for one in result:
        faults += (Unread(one.document.path, fault) for fault in one.faults)
        if one.readable:
            yield one


class Earlier(Struct, frozen=True):
    """The counts of an earlier run; ``whole`` counts sources and missing footnotes."""

    started: datetime
    whole: int
    verified: int
    percent: int


class Download(Struct, frozen=True):
    """A file offered by the report: beside it as ``name``, or embedded as ``content``; ``about`` describes it."""

    name: str
    media_type: str
    content: str | None = None
    about: str = ""


class Report(Struct, frozen=True):
    """The results of a run. ``offline`` is why the network was not used.

    ``root`` is the working directory; ``source_url`` the prefix of the files' URLs at a forge; ``commit`` the documents' git version;
    ``baseline`` the file of accepted findings; ``settings`` those that are not defaults, one line each.
    """

    documents: Sequence[DocumentResult]
    unread: tuple[Unread, ...] = ()
    started: datetime | None = None
    offline: str | None = None
    interrupted: bool = False
    version: str = ""
    history: tuple[Earlier, ...] = ()  # of the same document, oldest first, without this run
    downloads: tuple[Download, ...] = ()
    rules: tuple[RulePage, ...] = ()
    root: str | None = None
    source_url: str | None = None
    commit: str = ""
    baseline: str | None = None
    settings: tuple[str, ...] = ()
