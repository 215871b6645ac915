"""Private addresses are never requested: in any spelling, on any redirect, by any name. A listening server must get no connection."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from citecheck.links.verdict import judge_answer
from citecheck.model.web import Failure, Unchecked, Unreachable
from citecheck.net import curl, guard

HOSTS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "017700000001", "127.0.0.1.",
    "0", "0.0.0.0", "127.255.255.254", "localhost", "localhost.", "LOCALHOST", "a.localhost", "localhost.localdomain", "[::1]", "[::]",
    "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]",
    "[fec0::1]", "[fc00::1]", "[ff02::1]", "[fe80::1%25eth0]", "[2001:db8::1]", "[2001::1]", "[3fff::1]", "10.0.0.1", "172.16.0.1",
    "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.88.99.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "%31%32%37.0.0.1", "１２７.0.0.1", "0x7f.0x0.0x0.0x1",
    "user:secret@127.0.0.1", "example.org@127.0.0.1", "ip6-localhost",
]  # fmt: skip
SCHEMES = [
    "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/_x", "dict://127.0.0.1:11211/stat", "data:text/html,hello",
    "javascript:alert(1)", "ldap://127.0.0.1/", "tftp://127.0.0.1/x", "smb://127.0.0.1/x", "ws://127.0.0.1/", "mailto:a@example.org",
    "http://", "http:///path", "http://[::1", "http://127.0.0.1:99999/", "http://a b.example/", "http://exa\x00mple.org/",
    "http://example.org/\r\nX-Injected: yes", "http://" + "a" * 9_000 + ".example/", "//127.0.0.1/", "https://\u202e.example/", "",
]  # fmt: skip
OUTER = "127.0.0.9"  # plays a public host


class Victim:
    """Listens wherever loopback leads, and counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._sockets = [socket.create_server(("0.0.0.0", 0))]
        self.port = self._sockets[0].getsockname()[1]
        if socket.has_ipv6:
            with contextlib.suppress(OSError):
                self._sockets.append(socket.create_server(("::", self.port), family=socket.AF_INET6, dualstack_ipv6=False))
        for one in self._sockets:
            threading.Thread(target=self._listen, args=(one,), daemon=True).start()

    def _listen(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self.visits += 1
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
            connection.close()

    def close(self) -> None:
        for one in self._sockets:
            one.close()


def resolve(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Names as a name service would resolve them, which no test asks: ``host:port:address``."""
    aim = curl.CurlMulti._aim

    def aimed(self: Any, line: Any, transfer: Any) -> None:
        aim(self, line, transfer)
        line.curl.setopt(self.pycurl.RESOLVE, list(names))

    monkeypatch.setattr(curl.CurlMulti, "_aim", aimed)


@pytest.fixture
def victim(loopback: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Victim]:
    listening = Victim()
    resolve(
        monkeypatch,
        f"localhost.localdomain:{listening.port}:127.0.0.1",
        f"ip6-localhost:{listening.port}:::1",
        "example.org:80:127.0.0.1",
    )
    yield listening
    assert listening.visits == 0
    listening.close()


def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes one loopback address count as public, so that something can answer there."""
    real = guard.is_public
    for module in (guard, curl):
        monkeypatch.setattr(module, "is_public", lambda address: address == OUTER or real(address))


@pytest.mark.parametrize("host", HOSTS)
def test_a_private_address_is_not_requested_in_any_spelling(victim, ask, host: str) -> None:
    outcome = ask(f"http://{host}:{victim.port}/secret", allow_private=False)
    assert isinstance(outcome, Failure) and outcome.kind in ("address", "scheme", "dns"), outcome
    assert "secret@" not in outcome.reason


def test_a_url_that_begins_with_www_is_requested(victim, ask) -> None:
    assert ask("www.nowhere.invalid/a").kind == "dns"


@pytest.mark.parametrize("url", SCHEMES, ids=lambda url: repr(url[:30]))
def test_a_url_that_is_not_http_is_not_requested(victim, ask, url: str) -> None:
    outcome = ask(url, allow_private=False)
    assert isinstance(outcome, Failure) and outcome.kind in ("address", "scheme", "dns"), outcome
    assert isinstance(judge_answer(outcome), Unchecked | Unreachable)


@pytest.mark.parametrize("target", [*(f"http://{host}:PORT/" for host in HOSTS), *SCHEMES[:11]], ids=lambda url: repr(url[:40]))
def test_a_redirect_to_a_private_address_is_not_followed(victim, ask, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.links.faulty_server import Faults

    outside(monkeypatch)
    server = Faults(address=OUTER)
    location = target.replace("PORT", str(victim.port))
    outcome = ask(server.url("to?" + quote(location, safe=""), OUTER), allow_private=False)
    assert isinstance(outcome, Failure) and outcome.kind in ("address", "scheme", "dns"), outcome
    link = judge_answer(outcome)
    assert isinstance(link, Unreachable) and len(link.hops) == 1
    assert "secret" not in repr(link.hops[0].location).replace("/secret", "")


def test_a_refresh_to_a_private_address_is_not_followed(victim, ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.links.faulty_server import Faults, answer

    outside(monkeypatch)
    server = Faults(address=OUTER)
    server.answers["old"] = [answer("200 OK", b"<p>Moved.</p>", f"Refresh: 0; url=http://127.0.0.1:{victim.port}/secret")]
    outcome = ask(server.url("old", OUTER), allow_private=False)
    assert isinstance(outcome, Failure) and outcome.kind == "address"


@pytest.mark.parametrize("answers", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fe80::1,127.0.0.1"])
def test_a_name_that_resolves_to_a_private_address_is_not_connected_to(
    victim, ask, answers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However a name resolves, and whatever it said before: what counts is the address that libcurl is about to connect to."""
    outside(monkeypatch)
    resolve(monkeypatch, f"rebind.example:{victim.port}:{answers}")
    outcome = ask(f"http://rebind.example:{victim.port}/", allow_private=False)
    assert isinstance(outcome, Failure) and outcome.kind in ("address", "refused"), outcome


def test_credentials_are_neither_sent_nor_printed(faults, ask) -> None:
    outcome = ask(faults.url("ok").replace("http://", "http://user:secret@"))
    assert "secret" not in outcome.final_url and "Authorization" not in faults.requests[0]
    outcome = ask(faults.url("to?" + quote(faults.url("ok").replace("http://", "http://user:secret@"), safe="")))
    assert "secret" not in outcome.final_url and all("secret" not in (hop.location or "") for hop in outcome.hops)
    assert not any("Authorization" in request or "secret@" in request.split("\r\n")[1] for request in faults.requests)


def test_cookies_stay_with_the_host_that_set_them(faults, ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.links.faulty_server import Faults, answer

    other = Faults(address=OUTER)
    faults.answers["start"] = [answer("302 Found", b"", f"Location: {other.url('ok', OUTER)}", "Set-Cookie: session=secret")]
    ask(faults.url("start"))
    assert not any("session" in request for request in other.requests)
    ask(faults.url("ok"))
    assert not any("session" in request for request in faults.requests)


def test_the_user_agent_is_truthful(faults, ask) -> None:
    ask(faults.url("ok"), contact="desk@example.org")
    agent = next(line for line in faults.requests[0].split("\r\n") if line.startswith("User-Agent:"))
    assert "citecheck/" in agent and "mailto:desk@example.org" in agent and "link" not in agent.lower()
