"""The crawl-delay in robots.txt, if the settings ask for it. Other rules are for crawlers; checking a cited link is not crawling."""

from urllib.parse import urlsplit

from citecheck.model.web import Request

MAX_DELAY = 60.0  # seconds; longer delays are cut to this
MAX_BYTES = 500 * 1024  # of robots.txt that are parsed (RFC 9309, 2.5)
OUR_NAME = "citecheck"


def robots_request(url: str) -> Request:
    """The request for the robots.txt of a URL's host."""
    parts = urlsplit(url)
    return Request(f"{parts.scheme}://{parts.netloc}/robots.txt", whole=False)


def crawl_delay(body: bytes) -> float | None:
    """Return the crawl-delay in seconds: of the group that names us, else of the group for all (RFC 9309)."""
    from protego import Protego

    seconds = Protego.parse(body[:MAX_BYTES].decode("utf-8-sig", "replace")).crawl_delay(OUR_NAME)
    return None if seconds is None else min(MAX_DELAY, seconds)
