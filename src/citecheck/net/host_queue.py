"""Whose turn it is: a queue for each host, so many at once on one host, and a heap of the hosts that may be asked next.

A request waits here outside any time-out. Hosts take turns in the order in which their time comes.
"""

import heapq
import itertools
from collections import defaultdict, deque
from collections.abc import Iterator

from citecheck.net.rate_limit import RateLimiter
from citecheck.net.transfer import Transfer


class HostQueue:
    """Transfers that wait. Times are the clock's monotonic seconds."""

    def __init__(self, limiter: RateLimiter, max_per_host: int) -> None:
        self._limiter = limiter
        self._most = max_per_host
        self._queues: dict[str, deque[Transfer]] = {}
        self._active: dict[str, int] = defaultdict(int)
        self._due: list[tuple[float, int, str]] = []  # a host with a free slot has one entry
        self._listed: set[str] = set()
        self._delayed: list[tuple[float, int, Transfer]] = []
        self._number = itertools.count()
        self.waiting = 0

    def add(self, transfer: Transfer) -> None:
        """Puts a transfer at the end of its host's queue."""
        self._queues.setdefault(transfer.place, deque()).append(transfer)
        self.waiting += 1
        self._list(transfer.place)

    def delay(self, transfer: Transfer, until: float) -> None:
        """Puts a transfer into its queue again at a later time; it holds no slot meanwhile."""
        heapq.heappush(self._delayed, (until, next(self._number), transfer))
        self.waiting += 1

    def next(self, now: float) -> Transfer | None:
        """The transfer that may begin now, if there is one."""
        while self._delayed and self._delayed[0][0] <= now:
            self.waiting -= 1
            self.add(heapq.heappop(self._delayed)[2])
        while self._due and self._due[0][0] <= now:
            _, _, place = heapq.heappop(self._due)
            self._listed.discard(place)
            if self._limiter.ready(place) > now:
                self._list(place)
            elif transfer := self._begin(place, now):
                return transfer
        return None

    def _begin(self, place: str, now: float) -> Transfer | None:
        queue = self._queues.get(place)
        if not queue or self._active[place] >= self._most:
            return None
        transfer = queue.popleft()
        self.waiting -= 1
        self._active[place] += 1
        self._limiter.take(place, now, transfer.interval)
        self._list(place)
        return transfer

    def _list(self, place: str) -> None:
        """Notes when a host may be asked next, unless it is noted, has nothing to ask, or no slot free."""
        queue = self._queues.get(place)
        if not queue:
            self._queues.pop(place, None)
        elif place not in self._listed and self._active[place] < self._most:
            self._listed.add(place)
            heapq.heappush(self._due, (self._limiter.ready(place), next(self._number), place))

    def done(self, place: str) -> None:
        """A transfer of a host has ended; its slot is free."""
        self._active[place] -= 1
        if not self._active[place]:
            del self._active[place]
        self._list(place)

    def pause(self, now: float) -> float:
        """Seconds until something may be due, infinite where nothing waits for time."""
        times = [*(self._due[0][:1] if self._due else ()), *(self._delayed[0][:1] if self._delayed else ())]
        return max(0.0, min(times) - now) if times else float("inf")

    def drop(self, place: str) -> Iterator[Transfer]:
        """Takes everything out of a host's queue."""
        for transfer in self._queues.pop(place, ()):
            self.waiting -= 1
            yield transfer
        mine = [entry for entry in self._delayed if entry[2].place == place]
        if mine:
            self._delayed = [entry for entry in self._delayed if entry[2].place != place]
            heapq.heapify(self._delayed)
            self.waiting -= len(mine)
            yield from (transfer for _, _, transfer in mine)
