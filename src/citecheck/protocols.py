"""The protocols of what is passed in, and of plug-ins.

Passed in: ``Fetcher`` (any page), ``Service`` (known services), ``Clock``, ``Store``, ``Progress``. Plug-in families: ``Format``, ``Provider``,
``Archive``, ``Rule``, ``Reporter``. A plug-in is one file in its family's folder that binds ``PLUGIN``; third parties use the entry point
group ``citecheck.<family>``. A provider's or archive's fields are its settings. One that lacks an attribute is not used, with a warning.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from msgspec import Struct, field

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


class NetworkSettings(Struct, frozen=True):
    """The settings of the network. ``timeout`` and ``interval`` are seconds; ``contact`` is an e-mail address for services."""

    allow_private: bool = False
    proxy: str = ""
    timeout: float = 20
    max_connections: int = 128
    max_per_host: int = 2
    interval: float = 0.5
    contact: str = ""
    max_page_bytes: int = 4_000_000
    patience: float = 60  # maximum Retry-After in seconds that is waited for
    robots: bool = False  # whether to observe the crawl-delay of robots.txt


class SubmitSettings(Struct, frozen=True):
    """The use of Save Page Now; times are seconds. The numbers are slightly below the service's limits of 2026-07.

    ``base_url``: empty for that of ``[archives.wayback]``; ``reuse``: age up to which a capture is reused (``30d``); ``polls``: per run.
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


class RateLimit(Struct, frozen=True):
    """Seconds between two requests to URLs with a prefix (without scheme), and the source of the number."""

    prefix: str
    seconds: float
    source: str


class ServiceLimits(Struct, frozen=True):
    """The limits of a service: ``rates``, ``tries`` per request, ``budget`` of requests per run (0: no limit), ``many`` for many hosts.

    ``daily`` and, with a key, ``daily_with_key``: per day (UTC) and cache (0: no limit), except URLs that contain ``free``.
    """

    rates: tuple[RateLimit, ...] = ()
    tries: int = 3
    budget: int = 0
    many: bool = False
    daily: int = 0
    daily_with_key: int = 0
    free: str = ""


class Fetcher(Protocol):
    """Fetches pages concurrently; yields exactly one answer per request, as they arrive."""

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]: ...


class ExchangeRecorder(Protocol):
    """Records responses as sent. Called once per answer, with all hops in order; the last is the page."""

    def keep(self, request: Request, exchanges: tuple[Exchange, ...]) -> None: ...

    def rendered(self, url: str, html: bytes) -> None:
        """Record the document that a page's scripts built."""


class Service(Protocol):
    """A known service, with rate limit, retries and cache. Raises ``NoAnswer`` (also for 429, 5xx, time-out, offline)."""

    def send(self, request: Request) -> Response: ...


class LinkSettings(Struct, frozen=True):
    """The settings of the link check."""

    accept: dict[str, tuple[int, ...]] = field(default_factory=dict)  # accepted statuses by host
    sightings: int = 1  # runs in which a page must be gone before it is reported as gone
    probe: bool = True  # compare a doubtful page with the response to a URL that cannot exist
    second_opinion: bool = True  # ask the DOI registry and archives about pages that cannot be read
    doi_registry: str = "https://doi.org"
    root: str = ""  # the folder that links to files with a leading slash start from
    exclude: tuple[str, ...] = ()  # hosts, or URLs with ``*`` for any characters, that are not requested
    include: tuple[str, ...] = ()  # the only ones that are requested; it has precedence
    headers: dict[str, dict[str, str]] = field(default_factory=dict)  # by host: names of header fields to ``env:NAME``


class CachedVerdict(Struct, frozen=True):
    """The verdict of an earlier run on a link, whether it is still valid, and the headers of a conditional request."""

    link: Link
    counts: bool
    validators: tuple[tuple[str, str], ...] = ()
    page_summary: PageSummary | None = None
    pending: bool = False  # the run was interrupted before a second request or a fallback check


class Verdicts(Protocol):
    """The verdicts of earlier runs on links, until they expire."""

    def verdict(self, url: str) -> CachedVerdict | None: ...
    def put_verdict(
        self, url: str, link: Link, response: Response | None, seen: PageSummary | None = None, *, pending: bool = False
    ) -> None: ...
    def mention(self, url: str, titles: Iterable[str]) -> None: ...
    def sighting(self, url: str, *, gone: bool) -> int: ...
    def commit(self) -> None: ...


