"""Fetches pages: many hosts at once, bodies capped, every redirect checked, answers in order of arrival.

The caller's thread drives all transfers, so slow work between two answers delays them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from citecheck.faults import error_boundary
from citecheck.links.urls import with_scheme, without_credentials
from citecheck.links.wrapped_urls import plain
from citecheck.model.errors import LeaseLost
from citecheck.model.web import Failure, Request, Response
from citecheck.net.cache import Cache
from citecheck.net.curl import CurlMulti
from citecheck.net.guard import Refused, check_url
from citecheck.net.host_queue import HostQueue
from citecheck.net.page_headers import NO_HEADERS, PageHeaders
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.raw_capture import RawCapture
from citecheck.net.robots import crawl_delay, robots_request
from citecheck.net.transfer import CurlHandle, Transfer
from citecheck.net.transfer_policy import Outcome, Retry, TransferPolicy
from citecheck.net.wire_url import on_the_wire
from citecheck.protocols import Clock, ExchangeRecorder, NetworkSettings

MAX_WAITING = 4_096  # requests; more are taken from the caller as these end
BATCH = 512  # requests taken from the caller between two steps
COMMIT_EVERY = 16  # answers; as many new transfers begin then
FAULTS_IN_A_ROW = 3  # failures in a row, after which a host is not requested again in this run
HOST_FAULTS = frozenset(("dns", "refused", "timeout", "tls", "proxy"))  # failures of the host, not of the page
MAX_PAUSE = 1.0  # seconds of one wait

PageAnswer = tuple[Request, Response | Failure]


class Pages:
    """A ``Fetcher`` over libcurl. With a recorder the cache is not read, since it lacks the raw bytes."""

    def __init__(
        self,
        settings: NetworkSettings,
        clock: Clock,
        cache: Cache,
        recorder: ExchangeRecorder | None = None,
        limiter: RateLimiter | None = None,
        headers: PageHeaders = NO_HEADERS,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._cache = cache
        self._recorder = recorder
        self._limiter = limiter or RateLimiter(clock, settings.interval)
        self._headers = headers if recorder is None else NO_HEADERS  # an archive has what everybody can see
        self._engine: CurlMulti | None = None
        self._faults: dict[str, int] = defaultdict(int)
        self._asked_robots: set[str] = set()
        self._stored: dict[Request, tuple[Request, Response]] = {}

    def fetch(self, requests: Iterable[Request]) -> Iterator[PageAnswer]:
        """Yield exactly one response or failure for each request, in order of arrival."""
        if self._engine is None:
            self._engine = CurlMulti(self._settings, self._headers, self._may_send)
        run = FetchRun(self._settings, self._clock, self._limiter, self._engine, self._faults, self._asked_robots, self._recorder)
        source = iter(requests)
        more = True
        try:
            while more or run.busy:
                for _ in range(min(BATCH, MAX_WAITING - run.host_queue.waiting) if more else 0):
                    request = next(source, None)
                    if request is None:
                        more = False
                        break
                    if (known := None if self._recorder else self._cache.get(request)) is not None:
                        yield request, known
                    else:
                        yield from run.add(request if self._recorder else self._conditional(request))
                for number, (request, outcome) in enumerate(run.step(), 1):
                    yield self._store(request, outcome)
                    if not number % COMMIT_EVERY:
                        self._cache.commit()
                        run.committed(COMMIT_EVERY)
                self._cache.commit()
                run.committed()
        finally:
            self._engine.abandon()

    def _may_send(self, transfer: Transfer) -> bool:
        """Whether a transfer whose connection is open may be sent now; else it is put off."""
        with suppress(LeaseLost):  # raised again where the next transfer starts
            return self._limiter.may_send(transfer.rate_key, transfer.claimed, transfer.interval)
        return False

    def _conditional(self, request: Request) -> Request:
        """The request with validators, if the cache has a response to it."""
        asked, stored = self._cache.conditional(request)
        if stored is not None:
            self._stored[asked] = (request, stored)
        return asked

    def _store(self, asked: Request, outcome: Response | Failure) -> PageAnswer:
        """Cache a response; a 304 is replaced by the cached one."""
        request, stored = self._stored.pop(asked, (asked, None))
        if isinstance(outcome, Response):
            if outcome.status == 304 and stored is not None:
                outcome = replace(stored, fetched=outcome.fetched, tries=outcome.tries)
            self._cache.put(request, outcome)
        return request, outcome


class FetchRun(Struct, dict=True):
    """The transfers of one call. ``faults`` and ``asked_robots`` are shared by all calls."""

    settings: NetworkSettings
    clock: Clock
    limiter: RateLimiter
    engine: CurlMulti
    faults: dict[str, int]
    asked_robots: set[str]
    recorder: ExchangeRecorder | None

    def __post_init__(self) -> None:
        self._policy = TransferPolicy(self.settings, self.clock)
        self._waiting_for_robots: dict[str, list[Transfer]] = {}
        self.host_queue = HostQueue(self.limiter, self.settings.max_per_host)
        self._not_started: list[tuple[Transfer, str]] = []  # with the reason
        self._uncommitted = 0  # answers that are not stored; with the transfers in progress at most ``max_connections``

    @property
    def busy(self) -> bool:
        """Whether transfers wait or are in progress."""
        return bool(self.host_queue.waiting or len(self.engine) or self._not_started)

    def add(self, request: Request) -> Iterator[PageAnswer]:
        """Queue a request; yield a failure if it is refused."""
        transfer = Transfer(request, with_scheme(request.url))
        yield from self._contained(transfer, self._queue(transfer))

    def _queue(self, transfer: Transfer, seconds: float = 0.0) -> Iterator[PageAnswer]:
        try:
            transfer.url = plain(transfer.url)
            transfer.target = on_the_wire(transfer.url)
            check_url(transfer.target, allow_private=self.settings.allow_private)
        except Refused as error:
            yield transfer.request, self._policy.failure(transfer, error.kind, error.reason)
            return
        transfer.rate_key, transfer.interval = self.limiter.limit(transfer.target)
        if self.faults.get(transfer.rate_key, 0) >= FAULTS_IN_A_ROW:
            yield transfer.request, self._host_given_up(transfer)
        elif self.settings.robots and not transfer.robots and not self._robots_known(transfer):
            return
        elif seconds:
            self.host_queue.delay(transfer, self.clock.monotonic() + seconds)
        else:
            self.host_queue.add(transfer)

    def _robots_known(self, transfer: Transfer) -> bool:
        """Whether a host's crawl-delay is known; if not, robots.txt is requested first and the transfer waits."""
        rate_key = transfer.rate_key
        if rate_key in self._waiting_for_robots:
            self._waiting_for_robots[rate_key].append(transfer)
            return False
        if rate_key in self.asked_robots:
            return True
        self.asked_robots.add(rate_key)
        self._waiting_for_robots[rate_key] = [transfer]
        request = robots_request(transfer.target)
        self.host_queue.add(Transfer(request, request.url, request.url, rate_key, transfer.interval, robots=True))
        return False

    def step(self) -> Iterator[PageAnswer]:
        """Start transfers, wait briefly for the network, and yield the finished ones."""
        self._begin()
        yield from self._deliver_not_started()
        free = self._free
        pause = min(MAX_PAUSE, self.host_queue.pause(self.clock.monotonic())) if free else MAX_PAUSE
        if not len(self.engine):
            self.clock.sleep(pause if self.host_queue.waiting else 0.0)
            return
        self.engine.wait(pause)
        self.engine.drive()
        answers = [one for ended in self.engine.ended() for one in self._contained(ended[0].transfer, self._ended(*ended))]
        self._uncommitted = len(answers)
        yield from answers

    def committed(self, answers: int | None = None) -> None:
        """Start transfers in place of those whose answers have been stored (None: all), so that a killed run has few to request again."""
        self._uncommitted = 0 if answers is None else max(0, self._uncommitted - answers)
        if self._begin():
            self.engine.drive()

    @property
    def _free(self) -> bool:
        return len(self.engine) + self._uncommitted < self.settings.max_connections

    def _contained(self, transfer: Transfer, answers: Iterator[PageAnswer]) -> Iterator[PageAnswer]:
        """The answers of a transfer, and a ``skipped`` failure after an internal error."""
        with error_boundary() as fault:
            yield from answers
        failure = self._policy.failure(transfer, "skipped", fault.cause)
        if fault.cause and transfer.robots:
            yield from self._apply_robots(transfer, failure)
        elif fault.cause:
            yield transfer.request, failure

    def _deliver_not_started(self) -> Iterator[PageAnswer]:
        """Yield failures for the transfers that could not start."""
        failed, self._not_started = self._not_started, []
        for transfer, cause in failed:
            yield from self._deliver(transfer, self._policy.failure(transfer, "skipped", cause))

    def _begin(self) -> bool:
        """Start every transfer that may start; return whether one did."""
        before = len(self.engine)
        while self._free and (transfer := self.host_queue.next(self.clock.monotonic())):
            transfer.tries += 1
            transfer.total_tries += 1
            with error_boundary() as fault:
                capture = RawCapture(self.clock.now(), limit=2 * self.settings.max_page_bytes) if self.recorder else None
                self.engine.begin(transfer, capture)
            if fault.cause:
                self.host_queue.done(transfer.rate_key)
                self._not_started.append((transfer, fault.cause))
        return len(self.engine) > before

    def _ended(self, handle: CurlHandle, number: int, message: str) -> Iterator[PageAnswer]:
        transfer = handle.transfer
        with error_boundary() as fault:
            end = self.engine.end(handle, number, message)
            self._record_exchange(handle, transfer, number)
            transfer.cookies = self.engine.cookies(handle)
            outcome = self._policy.after(transfer, handle, end)
        if fault.cause:
            outcome = self._policy.failure(transfer, "skipped", fault.cause)
        self.host_queue.done(transfer.rate_key)
        self.engine.release(handle)
        if isinstance(outcome, Retry):
            if outcome.host:
                self.limiter.hold(transfer.rate_key, self.clock.monotonic() + outcome.seconds)
            yield from self._queue(transfer, 0.0 if outcome.host else outcome.seconds)
        else:
            yield from self._deliver(transfer, outcome)

    def _deliver(self, transfer: Transfer, outcome: Outcome) -> Iterator[PageAnswer]:
        broken = isinstance(outcome, Failure) and outcome.kind in HOST_FAULTS
        self.faults[transfer.rate_key] = self.faults[transfer.rate_key] + 1 if broken else 0
        if transfer.robots:
            yield from self._apply_robots(transfer, outcome)
        elif not isinstance(outcome, Retry):
            if self.recorder and transfer.exchanges:
                self.recorder.keep(transfer.request, tuple(exchange for exchange in transfer.exchanges if exchange))
            yield transfer.request, outcome
        if self.faults[transfer.rate_key] >= FAULTS_IN_A_ROW:
            for other in self.host_queue.drop(transfer.rate_key):
                yield other.request, self._host_given_up(other)

    def _apply_robots(self, transfer: Transfer, outcome: Outcome) -> Iterator[PageAnswer]:
        if isinstance(outcome, Response) and outcome.status == 200 and (seconds := crawl_delay(outcome.body)):
            self.limiter.slow(transfer.rate_key, seconds)
        for waiting in self._waiting_for_robots.pop(transfer.rate_key, ()):
            yield from self._queue(waiting)

    def _host_given_up(self, transfer: Transfer) -> Failure:
        return self._policy.failure(
            transfer, "skipped", f"not requested: its host failed {FAULTS_IN_A_ROW} times in a row in this run"
        )

    def _record_exchange(self, handle: CurlHandle, transfer: Transfer, number: int) -> None:
        if handle.capture:
            handle.capture.ended(self.engine.server(handle), number)
            transfer.exchanges[len(transfer.hops) :] = [
                handle.capture.exchange(without_credentials(transfer.url).partition("#")[0])
            ]
