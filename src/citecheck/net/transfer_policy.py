"""Turns a finished transfer into a response, a failure, a redirect or a retry."""

from contextlib import suppress

from msgspec import Struct

from citecheck.links.urls import without_credentials
from citecheck.model.web import Failure, FailureKind, Hop, Response
from citecheck.net.curl_errors import BREAKS_OFF, ENCODING, KINDS, NOT_SENT_AGAIN, PARTIAL, TOO_LARGE, reason
from citecheck.net.guard import NOT_PUBLIC, Refused
from citecheck.net.retry import PAGE_FAILURE_TRIES, PAGE_FAILURES, PAGE_TRIES, backoff, retry_after
from citecheck.net.transfer import MAX_HEADER_BYTES, CurlHandle, Transfer
from citecheck.net.wire_url import redirected
from citecheck.pages.refresh import refresh_target
from citecheck.protocols import Clock, NetworkSettings

MAX_REDIRECTS = 10
BROKEN_ENCODING = "its content encoding is broken"
# Content codings of RFC 9110 (8.4.1), RFC 7932 and RFC 8878; browsers ignore other words.
CODINGS = frozenset(("gzip", "x-gzip", "deflate", "br", "zstd", "compress"))
REDIRECTS = frozenset((301, 302, 303, 307, 308))


class Retry(Struct, frozen=True):
    """Put the transfer back into its queue after a number of seconds; with ``host`` the whole host waits."""

    seconds: float = 0.0
    host: bool = False


Outcome = Response | Failure | Retry


class TransferResult(Struct, frozen=True):
    """libcurl's error number (0: none) and message, the status, the proxy's status for CONNECT, and the duration."""

    number: int
    message: str
    status: int
    connect_status: int
    proxied: bool
    seconds: float | None = None


class TransferPolicy:
    """Decides the outcome of finished transfers."""

    def __init__(self, settings: NetworkSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    def after(self, transfer: Transfer, handle: CurlHandle, result: TransferResult) -> Outcome:
        """Return the outcome. A redirect changes the transfer's URL and is a ``Retry``."""
        if handle.put_off:  # nothing was sent, so it is no try
            transfer.tries -= 1
            transfer.total_tries -= 1
            return Retry()
        if handle.fault:
            return self.failure(transfer, "skipped", handle.fault)
        if handle.refused:
            return self.failure(transfer, "address", NOT_PUBLIC)
        if result.proxied and (fault := _proxy_fault(handle, result)):
            return self.failure(transfer, "proxy", fault)
        if transfer.identity and result.status and _is_coded(handle):
            return self.failure(transfer, "protocol", BROKEN_ENCODING)
        if result.number == 0 or handle.truncated:
            return self._answered(transfer, handle, result, truncated=handle.truncated)
        if handle.size and 200 <= result.status < 300 and (result.number in BREAKS_OFF or result.number in ENCODING):
            return self._answered(transfer, handle, result, truncated=True)
        return self._failed(transfer, handle, result)

    def _answered(self, transfer: Transfer, handle: CurlHandle, result: TransferResult, *, truncated: bool) -> Outcome:
        status = result.status
        response = Response(
            transfer.request.url,
            without_credentials(transfer.url),
            status,
            tuple(handle.headers()),
            b"".join(handle.body),
            tuple(transfer.hops),
            truncated,
            self._clock.now(),
            transfer.total_tries,
            result.seconds,
        )
        if status in REDIRECTS and transfer.request.follow and (location := response.header("location")):
            return self._redirected(transfer, handle, status, location)
        if 200 <= status < 300 and transfer.request.follow and not transfer.robots and (target := refresh_target(response)):
            with suppress(Refused):
                if redirected(transfer.url, target).startswith(("http://", "https://")):  # not "mailto:", "javascript:"
                    return self._redirected(transfer, handle, status, target)
        return self._retry(transfer, response) or response

    def _retry(self, transfer: Transfer, response: Response) -> Retry | None:
        """The retry of a response, None for a final one. After a 429 the whole host waits."""
        if transfer.tries >= PAGE_TRIES.get(response.status, 0):
            return None
        asked = retry_after(response, self._clock.now())
        seconds = backoff(transfer.tries) if asked is None else asked
        return Retry(seconds, host=response.status == 429) if seconds <= self._settings.patience else None

    def _redirected(self, transfer: Transfer, handle: CurlHandle, status: int, location: str) -> Outcome:
        try:
            target = redirected(transfer.url, location)
        except Refused as error:
            return self.failure(transfer, "scheme", error.reason)
        transfer.hops.append(Hop(without_credentials(transfer.url), status, without_credentials(target)))
        loop = not handle.cookies and _bare(target) in {_bare(hop.url) for hop in transfer.hops}
        if loop or len(transfer.hops) > MAX_REDIRECTS:
            return self.failure(
                transfer, "redirects", "it redirects in a loop" if loop else f"it redirects more than {MAX_REDIRECTS} times"
            )
        transfer.url, transfer.tries, transfer.fresh, transfer.identity = target, 0, False, False
        return Retry()

    def _failed(self, transfer: Transfer, handle: CurlHandle, result: TransferResult) -> Outcome:
        if handle.header_bytes > MAX_HEADER_BYTES or result.number == TOO_LARGE:
            return self.failure(transfer, "protocol", f"its headers are over {MAX_HEADER_BYTES:,} bytes")
        if result.number in ENCODING and result.status:
            if transfer.identity:
                return self.failure(transfer, "protocol", BROKEN_ENCODING)
            transfer.identity = True
            return Retry()
        kind = KINDS.get(result.number, "protocol")
        kept_broke = result.number == NOT_SENT_AGAIN
        if result.number == PARTIAL or kept_broke:  # the response has a body, but none of it arrived
            kind = "reset"
        if kind in PAGE_FAILURES and transfer.tries < PAGE_FAILURE_TRIES:
            transfer.fresh = transfer.fresh or kept_broke
            return Retry(0.0 if kept_broke else backoff(transfer.tries))
        return self.failure(transfer, kind, reason(kind, result.message or f"libcurl's error {result.number}"))

    def failure(self, transfer: Transfer, kind: FailureKind, message: str) -> Failure:
        """A failure with the redirects that led to it."""
        return Failure(transfer.request.url, kind, message, tuple(transfer.hops), max(1, transfer.total_tries))


def _proxy_fault(handle: CurlHandle, result: TransferResult) -> str | None:
    """The proxy's own error, as distinct from the page's: for CONNECT, or in its header fields (RFC 9209; Squid's manual)."""
    if result.connect_status >= 400:
        return f"the proxy answers {result.connect_status}"
    if result.number in (5, 7, 97):  # 7: libcurl connects to the proxy alone
        return "the proxy cannot be reached or used"
    fields = {name.lower(): value for name, value in handle.headers()}
    if result.status == 407:
        return "the proxy requires a login"
    if result.status >= 400 and ("x-squid-error" in fields or "error=" in fields.get("proxy-status", "")):
        return f"the proxy answers {result.status}"
    return None


def _is_coded(handle: CurlHandle) -> bool:
    """Whether a body that was not decoded names a content encoding, so that no browser shows it; some servers name what is none (``UTF-8``)."""
    named = ",".join(value.lower() for name, value in handle.headers() if name.lower() == "content-encoding")
    return not CODINGS.isdisjoint(one.strip() for one in named.split(","))


def _bare(url: str) -> str:
    return url.partition("#")[0]
