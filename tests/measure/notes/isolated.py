"""Runs a function over many documents, each in a process of its own with a time limit: no fault of one document ends the run."""

import contextlib
import json
import os
import resource
import selectors
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

MEMORY = 4 << 30  # bytes of address space


@dataclass
class Child:
    """A running process: what it works on, since when, and what it wrote so far."""

    number: int
    pid: int
    pipe: int
    deadline: float
    written: bytearray = field(default_factory=bytearray)


def in_children(
    function: Callable[[Any], dict[str, Any]], items: Sequence[Any], jobs: int, limit: float
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each item and the function's result as JSON; ``{"fault": …}`` where it raised, ended early or took over ``limit`` seconds."""
    waiting = list(enumerate(items))[::-1]
    with selectors.DefaultSelector() as selector:
        running: dict[int, Child] = {}
        while waiting or running:
            while waiting and len(running) < jobs:
                child = _started(function, *waiting.pop(), limit)
                running[child.pipe] = child
                selector.register(child.pipe, selectors.EVENT_READ)
            ready = {key.fd for key, _ in selector.select(0.5)}
            for child in list(running.values()):
                if (child.pipe in ready and not _more(child)) or time.monotonic() > child.deadline:
                    selector.unregister(child.pipe)
                    del running[child.pipe]
                    yield child.number, _ended(child)


def _started(function: Callable[[Any], dict[str, Any]], number: int, item: Any, limit: float) -> Child:
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return Child(number, pid, read, time.monotonic() + limit)
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.close(read)
    try:
        result = function(item)
    except BaseException as error:  # noqa: BLE001 - the process ends with it
        result = {"fault": f"{type(error).__name__}: {error}"[:300]}
    with os.fdopen(write, "wb") as pipe:
        pipe.write(json.dumps(result).encode())
    os._exit(0)


def _more(child: Child) -> bool:
    """Reads what is there; False at the end."""
    part = os.read(child.pipe, 1 << 16)
    child.written += part
    return bool(part)


def _ended(child: Child) -> dict[str, Any]:
    os.close(child.pipe)
    late = time.monotonic() > child.deadline
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    os.waitpid(child.pid, 0)
    try:
        result = json.loads(child.written)
    except ValueError:
        return {"fault": "took too long" if late else "the process ended early"}
    return dict(result)
