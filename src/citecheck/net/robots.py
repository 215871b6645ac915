"""The crawl-delay of a host, where the user wants it kept; nothing else of robots.txt, since a reader's link is no crawl."""

from urllib.parse import urlsplit

from citecheck.model.web import Request

LONGEST = 60.0  # seconds; more would be a refusal, and is taken for this much
SELF = "citecheck"


def robots_request(url: str) -> Request:
    """The request for the robots.txt of an address's host."""
    parts = urlsplit(url)
    return Request(f"{parts.scheme}://{parts.netloc}/robots.txt", whole=False)


def crawl_delay(body: bytes) -> float | None:
    """The seconds that robots.txt asks us for: in the group that names us, else in the group for all (RFC 9309 groups)."""
    delays: dict[bool, float] = {}
    ours: list[bool] = []  # per agent of the current group: whether it is us by name
    in_rules = False
    for line in body.decode("utf-8", "replace").splitlines()[:5_000]:
        name, _, value = line.partition("#")[0].partition(":")
        key, value = name.strip().lower(), value.strip()
        if key == "user-agent":
            ours = [] if in_rules else ours
            in_rules = False
            if value == "*" or SELF in value.lower():
                ours.append(value != "*")
        elif key:
            in_rules = True
            if key == "crawl-delay" and (seconds := _seconds(value)) is not None:
                delays |= dict.fromkeys(ours, seconds)
    return delays.get(True, delays.get(False))


def _seconds(value: str) -> float | None:
    try:
        return min(LONGEST, max(0.0, float(value)))
    except ValueError:
        return None
