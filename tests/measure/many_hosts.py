"""A server on all addresses of 127.0.0.0/8, so that each is a host: ``python -m tests.measure.many_hosts``.

A path that begins with ``/gone`` gets 404, every other one a page whose title is its last part, with spaces for ``_``.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

PORT = 8977
TEXT = "<p>" + "The harbour opened again in spring, and more words follow here. " * 150 + "</p>"  # as long as a short article


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            path = unquote(head.split(b" ", 2)[1].decode("ascii", "replace"))
            status = "404 Not Found" if path.startswith("/gone") else "200 OK"
            title = path.rpartition("/")[2].replace("_", " ")
            body = f"<html><head><title>{title}</title></head><body>{TEXT}</body></html>".encode()
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            )
            writer.write(body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def _serve() -> None:
    server = await asyncio.start_server(_answer, "0.0.0.0", PORT)
    print("ready", flush=True)
    await server.serve_forever()


@contextmanager
def served() -> Iterator[None]:
    """The server in a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "tests.measure.many_hosts"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        process.stdout.readline()
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    asyncio.run(_serve())
