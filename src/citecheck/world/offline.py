"""No network: noticed within seconds, and doors that open no socket."""

import queue
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from citecheck.errors import NoAnswer
from citecheck.model.web import Failure, Request, Response
from citecheck.ports import NetworkSettings

SECONDS = 6.0  # in all, until a run without a network knows


def why_unreachable(urls: Iterable[str], settings: NetworkSettings) -> str | None:
    """None as soon as one of the hosts (or the proxy) takes a connection; else a sentence that says that none did."""
    targets = [settings.proxy] if settings.proxy else list(urls)
    places = dict.fromkeys(_place(url) for url in targets)
    answers: queue.Queue[str | None] = queue.Queue()
    for host, port in places:
        threading.Thread(target=_try, args=(host, port, answers), daemon=True).start()
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
    named = ", ".join(sorted(host for host, _ in places)[:3]) or "no service configured"
    return f"no network: nothing could be reached ({named}: {reasons[0] if reasons else 'unknown'}); every source stays unchecked"


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _try(host: str, port: int, answers: "queue.Queue[str | None]") -> None:
    try:
        socket.create_connection((host, port), timeout=SECONDS).close()
        answers.put(None)
    except OSError as error:
        answers.put(error.strerror or str(error))


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

    def send(self, request: Request) -> Response:
        """Always silent."""
        raise NoAnswer("offline")
