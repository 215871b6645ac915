"""The door to pages: many hosts at once over one libcurl multi handle, GET with a capped body, every redirect seen and checked.

One thread drives all transfers. A request waits for its host's turn outside any time-out; answers come as they come.
"""

import contextlib
import heapq
import itertools
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from citecheck.model.web import Exchange, Failure, FailureKind, Hop, Request, Response
from citecheck.ports import Clock, NetworkSettings, Recorder
from citecheck.world.cache import Cache
from citecheck.world.guard import Refused, check_url, is_public, without_credentials
from citecheck.world.pace import interval, place
from citecheck.world.retry import retry_after
from citecheck.world.services import user_agent
from citecheck.world.wire import Wire

MAX_HOPS = 10
MAX_HEADER_BYTES = 65_536
TRIES = 2
WAITS = frozenset((429, 503))  # asked again after the pause that the server names, or a short one
SHORT_PAUSE = 1.0
REDIRECTS = frozenset((301, 302, 303, 307, 308))
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"


@dataclass(slots=True)
class Transfer:
    """One request on its way: where it is now, and what it has met."""

    request: Request
    url: str
    hops: list[Hop] = field(default_factory=list)
    tries: int = 0
    body: BytesIO = field(default_factory=BytesIO)
    headers: list[tuple[str, str]] = field(default_factory=list)
    header_bytes: int = 0
    truncated: bool = False
    refused: bool = False
    cookies: str = ""
    wire: Wire | None = None  # where somebody records
    exchanges: list[Exchange | None] = field(default_factory=list)


