"""Services over real sockets: only public addresses are connected to, and responses are bounded."""

import contextlib
import gzip
import socket
import time
import zlib
from typing import Any

import pytest
from msgspec.structs import replace

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.net import services
from citecheck.net.clock import SystemClock
from citecheck.net.services import RequestsTransport
from citecheck.protocols import NetworkSettings
from tests.bounded import LINEAR, growth
from tests.links.faulty_server import Faults, answer, zeros

PRIVATE = NetworkSettings(allow_private=True, timeout=10)  # long enough for a computer that stands still
PUBLIC = replace(PRIVATE, allow_private=False)


@pytest.fixture
def server(loopback: None) -> Faults:
    return Faults()


def send(url: str, settings: NetworkSettings = PRIVATE) -> Response:
    return RequestsTransport(settings, SystemClock())(Request(url))


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Resolve names to the answers in turn, then to the last; return the list of resolved names."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_rest: Any, **_named: Any) -> list[Any]:
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1].split(",")
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_a_service_at_a_private_address_gets_no_request(server: Faults, host: str) -> None:
    with pytest.raises(NoAnswer, match="private"):
        send(server.url("ok", host), PUBLIC)
    assert not server.asked


@pytest.mark.parametrize(
    "addresses", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "93.184.216.34,127.0.0.1", "2606:2800:220:1::1,::1"]
)
def test_a_service_name_that_resolves_to_a_private_address_is_not_connected_to(
    server: Faults, addresses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One private address among several is enough."""
    resolving(monkeypatch, addresses)
    with pytest.raises(NoAnswer):
        send(f"http://rebind.example:{server.port}/ok", PUBLIC)
    assert not server.asked


def test_a_name_is_resolved_only_once_before_connecting(server: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[str] = []

    def connect(_self: socket.socket, address: Any) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    asked = resolving(monkeypatch, "93.184.216.34", "127.0.0.1")
    with pytest.raises(NoAnswer):
        send(f"http://rebind.example:{server.port}/ok", PUBLIC)
    assert asked == ["rebind.example"] and connected == ["93.184.216.34"]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/ok", "http://[::1]:{port}/ok", "http://2130706433:{port}/ok", "file:///etc/passwd"]
)
def test_a_service_s_redirect_to_a_private_address_is_not_followed(
    server: Faults, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = "127.0.0.9"  # stands for a public host
    from citecheck.net import guard

    real = guard.is_public
    monkeypatch.setattr(guard, "is_public", lambda address: address == outer or real(address))
    monkeypatch.setattr(services, "check_url", lambda url, **_: url)  # so that the check while connecting is tested
    redirecting = Faults(address=outer)
    redirecting.answers["go"] = [answer("302 Found", b"", f"Location: {target.format(port=server.port)}")]
    with pytest.raises(NoAnswer):
        send(redirecting.url("go", outer), PUBLIC)
    assert redirecting.asked["go"] == 1 and not server.asked


def test_the_redirects_of_a_service_are_limited(server: Faults) -> None:
    with pytest.raises(NoAnswer, match="too many redirects"):
        send(server.url("ever-on/0"))
    assert sum(server.asked.values()) < 10


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_response_that_decodes_to_too_many_bytes_is_no_answer(
    server: Faults, coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MAX_BYTES", 1_000_000)
    server.answers["bomb"] = [answer("200 OK", bomb(coding), f"Content-Encoding: {coding}")]
    with pytest.raises(NoAnswer, match="too large"):
        send(server.url("bomb"))


@pytest.mark.parametrize(
    "path", ["endless-body", "endless-headers", "long-header", "http09", "no-http", "broken-chunks", "two-lengths", "empty"]
)
def test_an_endless_or_malformed_response_is_no_answer(server: Faults, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MAX_BYTES", 1_000_000)
    with pytest.raises(NoAnswer):
        send(server.url(path))


def test_a_response_in_many_small_chunks_takes_linear_time(server: Faults) -> None:
    def seconds(chunks: int) -> float:
        server.answers["chunks"] = [
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * chunks + b"0\r\n\r\n"
        ]
        begun = time.process_time()
        assert len(send(server.url("chunks")).body) == chunks
        return time.process_time() - begun

    assert growth(seconds, 1_000) <= LINEAR


@pytest.mark.parametrize(
    "said", ["anything", "HTTP/1.1 407 Login\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\n\r\n", ""]
)
def test_a_malformed_response_of_a_proxy_is_no_answer(server: Faults, said: str) -> None:
    server.answers["http://some.example/"] = server.answers["some.example:443"] = [said.encode()]
    for url in ("http://some.example/", "https://some.example/"):
        with contextlib.suppress(NoAnswer):
            assert send(url, replace(PUBLIC, proxy=server.url(""))).status == 407
    assert not any("10.0.0.1" in path for path in server.asked), "a proxy must not get a request for a private address"


def bomb(coding: str) -> bytes:
    """Four megabytes of zeros in a content coding."""
    if coding == "br":
        brotli = pytest.importorskip("brotli")
        return bytes(brotli.compress(bytes(4_000_000), quality=1))
    if coding == "deflate":
        return zlib.compress(bytes(4_000_000))
    return gzip.compress(zeros(4)) if "," in coding else zeros(4)