class Clock(Protocol):
    """The time; tests set it."""

    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class Store(Protocol):
    """Writes files atomically, and only over files that citecheck wrote or that have the ``expected`` content."""

    def write(self, path: Path, data: bytes, *, expected: bytes | None = None) -> None: ...

    def remove(self, path: Path, *, expected: bytes) -> None: ...


class Progress(Protocol):
    """Shows the progress of a run; called from any thread."""

    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, name: str, step: int = 1) -> None: ...
    def detail(self, name: str, words: str) -> None: ...


class Network(Struct, frozen=True):
    """The network of a run. ``service`` takes the name of a provider or archive."""

    pages: Fetcher
    service: Callable[[str], Service]
    clock: Clock
    progress: Progress
    offline: str | None = None  # why there is no network, as a sentence
    verdicts: Verdicts | None = None
    links: LinkSettings = field(default_factory=LinkSettings)


class Format(Protocol):
    """Reads a document format as notes with positions, and writes repairs. Raises ``DocumentError`` and ``WriteError``.

    Documents are never re-serialised. A format may have ``explain(document, note)``, which yields the decisions on a note.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    traits: ClassVar[FormatTraits]

    def recognises(self, path: str, head: str) -> bool:
        """Whether a text without a known suffix has this format; ``head`` is its first 4,096 characters."""

    def read(self, path: str, data: bytes) -> Document: ...

    def edits(self, document: Document, data: bytes, source: Source, change: Change) -> tuple[Edit, ...]:
        """Return the edits for a change of a source, in the document's own style; none if that is not certain.

        ``source`` is from the parsed document, with its span. URLs come from services, so they must be escaped.
        """
        ...

    def write(self, path: str, data: bytes, edits: Iterable[Edit]) -> bytes:
        """Return the file's bytes with the edits applied. Raises ``WriteError`` if the file does not have the expected text."""


class Query(Struct, frozen=True):
    """The query for a source: what the privacy setting allows, and hints from the table of publishers."""

    source: Source
    domains: tuple[str, ...] = ()  # of the cited publication, the current one first
    path_hints: tuple[str, ...] = ()
    language: str | None = None
    known_urls: tuple[str, ...] = ()  # of the publication; they show its URL patterns
    near: tuple[str, ...] = ()  # known URLs of pages of the cited day: many publications number their pages
    quoted: tuple[Quoted, ...] = ()  # quotations near the source's markers; never sent
    by_identifier: bool = False  # send, or search by, identifiers only: DOI, arXiv number, ISBN
    alone: bool = True  # whether the note has no other source
    document_language: str | None = None
    supposed: bool = False  # whether only its form says that the source is an article

    @property
    def title(self) -> str:
        """The words to search for."""
        item = self.source.item
        return searchable(item.title, self.source.text, tuple(filter(None, (item.container_title, item.publisher))))


class Provider(Protocol):
    """Returns candidates for a source, or none. Raises ``NoAnswer`` if its service does not answer.

    Providers are used in ascending ``order``: those that find a publication's site, then the cheapest and most reliable. ``decisive``: the
    CSL types for which finding nothing counts towards ``not-found``. Optional: ``keeps(query, service)``, whether the service has other works
    of the source's journal and year (if not, finding nothing does not count); ``identifiers``, the item's fields that it looks works up by
    (``doi``, ``arxiv``, ``isbn``), for ``Query.by_identifier``; ``archive``, the name of an archive; its URL replaces an empty
    ``archive_url``, or else an empty ``base_url``.
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
    """Finds captures of a URL lazily, nearest to a date first. Raises ``NoAnswer``. Archives are used in ascending ``order``."""

    name: ClassVar[str]
    order: ClassVar[int]
    limits: ClassVar[ServiceLimits]

    @property
    def enabled(self) -> bool: ...

    @property
    def base_url(self) -> str: ...

    def recall(self, url: str, near: date, service: Service) -> Iterable[Memento]: ...

    def playback(self, memento: Memento) -> Request:
        """Return the request for a capture's original bytes."""


Needs = Literal["text", "links", "sources", "suppressions"]


class Rule(Protocol):
    """Finds faults in an examined document; its module's docstring is its page in the manual.

    ``needs``: the information it uses: text, links, located sources, or, for rules that run last, which comments hid a finding.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    needs: ClassVar[Needs]

    def judge(self, result: DocumentResult) -> Iterator[FindingDraft]: ...


class Reporter(Protocol):
    """Renders a report as text, without output or clock."""

    name: ClassVar[str]
    suffix: ClassVar[str]

    def render(self, report: Report) -> str: ...
