"""Leases: one owner of a shard of hosts at any time, over the processes and computers that share a folder, without a server.

A shard's leases are the files ``SHARD.1.lease``, ``SHARD.2.lease`` … in the folder; the highest number is the owner's fencing token. Each is
created by one process only (``O_EXCL``), and never deleted. The owner renews its lease by the file's modification time. Who sees that
time unchanged for ``seconds`` takes the next number. The owner stops earlier, ``SHARE`` of ``seconds`` after its last renewal began, and
a lease that expired is never renewed, so there is no moment with two owners. Only durations are compared, each on one computer's clock: clocks
may differ and jump. On the owner's own computer a killed owner is noticed at once, since the lock on its file is gone.

The folder's file system must create files exclusively, show a changed modification time to who opens the file afterwards, and keep both over a
crash of a client: local file systems, NFS 3 and later (also with its caches: files are opened to look at them), SMB. Object stores
and synchronised folders do not. A computer whose clock stands still while it is stopped (a virtual machine that is paused) notices its lost
lease by the next file's presence, within ``LOOK_EVERY`` seconds; on NFS only with ``lookupcache=positive``.
"""

import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from citecheck.io import descriptors
from citecheck.model.errors import LeaseLost, WriteError
from citecheck.net.clock import SystemClock
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Clock

SECONDS = 15.0  # without renewal, after which another process may take a lease over
SHARE = 2 / 3  # of these the owner uses, so that what it begins at the last moment also ends in time
RENEWALS = 6  # in this time
LOOK_EVERY = 1.0  # seconds between two looks for a successor
POLL_EVERY = 0.5  # seconds between two looks at another owner's lease
RELEASED = b"released\n"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")  # of Linux
LEASE = ".lease"
SHARD = lazy_pattern(r"[A-Za-z0-9_-]{1,100}")


class Held:
    """A lease that this process has. ``token`` is larger than that of every earlier owner of the shard. Used by all its threads."""

    def __init__(self, folder: Path, shard: str, token: int, renewed: float, seconds: float, clock: Clock) -> None:
        self.token = token
        self._path = lease_file(folder, shard, token)
        self._next = lease_file(folder, shard, token + 1)
        self._seconds = SHARE * seconds
        self._clock = clock
        self._renewed = self._looked = renewed
        self._lost = ""

    def check(self) -> None:
        """Raise ``LeaseLost`` unless the lease is valid now. Called before every batch of requests, and before results are put in place."""
        now = self._clock.monotonic()
        if now - self._looked > LOOK_EVERY:
            self._look(now)
        if now - self._renewed > self._seconds:
            self._lost = self._lost or f"it was not renewed for {now - self._renewed:.1f} seconds"
        if self._lost:
            raise LeaseLost(f"{self._path}: the lease is lost: {self._lost}; what it covers is begun again by the next owner")

    def _look(self, now: float) -> None:
        self._looked = now
        with suppress(OSError):
            self._next.stat()
            self._lost = "another process has taken it over"

    def renew(self) -> None:
        """Renew the lease, unless it has expired or was taken over. Raises ``LeaseLost``."""
        started = self._clock.monotonic()
        self._look(started)
        self.check()
        try:
            os.utime(self._path)
        except FileNotFoundError:
            self._lost = "its file was deleted"
        except OSError:
            return  # the file system is away; the lease may expire
        self._renewed = started


@contextmanager
def lease(folder: Path, shard: str, *, seconds: float = SECONDS, quiet: float = 0.0, clock: Clock | None = None) -> Iterator[Held]:
    """Own a shard for the block; waits while another process does. The lease is renewed in a thread.

    After an earlier owner it begins ``quiet`` seconds later, so that hosts get no request sooner than their interval allows.
    """
    clock = clock or SystemClock()
    held, descriptor = take(folder, shard, seconds, clock)
    ended = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(held, ended, seconds / RENEWALS), daemon=True)
    thread.start()
    try:
        if held.token > 1:
            clock.sleep(quiet)
        held.check()
        yield held
    finally:
        ended.set()
        thread.join(seconds)
        with suppress(OSError):
            os.write(descriptor, RELEASED)
        os.close(descriptor)


