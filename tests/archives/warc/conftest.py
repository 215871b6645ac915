"""Exchanges to write, and a folder for captures."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from citecheck.archives.warc.writer import Writer, open_writer
from citecheck.model.web import Exchange, Request, Truncation

MOMENT = datetime(2026, 1, 1, 12, tzinfo=UTC)
AGENT = "citecheck/test"


def exchange(
    url: str,
    body: bytes = b"<html>a page",
    *,
    status: str = "200 OK",
    fields: tuple[str, ...] = ("Content-Type: text/html",),
    asked: tuple[str, ...] = (),
    truncated: Truncation | None = None,
    length: bool = True,
    at: datetime = MOMENT,
) -> Exchange:
    """One exchange; Content-Length is the body's unless ``fields`` say how it ends."""
    own = (f"Content-Length: {len(body)}",) if length else ()
    head = "\r\n".join((f"HTTP/1.1 {status}", *fields, *own, "", "")).encode()
    request = "\r\n".join((f"GET /{url.split('/', 3)[-1]} HTTP/1.1", "Host: example.org", *asked, "", "")).encode()
    return Exchange(url, request, head, body, "192.0.2.7", at, truncated)


class Keeping:
    """Writes exchanges into a folder, a run a call."""

    def __init__(self, folder: Path, clock: object) -> None:
        self.folder = folder
        self._clock = clock

    def run(self, *chains: tuple[Exchange, ...] | Exchange) -> Writer:
        with open_writer(self.folder, self.folder.parent, self._clock, AGENT) as writer:  # type: ignore[arg-type]
            for chain in chains:
                hops = chain if isinstance(chain, tuple) else (chain,)
                writer.keep(Request(hops[0].url), hops)
        return writer


@pytest.fixture
def keeping(tmp_path: Path, clock: object) -> Keeping:
    return Keeping(tmp_path / "archive", clock)


@pytest.fixture
def warc(keeping: Keeping) -> Callable[[], Path]:
    """The one WARC file that was written."""

    def one() -> Path:
        (path,) = keeping.folder.glob("*.warc.gz")
        return path

    return one
