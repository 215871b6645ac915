"""The seams. Doors to the world come in as arguments; plug-ins are values whose fields are their settings.

Doors: ``Fetcher`` (pages, anyone's), ``Service`` (known services), ``Clock``, ``Store``, ``Progress``. Families: ``Format``, ``Provider``,
``Archive``, ``Rule``, ``Reporter``. A plug-in is one file in its family's folder that binds its class to ``PLUGIN``; third parties use
the entry point group ``citecheck.<family>``. A plug-in that lacks an attribute of its protocol is left out, with a warning.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from citecheck.language.quotations import Quoted
from citecheck.language.titles import searchable
from citecheck.model.document import Document, FormatTraits
from citecheck.model.finding import Edit, FindingDraft, Severity
from citecheck.model.knowledge import Candidate, Memento
from citecheck.model.reference import Source
from citecheck.model.repair import Change
from citecheck.model.report import DocumentResult, Report
from citecheck.model.web import Exchange, Failure, Link, Request, Response
from citecheck.pages.quick_metadata import PageSummary

Send = Literal["title", "identifiers", "none"]


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """How the doors behave. ``timeout`` and ``interval`` are seconds; ``contact`` is an address that services ask for."""

    allow_private: bool = False
    proxy: str = ""
    timeout: float = 20
    max_connections: int = 128
    max_per_host: int = 2
    interval: float = 0.5
    contact: str = ""
    max_page_bytes: int = 4_000_000
    patience: float = 60  # the longest Retry-After that is waited for
    robots: bool = False  # whether the crawl-delay of robots.txt is kept


@dataclass(frozen=True, slots=True)
class SubmitSettings:
    """How Save Page Now is used; times are seconds. The numbers are the service's own of 2026-07, slowed down a little.

    ``base_url`` is that of ``[archives.wayback]`` where it is empty; ``reuse`` is the age at which a capture of the archive's still does
    (``30d``, ``12h``); ``polls`` a job's state is asked, then it is left for the next run.
    """

    base_url: str = ""
    interval: float = 9.0
    in_flight: int = 2
    poll_every: float = 4.0
    polls: int = 45
    tries: int = 3
    backoff: float = 30.0
    session_wait: float = 60.0
    per_run: int = 1000
    reuse: str = "30d"


@dataclass(frozen=True, slots=True)
class RateLimit:
    """Seconds between two requests to URLs that begin with a prefix (no scheme), and where the number is from."""

    prefix: str
    seconds: float
    source: str


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """What a run may ask of a service: ``rates``, ``tries`` for a question, ``budget`` of requests (0: none), ``many`` for many hosts.

    ``daily`` and, with a key, ``daily_with_key`` are requests in one day (UTC) by all runs that share a cache (0: no limit); requests
    whose URL contains ``free`` do not count.
    """

    rates: tuple[RateLimit, ...] = ()
    tries: int = 3
    budget: int = 0
    many: bool = False
    daily: int = 0
    daily_with_key: int = 0
    free: str = ""


class Fetcher(Protocol):
    """Many pages at once: answers come as they come, each request gets exactly one."""

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]: ...


class ExchangeRecorder(Protocol):
    """Keeps what went over the wire. Called once an answer, with every hop in order; the last is the page itself."""

    def keep(self, request: Request, exchanges: tuple[Exchange, ...]) -> None: ...

    def rendered(self, url: str, html: bytes) -> None:
        """Keeps the document that a page's scripts built, beside its capture."""
        ...


