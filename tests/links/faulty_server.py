"""A loopback server with faults, chosen by the path. Real sockets, real TLS."""

import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from collections import Counter

ARTICLE = (
    b'<!doctype html><html><head><meta charset="utf-8"><title>Grain harvest falls short in the valley</title>'
    b'<meta property="article:published_time" content="2021-03-04"></head><body><h1>Grain harvest falls short in the valley</h1>'
    + b"<p>The harvest of the year was the smallest that anybody there remembers.</p>" * 40
    + b'<h2 id="causes">Causes</h2><p>No rain fell in May.</p></body></html>'
)


def answer(status: str, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    return ("\r\n".join([*lines, "Connection: close", *headers]) + "\r\n\r\n").encode("latin-1") + body


def zeros(megabytes: int) -> bytes:
    """Megabytes of zeros, as gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


class Faults:
    """Serves each connection in a thread and counts the requests per path."""

    def __init__(self, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1") -> None:
        self.asked: Counter[str] = Counter()
        self.requests: list[str] = []
        self.at_once = self.most_at_once = 0
        self._tls = tls
        self._socket = socket.create_server((address, 0), backlog=128)
        self.port = self._socket.getsockname()[1]
        self.closing = False
        self.answers: dict[str, list[bytes]] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}/{path}"

    def _listen(self) -> None:
        while not self.closing:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            connection.settimeout(10)
            head = b""
            while b"\r\n\r\n" not in head:
                data = connection.recv(65_536)
                if not data:
                    return
                head += data
                if head[:1] == b"\x16":  # a TLS client
                    connection.sendall(answer("400 Bad Request"))
                    return
            path = head.split(b" ", 2)[1].decode("latin-1").lstrip("/")
            self.asked[path] += 1
            self.requests.append(head.decode("latin-1"))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            if path in self.answers:
                waiting = self.answers[path]
                connection.sendall(waiting.pop(0) if len(waiting) > 1 else waiting[0])
                return
            getattr(self, "do_" + path.split("/")[0].split("?")[0].replace("-", "_"), self.do_ok)(connection, path)
        except (OSError, ssl.SSLError):
            pass
        finally:
            connection.close()

    def do_ok(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", ARTICLE))

    def do_gone(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("404 Not Found", b"<h1>Not found</h1>"))

    def do_loris_headers(self, c: socket.socket, path: str) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\n")
        for n in range(100):
            c.sendall(f"X-Slow-{n}: drop\r\n".encode())
            time.sleep(0.2)

    def do_loris_body(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", ARTICLE[:2_000], length=10_000_000))
        for _ in range(100):
            c.sendall(b" ")
            time.sleep(0.2)

    def do_endless_body(self, c: socket.socket, path: str) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + ARTICLE[:800])
        while True:
            c.sendall(b"<p>more and more of it</p>" * 1_000)

    def do_endless_headers(self, c: socket.socket, path: str) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            c.sendall(b"X-More: " + b"a" * 1_000 + b"\r\n")

    def do_long_header(self, c: socket.socket, path: str) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while True:
            c.sendall(b"a" * 10_000)

    def do_endless_interim(self, c: socket.socket, path: str) -> None:
        while True:
            c.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")

    def do_bomb(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", zeros(100), "Content-Encoding: gzip"))

    def do_double_bomb(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", gzip.compress(zeros(50)), "Content-Encoding: gzip, gzip"))

    def do_truncated_gzip(self, c: socket.socket, path: str) -> None:
        packed = gzip.compress(ARTICLE * 20)
        c.sendall(answer("200 OK", packed[: len(packed) // 2], "Content-Encoding: gzip"))

    def do_no_gzip(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", ARTICLE, "Content-Encoding: gzip"))

    def do_no_encoding(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", ARTICLE, "Content-Encoding: UTF-8"))

    def do_mended_gzip(self, c: socket.socket, path: str) -> None:
        broken = "Accept-Encoding: identity" not in self.requests[-1]
        c.sendall(answer("200 OK", ARTICLE, *(["Content-Encoding: gzip"] if broken else [])))

    def do_too_short(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", ARTICLE, length=len(ARTICLE) + 5_000))

    def do_nothing_of_it(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("200 OK", b"", length=5_000))

    def do_broken_chunks(self, c: socket.socket, path: str) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nnot a chunk")

    def do_two_lengths(self, c: socket.socket, path: str) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 500\r\n\r\nhello")

    def do_bad_charset(self, c: socket.socket, path: str) -> None:
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=klingon-8\r\nConnection: close\r\n\r\n" + ARTICLE)

    def do_wrong_charset(self, c: socket.socket, path: str) -> None:
        body = "<title>Страница не найдена</title><h1>Страница не найдена</h1>".encode("cp1251")
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\nConnection: close\r\n\r\n" + body)

    def do_no_http(self, c: socket.socket, path: str) -> None:
        c.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

    def do_http09(self, c: socket.socket, path: str) -> None:
        c.sendall(ARTICLE)

    def do_empty(self, c: socket.socket, path: str) -> None:
        pass

    def do_reset(self, c: socket.socket, path: str) -> None:
        c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def do_kept(self, c: socket.socket, path: str) -> None:
        """Keep the connection open, and reset it on the next request."""
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello")
        if c.recv(65_536):
            self.do_reset(c, path)

    def do_later(self, c: socket.socket, path: str) -> None:
        time.sleep(0.05)
        self.at_once -= 1
        c.sendall(answer("200 OK", ARTICLE))

    def do_hang(self, c: socket.socket, path: str) -> None:
        time.sleep(8)

    def do_to(self, c: socket.socket, path: str) -> None:
        """Redirect to the percent-encoded URL after ``to?``."""
        from urllib.parse import unquote_to_bytes

        c.sendall(
            b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " + unquote_to_bytes(path[3:]) + b"\r\n\r\n"
        )

    def do_circle(self, c: socket.socket, path: str) -> None:
        c.sendall(answer("302 Found", b"", f"Location: /circle/{(int(path[-1]) + 1) % 3}"))

    def do_ever_on(self, c: socket.socket, path: str) -> None:
        """Redirect 40 times, more often than any client should follow."""
        step = int(path.split("/")[1])
        c.sendall(answer("302 Found", b"", f"Location: /ever-on/{step + 1}") if step < 40 else answer("200 OK", ARTICLE))

    def do_cookie_wall(self, c: socket.socket, path: str) -> None:
        if "seen=1" in self.requests[-1]:
            c.sendall(answer("200 OK", ARTICLE))
        else:
            c.sendall(answer("302 Found", b"", f"Location: /{path}", "Set-Cookie: seen=1; Path=/"))

    def do_status(self, c: socket.socket, path: str) -> None:
        c.sendall(answer(f"{path.split('/')[1]} Whatever", b"<h1>So it is</h1>"))
