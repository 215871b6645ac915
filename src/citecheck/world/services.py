"""The door to known services: requests sessions behind guard, pace, retry and cache; silence is ``NoAnswer`` with a short reason."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from citecheck.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.ports import Clock, NetworkSettings
from citecheck.text.answers import is_kept
from citecheck.text.urls import without_credentials
from citecheck.world.address import redirected
from citecheck.world.cache import Cache, key
from citecheck.world.guard import Refused, check_url
from citecheck.world.identity import user_agent
from citecheck.world.manners import FAILURES, manner
from citecheck.world.pace import Pace
from citecheck.world.retry import Retrying

if TYPE_CHECKING:
    import requests

BREAKER = 2  # 429s in a row after which a service is left alone for the run
MAX_BYTES = 20_000_000
NO_WAY = frozenset(
    ("no such host", "the proxy does not let it through")
)  # of the host rather than the question: asked no second time


class ServiceDoor:
    """One service. Its requests are cached, paced, retried and counted; after two 429s in a row, or three questions without an answer,
    it is silent for the rest of the run."""

    def __init__(
        self,
        name: str,
        transport: Callable[[Request], Response],
        clock: Clock,
        pace: Pace,
        cache: Cache,
        patience: float,
    ) -> None:
        self._name = name
        self._transport = transport
        self._clock = clock
        self._pace = pace
        self._cache = cache
        self._patience = patience
        self._manner = manner(name)
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
            self._pace.wait(request.url)
            self._sent += 1
            try:
                response = self._transport(request)
            except NoAnswer as error:
                self._no_way = error.reason if error.reason in NO_WAY and not self._manner.many else None
                raise
            self._count(response)
            return response

        try:
            response = Retrying(once, self._clock, self._patience, self._is_stopped, self._manner.tries).send()
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
        if self._throttled >= BREAKER:
            return "429, left alone for this run"
        if self._no_way:
            return self._no_way
        if self._failed >= FAILURES and not self._manner.many:
            return f"no answer {FAILURES} times in a row, left alone for this run"
        if self._manner.budget and self._sent >= self._manner.budget:
            return f"its budget of {self._manner.budget} requests a run is used up"
        return None

    def _is_stopped(self) -> bool:
        return self._throttled >= BREAKER or bool(self._no_way)

    def _count(self, response: Response) -> None:
        with self._lock:
            self._throttled = self._throttled + 1 if response.status == 429 else 0


class RequestsTransport:
    """Sends one request with a session of requests. A session belongs to one thread."""

    def __init__(self, settings: NetworkSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._local = threading.local()

    def __call__(self, request: Request) -> Response:
        """One answer; ``NoAnswer`` where there is none."""
        import requests

        try:
            check_url(request.url, allow_private=self._settings.allow_private)
            with self._session().request(
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
            raise NoAnswer(error.reason) from None
        except requests.Timeout:
            raise NoAnswer("time-out") from None
        except requests.RequestException as error:
            raise NoAnswer(_reason(error)) from None

    def _check_redirect(self, answer: "requests.Response", **_how: Any) -> None:
        """Raises ``Refused`` where a redirect leads to another host's private address: a proxy, where there is one, would connect to it."""
        if answer.is_redirect:
            target = redirected(answer.url, answer.headers["location"])
            if urlsplit(target).netloc != urlsplit(answer.url).netloc:
                check_url(target, allow_private=self._settings.allow_private)

    def _session(self) -> "requests.Session":
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = guarded_session(self._settings)
        return session

    def _read(self, request: Request, answer: "requests.Response") -> Response:
        body = bytearray()
        for chunk in answer.iter_content(65_536):
            body += chunk
            if len(body) > MAX_BYTES:
                raise NoAnswer("the answer is too large")
        promised = answer.headers.get("Content-Length", "")
        if promised.isdigit() and not answer.headers.get("Content-Encoding") and len(body) < int(promised):
            raise NoAnswer("the answer was cut off")
        return Response(
            without_credentials(request.url),
            without_credentials(answer.url),
            answer.status_code,
            tuple(answer.headers.items()),
            bytes(body),
            fetched=self._clock.now(),
        )


def guarded_session(settings: NetworkSettings) -> "requests.Session":
    """A session that connects only to addresses that the guard has checked, and follows the proxy that the settings name."""
    import requests
    from requests.adapters import HTTPAdapter

    from citecheck.world.sockets import guarded_pools

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            super().init_poolmanager(*args, **options)
            if not settings.allow_private:
                self.poolmanager.pool_classes_by_scheme = guarded_pools()

    session = requests.Session()
    session.headers["User-Agent"] = user_agent(settings.contact)
    session.max_redirects = 5
    session.mount("http://", Adapter())
    session.mount("https://", Adapter())
    if settings.proxy:
        session.proxies = {"http": settings.proxy, "https": settings.proxy, "no_proxy": "localhost,127.0.0.1"}
    return session


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
        ("certificate", "its certificate cannot be verified"),
        ("timed out", "time-out"),
        ("redirects", "too many redirects"),
    ):
        if sign in text:
            return reason
    return "no connection"
