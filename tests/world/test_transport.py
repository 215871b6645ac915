"""Services over real sockets: only public addresses are connected to, and no answer costs more than its bounds."""

import socket
from dataclasses import replace
from typing import Any

import pytest

from citecheck.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.ports import NetworkSettings
from citecheck.world import services
from citecheck.world.clock import SystemClock
from citecheck.world.services import RequestsTransport
from tests.links.conftest import Faults, answer

PRIVATE = NetworkSettings(allow_private=True, timeout=1.5)
PUBLIC = replace(PRIVATE, allow_private=False)


@pytest.fixture
def server(loopback: None) -> Faults:
    return Faults()


def send(url: str, settings: NetworkSettings = PRIVATE) -> Response:
    return RequestsTransport(settings, SystemClock())(Request(url))


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """A name service that gives one answer after the other, the last for ever; whom it was asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_rest: Any, **_named: Any) -> list[Any]:
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1].split(",")
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_a_service_at_a_private_address_is_not_asked(server: Faults, host: str) -> None:
    with pytest.raises(NoAnswer, match="private"):
        send(server.url("ok", host), PUBLIC)
    assert not server.asked


@pytest.mark.parametrize(
    "addresses", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "93.184.216.34,127.0.0.1", "2606:2800:220:1::1,::1"]
)
def test_a_service_whose_name_leads_to_a_private_address_is_not_connected_to(
    server: Faults, addresses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One private address among several is enough: which one would be taken is chance."""
    resolving(monkeypatch, addresses)
    with pytest.raises(NoAnswer):
        send(f"http://rebind.example:{server.port}/ok", PUBLIC)
    assert not server.asked


def test_a_name_is_resolved_once_so_that_no_second_answer_is_connected_to(server: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
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
    outer = "127.0.0.9"  # plays a public host
    from citecheck.world import guard

    real = guard.is_public
    monkeypatch.setattr(guard, "is_public", lambda address: address == outer or real(address))
    monkeypatch.setattr(services, "check_url", lambda url, **_: url)  # literals are refused at the first address only
    redirecting = Faults(address=outer)
    redirecting.answers["go"] = [answer("302 Found", b"", f"Location: {target.format(port=server.port)}")]
    with pytest.raises(NoAnswer):
        send(redirecting.url("go", outer), PUBLIC)
    assert redirecting.asked["go"] == 1 and not server.asked


def test_a_service_that_redirects_for_ever_is_left_after_a_few_steps(server: Faults) -> None:
    with pytest.raises(NoAnswer, match="too many redirects"):
        send(server.url("ever-on/0"))
    assert sum(server.asked.values()) < 10
