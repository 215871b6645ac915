"""Answers of services, candidates, captures, evidence and resolutions. No answer is distinct from an empty one."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from citecheck.model.place import Span
from citecheck.model.reference import Date
from citecheck.model.web import Link, Unlinked


class Silent(Struct, frozen=True):
    """The service did not answer. ``reason`` is short: ``429``, ``time-out``, ``offline``, ``not JSON``."""

    service: str
    reason: str


NoticeKind = Literal["retraction", "expression-of-concern", "withdrawal", "removal", "correction"]


class Notice(Struct, frozen=True):
    """A notice about a work in a registry, such as a retraction (Crossref ``updated-by``)."""

    kind: NoticeKind
    doi: str | None = None
    issued: Date | None = None
    service: str = "crossref"


class Candidate(Struct, frozen=True):
    """A page that may be the cited one, with the service's metadata.

    ``provider`` is the plug-in's name. The fields in ``used`` (``title``, ``date``, ``outlet`` …) selected the candidate, so they are
    no evidence in verification.
    """

    url: str
    provider: str
    title: str | None = None
    author: tuple[str, ...] = ()
    outlet: str | None = None
    date: Date | None = None
    dates: tuple[Date, ...] = ()  # further dates of the work: in print, online
    print_year: int | None = None  # of the printed issue, as far as a registry has it apart
    editor: tuple[str, ...] = ()
    archive_url: str | None = None
    doi: str | None = None
    used: tuple[str, ...] = ()
    record: bool = False  # a bibliographic record of the work itself (Crossref, OpenAlex); no page needed
    note: str | None = None  # where it was found: the Wikipedia article, the sitemap
    cited: bool = False  # another document cites the URL with this title, date and author
    notices: tuple[Notice, ...] = ()  # about the work, in the registry
    titles: tuple[str, ...] = ()  # further titles of a record: without the subtitle, the original one
    outlets: tuple[str, ...] = ()  # further names of the publication: abbreviated, the conference, the series
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    kind: str | None = None  # CSL type of a record; ``preprint``
    excerpt: str | None = None  # of its text, from the service
    role: Literal["page", "site"] = "page"  # site: the publication's home page, for other providers to search


class Memento(Struct, frozen=True):
    """A capture of a page (RFC 7089): the original ``uri_r``, the capture ``uri_m``, and its time."""

    uri_r: str
    uri_m: str
    datetime: datetime
    archive: str
    status: int | None = None  # None: a revisit record; the index has no status for it
    digest: str | None = None  # SHA-1 of the payload in base32, as in the index
    read: bool = False  # its page was verified to be the cited one


EvidenceVerdict = Literal["confirmed", "contradicted", "undecided"]
Witness = Literal["page", "record"]  # who states a value: a page, or a registry's complete record


class Evidence(Struct, frozen=True):
    """A comparison of a cited and a found value: ``variable`` is CSL's, ``source`` the place in the page or the registry, ``bits`` log2
    odds."""

    variable: str
    cited: str
    found: str
    source: str
    verdict: EvidenceVerdict
    bits: float
    witness: Witness = "page"
    level: str = ""  # of the table of weights; not kept in the lock


QuoteVerdict = Literal["found", "not-found", "not-readable"]


class QuoteCheck(Struct, frozen=True):
    """The result for a quotation near a source's marker, searched in the cited page.

    ``not-found`` requires the whole page in the quotation's language; ``nearest`` is then the most similar passage. ``span`` is the
    quotation in the document, without quotation marks.
    """

    text: str
    verdict: QuoteVerdict
    span: Span | None = None
    nearest: str | None = None
    likeness: float = 0.0  # per cent
    source: str = ""  # the page searched: "live", or the capture's URL
    reason: str = ""  # for "not-readable"


class Asked(Struct, frozen=True):
    """A query to a service about a source, and a summary of the answer."""

    service: str
    question: str
    answer: str


State = Literal["verified", "likely", "ambiguous", "not-found", "unchecked", "contradicted"]


class Scored(Struct, frozen=True):
    """A candidate with its probability and evidence."""

    candidate: Candidate
    probability: float
    evidence: tuple[Evidence, ...] = ()


class Resolution(Struct, frozen=True):
    """The result of locating a source. ``url`` is None unless verified, likely or contradicted."""

    state: State
    url: str | None = None
    link: Link = Unlinked()
    memento: Memento | None = None
    archive_url: str | None = None
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Scored, ...] = ()
    silent: tuple[Silent, ...] = ()
    located: datetime | None = None
    decided: Literal["machine", "person"] = "machine"
    reason: str = ""
    quotes: tuple[QuoteCheck, ...] = ()
    notices: tuple[Notice, ...] = ()
    asked: tuple[Asked, ...] = ()
