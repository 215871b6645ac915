"""A Chromium that cannot reach the network: spoken to over a pipe, in the words of the DevTools protocol.

Every request that it wants to make is handed out; what it gets is what somebody else has fetched.
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
# No name resolves, and what asks for none goes to a port where nobody listens: only requests that are answered for it get anything.
FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=socks5://127.0.0.1:1",
    "--proxy-bypass-list=<-loopback>", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-background-networking",
    "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync", "--disable-gpu", "--mute-audio",
    "--no-first-run", "--no-default-browser-check", "--no-pings", "--metrics-recording-only", "--disable-dev-shm-usage",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication",
)  # fmt: skip
MOST_EVENTS = 10_000  # that wait to be looked at; a page's scripts can make any number
LONGEST_MESSAGE = 100_000_000  # bytes
START = 30.0  # seconds until it must answer
# Chromium wants its pipe at the descriptors 3 and 4; a process of its own puts it there, since nothing may run between fork and exec here.
LAUNCHER = (
    "import os, sys; a, b = (os.dup(int(n)) for n in sys.argv[1:3]); c, d = os.dup(a), os.dup(b); "
    "os.dup2(c, 3); os.dup2(d, 4); os.execv(sys.argv[3], sys.argv[3:])"
)
# What a browser needs of the environment; keys, settings and proxies are not handed on to what runs a stranger's scripts.
HANDED_ON = (
    "PATH",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "DISPLAY",
)
DevToolsMessage = dict[str, Any]


class ChromiumEnded(Exception):
    """Chromium has ended, or does not answer."""


def find() -> str:
    """Chromium's program: ``CITECHECK_CHROMIUM`` where it is set, else on the path. Raises ``UsageError``."""
    if sys.platform == "win32":  # a process there inherits no pipes by their numbers
        raise UsageError("--browser works on Linux and macOS only; capture without it")
    named = os.environ.get("CITECHECK_CHROMIUM")
    found = named if named and Path(named).exists() else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise UsageError("--browser needs Chromium, which is not installed; install it, or capture without --browser")
    return found


def environment(profile: str) -> dict[str, str]:
    """The environment of Chromium, with the profile's folder as its home."""
    return {name: os.environ[name] for name in HANDED_ON if name in os.environ} | {"HOME": profile}


class Chromium:
    """One browser, one page at a time."""

    def __init__(self, program: str, profile: str) -> None:
        ours_in, theirs_out = os.pipe()
        theirs_in, self._out = os.pipe()
        self._in = ours_in
        root = (
            ("--no-sandbox",) if sys.platform != "win32" and os.geteuid() == 0 else ()
        )  # Chromium refuses to run as root with its sandbox
        command = [program, *FLAGS, *root, f"--user-data-dir={profile}", "about:blank"]
        launcher = [sys.executable, "-I", "-c", LAUNCHER, str(theirs_in), str(theirs_out), *command]
        silence = subprocess.DEVNULL
        pipes: dict[str, Any] = {"stdin": silence, "stdout": silence, "stderr": silence, "pass_fds": (theirs_in, theirs_out)}
        self._process = subprocess.Popen(launcher, env=environment(profile), **pipes)  # noqa: S603
        os.close(theirs_in)
        os.close(theirs_out)
        self._buffer = bytearray()
        self._number = 0
        self._events: list[DevToolsMessage] = []

    def call(self, method: str, session: str = "", seconds: float = START, **parameters: Any) -> DevToolsMessage:
        """Asks for something and waits for its answer; events that come first are kept. Raises ``ChromiumEnded``; a refusal is ``{}``."""
        number = self.tell(method, session, **parameters)
        end = time.monotonic() + seconds
        while True:
            message = self._receive(max(0.0, end - time.monotonic()))
            if message is None:
                raise ChromiumEnded("it does not answer")
            if message.get("id") == number:
                result: DevToolsMessage = message.get("result") or {}
                return result
            if "method" in message and len(self._events) < MOST_EVENTS:
                self._events.append(message)

    def tell(self, method: str, session: str = "", **parameters: Any) -> int:
        """Asks for something without waiting; gives its number."""
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
        """The next event, None where none comes in time. Raises ``ChromiumEnded``."""
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
            if len(self._buffer) > LONGEST_MESSAGE:
                raise ChromiumEnded("it says too much at once")
            self._buffer += piece
        message: DevToolsMessage = json.loads(bytes(self._buffer[:end]))
        del self._buffer[: end + 1]
        return message

    def close(self) -> None:
        """Ends the browser."""
        with contextlib.suppress(ChromiumEnded):
            self.tell("Browser.close")
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)


@contextmanager
def open_chromium(program: str) -> Iterator[Chromium]:
    """A browser with a profile of its own, which goes with it."""
    with tempfile.TemporaryDirectory(prefix="citecheck-", ignore_cleanup_errors=True) as profile:
        chromium = Chromium(program, profile)
        try:
            yield chromium
        finally:
            chromium.close()
