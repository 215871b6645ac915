"""What a run has learnt about each source, each document, and all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from citecheck.model.document import Address, Document, Note
from citecheck.model.finding import Finding, RulePage, Suppressed, Suppression
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Source
from citecheck.model.repair import Repair
from citecheck.model.web import Link, Unlinked


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the lock knows of a source: the same citation, one that changed since (its words or its address), or none.

    ``doubt`` says what a machine found later against a person's decision; ``url`` is the recorded one.
    """

    state: Literal["same", "changed", "absent"]
    decided: Literal["machine", "person"] = "machine"
    located: datetime | None = None
    doubt: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SourceResult:
    """Everything about one source of one note. ``number`` counts the note's sources from 1."""

    note: Note
    number: int
    source: Source
    link: Link = Unlinked()  # of the URL that the note itself gives
    resolution: Resolution | None = None  # None where nobody tried: a short form, or a stage left out
    recorded: Recorded | None = None  # None where no lock was asked
    repairs: tuple[Repair, ...] = ()

    @property
    def label(self) -> str:
        """``6``, or ``6.2`` for the second of several sources."""
        return self.note.label if len(self.note.sources) < 2 else f"{self.note.label}.{self.number}"


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document with all that was learnt about it.

    ``offline`` says why the network was not asked, where it was not; ``archives`` are those that were; ``today`` is the day of the run.
    ``seconds`` are how long pages took to answer, by address. ``faults`` are what could not be done with it because of an internal error,
    a line each; where it is not ``readable``, nothing else is known of it.
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
        """The same with what would mend it; each dossier has its own."""
        if not made and not self.repairs:
            return self
        own: dict[tuple[int, int], list[Repair]] = {}
        for one in made:
            own.setdefault((id(self.notes[one.note]), one.source), []).append(one)
        source_results = tuple(replace(d, repairs=tuple(own.get((id(d.note), d.number), ()))) for d in self.source_results)
        return replace(self, repairs=made, source_results=source_results)


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, or what could not be done with one because of an internal error: what, where, what to do."""

    path: str
    message: str


def read_and_unread(result: Iterable[DocumentResult]) -> tuple[tuple[DocumentResult, ...], tuple[Unread, ...]]:
    """The documents that could be read, and every fault of all of them."""
    every = tuple(result)
    faults = tuple(Unread(one.document.path, fault) for one in every for fault in one.faults)
    return tuple(one for one in every if one.readable), faults


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run counted: when, how many sources and missing notes there were, how many were verified."""

    started: datetime
    whole: int
    verified: int
    percent: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the report offers: beside it under ``name``, or in it, with its ``content``; ``about`` says what it is."""

    name: str
    media_type: str
    content: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. ``offline`` says in a sentence why the network was not asked, where it was not.

    ``root`` is the working directory; ``source_url`` what a path in it is appended to where a forge shows the files; ``commit`` what git
    calls the documents' version; ``baseline`` the file of accepted findings that these were compared with; ``settings`` those that are
    no defaults, a line each.
    """

    documents: tuple[DocumentResult, ...]
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
