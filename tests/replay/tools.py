"""Other archive tools, each in its own virtual environment: pywb from the replay web, py-wacz installed on first use."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

WACZ = "wacz==0.6.0"
CONFIG = "framed_replay: false\nredirect_to_exact: false\nenable_memento: true\nrecorder: live\ncollections: {live: $live}\n"


def pywb() -> Path:
    """The folder of pywb's programs; the replay web installs it."""
    cache = Path(os.environ.get("CITECHECK_REPLAY_VENV") or "~/.cache/citecheck-replay").expanduser()
    if not (cache / "venv/bin/wayback").exists():
        pytest.skip("needs pywb, which the replay web installs on its first start")
    return cache / "venv/bin"


def wacz() -> Path:
    """py-wacz's program."""
    folder = Path(os.environ.get("CITECHECK_WACZ_VENV") or "~/.cache/citecheck-wacz/venv").expanduser()
    program = folder / "bin" / "wacz"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        made = subprocess.run([folder / "bin" / "pip", "install", "-q", WACZ], capture_output=True, text=True, check=False)
        if made.returncode:
            shutil.rmtree(folder)
            pytest.skip(f"py-wacz could not be installed: {made.stderr[-200:]}")
    return program


@contextmanager
def replaying(folder: Path, **collections: Path) -> Iterator[int]:
    """pywb's port while it replays; WARC and WACZ files become collections by name, and ``saved/record`` records."""
    programs = pywb()
    (folder / "config.yaml").write_text(CONFIG)
    for name, path in {"saved": None, **collections}.items():
        subprocess.run([programs / "wb-manager", "init", name], cwd=folder, check=True, capture_output=True)
        if path:
            option = ["--unpack-wacz"] if path.suffix == ".wacz" else []
            subprocess.run([programs / "wb-manager", "add", *option, name, path], cwd=folder, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    command = [programs / "wayback", "-b", "127.0.0.1", "-p", str(port)]
    with (folder / "pywb.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("pywb did not start")


def get(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    """Status, fields in lower case and the body as it came, not decompressed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip, br"})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()
