"""What was asked of the web and what it said. Whether a link is dead is a verdict, one of the closed set ``Link``."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Headers are few and public; keys never stand in a URL.

    ``whole``: the page itself is wanted, not only the verdict on it. ``fresh``: an answer that was kept does not do.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    language: str | None = None  # BCP 47, what the reference is written in
    follow: bool = True
    whole: bool = True
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a redirect chain: who answered what, and where it pointed."""

    url: str
    status: int
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of a server, whatever its status. ``body`` is decoded (gzip, br) and cut at the size limit."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    hops: tuple[Hop, ...] = ()
    truncated: bool = False
    fetched: datetime | None = None
    tries: int = 1
    seconds: float | None = None  # from the last hop's question to the end of its answer

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        wanted = name.lower()
        for key, value in self.headers:
            if key.lower() == wanted:
                return value
        return None


Truncation = Literal["length", "time", "disconnect", "unspecified"]  # WARC 1.1, WARC-Truncated


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer byte for byte, as they went over the wire: ``body`` is still chunked and compressed.

    ``head`` is the status line and the fields with the empty line after them; ``address`` is the server's IP address.
    """

    url: str
    request: bytes
    head: bytes
    body: bytes
    address: str
    started: datetime
    truncated: Truncation | None = None


FailureKind = Literal[
    "offline", "dns", "refused", "reset", "tls", "timeout", "proxy", "redirects", "address", "scheme", "protocol", "skipped"
]


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer: nobody was reached, or nobody may be."""

    url: str
    kind: FailureKind
    reason: str
    hops: tuple[Hop, ...] = ()
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Unlinked:
    """The source has no URL."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Nobody asked, or nobody could: no network, switched off, over a budget."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Live:
    """The page answers; a temporary redirect is live too. ``fragment`` is false where a cited #fragment is missing."""

    url: str
    status: int
    final_url: str
    reason: str = ""
    tries: int = 1
    hops: tuple[Hop, ...] = ()
    fragment: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """A permanent redirect to the same page."""

    url: str
    status: int
    final_url: str
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """The server itself says so: 404 or 410."""

    url: str
    status: int
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class SoftGone:
    """Gone, but answered with success: a "not found" page, the home page, a parked domain."""

    url: str
    status: int
    final_url: str
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocked:
    """We may not look: 401, 403, 429, 451, 999, challenge and log-in pages. ``archive_url`` is the latest capture, where one is known."""

    url: str
    status: int
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()
    archive_url: str | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody answered properly: DNS, TLS, time-out, reset, 5xx."""

    url: str
    status: int | None
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()


Link = Unlinked | Unchecked | Live | Moved | Gone | SoftGone | Blocked | Unreachable

Verdict = Literal["unlinked", "unchecked", "live", "moved", "gone", "soft-gone", "blocked", "unreachable"]

VERDICTS: dict[type[Link], Verdict] = {
    Unlinked: "unlinked",
    Unchecked: "unchecked",
    Live: "live",
    Moved: "moved",
    Gone: "gone",
    SoftGone: "soft-gone",
    Blocked: "blocked",
    Unreachable: "unreachable",
}


PERMANENT = frozenset((301, 308))  # RFC 9110: the page has a new address for good


def permanent(link: Link) -> bool:
    """Whether a link was redirected, and each redirect said that it is for good."""
    hops = getattr(link, "hops", ())
    return bool(hops) and all(hop.status in PERMANENT for hop in hops)


def verdict(link: Link) -> Verdict:
    """The word for a link that the contracts use."""
    return VERDICTS[type(link)]


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that a page states about itself, and where: ``og:title``, ``json-ld:datePublished``, ``h1`` …"""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page says of itself: every candidate with its origin, best origins first, and its whole text."""

    url: str
    titles: tuple[Claim, ...] = ()
    authors: tuple[Claim, ...] = ()
    outlets: tuple[Claim, ...] = ()
    dates: tuple[Claim, ...] = ()  # values are ISO 8601, cut to the day where there is one
    language: str | None = None
    canonical: str | None = None
    text: str = ""
    whole: bool = True  # false where the body was cut
    open: bool = True  # false where a wall hides part of the text
