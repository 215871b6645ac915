"""A time for a whole answer of a service. requests has one for each read only, so that a server that sends a byte now and then, or
trailers for ever, would hold its question for ever.
"""

import queue
import threading
from collections.abc import Callable

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response

Transport = Callable[[Request], Response]
PendingRequest = tuple[Request, "queue.SimpleQueue[Response | BaseException]"]


class Deadline:
    """A transport whose questions are given up after so many seconds; raises ``NoAnswer``.

    Each thread that asks has a thread that sends for it, since a session of requests belongs to one thread; one that is given up is
    left to itself, and ends with the process at the latest.
    """

    def __init__(self, transport: Transport, seconds: float) -> None:
        self._transport = transport
        self._seconds = seconds
        self._local = threading.local()

    def __call__(self, request: Request) -> Response:
        """The transport's answer, or what it raised."""
        sender: Sender | None = getattr(self._local, "sender", None)
        if sender is None:
            sender = self._local.sender = Sender(self._transport)
        told: queue.SimpleQueue[Response | BaseException] = queue.SimpleQueue()
        sender.asked.put((request, told))
        try:
            outcome = told.get(timeout=self._seconds)
        except queue.Empty:
            self._local.sender = None
            raise NoAnswer("time-out") from None
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


class Sender:
    """A thread that sends one question after the other, and ends when nobody has a hold of it any more."""

    def __init__(self, transport: Transport) -> None:
        self.asked: queue.SimpleQueue[PendingRequest | None] = queue.SimpleQueue()
        threading.Thread(target=_send_all, args=(transport, self.asked), daemon=True).start()

    def __del__(self) -> None:
        self.asked.put(None)


def _send_all(transport: Transport, asked: "queue.SimpleQueue[PendingRequest | None]") -> None:
    while one := asked.get():
        request, told = one
        try:
            told.put(transport(request))
        except BaseException as error:  # noqa: BLE001 (raised again where it is waited for)
            told.put(error)
