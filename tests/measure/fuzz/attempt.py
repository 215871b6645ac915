"""One attempt: a target reads an input within limits of time and memory. A failure is a ``Finding``.

A target may raise the errors that it declares; any other exception, a property that does not hold (``BrokenPlugin``), or too much CPU time is a
finding. CPU time is measured, not wall-clock time, so that load on the machine causes no finding.
"""

import hashlib
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Protocol

FREE = 4_096  # bytes that are read within the base time
SECONDS = 1.0  # CPU time for an input of up to FREE bytes
PER_KILOBYTE = 0.05  # CPU time for each further kilobyte
INSTRUMENTED = 5.0  # factor: coverage-guided code is several times slower
MEMORY = 3 << 29  # bytes of address space; a reader that wants more gets a MemoryError


class Mutator(Protocol):
    """Makes another input from one; the same seed makes the same one."""

    def __call__(self, data: bytes, largest: int, seed: int) -> bytes: ...


@dataclass(frozen=True)
class Target:
    """What is fuzzed: ``run`` reads one input, ``seeds`` are where a corpus begins, ``tokens`` are words of the format's syntax.

    ``allowed``: the errors that a bad input is answered with. ``trees`` changes an input by its structure; None where it has none.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    tokens: Sequence[bytes] = ()
    trees: Mutator | None = None
    allowed: tuple[type[Exception], ...] = ()
    largest: int = 4_096  # bytes of an input


@dataclass(frozen=True)
class Finding:
    """What one input does wrong. ``kind`` is the same for inputs that fail at the same place in the same way."""

    target: str
    kind: str
    what: str
    data: bytes

    @property
    def name(self) -> str:
        """A file name for it."""
        return f"{self.target}-{hashlib.sha256(self.kind.encode()).hexdigest()[:10]}"


class BrokenPlugin(Exception):
    """A law does not hold; the text says which."""


class TooSlow(BaseException):
    """More CPU time than the bound; raised by a signal wherever the code is, and no ``except Exception`` catches it."""


def bound(size: int, factor: float = 1.0) -> float:
    """The CPU seconds that an input of a size may take."""
    return factor * (SECONDS + PER_KILOBYTE * max(0, size - FREE) / 1_000)


def limit_memory() -> None:
    """Gives the process an address space of its own, so that an input that wants all memory gets a ``MemoryError``."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def attempt(target: Target, data: bytes, factor: float = 1.0) -> Finding | None:
    """Runs the target on one input; the finding, if it is one."""
    try:
        with _open_borders(), _within(bound(len(data), factor)):
            target.run(data)
    except target.allowed:
        return None
    except TooSlow as error:
        return _finding(target, data, "too slow", error)
    except Exception as error:  # noqa: BLE001 any exception is what is looked for
        return _finding(
            target, data, str(error).partition(":")[0] if isinstance(error, BrokenPlugin) else type(error).__name__, error
        )
    return None


def seconds(target: Target, data: bytes, most: float = 10.0) -> float:
    """The CPU time of one run, whatever comes of it, up to ``most``."""
    started = time.process_time()
    try:
        with _open_borders(), _within(most):
            target.run(data)
    except (Exception, TooSlow):  # noqa: BLE001 only the time is asked for
        pass
    return time.process_time() - started


@contextmanager
def _open_borders() -> Iterator[None]:
    """Lets exceptions through the borders that end them in a run: here they are what is looked for."""
    try:
        from citecheck.faults import ErrorBoundary
    except ImportError:
        yield
        return
    closed = ErrorBoundary.__exit__
    ErrorBoundary.__exit__ = lambda *_: False  # type: ignore[method-assign]
    try:
        yield
    finally:
        ErrorBoundary.__exit__ = closed  # type: ignore[method-assign]


@contextmanager
def _within(limit: float) -> Iterator[None]:
    """Raises ``TooSlow`` after so many CPU seconds. Patterns and C code notice when they next look at signals."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {limit:.1f} s of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _finding(target: Target, data: bytes, how: str, error: BaseException) -> Finding:
    where = _place(error)
    words = " ".join(str(error).split())[:300]
    return Finding(target.name, f"{how} in {where}", f"{type(error).__name__}: {words} ({where})", data)


def _place(error: BaseException) -> str:
    """The innermost function of citecheck's own; of a law, the function that states it."""
    frames = traceback.extract_tb(error.__traceback__, limit=-400)
    own = [f for f in frames if "/citecheck/" in f.filename] or [f for f in frames if "/fuzz/" in f.filename] or list(frames)
    if isinstance(error, BrokenPlugin):
        own = [f for f in frames if "/fuzz/" in f.filename] or own
    return f"{Path(own[-1].filename).name}:{own[-1].name}" if own else "nowhere"


def shorter(target: Target, found: Finding, budget: float = 60.0) -> Finding:
    """The finding with an input as short as leaving out stretches makes it, within so many CPU seconds."""
    best, started = found, time.process_time()
    size = max(1, len(found.data) // 2)
    while size and time.process_time() - started < budget:
        at, changed = 0, False
        while at < len(best.data) and time.process_time() - started < budget:
            other = attempt(target, best.data[:at] + best.data[at + size :])
            if other and other.kind == found.kind:
                best, changed = other, True
            else:
                at += size
        size = size if changed and size == 1 else size // 2
        if not changed and not size:
            break
    return best


def no_internal_error(message: str) -> None:
    """What a border has caught is a fault all the same. Raises ``BrokenPlugin``."""
    if "internal error" in message:
        raise BrokenPlugin(f"caught at a border: {message}")


def say(text: str) -> None:
    """A line for people."""
    sys.stderr.write(f"{text}\n")