def _renew_until(held: Held, ended: threading.Event, seconds: float) -> None:
    with suppress(LeaseLost):  # the owner's own check raises it
        while not ended.wait(seconds):
            held.renew()


def take(folder: Path, shard: str, seconds: float, clock: Clock) -> tuple[Held, int]:
    """Wait until the shard has no owner, and own it; return the lease, and the descriptor of its locked file. Raises ``WriteError``."""
    if not SHARD.fullmatch(shard):
        raise ValueError(f"not a name of a shard: {shard!r}")
    watch = Watch(seconds, clock)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            token = newest_token(folder, shard)
            started = clock.monotonic()
            if token and not watch.is_over(lease_file(folder, shard, token)):
                clock.sleep(min(POLL_EVERY, seconds / RENEWALS))
            elif (descriptor := _create(lease_file(folder, shard, token + 1))) is not None:
                return Held(folder, shard, token + 1, started, seconds, clock), descriptor
    except OSError as error:
        raise WriteError(f"{folder}: no lease can be written there: {error.strerror}") from None


def _create(path: Path) -> int | None:
    """Create a lease's file, locked, and return its descriptor; None if another process did."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | descriptors.PRIVATE, 0o666)
    except FileExistsError:
        return None
    boot = ""
    with suppress(OSError):  # some file systems have no locks
        descriptors.lock(descriptor)
        boot = _boot()
    os.write(descriptor, f"{boot} {socket.gethostname()} {os.getpid()}\n".encode())  # the last two are for people
    return descriptor


class Watch:
    """Looks at other owners' leases until one is over."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds = seconds
        self._clock = clock
        self._seen: tuple[Path, int] | None = None
        self._since = 0.0

    def is_over(self, path: Path) -> bool:
        """Whether a lease was released, its owner on this computer has ended, or it was not renewed for its time.

        The clock is read on the cautious side of each look, so that a pause of this process at any place never shortens the time.
        """
        now = self._clock.monotonic()
        descriptor = os.open(path, os.O_RDWR | descriptors.PRIVATE)  # on NFS a look without opening shows what is cached
        try:
            seen = path, os.fstat(descriptor).st_mtime_ns
            if _is_free(descriptor):
                return True
        finally:
            os.close(descriptor)
        if seen != self._seen:
            self._seen, self._since = seen, self._clock.monotonic()
            return False
        return now - self._since >= self._seconds


def _is_free(descriptor: int) -> bool:
    """Whether a lease's owner has released it, or has ended on this computer: then its lock is gone."""
    told = os.read(descriptor, 1_000)
    if told.endswith(RELEASED):
        return True
    boot = told.partition(b" ")[0].decode("ascii", "replace")
    with suppress(OSError):
        if boot and boot == _boot():
            descriptors.lock(descriptor)
            return True
    return False


@cache
def _boot() -> str:
    """What identifies this start of the computer's system; empty if it does not say."""
    with suppress(OSError):
        return BOOT_ID.read_text(encoding="ascii").strip()
    return ""


def newest_token(folder: Path, shard: str) -> int:
    """The fencing token of a shard's last owner, 0 if it never had one."""
    return _highest_token(folder / f"{shard}{LEASE}")


def lease_file(folder: Path, shard: str, token: int) -> Path:
    """The file of a lease."""
    return result_file(folder / f"{shard}{LEASE}", token)


def result_file(path: Path, token: int) -> Path:
    """The name of a result with its owner's fencing token: ``links.7.parquet``. Two owners never write the same file."""
    return path.with_name(f"{path.stem}.{token}{path.suffix}")


def accepted_result(path: Path) -> Path | None:
    """The result with the highest fencing token, None if there is none: what an earlier owner writes late is refused."""
    token = _highest_token(path)
    return result_file(path, token) if token else None


def _highest_token(path: Path) -> int:
    """The highest fencing token in the names that ``result_file`` gives, 0 if there is none."""
    name = re.compile(rf"{re.escape(path.stem)}\.(\d+){re.escape(path.suffix)}")
    with suppress(FileNotFoundError), os.scandir(path.parent) as entries:
        return max((int(match[1]) for entry in entries if (match := name.fullmatch(entry.name))), default=0)
    return 0
