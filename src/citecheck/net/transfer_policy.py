"""What follows from the end of a transfer: an answer, a failure, the next hop, or the same once more a little later."""

from dataclasses import dataclass
from random import random

from citecheck.links.urls import without_credentials
from citecheck.model.web import Failure, FailureKind, Hop, Response
from citecheck.net.curl_errors import BREAKS_OFF, ENCODING, KINDS, NOT_SENT_AGAIN, PARTIAL, TOO_LARGE, reason
from citecheck.net.guard import Refused
from citecheck.net.retry import PASSING_STATUSES, retry_after
from citecheck.net.transfer import MAX_HEADER_BYTES, CurlHandle, Transfer
from citecheck.net.wire_url import redirected
from citecheck.protocols import Clock, NetworkSettings

MAX_REDIRECTS = 10
REDIRECTS = frozenset((301, 302, 303, 307, 308))
TRIES_AFTER_FAULT = 2  # of what may be a passing fault, the first included
TRIES_THROTTLED = 3
PASSING = PASSING_STATUSES | {504}  # a page's 500 mostly stays, a service's mostly passes
PASSING_FAILURES = frozenset(("timeout", "reset", "dns"))
PAUSE = 1.0  # seconds before the second try, doubled each time, with jitter


@dataclass(frozen=True, slots=True)
class Retry:
    """The transfer goes back into its queue after so many seconds; with ``host`` its host rests for that long."""

    seconds: float = 0.0
    host: bool = False


Outcome = Response | Failure | Retry


@dataclass(frozen=True, slots=True)
class TransferResult:
    """How a transfer ended: libcurl's error number (0: none) and message, the status, what a proxy answered to CONNECT, how long it took."""

    number: int
    message: str
    status: int
    connect_status: int
    proxied: bool
    seconds: float | None = None


class TransferPolicy:
    """Decides what follows, by the settings and the clock."""

    def __init__(self, settings: NetworkSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    def after(self, transfer: Transfer, line: CurlHandle, end: TransferResult) -> Outcome:
        """What follows from one end. A redirect moves the transfer on."""
        if line.fault:
            return self.failure(transfer, "skipped", line.fault)
        if line.refused:
            return self.failure(transfer, "address", "the name leads to a private or special address")
        if end.proxied and (fault := _proxy_fault(line, end)):
            return self.failure(transfer, "proxy", fault)
        if end.number == 0 or line.truncated:
            return self._answered(transfer, line, end, truncated=line.truncated)
        if line.size and 200 <= end.status < 300 and (end.number in BREAKS_OFF or end.number in ENCODING):
            return self._answered(transfer, line, end, truncated=True)
        return self._failed(transfer, line, end)

    def _answered(self, transfer: Transfer, line: CurlHandle, end: TransferResult, *, truncated: bool) -> Outcome:
        status = end.status
        response = Response(
            transfer.request.url,
            without_credentials(transfer.url),
            status,
            tuple(line.headers()),
            b"".join(line.body),
            tuple(transfer.hops),
            truncated,
            self._clock.now(),
            transfer.total_tries,
            end.seconds,
        )
        if status in REDIRECTS and transfer.request.follow and (location := response.header("location")):
            return self._redirected(transfer, line, status, location)
        return self._patient(transfer, response) or response

    def _patient(self, transfer: Transfer, response: Response) -> Retry | None:
        """Whether to ask again: a host that is asked too often rests as a whole, a passing fault gets one more try."""
        throttled = response.status == 429
        if not throttled and response.status not in PASSING:
            return None
        if transfer.tries >= (TRIES_THROTTLED if throttled else TRIES_AFTER_FAULT):
            return None
        asked = retry_after(response, self._clock.now())
        pause = backoff(transfer.tries) if asked is None else asked
        return Retry(pause, host=throttled) if pause <= self._settings.patience else None

    def _redirected(self, transfer: Transfer, line: CurlHandle, status: int, location: str) -> Outcome:
        try:
            target = redirected(transfer.url, location)
        except Refused as error:
            return self.failure(transfer, "scheme", error.reason)
        transfer.hops.append(Hop(without_credentials(transfer.url), status, without_credentials(target)))
        circle = not line.cookies and _bare(target) in {_bare(hop.url) for hop in transfer.hops}
        if circle or len(transfer.hops) > MAX_REDIRECTS:
            return self.failure(transfer, "redirects", "it redirects in a circle" if circle else "it redirects too often")
        transfer.url, transfer.tries, transfer.fresh = target, 0, False
        return Retry()

    def _failed(self, transfer: Transfer, line: CurlHandle, end: TransferResult) -> Outcome:
        if line.header_bytes > MAX_HEADER_BYTES or end.number == TOO_LARGE:
            return self.failure(transfer, "protocol", f"its headers are over {MAX_HEADER_BYTES:,} bytes")
        if end.number in ENCODING and end.status:
            if transfer.identity:
                return self.failure(transfer, "protocol", "its body is encoded in a broken way")
            transfer.identity = True
            return Retry()
        kind = KINDS.get(end.number, "protocol")
        kept_broke = end.number == NOT_SENT_AGAIN
        if end.number == PARTIAL or kept_broke:  # a body was promised, and none of it came
            kind = "reset"
        if kind in PASSING_FAILURES and transfer.tries < TRIES_AFTER_FAULT:
            transfer.fresh = transfer.fresh or kept_broke
            return Retry(0.0 if kept_broke else backoff(transfer.tries))
        return self.failure(transfer, kind, reason(kind, end.message or f"libcurl's error {end.number}"))

    def failure(self, transfer: Transfer, kind: FailureKind, words: str) -> Failure:
        """A failure with the trail that led to it."""
        return Failure(transfer.request.url, kind, words, tuple(transfer.hops), max(1, transfer.total_tries))


def backoff(tries: int) -> float:
    """Seconds before the next try, with jitter so that many clients do not come back together."""
    return float(PAUSE * 2 ** max(0, tries - 1) * (1 + random() / 4))  # noqa: S311 (no secret)


def _proxy_fault(line: CurlHandle, end: TransferResult) -> str | None:
    """What a proxy says of itself, as distinct from the page: to CONNECT, or in fields of its own (RFC 9209; Squid's manual)."""
    if end.connect_status >= 400:
        return f"the proxy answers {end.connect_status}"
    if end.number in (5, 7, 97):  # 7: libcurl connects to the proxy alone
        return "the proxy is not there or does not understand us"
    fields = {name.lower(): value for name, value in line.headers()}
    if end.status == 407:
        return "the proxy wants a login"
    if end.status >= 400 and ("x-squid-error" in fields or "error=" in fields.get("proxy-status", "")):
        return f"the proxy answers {end.status}"
    return None


def _bare(url: str) -> str:
    return url.partition("#")[0]
