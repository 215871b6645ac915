"""Servers on loopback that record the requests they get."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pytest_socket import socket_allow_hosts


class Host:
    """A server: its answers by path, and the header fields of every request."""

    def __init__(self, address: str) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, tuple[int, list[tuple[str, str]]]] = {}
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                status, fields = host.answers.get(self.path, (200, []))
                self.send_response(status)
                for name, value in [*fields, ("Content-Length", "2"), ("Content-Type", "text/html")]:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: Any) -> None:
                """Log nothing."""

        self.server = ThreadingHTTPServer((address, 0), Handler)
        self.address = f"{address}:{self.server.server_address[1]}"
        self.url = f"http://{self.address}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def redirects(self, path: str, target: str, *fields: tuple[str, str]) -> None:
        self.answers[path] = (302, [("Location", target), *fields])

    def heard(self, name: str) -> list[str | None]:
        return [fields.get(name) for _, fields in self.asked]


@pytest.fixture
def host(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Host]]:
    """Start servers; only loopback can be reached."""
    socket_allow_hosts(["127.0.0.1", "127.0.0.2"])
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    made: list[Host] = []

    def make(address: str = "127.0.0.1") -> Host:
        made.append(Host(address))
        return made[-1]

    yield make
    for one in made:
        one.server.shutdown()
        one.server.server_close()
