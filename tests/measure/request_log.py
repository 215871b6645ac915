"""A server of pages on many loopback hosts that logs each request: ``python -m tests.measure.request_log PORT HOSTS LOG``.

``serving`` runs it in a process of its own, so that its times do not depend on the measured program. Prints READY when all hosts listen.
"""

import asyncio
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TextIO
from urllib.parse import quote, unquote

FLUSH_EVERY = 0.1  # seconds


class Asked(NamedTuple):
    """A request: when it arrived (``time.monotonic``), the host, the path, and the agent that sent it."""

    time: float
    host: str
    path: str
    agent: str


def host(number: int) -> str:
    """The address of a host."""
    return f"127.1.{number // 250}.{number % 250 + 1}"


class Connection(asyncio.Protocol):
    """One connection with keep-alive; requests have no bodies, and come one after another."""

    def __init__(self, log: TextIO) -> None:
        self._log = log
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            first, *fields = head.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            agent = next((field[12:] for field in fields if field.lower().startswith("user-agent: ")), "")
            self._log.write(f"{time.monotonic()}\t{self._host}\t{path}\t{agent}\n")
            self._transport.write(answer(path))


def answer(path: str) -> bytes:
    """An article of its own for each path, whose title has the path's words, parted by ``_``; 404 where it begins with ``/gone``."""
    words = unquote(path).replace("_", " ")
    text = f"<title>The affair of {words}</title><h1>The affair of {words}</h1><p>{f'What {path} reports is told here. ' * 20}"
    body = f"<!doctype html><html><body>{text}</body></html>".encode()
    status = b"404 Not Found" if path.startswith("/gone") else b"200 OK"
    return b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


async def serve(port: int, hosts: int, file: Path) -> None:
    """Serve until the process is ended."""
    loop = asyncio.get_running_loop()
    with file.open("a", encoding="utf-8") as log:
        for number in range(hosts):
            await loop.create_server(lambda: Connection(log), host(number), port, backlog=512)
        print("READY", flush=True)
        while True:
            await asyncio.sleep(FLUSH_EVERY)
            log.flush()


class Log:
    """The log while it is written."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def requests(self) -> list[Asked]:
        """All requests so far, in order of arrival."""
        time.sleep(3 * FLUSH_EVERY)
        lines = self._file.read_text(encoding="utf-8").splitlines()
        parted = [line.split("\t") for line in lines]
        return sorted(Asked(float(when), *rest) for when, *rest in parted)

    def count(self) -> int:
        """How many lines were written so far."""
        with self._file.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def url_of(number: int, hosts: int, port: int, kind: str, words: str) -> str:
    """The URL of a page with these words in its title; ``kind`` is ``page`` or ``gone``."""
    name = "_".join(re.findall(r"\w+", words))
    return f"http://{host(number % hosts)}:{port}/{kind}/{quote(name)}/{number}"


@contextmanager
def serving(folder: Path, port: int, hosts: int) -> Iterator[Log]:
    """Run the server for the block."""
    file = folder / "requests.log"
    command = [sys.executable, "-m", "tests.measure.request_log", str(port), str(hosts), str(file)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        assert server.stdout.readline().strip() == "READY"
        yield Log(file)
    finally:
        server.kill()
        server.wait()


def short_gaps(requests: Iterable[Asked], least: float) -> int:
    """How often a host was asked again sooner than after ``least`` seconds."""
    times: dict[str, list[float]] = defaultdict(list)
    for one in requests:
        times[one.host].append(one.time)
    return sum(later - before < least for each in times.values() for before, later in pairwise(sorted(each)))


def asked_again(requests: Iterable[Asked]) -> int:
    """How many requests repeat an earlier one."""
    counts = Counter((one.host, one.path) for one in requests)
    return sum(counts.values()) - len(counts)


def alternating_hosts(requests: Iterable[Asked]) -> int:
    """The hosts that went back to an earlier agent after another one had asked them: those with two owners at once."""
    agents: dict[str, list[str]] = defaultdict(list)
    for one in sorted(requests):
        if agents[one.host][-1:] != [one.agent]:
            agents[one.host].append(one.agent)
    return sum(len(each) > len(set(each)) for each in agents.values())


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
