"""libcurl's multi interface: starts transfers and reports finished ones. Queues, redirects and verdicts are decided elsewhere."""

from collections.abc import Callable
from typing import Any

from citecheck.faults import error_boundary
from citecheck.net.ca_bundle import ca_bundle
from citecheck.net.guard import is_public
from citecheck.net.page_headers import NO_HEADERS, PageHeaders
from citecheck.net.proxies import Proxies
from citecheck.net.raw_capture import RawCapture
from citecheck.net.transfer import CurlHandle, Transfer
from citecheck.net.transfer_policy import TransferResult
from citecheck.net.user_agent import user_agent
from citecheck.net.wire_url import printed_target
from citecheck.protocols import NetworkSettings

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
MAX_CONNECT_SECONDS = 10.0
VERDICT_BYTES = 300_000  # read of a page if only the verdict is wanted
# select() takes file descriptors below 1,024; this counts open and kept connections.
MAX_CONNECTIONS = 800


class CurlMulti:
    """A pool of libcurl handles, driven by one thread."""

    def __init__(
        self, settings: NetworkSettings, headers: PageHeaders = NO_HEADERS, allowed: Callable[[Transfer], bool] = lambda _: True
    ) -> None:
        import pycurl

        self._headers = headers
        self._allowed = allowed  # whether a transfer may be sent at the moment
        self.pycurl: Any = pycurl
        self._settings = settings
        self._proxies = Proxies(settings.proxy)
        self._authorities = ca_bundle()
        self._agent = user_agent(settings.contact)
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_MAXCONNECTS, min(MAX_CONNECTIONS, max(2 * settings.max_connections, 128)))
        self._idle: list[CurlHandle] = []
        self._active: dict[Any, CurlHandle] = {}
        self._running = 0

    def __len__(self) -> int:
        return len(self._active)

    def begin(self, transfer: Transfer, capture: RawCapture | None) -> None:
        """Start a transfer; ``capture`` records its bytes."""
        handle = self._idle.pop() if self._idle and capture is None else self._new()
        whole = transfer.request.whole or capture is not None
        handle.begin(transfer, self._settings.max_page_bytes if whole else VERDICT_BYTES, sniff=not whole)
        handle.capture = capture
        self._aim(handle, transfer)
        if capture:
            capture.attach(handle.curl, self.pycurl)
        self._multi.add_handle(handle.curl)
        self._active[handle.curl] = handle

    def wait(self, seconds: float) -> None:
        """Wait for the network, at most ``seconds``."""
        if seconds > 0 and self._running == len(self._active) > 0:  # else a transfer has ended, or was not sent yet
            own = self._multi.timeout()  # milliseconds until libcurl's next time-out; -1: none
            self._multi.select(min(seconds, own / 1000) if own >= 0 else seconds)

    def drive(self) -> None:
        """Send and receive without waiting."""
        self._running = self._multi.perform()[1]

    def ended(self) -> list[tuple[CurlHandle, int, str]]:
        """Return the finished transfers: handle, libcurl's error number (0: none) and message."""
        found: list[tuple[CurlHandle, int, str]] = []
        left = 1
        while left:
            left, good, bad = self._multi.info_read()
            found += [(self._active.pop(curl), 0, "") for curl in good]
            found += [(self._active.pop(curl), number, message) for curl, number, message in bad]
        return found

    def release(self, handle: CurlHandle) -> None:
        """Return a finished handle to the pool."""
        self._multi.remove_handle(handle.curl)
        if handle.cookies:
            handle.curl.setopt(self.pycurl.COOKIELIST, "ALL")
            handle.cookies = False
        if handle.capture is None and not handle.target:  # which cannot be unset
            self._idle.append(handle)

    def abandon(self) -> None:
        """Drop all transfers in progress."""
        for handle in self._active.values():
            self._multi.remove_handle(handle.curl)
        self._active.clear()

    def end(self, handle: CurlHandle, number: int, message: str) -> TransferResult:
        """Return the result of a finished transfer."""
        pycurl = self.pycurl
        proxied = bool(handle.proxy)
        connect = handle.curl.getinfo(pycurl.HTTP_CONNECTCODE) if proxied else 0
        seconds = handle.curl.getinfo(pycurl.TOTAL_TIME)
        return TransferResult(number, message, handle.curl.getinfo(pycurl.RESPONSE_CODE), connect, proxied, seconds)

    def server(self, handle: CurlHandle) -> str:
        """Return the server's IP address; empty behind a proxy."""
        return "" if handle.proxy else handle.curl.getinfo(self.pycurl.PRIMARY_IP) or ""

    def cookies(self, handle: CurlHandle) -> tuple[str, ...]:
        """Return the handle's cookies, for the next hop."""
        return tuple(handle.curl.getinfo(self.pycurl.INFO_COOKIELIST)) if handle.cookies else ()

    def _new(self) -> CurlHandle:
        pycurl, settings = self.pycurl, self._settings
        raw = pycurl.Curl()
        handle = CurlHandle(raw, self._allowed)
        raw.setopt(pycurl.NOSIGNAL, 1)
        raw.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        raw.setopt(pycurl.CONNECTTIMEOUT_MS, int(min(MAX_CONNECT_SECONDS, settings.timeout) * 1000))
        raw.setopt(pycurl.TIMEOUT_MS, int(settings.timeout * 1000))
        raw.setopt(pycurl.USERAGENT, self._agent)
        raw.setopt(pycurl.COOKIEFILE, "")  # a separate jar, emptied after every transfer
        raw.setopt(pycurl.WRITEFUNCTION, handle.write)
        raw.setopt(pycurl.HEADERFUNCTION, handle.header)
        raw.setopt(pycurl.PREREQFUNCTION, handle.may_send)
        if self._authorities.file:
            raw.setopt(pycurl.CAINFO, self._authorities.file)
        if self._authorities.folder:
            raw.setopt(pycurl.CAPATH, self._authorities.folder)
        return handle

    def _aim(self, handle: CurlHandle, transfer: Transfer) -> None:
        pycurl, raw = self.pycurl, handle.curl
        raw.setopt(pycurl.URL, transfer.target)
        fields = _fields(transfer, self._headers.of(transfer.target))
        if fields != handle.fields:
            raw.setopt(pycurl.HTTPHEADER, list(fields))
            handle.fields = fields
        encoding = "identity" if transfer.identity else ""
        if encoding != handle.encoding:
            raw.setopt(pycurl.ACCEPT_ENCODING, encoding)
            raw.setopt(pycurl.HTTP_CONTENT_DECODING, int(not transfer.identity))  # some servers name an encoding and send none
            handle.encoding = encoding
        if transfer.fresh != handle.fresh:
            raw.setopt(pycurl.FRESH_CONNECT, int(transfer.fresh))
            handle.fresh = transfer.fresh
        for cookie in transfer.cookies:
            raw.setopt(pycurl.COOKIELIST, cookie)
            handle.cookies = True
        self._connect_through(handle, transfer)
        proxied = handle.proxy and transfer.target.startswith("http:")  # a proxy is asked for the whole URL
        if target := "" if proxied else printed_target(transfer.target):
            raw.setopt(pycurl.REQUEST_TARGET, target)
            handle.target = target

    def _connect_through(self, handle: CurlHandle, transfer: Transfer) -> None:
        proxy = self._proxies.of(transfer.target)
        if proxy == handle.proxy:
            return
        handle.curl.setopt(self.pycurl.PROXY, proxy)
        handle.proxy = proxy
        if self._settings.allow_private:
            return
        if proxy:
            handle.curl.unsetopt(self.pycurl.OPENSOCKETFUNCTION)  # the proxy's own address may be private; it resolves names itself
        else:
            handle.curl.setopt(self.pycurl.OPENSOCKETFUNCTION, _guarded(self.pycurl, handle))


def _fields(transfer: Transfer, own: tuple[str, ...]) -> tuple[str, ...]:
    """The header lines of a request; those of ``[links] headers`` (``own``) replace others of their name."""
    language = transfer.request.language
    wanted = f"{language},en;q=0.7,*;q=0.5" if language else "en,*;q=0.5"
    fields = (f"Accept: {ACCEPT}", f"Accept-Language: {wanted}", *(f"{k}: {v}" for k, v in transfer.request.headers))
    if not own:
        return fields
    names = {line.partition(":")[0].lower() for line in own}
    return (*(line for line in fields if line.partition(":")[0].lower() not in names), *own)


def _guarded(curl: Any, handle: CurlHandle) -> Any:
    """libcurl's callback that opens a socket: it refuses addresses that are not public."""
    import socket

    def open_socket(_purpose: int, address: Any) -> Any:
        with error_boundary() as fault:
            family, kind, protocol, target = address
            if is_public(str(target[0])):
                return socket.socket(family, kind, protocol)
            handle.refused = True
        handle.fault = fault.cause
        return curl.SOCKET_BAD

    return open_socket
