"""The door to known services: requests sessions behind guard, pace, retry and cache; silence is ``NoAnswer`` with a short reason."""

import threading
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from citecheck.documents.numerals import whole_number
from citecheck.links.urls import without_credentials
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.net.cache import Cache, key
from citecheck.net.guard import Address, Refused, check_url, url_of
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.retry import Retrying
from citecheck.net.wire_url import redirected
from citecheck.pages.service_answers import is_kept
from citecheck.protocols import Clock, NetworkSettings, ServiceLimits

if TYPE_CHECKING:
    import requests

FAILURES = 3  # questions in a row without an answer after which a service is left alone for the run
REFUSALS_IN_A_ROW = 2  # 429s in a row after which a service is left alone for the run
MAX_BYTES = 20_000_000
NO_WAY = frozenset(
    ("no such host", "the proxy does not let it through")
)  # of the host rather than the question: asked no second time

BAD_CERTIFICATE, TOO_MANY_REDIRECTS = "its certificate cannot be verified", "too many redirects"
FINAL = frozenset((BAD_CERTIFICATE, TOO_MANY_REDIRECTS))  # will be so the next moment, too


class ServiceClient:
    """One service. Its requests are cached, paced, retried and counted; after two 429s in a row, or three questions without an answer,
    it is silent for the rest of the run."""

    def __init__(
        self,
        limits: ServiceLimits,
        transport: Callable[[Request], Response],
        clock: Clock,
        limiter: RateLimiter,
        cache: Cache,
        patience: float,
    ) -> None:
        self._transport = transport
        self._clock = clock
        self._limiter = limiter
        self._cache = cache
        self._patience = patience
        self._limits = limits
        self._throttled = 0
        self._failed = 0  # questions in a row
        self._no_way: str | None = None
        self._sent = 0
        self._unanswered: dict[str, str] = {}  # the reason by question, so that none is asked twice in a run
        self._lock = threading.Lock()

    def send(self, request: Request) -> Response:
        """The answer from the cache, else from the service."""
        if cached := self._cache.get(request):
            return cached
        question = key(request)
        if reason := self._closed() or self._unanswered.get(question):
            raise NoAnswer(reason)

        def once() -> Response:
            self._limiter.wait(request.url)
            self._sent += 1
            try:
                response = self._transport(request)
            except NoAnswer as error:
                self._no_way = error.reason if error.reason in NO_WAY and not self._limits.many else None
                raise
            self._count(response)
            return response

        try:
            response = Retrying(once, self._clock, self._patience, self._is_stopped, self._limits.tries).send()
        except NoAnswer as error:
            self._unanswered[question] = error.reason
            self._failed += 1
            raise
        self._failed = 0
        if is_kept(request, response):
            self._cache.put(request, response)
            self._cache.commit()
        return response

    def _closed(self) -> str | None:
        """Why the service is asked nothing more in this run."""
        if self._throttled >= REFUSALS_IN_A_ROW:
            return "429, left alone for this run"
        if self._no_way:
            return self._no_way
        if self._failed >= FAILURES and not self._limits.many:
            return f"no answer {FAILURES} times in a row, left alone for this run"
        if self._limits.budget and self._sent >= self._limits.budget:
            return f"its budget of {self._limits.budget} requests a run is used up"
        return None

    def _is_stopped(self) -> bool:
        return self._throttled >= REFUSALS_IN_A_ROW or bool(self._no_way)

    def _count(self, response: Response) -> None:
        with self._lock:
            self._throttled = self._throttled + 1 if response.status == 429 else 0


class RequestsTransport:
    """Sends one request with a session of requests. A session belongs to one thread.

    ``own`` are the hosts and ports that may be private, since the user's settings name them for this service.
    """

    def __init__(self, settings: NetworkSettings, clock: Clock, own: Collection[Address] = ()) -> None:
        self._settings = settings
        self._clock = clock
        self._own = own
        self._local = threading.local()

    def __call__(self, request: Request) -> Response:
        """One answer; ``NoAnswer`` where there is none."""
        import requests

        try:
            own = self._own_address(request.url)
            check_url(request.url, allow_private=self._settings.allow_private or own is not None)
            with self._session(own).request(
                request.method,
                request.url,
                headers=dict(request.headers),
                data=request.body,
                timeout=self._settings.timeout,
                stream=True,
                allow_redirects=request.follow,
                hooks={"response": self._check_redirect},
            ) as answer:
                return self._read(request, answer)
        except Refused as error:
            raise NoAnswer(error.reason, final=True) from None
        except requests.Timeout:
            raise NoAnswer("time-out") from None
        except requests.RequestException as error:
            reason = _reason(error)
            raise NoAnswer(reason, final=reason in FINAL) from None

    def _check_redirect(self, answer: "requests.Response", **_how: Any) -> None:
        """Raises ``Refused`` where a redirect leads to another host's private address: a proxy, where there is one, would connect to it."""
        if answer.is_redirect:
            target = redirected(answer.url, answer.headers["location"])
            if urlsplit(target).netloc != urlsplit(answer.url).netloc:
                check_url(target, allow_private=self._settings.allow_private)

    def _session(self, own: Address | None) -> "requests.Session":
        """The session for requests to an address of ``own``, which no other request may be redirected to; None: for all others."""
        sessions: dict[Address | None, requests.Session] = self._local.__dict__.setdefault("sessions", {})
        if own not in sessions:
            from citecheck.net.sessions import guarded_session

            sessions[own] = guarded_session(self._settings, own)
        return sessions[own]

    def _own_address(self, url: str) -> Address | None:
        try:
            address = url_of(url)
        except ValueError:
            return None
        return address if address in self._own else None

    def _read(self, request: Request, answer: "requests.Response") -> Response:
        body = bytearray()
        for chunk in answer.iter_content(65_536):
            body += chunk
            if len(body) > MAX_BYTES:
                raise NoAnswer("the answer is too large", final=True)
        promised = whole_number(answer.headers.get("Content-Length", ""), 15) or 0
        if not answer.headers.get("Content-Encoding") and len(body) < promised:
            raise NoAnswer("the answer was cut off")
        return Response(
            without_credentials(request.url),
            without_credentials(answer.url),
            answer.status_code,
            tuple(answer.headers.items()),
            bytes(body),
            fetched=self._clock.now(),
        )


def _reason(error: Exception) -> str:
    text = str(error).lower()
    for sign, reason in (
        ("tunnel connection failed", "the proxy does not let it through"),
        ("name or service", "no such host"),
        ("resolve", "no such host"),
        ("refused", "connection refused"),
        ("reset", "connection reset"),
        ("aborted", "connection broken off"),
        ("incompleteread", "the answer was cut off"),
        ("certificate", BAD_CERTIFICATE),
        ("timed out", "time-out"),
        ("redirects", TOO_MANY_REDIRECTS),
    ):
        if sign in text:
            return reason
    return "no connection"
