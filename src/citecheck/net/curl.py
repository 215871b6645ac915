"""libcurl's multi interface: transfers begin, and their ends are told. It knows nothing of turns, redirects and verdicts."""

from typing import Any

from citecheck.faults import error_boundary
from citecheck.net.ca_bundle import trusted
from citecheck.net.guard import is_public
from citecheck.net.proxies import Proxies
from citecheck.net.raw_capture import RawCapture
from citecheck.net.transfer import CurlHandle, Transfer
from citecheck.net.transfer_policy import TransferResult
from citecheck.net.user_agent import user_agent
from citecheck.protocols import NetworkSettings

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
LONGEST_CONNECT = 10.0  # seconds
VERDICT_BYTES = 300_000  # of a page of which only the verdict is wanted
# select() takes file descriptors below 1,024: connections open at once, kept ones included, stay below that.
MOST_CONNECTIONS = 800


class CurlMulti:
    """Handles of libcurl, kept and used again; one thread drives them."""

    def __init__(self, settings: NetworkSettings) -> None:
        import pycurl

        self.curl: Any = pycurl
        self._settings = settings
        self._proxies = Proxies(settings.proxy)
        self._authorities = trusted()
        self._agent = user_agent(settings.contact)
        self._multi = pycurl.CurlMulti()
        most = min(MOST_CONNECTIONS, max(2 * settings.max_connections, 128))
        self._multi.setopt(pycurl.M_MAXCONNECTS, most)
        self._idle: list[CurlHandle] = []
        self._lines: dict[Any, CurlHandle] = {}
        self._running = 0

    def __len__(self) -> int:
        return len(self._lines)

    def begin(self, transfer: Transfer, wire: RawCapture | None) -> None:
        """Starts a transfer; ``wire`` listens to its bytes."""
        line = self._idle.pop() if self._idle and wire is None else self._new()
        whole = transfer.request.whole or wire is not None
        line.begin(transfer, self._settings.max_page_bytes if whole else VERDICT_BYTES, sniff=not whole)
        line.wire = wire
        self._aim(line, transfer)
        if wire:
            wire.listen(line.curl, self.curl)
        self._multi.add_handle(line.curl)
        self._lines[line.curl] = line

    def wait(self, seconds: float) -> None:
        """Waits at most so long for the network."""
        if seconds > 0 and self._running == len(self._lines) > 0:  # else something has ended already, or has not been sent yet
            own = self._multi.timeout()  # milliseconds until libcurl has to see to a time-out of its own; -1: none
            self._multi.select(min(seconds, own / 1000) if own >= 0 else seconds)

    def drive(self) -> None:
        """Sends what has begun and takes in what has come, without waiting."""
        self._running = self._multi.perform()[1]

    def ended(self) -> list[tuple[CurlHandle, int, str]]:
        """What has ended: the line, libcurl's error number (0: none) and message."""
        found: list[tuple[CurlHandle, int, str]] = []
        left = 1
        while left:
            left, good, bad = self._multi.info_read()
            found += [(self._lines.pop(curl), 0, "") for curl in good]
            found += [(self._lines.pop(curl), number, message) for curl, number, message in bad]
        return found

    def release(self, line: CurlHandle) -> None:
        """Takes a line back that has ended."""
        self._multi.remove_handle(line.curl)
        if line.cookies:
            line.curl.setopt(self.curl.COOKIELIST, "ALL")
            line.cookies = False
        if line.wire is None:
            self._idle.append(line)

    def abandon(self) -> None:
        """Drops what is still on its way."""
        for line in self._lines.values():
            self._multi.remove_handle(line.curl)
        self._lines.clear()

    def end(self, line: CurlHandle, number: int, message: str) -> TransferResult:
        """How a transfer ended, for who decides what follows."""
        curl = self.curl
        proxied = bool(line.proxy)
        connect = line.curl.getinfo(curl.HTTP_CONNECTCODE) if proxied else 0
        seconds = line.curl.getinfo(curl.TOTAL_TIME)
        return TransferResult(number, message, line.curl.getinfo(curl.RESPONSE_CODE), connect, proxied, seconds)

    def server(self, line: CurlHandle) -> str:
        """The IP address that a line was connected to; empty where that was a proxy's."""
        return "" if line.proxy else line.curl.getinfo(self.curl.PRIMARY_IP) or ""

    def cookies(self, line: CurlHandle) -> tuple[str, ...]:
        """The cookies that a line holds, for the next hop."""
        return tuple(line.curl.getinfo(self.curl.INFO_COOKIELIST)) if line.cookies else ()

    def _new(self) -> CurlHandle:
        curl, settings = self.curl, self._settings
        handle = curl.Curl()
        line = CurlHandle(handle)
        handle.setopt(curl.NOSIGNAL, 1)
        handle.setopt(curl.PROTOCOLS, curl.PROTO_HTTP | curl.PROTO_HTTPS)
        handle.setopt(curl.CONNECTTIMEOUT_MS, int(min(LONGEST_CONNECT, settings.timeout) * 1000))
        handle.setopt(curl.TIMEOUT_MS, int(settings.timeout * 1000))
        handle.setopt(curl.USERAGENT, self._agent)
        handle.setopt(curl.COOKIEFILE, "")  # a jar of its own, emptied after every transfer
        handle.setopt(curl.WRITEFUNCTION, line.write)
        handle.setopt(curl.HEADERFUNCTION, line.header)
        handle.setopt(curl.PREREQFUNCTION, line.may_send)
        if self._authorities.file:
            handle.setopt(curl.CAINFO, self._authorities.file)
        if self._authorities.folder:
            handle.setopt(curl.CAPATH, self._authorities.folder)
        return line

    def _aim(self, line: CurlHandle, transfer: Transfer) -> None:
        curl, handle = self.curl, line.curl
        handle.setopt(curl.URL, transfer.target)
        fields = _fields(transfer)
        if fields != line.fields:
            handle.setopt(curl.HTTPHEADER, list(fields))
            line.fields = fields
        encoding = "identity" if transfer.identity else ""
        if encoding != line.encoding:
            handle.setopt(curl.ACCEPT_ENCODING, encoding)
            line.encoding = encoding
        if transfer.fresh != line.fresh:
            handle.setopt(curl.FRESH_CONNECT, int(transfer.fresh))
            line.fresh = transfer.fresh
        for cookie in transfer.cookies:
            handle.setopt(curl.COOKIELIST, cookie)
            line.cookies = True
        self._connect_through(line, transfer)

    def _connect_through(self, line: CurlHandle, transfer: Transfer) -> None:
        proxy = self._proxies.of(transfer.target)
        if proxy == line.proxy:
            return
        line.curl.setopt(self.curl.PROXY, proxy)
        line.proxy = proxy
        if self._settings.allow_private:
            return
        if proxy:
            line.curl.unsetopt(self.curl.OPENSOCKETFUNCTION)  # the proxy's own address may be private; it resolves names itself
        else:
            line.curl.setopt(self.curl.OPENSOCKETFUNCTION, _guarded(self.curl, line))


def _fields(transfer: Transfer) -> tuple[str, ...]:
    language = transfer.request.language
    wanted = f"{language},en;q=0.7,*;q=0.5" if language else "en,*;q=0.5"
    return (f"Accept: {ACCEPT}", f"Accept-Language: {wanted}", *(f"{k}: {v}" for k, v in transfer.request.headers))


def _guarded(curl: Any, line: CurlHandle) -> Any:
    """libcurl's callback that opens a socket: only for an address that is public, whatever the name said before."""
    import socket

    def open_socket(_purpose: int, address: Any) -> Any:
        with error_boundary() as fault:
            family, kind, protocol, target = address
            if is_public(str(target[0])):
                return socket.socket(family, kind, protocol)
            line.refused = True
        line.fault = fault.cause
        return curl.SOCKET_BAD

    return open_socket
