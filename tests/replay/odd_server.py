"""A server on loopback that sends bodies in every transfer form; ``body_of`` returns what an archive must replay."""

import gzip
import random
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

KINDS = ("plain", "same", "chunked", "gzip", "br", "gzchunked", "redirect", "cut", "chunkcut", "close", "empty")


def text(seed: str) -> bytes:
    """A page of its own for every seed, of 200 to 20,000 bytes."""
    dice = random.Random(seed)
    words = " ".join(dice.choice(("alpha", "beta", "gamma", "delta", "é", "文")) for _ in range(dice.randrange(30, 3000)))
    return f"<html><title>Page {seed}</title><body>{words}</body></html>".encode()


def body_of(kind: str, number: int) -> bytes:
    """The entity body, content-encoded as it is sent; of cut ones what is sent of it."""
    import brotli

    seed = f"same {number % 7}" if kind == "same" else f"{kind} {number}"
    page = text(seed)
    if kind in ("gzip", "gzchunked"):
        return gzip.compress(page, mtime=0)
    if kind == "br":
        return bytes(brotli.compress(page))
    if kind in ("cut", "chunkcut"):
        return page[: len(page) // 2]
    return b"" if kind in ("empty", "redirect") else page


def answer(kind: str, number: int) -> tuple[bytes, bool]:
    """The whole answer, and whether the connection ends with it."""
    body, fields, status = body_of(kind, number), [b"Content-Type: text/html; charset=utf-8"], b"200 OK"
    if kind in ("gzip", "gzchunked", "br"):
        fields.append(b"Content-Encoding: " + (b"br" if kind == "br" else b"gzip"))
    if kind == "redirect":
        status, fields = b"302 Found", [f"Location: /plain/{number}".encode(), b"Set-Cookie: session=hushhush; Path=/"]
    if kind in ("chunked", "gzchunked", "chunkcut"):
        fields.append(b"Transfer-Encoding: chunked")
        pieces = [body[at : at + 700] for at in range(0, len(body), 700)]
        sent = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
        body = sent if kind == "chunkcut" else sent + b"0\r\n\r\n"
    elif kind == "cut":
        fields.append(b"Content-Length: %d" % (len(body) * 2))
    elif kind != "close":
        fields.append(b"Content-Length: %d" % len(body))
    ends = kind in ("cut", "chunkcut", "close")
    if ends:
        fields.append(b"Connection: close")
    return b"\r\n".join((b"HTTP/1.1 " + status, *fields, b"", b"")) + body, ends


class Handler(socketserver.StreamRequestHandler):
    delay = 0.0

    def handle(self) -> None:
        while line := self.rfile.readline(65_536):
            while self.rfile.readline(65_536) not in (b"\r\n", b"\n", b""):
                pass
            if not line.strip():
                continue
            kind, _, number = line.split()[1].decode().strip("/").rpartition("/")
            time.sleep(self.delay)
            known = kind in KINDS and number.isdigit()
            data, ends = answer(kind, int(number)) if known else (b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone", False)
            self.wfile.write(data)
            if ends:
                return


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that are killed are no errors here."""


@contextmanager
def serving(delay: float = 0.0) -> Iterator[str]:
    """The server's address while it runs."""
    handler = type("Delayed", (Handler,), {"delay": delay})
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


if __name__ == "__main__":
    with serving(float(sys.argv[1]) if len(sys.argv) > 1 else 0.0) as address:
        print(address, flush=True)
        sys.stdin.read()
