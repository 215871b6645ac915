"""What services know: answers, which are never confused with silence; candidates; captures; evidence; the resolution."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from citecheck.model.place import Span
from citecheck.model.reference import Date
from citecheck.model.web import Link, Unlinked

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """The service answered; no items means that it was asked and does not know."""

    service: str
    items: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """The service did not answer, so nothing follows. ``reason`` is short: ``429``, ``time-out``, ``offline``, ``not JSON``."""

    service: str
    reason: str


Answer = Answered[T] | Silent


NoticeKind = Literal["retraction", "expression-of-concern", "withdrawal", "removal", "correction"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that a register holds against a work, such as a retraction (Crossref ``updated-by``)."""

    kind: NoticeKind
    doi: str | None = None
    issued: Date | None = None
    service: str = "crossref"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that might be the cited one, with what the service that offered it knows of it.

    ``provider`` is the plug-in's name. What was used to fetch the candidate (``used``: ``title``, ``date``, ``outlet`` …)
    earns no credit in verification.
    """

    url: str
    provider: str
    title: str | None = None
    author: tuple[str, ...] = ()
    outlet: str | None = None
    date: Date | None = None
    archive_url: str | None = None
    doi: str | None = None
    used: tuple[str, ...] = ()
    record: bool = False  # a bibliographic record that speaks for the work itself (Crossref, OpenAlex), no page needed
    note: str | None = None  # where it was found: the Wikipedia article, the sitemap
    cited: bool = False  # somebody else cites the address with this title, date and author
    notices: tuple[Notice, ...] = ()  # that the register holds against the work
    excerpt: str | None = None  # of its text, as the service shows it
    role: Literal["page", "site"] = "page"  # site: the outlet's front page, which only tells others where to look


@dataclass(frozen=True, slots=True)
class Memento:
    """A capture of a page (RFC 7089): the original ``uri_r``, the capture ``uri_m``, when it was made."""

    uri_r: str
    uri_m: str
    datetime: datetime
    archive: str
    status: int | None = None  # None: a revisit record, whose status the index does not tell
    digest: str | None = None  # as the index prints it: SHA-1 base32 of the payload
    read: bool = False  # its page was read and is the cited one


EvidenceVerdict = Literal["confirmed", "contradicted", "undecided"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison of cited and found: ``variable`` is CSL's name, ``source`` the place in the page, ``bits`` log2 odds."""

    variable: str
    cited: str
    found: str
    source: str
    verdict: EvidenceVerdict
    bits: float


QuoteVerdict = Literal["found", "not-found", "not-readable"]


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Words that the document quotes near a source's marker, looked for in the cited page.

    ``not-found`` only where the page was read whole, in the quotation's language; ``nearest`` is then the page's likest passage.
    ``span`` is of the quoted words in the document, without the marks.
    """

    text: str
    verdict: QuoteVerdict
    span: Span | None = None
    nearest: str | None = None
    likeness: float = 0.0  # per cent
    source: str = ""  # where it was looked for: "live", or the capture's address
    reason: str = ""  # why it could not be told


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to a service about a source, and in a few words what came back."""

    service: str
    question: str
    answer: str


State = Literal["verified", "likely", "ambiguous", "not-found", "unchecked", "contradicted"]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate after verification: how probable it is, and why."""

    candidate: Candidate
    probability: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is known about where a source is. ``url`` is null unless verified, likely or contradicted."""

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
