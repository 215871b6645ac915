"""Save Page Now 2: requests and responses. All responses have status 200; their content has the result.

Documentation: revision of 2026-07-22. The list of error codes is open; an unknown code means "later".
"""

import re
from typing import Literal
from urllib.parse import quote, urlencode

import msgspec
from msgspec import Struct

from citecheck.archives.timestamps import parse_timestamp
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.pages.service_answers import decode, one_line, web_url
from citecheck.protocols import RateLimit, ServiceLimits

Meaning = Literal["already", "stop", "wait", "again", "never", "later"]

LIMITS = ServiceLimits(
    (
        RateLimit("web.archive.org/save/status", 3.0, "Save Page Now 2: a job's state every three to five seconds (2026-07)"),
        RateLimit("web.archive.org/save", 9.0, "Save Page Now 2: 7 a minute with keys (2026-07)"),
    )
)
ALREADY = frozenset(("too-many-daily-captures",))
WAIT = frozenset(("user-session-limit",))
STOP = frozenset(
    ("max-daily-bandwidth", "max-daily-bandwidth-from-ip", "max-daily-bandwidth-host", "blocked-client-ip", "user-daily-limit")
)
AGAIN = frozenset((
    "bad-gateway", "bandwidth-limit-exceeded", "browsing-timeout", "cannot-fetch", "capture-location-error", "celery", "gateway-timeout",
    "internal-server-error", "invalid-server-response", "job-failed", "no-browsers-available", "protocol-error", "proxy-error",
    "read-timeout", "service-unavailable", "soft-time-limit-exceeded", "too-many-requests",
))  # fmt: skip
NEVER = frozenset((
    "bad-request", "blocked", "blocked-url", "filesize-limit", "ftp-access-denied", "http-version-not-supported",
    "invalid-host-resolution", "invalid-url-syntax", "method-not-allowed", "network-authentication-required", "no-access", "not-found",
    "not-implemented", "too-many-redirects", "unauthorized",
))  # fmt: skip


class Keys(Struct, frozen=True):
    """The user's keys of archive.org; ``repr`` hides them, as in tracebacks."""

    access: str
    secret: str

    def __repr__(self) -> str:
        return "Keys(…)"


class JobAccepted(Struct, frozen=True):
    """A job was started, or is running."""

    job: str


class JobPending(Struct, frozen=True):
    """The job is running."""


class JobCaptured(Struct, frozen=True):
    """A capture was made: its timestamp of 14 digits and the URL captured, after redirects."""

    timestamp: str
    original: str


class Refused(Struct, frozen=True):
    """No capture: what to do, and the archive's reason."""

    meaning: Meaning
    reason: str


class _Answer(msgspec.Struct):
    job_id: str | None = None
    status: str | None = None
    status_ext: str | None = None
    message: str | None = None
    timestamp: str | None = None
    original_url: str | None = None
    http_status: int | None = None


def submit_request(base_url: str, url: str, keys: Keys, reuse: str) -> Request:
    """Return the request for a capture, unless there is one younger than ``reuse``; for a PDF without a wait for scripts."""
    options = {"url": url, "skip_first_archive": "1"}
    if reuse:
        options["if_not_archived_within"] = reuse
    if re.search(r"\.pdf(?:$|\?)", url, re.IGNORECASE):
        options["js_behavior_timeout"] = "0"
    form = ("Content-Type", "application/x-www-form-urlencoded")
    return Request(_at(base_url, "/save"), "POST", (*_headers(keys), form), urlencode(options).encode(), follow=False)


def status_request(base_url: str, job: str, keys: Keys) -> Request:
    """Return the request for a job's state."""
    return Request(_at(base_url, f"/save/status/{quote(job, safe='')}"), headers=_headers(keys), follow=False)


def read_submit(response: Response) -> JobAccepted | Refused:
    """Parse the response to a submission. Raises ``NoAnswer`` if it is not from the service."""
    if response.status in (401, 403):
        return Refused("stop", "the archive did not accept the keys")
    answer = decode(response, _Answer)
    if answer.job_id:
        return JobAccepted(answer.job_id)
    return _refused(answer)


def read_status(response: Response, url: str) -> JobPending | JobCaptured | Refused:
    """Parse a job's state. Raises ``NoAnswer`` if it is not from the service."""
    if response.status in (401, 403):
        return Refused("stop", "the archive did not accept the keys")
    answer = decode(response, _Answer)
    if answer.status == "pending":
        return JobPending()
    if answer.status == "success" and (answer.http_status or 0) >= 400:  # the archive keeps error pages, too
        again = answer.http_status == 429 or (answer.http_status or 0) >= 500
        return Refused("later" if again else "never", f"the archive was answered {answer.http_status}: it captured an error page")
    if answer.status == "success":
        return JobCaptured(_time(answer.timestamp or ""), web_url(answer.original_url) or url)
    return _refused(answer)


def _time(timestamp: str) -> str:
    """The timestamp of 14 digits. Raises ``NoAnswer`` if it is not valid."""
    if not re.fullmatch(r"\d{14}", timestamp, re.ASCII) or not parse_timestamp(timestamp):
        raise NoAnswer("a capture without its time")
    return timestamp


def _refused(answer: _Answer) -> Refused:
    code = (answer.status_ext or "").removeprefix("error:")
    reason = (one_line(answer.message) or code or "no reason given")[:300]
    return Refused(meaning(code), f"{code}: {reason}" if code and code not in reason else reason)


def meaning(code: str) -> Meaning:
    """Return what to do after an error code (without ``error:``)."""
    for codes, what in ((ALREADY, "already"), (WAIT, "wait"), (STOP, "stop"), (AGAIN, "again"), (NEVER, "never")):
        if code in codes:
            return what  # type: ignore[return-value]
    return "later"


def _headers(keys: Keys) -> tuple[tuple[str, str], ...]:
    return ("Accept", "application/json"), ("Authorization", f"LOW {keys.access}:{keys.secret}")


def _at(base_url: str, path: str) -> str:
    return base_url.rstrip("/") + path