class Pages:
    """A ``Fetcher`` over pycurl. With a recorder nothing comes from the cache, since it has not the wire's bytes."""

    def __init__(self, settings: NetworkSettings, clock: Clock, cache: Cache, recorder: Recorder | None = None) -> None:
        self._recorder = recorder
        self._settings = settings
        self._clock = clock
        self._cache = cache
        self._next_turn: dict[str, float] = defaultdict(float)

    def fetch(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        """Each request gets exactly one answer or failure, in the order of their arrival."""
        fresh = []
        for request in requests:
            cached = None if self._recorder else self._cache.get(request)
            if cached is not None:
                yield request, cached
            else:
                fresh.append(request)
        if fresh:
            yield from self._fetch(fresh)

    def _fetch(self, requests: list[Request]) -> Iterator[tuple[Request, Response | Failure]]:
        run = Run(self._settings, self._clock, self._next_turn, recording=self._recorder is not None)
        for request in requests:
            run.add(Transfer(request, request.url))
        for transfer, outcome in run.outcomes():
            if isinstance(outcome, Response):
                self._cache.put(transfer.request, outcome)
            if self._recorder and transfer.exchanges:
                self._recorder.keep(transfer.request, tuple(exchange for exchange in transfer.exchanges if exchange))
            yield transfer.request, outcome


class Run:
    """The transfers of one call, by host; hands out handles as turns come."""

    def __init__(self, settings: NetworkSettings, clock: Clock, next_turn: dict[str, float], *, recording: bool = False) -> None:
        import pycurl

        self._recording = recording
        self._curl = pycurl
        self._settings = settings
        self._clock = clock
        self._next_turn = next_turn
        self._multi = pycurl.CurlMulti()
        self._idle: list[Any] = []
        self._waiting: dict[str, deque[Transfer]] = defaultdict(deque)
        self._active: dict[str, int] = defaultdict(int)
        self._delayed: list[tuple[float, int, Transfer]] = []
        self._number = itertools.count()
        self._running: dict[Any, Transfer] = {}

    def add(self, transfer: Transfer) -> None:
        """Puts a transfer into its host's queue."""
        self._waiting[place(transfer.url)].append(transfer)

    def outcomes(self) -> Iterator[tuple[Transfer, Response | Failure]]:
        """Drives everything to its end."""
        while self._waiting or self._delayed or self._running:
            yield from self._start()
            self._multi.perform()
            yield from self._finished()
            if self._running or self._waiting or self._delayed:
                self._multi.select(self._pause())

    def _pause(self) -> float:
        """Seconds until something may be due; short while transfers run, since they wake the call themselves."""
        now = self._clock.monotonic()
        turns = [self._next_turn[p] for p in self._waiting if self._active[p] < self._settings.max_per_host]
        due = [*turns, *(d[0] for d in self._delayed[:1])]
        soonest = min(due, default=now + 1) - now
        return min(1.0, max(0.002, soonest))

    def _start(self) -> Iterator[tuple[Transfer, Failure]]:
        now = self._clock.monotonic()
        while self._delayed and self._delayed[0][0] <= now:
            self.add(heapq.heappop(self._delayed)[2])
        for at in list(self._waiting):
            queue = self._waiting[at]
            while queue and self._may_start(at, now):
                transfer = queue.popleft()
                self._next_turn[at] = now + interval(transfer.url, self._settings.interval)
                try:
                    self._begin(transfer, at)
                except Refused as error:
                    yield transfer, _failure(transfer, "address" if error.kind == "address" else "scheme", error.reason)
            if not queue:
                del self._waiting[at]

    def _may_start(self, at: str, now: float) -> bool:
        free = self._active[at] < self._settings.max_per_host and len(self._running) < self._settings.max_connections
        return free and self._next_turn[at] <= now

    def _begin(self, transfer: Transfer, at: str) -> None:
        check_url(transfer.url, allow_private=self._settings.allow_private)
        transfer.tries += 1
        transfer.body, transfer.headers, transfer.header_bytes, transfer.truncated = BytesIO(), [], 0, False
        transfer.wire = Wire(self._clock.now()) if self._recording else None
        handle = self._idle.pop() if self._idle else self._curl.Curl()
        self._prepare(handle, transfer)
        self._running[handle] = transfer
        self._active[at] += 1
        self._multi.add_handle(handle)

    def _prepare(self, handle: Any, transfer: Transfer) -> None:
        curl, settings = self._curl, self._settings
        handle.reset()
        handle.setopt(curl.URL, without_credentials(transfer.url).partition("#")[0].encode("utf-8"))
        handle.setopt(curl.NOSIGNAL, 1)
        handle.setopt(curl.PROTOCOLS, curl.PROTO_HTTP | curl.PROTO_HTTPS)
        handle.setopt(curl.CONNECTTIMEOUT_MS, int(min(10.0, settings.timeout) * 1000))
        handle.setopt(curl.TIMEOUT_MS, int(settings.timeout * 1000))
        handle.setopt(curl.ACCEPT_ENCODING, "")
        handle.setopt(curl.USERAGENT, user_agent(settings.contact))
        language = transfer.request.language
        wanted = f"{language},en;q=0.7,*;q=0.5" if language else "en,*;q=0.5"
        handle.setopt(
            curl.HTTPHEADER,
            [f"Accept: {ACCEPT}", f"Accept-Language: {wanted}", *(f"{k}: {v}" for k, v in transfer.request.headers)],
        )
        if transfer.cookies:
            handle.setopt(curl.COOKIE, transfer.cookies)
        if settings.proxy:
            handle.setopt(curl.PROXY, settings.proxy)
        elif not settings.allow_private:
            handle.setopt(curl.OPENSOCKETFUNCTION, _socket_opener(curl, transfer))
        handle.setopt(curl.WRITEFUNCTION, _writer(transfer, settings.max_page_bytes))
        handle.setopt(curl.HEADERFUNCTION, _header_reader(transfer))
        if transfer.wire:
            transfer.wire.listen(handle, curl)

    def _finished(self) -> Iterator[tuple[Transfer, Response | Failure]]:
        while True:
            left, good, bad = self._multi.info_read()
            for handle in good:
                if outcome := self._answered(handle, self._release(handle)):
                    yield outcome
            for handle, number, message in bad:
                if outcome := self._failed(handle, self._release(handle, number), number, message):
                    yield outcome
            if not left:
                break

    def _release(self, handle: Any, error: int = 0) -> Transfer:
        transfer = self._running.pop(handle)
        if transfer.wire:
            transfer.wire.ended(handle, self._curl, error)
            transfer.exchanges[len(transfer.hops) :] = [transfer.wire.exchange(without_credentials(transfer.url).partition("#")[0])]
        self._active[place(transfer.url)] -= 1
        self._multi.remove_handle(handle)
        self._idle.append(handle)
        return transfer

    def _answered(self, handle: Any, transfer: Transfer) -> tuple[Transfer, Response | Failure] | None:
        status = handle.getinfo(self._curl.RESPONSE_CODE)
        response = self._response(transfer, status)
        location = response.header("location")
        if status in REDIRECTS and location and transfer.request.follow:
            return self._redirect(transfer, status, location)
        if status in WAITS and transfer.tries < TRIES + 1:
            pause = retry_after(response, self._clock.now())
            pause = SHORT_PAUSE if pause is None else pause
            if pause <= self._settings.patience:
                heapq.heappush(self._delayed, (self._clock.monotonic() + pause, next(self._number), transfer))
                return None
        return transfer, response

    def _response(self, transfer: Transfer, status: int) -> Response:
        return Response(
            transfer.request.url,
            without_credentials(transfer.url),
            status,
            tuple(transfer.headers),
            transfer.body.getvalue(),
            tuple(transfer.hops),
            transfer.truncated,
            self._clock.now(),
            transfer.tries,
        )

    def _redirect(self, transfer: Transfer, status: int, location: str) -> tuple[Transfer, Failure] | None:
        target = _joined(transfer.url, location)
        transfer.hops.append(Hop(without_credentials(transfer.url), status, without_credentials(target)))
        cookies = [v.partition(";")[0] for k, v in transfer.headers if k.lower() == "set-cookie"]
        same_host = urlsplit(target).hostname == urlsplit(transfer.url).hostname
        transfer.cookies = "; ".join(cookies) if cookies and same_host else transfer.cookies if same_host else ""
        if len(transfer.hops) > MAX_HOPS or (not cookies and target in {hop.url for hop in transfer.hops}):
            return transfer, _failure(transfer, "redirects", "it redirects in a circle, or too often")
        transfer.url, transfer.tries = target, 0
        self.add(transfer)
        return None

    def _failed(self, handle: Any, transfer: Transfer, number: int, message: str) -> tuple[Transfer, Response | Failure] | None:
        if transfer.truncated:
            return transfer, self._response(transfer, handle.getinfo(self._curl.RESPONSE_CODE))
        if transfer.refused:
            return transfer, _failure(transfer, "address", "the name leads to a private or special address")
        kind = _KINDS.get(number, "protocol")
        if kind in ("timeout", "reset") and transfer.tries < TRIES:
            heapq.heappush(self._delayed, (self._clock.monotonic() + SHORT_PAUSE, next(self._number), transfer))
            return None
        status = handle.getinfo(self._curl.HTTP_CONNECTCODE)
        if self._settings.proxy and (status >= 400 or number == 97):
            kind, message = "proxy", f"the proxy answered {status or 'with a fault'}"
        return transfer, _failure(transfer, kind, message)


# libcurl's error numbers (https://curl.se/libcurl/c/libcurl-errors.html) that say more than "protocol".
_KINDS: dict[int, FailureKind] = {
    5: "proxy", 6: "dns", 7: "refused", 28: "timeout", 35: "tls", 51: "tls", 52: "reset", 55: "reset", 56: "reset", 58: "tls",
    59: "tls", 60: "tls", 77: "tls", 83: "tls", 97: "proxy",
}  # fmt: skip


def _failure(transfer: Transfer, kind: FailureKind, reason: str) -> Failure:
    return Failure(transfer.request.url, kind, reason, tuple(transfer.hops), transfer.tries)


def _joined(base: str, location: str) -> str:
    """The target of a redirect; raw bytes above ASCII were sent as UTF-8 or Latin-1."""
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        location = location.encode("latin-1").decode("utf-8")
    target = urljoin(base, location.strip().replace(" ", "%20"))
    fragment = urlsplit(base).fragment
    return target if "#" in target or not fragment else f"{target}#{fragment}"


def _writer(transfer: Transfer, limit: int) -> Any:
    def write(data: bytes) -> int | None:
        room = limit - transfer.body.tell()
        transfer.body.write(data[:room])
        if len(data) > room:
            transfer.truncated = True
            return -1
        return None

    return write


def _header_reader(transfer: Transfer) -> Any:
    def read(line: bytes) -> int | None:
        transfer.header_bytes += len(line)
        if transfer.header_bytes > MAX_HEADER_BYTES:
            return -1
        name, colon, value = line.decode("latin-1").partition(":")
        if line.startswith(b"HTTP/"):
            transfer.headers.clear()  # an interim or a proxy's answer came before
        elif colon:
            transfer.headers.append((name.strip(), value.strip()))
        return None

    return read


def _socket_opener(curl: Any, transfer: Transfer) -> Any:
    import socket

    def open_socket(_purpose: int, address: Any) -> Any:
        family, kind, protocol, target = address
        if not is_public(str(target[0])):
            transfer.refused = True
            return curl.SOCKET_BAD
        return socket.socket(family, kind, protocol)

    return open_socket
