"""A Chromium process without network access, controlled over a pipe with the DevTools protocol.

Every request of a page is intercepted; the caller supplies the response.
"""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from citecheck.model.errors import UsageError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# No name resolves, and the proxy is a port where nothing listens: only intercepted requests get a response.
FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=socks5://127.0.0.1:1",
    "--proxy-bypass-list=<-loopback>", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-background-networking",
    "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync", "--disable-gpu", "--mute-audio",
    "--no-first-run", "--no-default-browser-check", "--no-pings", "--metrics-recording-only", "--disable-dev-shm-usage",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication",
)  # fmt: skip
MAX_EVENTS = 10_000  # queued; a page's scripts can cause any number
MAX_MESSAGE_BYTES = 100_000_000  # bytes
START_TIMEOUT = 30.0  # seconds until it must respond
# Chromium expects its pipe at descriptors 3 and 4. A launcher process puts it there: preexec_fn is not safe with threads.
LAUNCH_CODE = (
    "import os, sys; a, b = (os.dup(int(n)) for n in sys.argv[1:3]); c, d = os.dup(a), os.dup(b); "
    "os.dup2(c, 3); os.dup2(d, 4); os.execv(sys.argv[3], sys.argv[3:])"
)
# The variables that a browser needs. Keys, settings and proxies are withheld from a process that runs strangers' scripts.
KEPT_VARIABLES = (
    "PATH", "LANG", "LANGUAGE", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "DISPLAY",
)  # fmt: skip
DevToolsMessage = dict[str, Any]


class ChromiumEnded(Exception):
    """Chromium has ended, or does not respond."""


def find() -> str:
    """Return the path of Chromium: ``CITECHECK_CHROMIUM`` if set, else from PATH. Raises ``UsageError``."""
    if sys.platform == "win32":  # a process there inherits no pipes by their numbers
        raise UsageError("--browser works on Linux and macOS only; capture without it")
    named = os.environ.get("CITECHECK_CHROMIUM")
    found = named if named and Path(named).exists() else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise UsageError("--browser needs Chromium, which is not installed; install it, or capture without --browser")
    return found


def environment(profile: str) -> dict[str, str]:
    """The environment of Chromium, with the profile folder as its home."""
    return {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ} | {"HOME": profile}


class Chromium:
    """A browser that loads one page at a time."""

    def __init__(self, program: str, profile: str) -> None:
        read_end, child_out = os.pipe()
        child_in, self._out = os.pipe()
        self._in = read_end
        # Chromium refuses to run as root with its sandbox.
        root = ("--no-sandbox",) if sys.platform != "win32" and os.geteuid() == 0 else ()
        command = [program, *FLAGS, *root, f"--user-data-dir={profile}", "about:blank"]
        launcher = [sys.executable, "-I", "-c", LAUNCH_CODE, str(child_in), str(child_out), *command]
        devnull = subprocess.DEVNULL
        pipes: dict[str, Any] = {"stdin": devnull, "stdout": devnull, "stderr": devnull, "pass_fds": (child_in, child_out)}
        self._process = subprocess.Popen(launcher, env=environment(profile), **pipes)  # noqa: S603
        os.close(child_in)
        os.close(child_out)
        self._buffer = bytearray()
        self._number = 0
        self._events: list[DevToolsMessage] = []

    def call(self, method: str, session: str = "", seconds: float = START_TIMEOUT, **parameters: Any) -> DevToolsMessage:
        """Send a command and return its result, ``{}`` if it was refused; events that arrive meanwhile are queued. Raises ``ChromiumEnded``."""
        number = self.send(method, session, **parameters)
        end = time.monotonic() + seconds
        while True:
            message = self._receive(max(0.0, end - time.monotonic()))
            if message is None:
                raise ChromiumEnded("it does not respond")
            if message.get("id") == number:
                result: DevToolsMessage = message.get("result") or {}
                return result
            if "method" in message and len(self._events) < MAX_EVENTS:
                self._events.append(message)

    def send(self, method: str, session: str = "", **parameters: Any) -> int:
        """Send a command without waiting for its result; return its id."""
        self._number += 1
        message: DevToolsMessage = {"id": self._number, "method": method, "params": parameters}
        data = json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        try:
            while data:
                data = data[os.write(self._out, data) :]
        except OSError:
            raise ChromiumEnded("it has ended") from None
        return self._number

    def event(self, seconds: float) -> DevToolsMessage | None:
        """Return the next event, None if there is none in time. Raises ``ChromiumEnded``."""
        if self._events:
            return self._events.pop(0)
        while message := self._receive(seconds):
            if "method" in message:
                return message
        return None

    def _receive(self, seconds: float) -> DevToolsMessage | None:
        while (end := self._buffer.find(b"\0")) < 0:
            if not select.select([self._in], [], [], seconds)[0]:
                return None
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise ChromiumEnded("it has ended")
            if len(self._buffer) > MAX_MESSAGE_BYTES:
                raise ChromiumEnded("a message is too long")
            self._buffer += piece
        message: DevToolsMessage = json.loads(bytes(self._buffer[:end]))
        del self._buffer[: end + 1]
        return message

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(ChromiumEnded):
            self.send("Browser.close")
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)


@contextmanager
def open_chromium(program: str) -> Iterator[Chromium]:
    """A browser with a temporary profile."""
    with tempfile.TemporaryDirectory(prefix="citecheck-", ignore_cleanup_errors=True) as profile:
        chromium = Chromium(program, profile)
        try:
            yield chromium
        finally:
            chromium.close()
