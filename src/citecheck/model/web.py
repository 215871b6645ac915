"""HTTP requests and responses, and the verdicts on links."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from citecheck.model.hidden_fields import repr_without


class Request(Struct, frozen=True):
    """An HTTP request.

    ``whole``: the page is needed, not only the verdict on it. ``fresh``: the cache is not read. ``keys`` are query parameters that are
    sent to a service, and neither stored nor shown.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    language: str | None = None  # BCP 47, of the reference
    follow: bool = True
    whole: bool = True
    fresh: bool = False
    keys: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return repr_without(self, "keys")


class Hop(Struct, frozen=True):
    """One step of a redirect chain."""

    url: str
    status: int
    location: str | None = None


class Response(Struct, frozen=True):
    """A response of any status. ``body`` is decoded (gzip, br) and cut at the size limit."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    hops: tuple[Hop, ...] = ()
    truncated: bool = False
    fetched: datetime | None = None
    tries: int = 1
    seconds: float | None = None  # of the last hop, until the end of its response

    def header(self, name: str) -> str | None:
        """Return the first header with this name, in any case."""
        wanted = name.lower()
        for key, value in self.headers:
            if key.lower() == wanted:
                return value
        return None


Truncation = Literal["length", "time", "disconnect", "unspecified"]  # WARC 1.1, WARC-Truncated


class Exchange(Struct, frozen=True):
    """The raw bytes of a request and its response: ``body`` is still chunked and compressed.

    ``head`` is the status line and the header fields with the empty line after them; ``address`` is the server's IP address.
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


class Failure(Struct, frozen=True):
    """No response: the server was not reached, or the request was refused or skipped."""

    url: str
    kind: FailureKind
    reason: str
    hops: tuple[Hop, ...] = ()
    tries: int = 1


class Unlinked(Struct, frozen=True):
    """The source has no URL."""


class Unchecked(Struct, frozen=True):
    """The link was not requested: no network, switched off, over a budget."""

    url: str
    reason: str


class Live(Struct, frozen=True):
    """The page is there, perhaps after a temporary redirect. ``fragment`` is false if a cited #fragment is missing."""

    url: str
    status: int
    final_url: str
    reason: str = ""
    tries: int = 1
    hops: tuple[Hop, ...] = ()
    fragment: bool = True


class Moved(Struct, frozen=True):
    """A permanent redirect to the same page."""

    url: str
    status: int
    final_url: str
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()


class Gone(Struct, frozen=True):
    """The server answers 404 or 410."""

    url: str
    status: int
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()


class SoftGone(Struct, frozen=True):
    """Gone, but with a success status: a "not found" page, the home page, a parked domain."""

    url: str
    status: int
    final_url: str
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()


class Blocked(Struct, frozen=True):
    """Access is denied: 401, 403, 429, 451, 999, challenge and log-in pages. ``archive_url`` is the latest known capture."""

    url: str
    status: int
    reason: str
    tries: int = 1
    hops: tuple[Hop, ...] = ()
    archive_url: str | None = None


class Unreachable(Struct, frozen=True):
    """No valid response: DNS, TLS, time-out, reset, 5xx."""

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


PERMANENT = frozenset((301, 308))  # RFC 9110: the page has a new permanent URL


def permanent(link: Link) -> bool:
    """Whether a link has redirects, and all are permanent."""
    hops = getattr(link, "hops", ())
    return bool(hops) and all(hop.status in PERMANENT for hop in hops)


def verdict(link: Link) -> Verdict:
    """Return the verdict's name in JSON."""
    return VERDICTS[type(link)]


class Claim(Struct, frozen=True):
    """A value in a page's metadata and its origin: ``og:title``, ``json-ld:datePublished``, ``h1`` …"""

    value: str
    origin: str


class Page(Struct, frozen=True):
    """A page's metadata, best origins first, and its text."""

    url: str
    titles: tuple[Claim, ...] = ()
    authors: tuple[Claim, ...] = ()
    outlets: tuple[Claim, ...] = ()
    dates: tuple[Claim, ...] = ()  # values are ISO 8601, without the time of day
    language: str | None = None
    canonical: str | None = None
    text: str = ""
    whole: bool = True  # false if the body was cut
    open: bool = True  # false if a paywall or log-in hides part of the text
