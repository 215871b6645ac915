"""The crawl-delay in robots.txt, if the settings ask for it. Other rules are for crawlers; checking a cited link is not crawling."""

from urllib.parse import urlsplit

from citecheck.model.web import Request

MAX_DELAY = 60.0  # seconds; longer delays are cut to this
OUR_NAME = "citecheck"


def robots_request(url: str) -> Request:
    """The request for the robots.txt of a URL's host."""
    parts = urlsplit(url)
    return Request(f"{parts.scheme}://{parts.netloc}/robots.txt", whole=False)


def crawl_delay(body: bytes) -> float | None:
    """Return the crawl-delay in seconds: of the group that names us, else of the group for all (RFC 9309)."""
    delays: dict[bool, float] = {}
    ours: list[bool] = []  # per matching agent of the current group: whether it names us
    in_rules = False
    for line in body.decode("utf-8", "replace").splitlines()[:5_000]:
        name, _, value = line.partition("#")[0].partition(":")
        key, value = name.strip().lower(), value.strip()
        if key == "user-agent":
            ours = [] if in_rules else ours
            in_rules = False
            if value == "*" or OUR_NAME in value.lower():
                ours.append(value != "*")
        elif key:
            in_rules = True
            if key == "crawl-delay" and (seconds := _seconds(value)) is not None:
                delays |= dict.fromkeys(ours, seconds)
    return delays.get(True, delays.get(False))


def _seconds(value: str) -> float | None:
    try:
        return min(MAX_DELAY, max(0.0, float(value)))
    except ValueError:
        return None
