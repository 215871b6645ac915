"""Captures of pages built by scripts, through Chromium, whose only network is the page fetcher."""

import gzip
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from citecheck.archives.warc import cdxj
from citecheck.archives.warc.verify import verify_folder
from citecheck.cli import main

pytestmark = pytest.mark.browser
FILES = {
    "/page": ("text/html", '<title>Built</title><link rel=stylesheet href=style.css><p id=x>waiting</p><script src=app.js></script>'
              '<script>new WebSocket(`ws://${location.host}/socket`); fetch("/post", {method: "POST", body: "x"}).catch(() => {})</script>'),
    "/app.js": ("text/javascript", "fetch('data.json').then(r => r.json()).then(d => { document.getElementById('x').textContent = d.text })"),
    "/data.json": ("application/json", '{"text": "built by a script"}'),
    "/style.css": ("text/css", "p { background: url(picture.png) }"),
    "/picture.png": ("image/png", "no real picture"),
}  # fmt: skip


class Site(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        kind, body = FILES.get(self.path, ("text/plain", ""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("needs Chromium")
    Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_requests_of_scripts_and_the_document_they_build_are_captured(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["citecheck", "archive", "--browser", "notes.txt"])
    monkeypatch.setenv("CITECHECK_TRUST_CONFIG", "1")  # the settings beside the document are the test's own
    Path("citecheck.toml").write_text("[network]\nallow_private = true\ninterval = 0\n")
    Path("notes.txt").write_text(f"[1] J. Doe, Built, Reuters, 14/04/2021, {site}/page\n")
    with pytest.raises(SystemExit) as stopped:
        main()
    assert not stopped.value.code
    rows = [cdxj.parse(line) for line in Path("archive", cdxj.NAME).read_bytes().splitlines(True)]
    assert {row.url.removeprefix(site) for row in rows} >= set(FILES)
    (warc,) = Path("archive").glob("*.warc.gz")
    built = gzip.decompress(warc.read_bytes()).partition(b"WARC-Type: conversion")[2]
    assert b"built by a script" in built
    assert verify_folder(Path("archive"))[1] == []
    assert "/socket" not in Site.asked and "/post" not in Site.asked


def test_without_chromium_a_message_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("CITECHECK_CHROMIUM", raising=False)
    monkeypatch.setattr("sys.argv", ["citecheck", "archive", "--browser", "notes.txt"])
    Path("notes.txt").write_text("[1] J. Doe, Built, Reuters, 14/04/2021, https://example.org/page\n")
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2 and "needs Chromium" in capsys.readouterr().err
