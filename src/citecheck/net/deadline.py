"""A time-out for a service's whole response. requests only limits each read, so a slow server could delay a request without limit."""

import queue
import threading
from collections.abc import Callable

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response

Transport = Callable[[Request], Response]
PendingRequest = tuple[Request, "queue.SimpleQueue[Response | BaseException]"]


class Deadline:
    """A transport that raises ``NoAnswer`` after a number of seconds.

    Each calling thread has a sending thread, since a requests session belongs to one thread. After a time-out the sending thread is
    abandoned; it ends with the process at the latest.
    """

    def __init__(self, transport: Transport, seconds: float) -> None:
        self._transport = transport
        self._seconds = seconds
        self._local = threading.local()

    def __call__(self, request: Request) -> Response:
        """Return the transport's response, or raise what it raised."""
        sender: Sender | None = getattr(self._local, "sender", None)
        if sender is None:
            sender = self._local.sender = Sender(self._transport)
        outcomes: queue.SimpleQueue[Response | BaseException] = queue.SimpleQueue()
        sender.requests.put((request, outcomes))
        try:
            outcome = outcomes.get(timeout=self._seconds)
        except queue.Empty:
            self._local.sender = None
            raise NoAnswer("time-out") from None
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


class Sender:
    """A thread that sends requests in order, and ends when this object is deleted."""

    def __init__(self, transport: Transport) -> None:
        self.requests: queue.SimpleQueue[PendingRequest | None] = queue.SimpleQueue()
        threading.Thread(target=_send_all, args=(transport, self.requests), daemon=True).start()

    def __del__(self) -> None:
        self.requests.put(None)


def _send_all(transport: Transport, requests: "queue.SimpleQueue[PendingRequest | None]") -> None:
    while item := requests.get():
        request, outcomes = item
        try:
            outcomes.put(transport(request))
        except BaseException as error:  # noqa: BLE001 (raised again in the calling thread)
            outcomes.put(error)
