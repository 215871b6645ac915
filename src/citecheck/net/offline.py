"""Detection of a missing network, and a fetcher and a service that open no socket."""

import queue
import socket
import threading
import time
from collections.abc import Iterable, Iterator

from citecheck.faults import attempt
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Failure, Request, Response
from citecheck.net.guard import Refused, check_url, host_port, resolve
from citecheck.net.proxies import Proxies, host_port_of_proxy
from citecheck.protocols import NetworkSettings

TIMEOUT = 6.0  # seconds for the whole detection
MAX_PAGE_HOSTS = 8  # of the documents' hosts


def why_unreachable(urls: Iterable[str], settings: NetworkSettings, pages: Iterable[str] = ()) -> str | None:
    """Return None as soon as one of the hosts or the proxy accepts a connection, else a message.

    ``urls`` are the services'; ``pages`` are the documents', of which a few are tried, through the guard.
    """
    proxies = Proxies(settings.proxy)

    def target(url: str, *, allow_private: bool) -> tuple[str, int, bool]:
        """The host and port to connect to for a URL (its proxy's, if it has one), and whether it may be private."""
        proxy = proxies.of(url)
        return *(host_port_of_proxy(proxy) if proxy else host_port(url)), bool(proxy) or allow_private

    targets = dict.fromkeys(target(url, allow_private=True) for url in urls)
    targets |= dict.fromkeys(target(url, allow_private=settings.allow_private) for url in _one_per_host(pages, settings))
    answers: queue.Queue[str | None] = queue.Queue()
    for one in targets:
        threading.Thread(target=_put_reason, args=(*one, answers), daemon=True).start()
    reasons: list[str] = []
    try:
        deadline = time.monotonic() + TIMEOUT
        for _ in targets:
            reason = answers.get(timeout=max(0.01, deadline - time.monotonic()))
            if reason is None:
                return None
            reasons.append(reason)
    except queue.Empty:
        reasons.append("no answer in time")
    named = ", ".join(sorted({host for host, *_ in targets})[:3]) or "no service configured"
    return f"no network: nothing could be reached ({named}: {reasons[0] if reasons else 'unknown'}); every source stays unchecked"


def _one_per_host(pages: Iterable[str], settings: NetworkSettings) -> Iterator[str]:
    """One URL of each of the first hosts that the guard allows."""
    hosts: set[str] = set()
    for url in pages:
        if len(hosts) == MAX_PAGE_HOSTS:
            return
        try:
            host = check_url(url, allow_private=settings.allow_private)
        except Refused:
            continue
        if host not in hosts:
            hosts.add(host)
            yield url


def _put_reason(host: str, port: int, allow_private: bool, answers: "queue.Queue[str | None]") -> None:
    answers.put(attempt(lambda: _reason(host, port, allow_private), lambda cause: cause))


def _reason(host: str, port: int, allow_private: bool) -> str | None:
    """Why a host cannot be reached; None if it can."""
    try:
        _, address = resolve(host, port, allow_private=allow_private)[0]
        socket.create_connection((address, port), timeout=TIMEOUT).close()
    except Refused as error:
        return error.reason
    except OSError as error:
        return error.strerror or str(error)
    return None


class ClosedPages:
    """A ``Fetcher`` that opens no socket."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        """Yield an ``offline`` failure for every request."""
        for request in requests:
            yield request, Failure(request.url, "offline", self._reason)


class ClosedService:
    """A ``Service`` that opens no socket."""

    def __init__(self, reason: str = "offline") -> None:
        self._reason = reason

    def send(self, request: Request) -> Response:
        """Raise ``NoAnswer``."""
        raise NoAnswer(self._reason)
