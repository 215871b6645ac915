"""No network: noticed within seconds, and doors that open no socket."""

import queue
import socket
import threading
import time
from collections.abc import Iterable, Iterator

from citecheck.faults import attempt
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Failure, Request, Response
from citecheck.net.guard import Refused, check_url, resolve, url_of
from citecheck.net.proxies import Proxies, address_of_proxy
from citecheck.protocols import NetworkSettings

SECONDS = 6.0  # in all, until a run without a network knows
PAGES_AT_MOST = 8  # hosts of a document that are tried


def why_unreachable(urls: Iterable[str], settings: NetworkSettings, pages: Iterable[str] = ()) -> str | None:
    """None as soon as one of the hosts (or the proxy) takes a connection; else a sentence that says that none did.

    ``urls`` are services of the settings; ``pages`` are addresses of documents, of which a few are tried, through the guard.
    """
    proxies = Proxies(settings.proxy)

    def first(url: str, *, allow_private: bool) -> tuple[str, int, bool]:
        """The host that is connected to for an address, its port, and whether it may be private: the proxy, where one carries it."""
        proxy = proxies.of(url)
        return *(address_of_proxy(proxy) if proxy else url_of(url)), bool(proxy) or allow_private

    places = dict.fromkeys(first(url, allow_private=True) for url in urls)
    places |= dict.fromkeys(first(url, allow_private=settings.allow_private) for url in _some(pages, settings))
    answers: queue.Queue[str | None] = queue.Queue()
    for place in places:
        threading.Thread(target=_try, args=(*place, answers), daemon=True).start()
    reasons: list[str] = []
    try:
        deadline = time.monotonic() + SECONDS
        for _ in places:
            reason = answers.get(timeout=max(0.01, deadline - time.monotonic()))
            if reason is None:
                return None
            reasons.append(reason)
    except queue.Empty:
        reasons.append("no answer in time")
    named = ", ".join(sorted({host for host, *_ in places})[:3]) or "no service configured"
    return f"no network: nothing could be reached ({named}: {reasons[0] if reasons else 'unknown'}); every source stays unchecked"


def _some(pages: Iterable[str], settings: NetworkSettings) -> Iterator[str]:
    """One address of each of the first hosts that may be asked."""
    hosts: set[str] = set()
    for url in pages:
        if len(hosts) == PAGES_AT_MOST:
            return
        try:
            host = check_url(url, allow_private=settings.allow_private)
        except Refused:
            continue
        if host not in hosts:
            hosts.add(host)
            yield url


def _try(host: str, port: int, allow_private: bool, answers: "queue.Queue[str | None]") -> None:
    answers.put(attempt(lambda: _why_not(host, port, allow_private), lambda cause: cause))


def _why_not(host: str, port: int, allow_private: bool) -> str | None:
    """Why a host cannot be reached; None where it can."""
    try:
        _, address = resolve(host, port, allow_private=allow_private)[0]
        socket.create_connection((address, port), timeout=SECONDS).close()
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
        """Every request fails as offline."""
        for request in requests:
            yield request, Failure(request.url, "offline", self._reason)


class ClosedService:
    """A ``Service`` that opens no socket."""

    def __init__(self, reason: str = "offline") -> None:
        self._reason = reason

    def send(self, request: Request) -> Response:
        """Always silent."""
        raise NoAnswer(self._reason)
