"""The door to pages: many hosts at once, GET with a capped body, every redirect seen and checked, answers as they come.

One thread drives all transfers, the caller's own: between two answers the caller should not dawdle.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from citecheck.faults import error_boundary
from citecheck.links.urls import without_credentials
from citecheck.model.web import Failure, Request, Response
from citecheck.net.cache import Cache
from citecheck.net.curl import CurlMulti
from citecheck.net.guard import Refused, check_url
from citecheck.net.host_queue import HostQueue
from citecheck.net.rate_limit import RateLimiter
from citecheck.net.raw_capture import RawCapture
from citecheck.net.robots import crawl_delay, robots_request
from citecheck.net.transfer import CurlHandle, Transfer
from citecheck.net.transfer_policy import Outcome, Retry, TransferPolicy
from citecheck.net.wire_url import on_the_wire
from citecheck.protocols import Clock, ExchangeRecorder, NetworkSettings

WINDOW = 4_096  # requests that wait at most; more are taken from the caller as these end
SLICE = 512  # of them are taken between two looks at the network
FAULTS_IN_A_ROW = 3  # hosts that fail so often in a row, with nothing else between, are left alone for the run
BROKEN = frozenset(("dns", "refused", "timeout", "tls", "proxy"))  # failures of the host rather than the page
LONGEST_PAUSE = 1.0  # seconds between two looks at the clock

PageAnswer = tuple[Request, Response | Failure]


class Pages:
    """A ``Fetcher`` over libcurl. With a recorder nothing comes from the cache, since it has not the wire's bytes."""

    def __init__(
        self,
        settings: NetworkSettings,
        clock: Clock,
        cache: Cache,
        recorder: ExchangeRecorder | None = None,
        limiter: RateLimiter | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._cache = cache
        self._recorder = recorder
        self._limiter = limiter or RateLimiter(clock, settings.interval)
        self._engine: CurlMulti | None = None
        self._faults: dict[str, int] = defaultdict(int)
        self._asked_robots: set[str] = set()
        self._stored: dict[Request, tuple[Request, Response]] = {}

    def fetch(self, requests: Iterable[Request]) -> Iterator[PageAnswer]:
        """Each request gets exactly one answer or failure, in the order of their arrival."""
        if self._engine is None:
            self._engine = CurlMulti(self._settings)
        run = FetchRun(self._settings, self._clock, self._limiter, self._engine, self._faults, self._asked_robots, self._recorder)
        source = iter(requests)
        more = True
        try:
            while more or run.busy:
                for _ in range(min(SLICE, WINDOW - run.host_queue.waiting) if more else 0):
                    request = next(source, None)
                    if request is None:
                        more = False
                        break
                    if (known := None if self._recorder else self._cache.get(request)) is not None:
                        yield request, known
                    else:
                        yield from run.add(request if self._recorder else self._conditional(request))
                for request, outcome in run.step():
                    yield self._kept(request, outcome)
                self._cache.commit()
        finally:
            self._engine.abandon()

    def _conditional(self, request: Request) -> Request:
        """The request as it asks only for what changed, where an answer of it was kept."""
        asked, stored = self._cache.conditional(request)
        if stored is not None:
            self._stored[asked] = (request, stored)
        return asked

    def _kept(self, asked: Request, outcome: Response | Failure) -> PageAnswer:
        """What is told of an answer, and kept; one that says "not changed" stands for the one before."""
        request, stored = self._stored.pop(asked, (asked, None))
        if isinstance(outcome, Response):
            if outcome.status == 304 and stored is not None:
                outcome = replace(stored, fetched=outcome.fetched, tries=outcome.tries)
            self._cache.put(request, outcome)
        return request, outcome


class FetchRun:
    """The transfers of one call."""

    def __init__(
        self,
        settings: NetworkSettings,
        clock: Clock,
        limiter: RateLimiter,
        engine: CurlMulti,
        faults: dict[str, int],
        asked_robots: set[str],
        recorder: ExchangeRecorder | None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._limiter = limiter
        self._engine = engine
        self._faults = faults
        self._asked_robots = asked_robots
        self._recorder = recorder
        self._course = TransferPolicy(settings, clock)
        self._waiting_for_robots: dict[str, list[Transfer]] = {}
        self.host_queue = HostQueue(limiter, settings.max_per_host)
        self._lost: list[tuple[Transfer, str]] = []  # what could not begin, and why

    @property
    def busy(self) -> bool:
        """Whether anything waits or is under way."""
        return bool(self.host_queue.waiting or len(self._engine) or self._lost)

    def add(self, request: Request) -> Iterator[PageAnswer]:
        """Takes a request in; one that may not be asked is answered at once."""
        transfer = Transfer(request, request.url)
        yield from self._or_at_fault(transfer, self._queue(transfer))

    def _queue(self, transfer: Transfer, seconds: float = 0.0) -> Iterator[PageAnswer]:
        try:
            transfer.target = on_the_wire(transfer.url)
            check_url(transfer.target, allow_private=self._settings.allow_private)
        except Refused as error:
            yield transfer.request, self._course.failure(transfer, error.kind, error.reason)
            return
        transfer.place, transfer.interval = self._limiter.limit(transfer.target)
        if self._faults.get(transfer.place, 0) >= FAULTS_IN_A_ROW:
            yield transfer.request, self._left_alone(transfer)
        elif self._settings.robots and not transfer.robots and not self._robots_known(transfer):
            return
        elif seconds:
            self.host_queue.delay(transfer, self._clock.monotonic() + seconds)
        else:
            self.host_queue.add(transfer)

    def _robots_known(self, transfer: Transfer) -> bool:
        """Whether a host's crawl-delay is known; if not, it is asked for first, and the transfer waits."""
        place = transfer.place
        if place in self._waiting_for_robots:
            self._waiting_for_robots[place].append(transfer)
            return False
        if place in self._asked_robots:
            return True
        self._asked_robots.add(place)
        self._waiting_for_robots[place] = [transfer]
        request = robots_request(transfer.target)
        self.host_queue.add(Transfer(request, request.url, request.url, place, transfer.interval, robots=True))
        return False

    def step(self) -> Iterator[PageAnswer]:
        """Begins what may begin, waits a little for the network, and tells what has ended; the next are on their way meanwhile."""
        self._begin()
        yield from self._tell_lost()
        free = len(self._engine) < self._settings.max_connections
        pause = min(LONGEST_PAUSE, self.host_queue.pause(self._clock.monotonic())) if free else LONGEST_PAUSE
        if not len(self._engine):
            self._clock.sleep(pause if self.host_queue.waiting else 0.0)
            return
        self._engine.wait(pause)
        self._engine.drive()
        told = [one for ended in self._engine.ended() for one in self._or_at_fault(ended[0].transfer, self._ended(*ended))]
        if self._begin():
            self._engine.drive()
        yield from told

    def _or_at_fault(self, transfer: Transfer, told: Iterator[PageAnswer]) -> Iterator[PageAnswer]:
        """What is told of a transfer; where an internal error ends it, that nobody has read the page."""
        with error_boundary() as fault:
            yield from told
        failure = self._course.failure(transfer, "skipped", fault.cause)
        if fault.cause and transfer.robots:
            yield from self._heard_robots(transfer, failure)
        elif fault.cause:
            yield transfer.request, failure

    def _tell_lost(self) -> Iterator[PageAnswer]:
        """The transfers that could not begin."""
        lost, self._lost = self._lost, []
        for transfer, cause in lost:
            yield from self._tell(transfer, self._course.failure(transfer, "skipped", cause))

    def _begin(self) -> bool:
        """Begins what may begin; whether anything did."""
        now, before = self._clock.monotonic(), len(self._engine)
        while len(self._engine) < self._settings.max_connections and (transfer := self.host_queue.next(now)):
            transfer.tries += 1
            transfer.total_tries += 1
            with error_boundary() as fault:
                wire = RawCapture(self._clock.now(), limit=2 * self._settings.max_page_bytes) if self._recorder else None
                self._engine.begin(transfer, wire)
            if fault.cause:
                self.host_queue.done(transfer.place)
                self._lost.append((transfer, fault.cause))
        return len(self._engine) > before

    def _ended(self, line: CurlHandle, number: int, message: str) -> Iterator[PageAnswer]:
        transfer = line.transfer
        with error_boundary() as fault:
            end = self._engine.end(line, number, message)
            self._record(line, transfer, number)
            transfer.cookies = self._engine.cookies(line)
            outcome = self._course.after(transfer, line, end)
        if fault.cause:
            outcome = self._course.failure(transfer, "skipped", fault.cause)
        self.host_queue.done(transfer.place)
        self._engine.release(line)
        if isinstance(outcome, Retry):
            if outcome.host:
                self._limiter.hold(transfer.place, self._clock.monotonic() + outcome.seconds)
            yield from self._queue(transfer, 0.0 if outcome.host else outcome.seconds)
        else:
            yield from self._tell(transfer, outcome)

    def _tell(self, transfer: Transfer, outcome: Outcome) -> Iterator[PageAnswer]:
        broken = isinstance(outcome, Failure) and outcome.kind in BROKEN
        self._faults[transfer.place] = self._faults[transfer.place] + 1 if broken else 0
        if transfer.robots:
            yield from self._heard_robots(transfer, outcome)
        elif not isinstance(outcome, Retry):
            if self._recorder and transfer.exchanges:
                self._recorder.keep(transfer.request, tuple(exchange for exchange in transfer.exchanges if exchange))
            yield transfer.request, outcome
        if self._faults[transfer.place] >= FAULTS_IN_A_ROW:
            for other in self.host_queue.drop(transfer.place):
                yield other.request, self._left_alone(other)

    def _heard_robots(self, transfer: Transfer, outcome: Outcome) -> Iterator[PageAnswer]:
        if isinstance(outcome, Response) and outcome.status == 200 and (seconds := crawl_delay(outcome.body)):
            self._limiter.slow(transfer.place, seconds)
        for waiting in self._waiting_for_robots.pop(transfer.place, ()):
            yield from self._queue(waiting)

    def _left_alone(self, transfer: Transfer) -> Failure:
        return self._course.failure(transfer, "skipped", f"not asked: its host failed {FAULTS_IN_A_ROW} times in a row in this run")

    def _record(self, line: CurlHandle, transfer: Transfer, number: int) -> None:
        if line.wire:
            line.wire.ended(self._engine.server(line), number)
            transfer.exchanges[len(transfer.hops) :] = [line.wire.exchange(without_credentials(transfer.url).partition("#")[0])]
