"""Reliability and speed of the archive and the lock: ``python -m tests.measure.archive`` writes reports/archive.md.

Times are compared within one run, independently of the machine's speed.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from citecheck.archives.warc.cdxj import CdxjRow, look_up
from citecheck.archives.warc.record import LEVEL
from citecheck.archives.warc.writer import open_writer
from citecheck.model.web import Exchange, Request
from citecheck.net.cache import Cache
from citecheck.net.clock import SystemClock
from citecheck.net.pages import Pages
from citecheck.protocols import NetworkSettings
from tests.measure import kept, lock

ROUNDS = 5
PAGES = 1_000
LATENCY = 0.1  # seconds
RECORDS = 1_500
ROWS = 1_000_000
LOOK_UPS = 200


def main() -> None:
    """Measures and writes the report."""
    parts = {"What is kept": told(kept.lines())}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        parts["How fast"] = told([*capturing(place), *writing(place), *finding(place)])
        parts["The lock"] = told(lock.lines(place))
    text = "# The local archive and the lock\n\nMade by `python -m tests.measure.archive`. Ratios are within one run.\n"
    text += "".join(f"\n## {title}\n\n" + "".join(f"{line}\n" for line in lines) for title, lines in parts.items())
    Path("reports/archive.md").write_text(text, encoding="utf-8")


def told(lines: list[str]) -> list[str]:
    """Prints what was measured as soon as it is."""
    print("\n".join(lines), flush=True)
    return lines


def timed(work: Callable[[], Any]) -> float:
    """Seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def capturing(folder: Path) -> list[str]:
    """The pages engine alone, and with the archive, turn by turn, against a server that takes its time."""
    command = [sys.executable, "-m", "tests.replay.odd_server", str(LATENCY)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        address = server.stdout.readline().strip()
        requests = [Request(f"{address}/{kind}/{n}") for n in range(PAGES // 4) for kind in ("plain", "gzip", "chunked", "same")]
        alone, kept = [], []
        for turn in range(ROUNDS):
            alone.append(timed(lambda: fetch(requests, None)))
            kept.append(timed(lambda turn=turn: capture(requests, folder / f"captures{turn}")))  # type: ignore[misc]
    finally:
        server.terminate()
    ratio = statistics.median(alone) / statistics.median(kept)
    rates = f"{PAGES / statistics.median(alone):.0f} and {PAGES / statistics.median(kept):.0f} pages a second"
    return [
        f"- Capture against the pages engine alone, {PAGES} pages at {LATENCY * 1000:.0f} ms: **{ratio:.2f}** ({rates}; wanted: 0.8)"
    ]


def fetch(requests: list[Request], recorder: Any) -> None:
    settings = NetworkSettings(allow_private=True, interval=0, max_per_host=64)
    clock = SystemClock()
    answers = list(Pages(settings, clock, Cache(None, clock), recorder).fetch(requests))
    assert len(answers) == len(requests)


def capture(requests: list[Request], folder: Path) -> None:
    with open_writer(folder, folder.parent, SystemClock(), "measure") as writer:
        fetch(requests, writer)


def writing(folder: Path) -> list[str]:
    """Writing records, fsync and all, against zlib alone at the same level over the same pages."""
    dice = random.Random(1)
    words = ["".join(dice.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(dice.randrange(2, 11))) for _ in range(4000)]
    bodies = [f"<html><p>{' '.join(dice.choice(words) for _ in range(6000))}</html>".encode() for _ in range(RECORDS)]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    now = datetime.now(UTC)
    exchanges = [
        Exchange(f"http://example.org/{n}", b"GET / HTTP/1.1\r\n\r\n", head, body, "192.0.2.1", now)
        for n, body in enumerate(bodies)
    ]

    def keep(turn: int) -> None:
        with open_writer(folder / f"written{turn}", folder, SystemClock(), "measure") as writer:
            for exchange in exchanges:
                writer.keep(Request(exchange.url), (exchange,))

    plain, warc = [], []
    for turn in range(3):
        plain.append(timed(lambda: [zlib.compress(body, LEVEL) for body in bodies]))
        warc.append(timed(lambda turn=turn: keep(turn)))  # type: ignore[misc]
    ratio = statistics.median(plain) / statistics.median(warc)
    speed = sum(map(len, bodies)) / 1e6 / statistics.median(warc)
    return [
        f"- WARC writing against plain zlib at level {LEVEL}, {RECORDS} pages of {len(bodies[0]) // 1000} kB: **{ratio:.2f}** ({speed:.0f} MB a second; wanted: 0.5)"
    ]


class Counting:
    """A file that counts what is read of it, a block of the operating system's a time."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read_bytes = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __iter__(self) -> Any:
        return iter(self.readline, b"")

    def readline(self) -> bytes:
        line = self._file.readline()
        self.read_bytes += len(line)
        return line


def finding(folder: Path) -> list[str]:
    """One look-up in an index of a million rows."""
    path = folder / "million.cdxj"
    rows = [
        CdxjRow(f"http://site{n % 997:03}.example/{n:07}", "20260101120000", "text/html", "200", "sha1:X", 100, n, "a.warc.gz")
        for n in range(0, ROWS, 1000)
    ]
    template = rows[0].line().partition(b" ")[2]
    keys = sorted(b"example,site%03d)/%07d " % (n % 997, n) for n in range(ROWS))
    with path.open("wb") as file:
        file.writelines(key + template for key in keys)
    dice = random.Random(2)
    most, times = 0, []
    for _ in range(LOOK_UPS):
        n = dice.randrange(ROWS)
        with path.open("rb") as file:
            counting = Counting(file)
            started = time.perf_counter()
            found = list(look_up(counting, f"http://site{n % 997:03}.example/{n:07}"))  # type: ignore[arg-type]
            times.append(time.perf_counter() - started)
        assert len(found) == 1
        most = max(most, counting.read_bytes)
    size = path.stat().st_size
    return [
        f"- A look-up in {ROWS:,} rows ({size / 1e6:.0f} MB): at most **{most:,} bytes** read, {statistics.median(times) * 1e6:.0f} µs"
    ]


if __name__ == "__main__":
    main()