class Service(Protocol):
    """One known service: paced, retried, cached. Raises ``NoAnswer`` where it is silent (also 429, 5xx, time-out, offline)."""

    def send(self, request: Request) -> Response: ...


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How links are judged.

    ``accept``: by host, statuses that are fine there; other hosts and other statuses are judged as ever. ``sightings``: in how many
    runs a page must be found gone before it is called gone. ``probe``: whether a doubtful page is compared with the answer to an
    address that cannot exist. ``second_opinion``: whether the DOI registry and archives are asked about pages that may not be read.
    """

    accept: dict[str, tuple[int, ...]] = field(default_factory=dict)
    sightings: int = 1
    probe: bool = True
    second_opinion: bool = True
    doi_registry: str = "https://doi.org"


@dataclass(frozen=True, slots=True)
class CachedVerdict:
    """What an earlier run said of a link, whether that still counts, and the fields that ask only for what changed since."""

    link: Link
    counts: bool
    validators: tuple[tuple[str, str], ...] = ()
    page_summary: PageSummary | None = None
    pending: bool = False  # that run was broken off before it had asked again, or asked others, as it wanted to


class Verdicts(Protocol):
    """What earlier runs said of links; kept until the time to live of the verdict is over."""

    def verdict(self, url: str) -> CachedVerdict | None: ...
    def put_verdict(
        self, url: str, link: Link, response: Response | None, seen: PageSummary | None = None, *, pending: bool = False
    ) -> None: ...
    def mention(self, url: str, titles: Iterable[str]) -> None: ...
    def sighting(self, url: str, *, gone: bool) -> int: ...
    def commit(self) -> None: ...


class Clock(Protocol):
    """Time, so that tests wait for hours in no time."""

    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class Store(Protocol):
    """Writing files: atomic, and only over files that citecheck wrote (or bytes that were read)."""

    def write(self, path: Path, data: bytes, *, expected: bytes | None = None) -> None: ...


class Progress(Protocol):
    """Who wants to know how far the run is; called from any thread."""

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, name: str, step: int = 1) -> None: ...
    def detail(self, name: str, words: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Network:
    """Every door at once, as the stages get it. ``service`` takes the name of a provider or archive."""

    pages: Fetcher
    service: Callable[[str], Service]
    clock: Clock
    progress: Progress
    offline: str | None = None  # why no door opens, in a sentence
    verdicts: Verdicts | None = None
    links: LinkSettings = field(default_factory=LinkSettings)


class Format(Protocol):
    """Reads one document format to notes with positions, and writes repairs into it. Raises ``DocumentError`` and ``WriteError``.

    Nothing is ever parsed and printed again: a change is a few edits, and ``write`` changes nothing else. A format may have
    ``explain(document, note)``, which yields the decisions by which it found a note, for ``parse --explain``.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    traits: ClassVar[FormatTraits]

    def recognises(self, path: str, head: str) -> bool:
        """Whether a text of no telling suffix is this format; ``head`` is its first 4,096 characters."""
        ...

    def read(self, path: str, data: bytes) -> Document: ...

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """How a change of a source is written here, as this document writes such things; none where it cannot be told safely.

        ``source`` is one of the parsed document's, with its span. Addresses come from services: escaped, they cannot leave their place.
        """
        ...

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """The file's bytes with the edits made; refuses where it says something else than the edits expect."""
        ...


@dataclass(frozen=True, slots=True)
class Query:
    """What a provider is told of a source: what the privacy setting lets out, and hints from the gazetteer."""

    source: Source
    domains: tuple[str, ...] = ()  # of the cited outlet, the current one first
    path_hints: tuple[str, ...] = ()
    language: str | None = None
    siblings: tuple[str, ...] = ()  # other addresses of the outlet, which show how it builds them
    near: tuple[str, ...] = ()  # those of them whose pages bear the cited date: many outlets number their pages one after the other
    quoted: tuple[Quoted, ...] = ()  # words that the document quotes near the source's markers; nobody is told of them
    by_identifier: bool = False  # only identifiers may be told, or are wanted: DOI, arXiv number, ISBN
    alone: bool = True  # whether it is its note's only source
    document_language: str | None = None

    @property
    def title(self) -> str:
        """The words to search by."""
        item = self.source.item
        return searchable(item.title, self.source.text, tuple(filter(None, (item.container_title, item.publisher))))


class Provider(Protocol):
    """Offers candidates for a source, or none; raises ``NoAnswer`` where its service is silent. Never decides.

    ``order``: they are asked in ascending order: who tells where to look, then the cheapest and surest first. ``decisive``: kinds of CSL
    types for which its answer "unknown" counts towards ``not-found``. A provider that can tell whether it has other works of a source's
    journal and year has ``keeps(query, service)``; where it says no, its "unknown" counts for nothing. One that knows works by identifiers
    has ``identifiers``, the names of the item's fields (``doi``, ``arxiv``, ``isbn``), and honours ``Query.by_identifier``.
    One that asks an archive has ``archive``, its name: where ``archive_url``, or else ``base_url``, is empty, it becomes the archive's.
    """

    name: ClassVar[str]
    order: ClassVar[int]
    limits: ClassVar[ServiceLimits]
    decisive: ClassVar[frozenset[str]]

    @property
    def enabled(self) -> bool: ...

    @property
    def base_url(self) -> str: ...

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]: ...


class Archive(Protocol):
    """Finds captures of a URL, nearest to a date first, as they are wanted; raises ``NoAnswer`` where it is silent; archives are asked by ascending ``order``."""

    name: ClassVar[str]
    order: ClassVar[int]
    limits: ClassVar[ServiceLimits]

    @property
    def enabled(self) -> bool: ...

    @property
    def base_url(self) -> str: ...

    def recall(self, url: str, near: date, service: Service) -> Iterable[Memento]: ...

    def playback(self, memento: Memento) -> Request:
        """The request for a capture's original bytes."""
        ...


Needs = Literal["text", "links", "sources", "suppressions"]


class Rule(Protocol):
    """Looks at one examined document and says what is wrong; its module's docstring is its page of explanation.

    ``needs``: what must be known first, the text, the links' answers, where the sources are, or (asked last) which comments hid a finding.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    needs: ClassVar[Needs]

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]: ...


class Reporter(Protocol):
    """Renders a report to text; never prints, never asks the clock."""

    name: ClassVar[str]
    suffix: ClassVar[str]

    def render(self, report: Report) -> str: ...
