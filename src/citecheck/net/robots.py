"""The crawl-delay of a host, where the user wants it kept; nothing else of robots.txt, since a reader's link is no crawl."""

from urllib.parse import urlsplit

from citecheck.model.web import Request

LONGEST = 60.0  # seconds; more would be a refusal, and is taken for this much
MAX_BYTES = 500 * 1024  # of robots.txt that are read (RFC 9309, 2.5)
SELF = "citecheck"


def robots_request(url: str) -> Request:
    """The request for the robots.txt of an address's host."""
    parts = urlsplit(url)
    return Request(f"{parts.scheme}://{parts.netloc}/robots.txt", whole=False)


def crawl_delay(body: bytes) -> float | None:
    """The seconds that robots.txt asks us for: in the group that names us, else in the group for all."""
    from protego import Protego

    seconds = Protego.parse(body[:MAX_BYTES].decode("utf-8-sig", "replace")).crawl_delay(SELF)
    return None if seconds is None else min(LONGEST, seconds)
