"""What every test starts from: no settings of the user's, no cache, no network. ``loopback`` opens 127.0.0.0/8, and nothing else."""

import errno
import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from citecheck.cli import GC_THRESHOLD
from citecheck.net import curl
from citecheck.net.cache import Cache

SEED_LIST = Path(__file__).parent.parent / "references" / "us-iraq-dialogue.txt"


def pytest_configure() -> None:
    """Garbage is collected as seldom as the command does, in xdist's controller too, which keeps a report of each test."""
    gc.set_threshold(GC_THRESHOLD, 10, 10)


def pytest_collection_finish() -> None:
    """The tests themselves are some hundred thousand objects that stay: each full collection would look through them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """No test can see whether a file survives a power failure, and a busy disk takes 2 ms and more to say so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)  # which also raises OSError for a closed file
        yield


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Paths for one test each, of folders that are made only if something is written there."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _nothing_of_the_user(request: pytest.FixtureRequest, _homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("CITECHECK_") and name != "CITECHECK_RIGS"]:
        monkeypatch.delenv(name)
    # Most tests write nothing, and each ``tmp_path`` looks through those of all tests before.
    home = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else next(_homes)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setattr(Cache, "unusable", {})


class FakeClock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


LOOPBACK = ipaddress.ip_network("127.0.0.0/8")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host) in LOOPBACK
    except ValueError:
        return False


@pytest.fixture
def loopback(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Opens 127.0.0.0/8 and nothing else, to Python's sockets and to libcurl's. A test that tried to connect elsewhere fails."""
    elsewhere: list[str] = []

    def allowed(host: object) -> bool:
        if not _is_loopback(str(host)):
            elsewhere.append(str(host))
        return _is_loopback(str(host))

    def checked(connect: Callable[..., Any]) -> Callable[..., Any]:
        def only_loopback(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and not allowed(address[0]):
                raise OSError(errno.ENETUNREACH, "only 127.0.0.0/8 is open in tests")
            return connect(self, address)

        return only_loopback

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, checked(getattr(socket.socket, name)))

    def getaddrinfo(host: Any, *rest: Any, real: Callable[..., Any] = socket.getaddrinfo, **named: Any) -> Any:
        try:
            literal = host is None or bool(ipaddress.ip_address(str(host).partition("%")[0]))
        except ValueError:
            literal = False
        if literal or host == "localhost":
            return real("127.0.0.1" if host == "localhost" else host, *rest, **named)
        raise socket.gaierror(socket.EAI_NONAME, "no name is resolved in tests")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    _watch_libcurl(monkeypatch, allowed)
    yield
    assert not elsewhere


def _watch_libcurl(monkeypatch: pytest.MonkeyPatch, allowed: Callable[[object], bool]) -> None:
    """libcurl connects by itself; it only asks for the socket. What the guard gives is passed on where it is for loopback."""
    guarded, new, connect_through = curl._guarded, curl.CurlMulti._new, curl.CurlMulti._connect_through

    import pycurl

    def watched(opened: Callable[..., Any]) -> Callable[..., Any]:
        def open_socket(purpose: int, address: Any) -> Any:
            made = opened(purpose, address)
            if not isinstance(made, socket.socket) or allowed(address[3][0]):
                return made
            made.close()
            return pycurl.SOCKET_BAD

        return open_socket

    unguarded = watched(lambda _purpose, address: socket.socket(*address[:3]))

    def made(self: Any) -> Any:
        line = new(self)
        line.curl.setopt(self.pycurl.OPENSOCKETFUNCTION, unguarded)
        return line

    def connected(self: Any, line: Any, transfer: Any) -> None:
        connect_through(self, line, transfer)
        if line.proxy or self._settings.allow_private:  # else the guard has set its own
            line.curl.setopt(self.pycurl.OPENSOCKETFUNCTION, unguarded)

    monkeypatch.setattr(curl, "_guarded", lambda curl, line: watched(guarded(curl, line)))
    monkeypatch.setattr(curl.CurlMulti, "_new", made)
    monkeypatch.setattr(curl.CurlMulti, "_connect_through", connected)
