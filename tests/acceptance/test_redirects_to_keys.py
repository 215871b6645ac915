"""A redirect to a URL with a key: the key is in no output and no file of a run."""

import gzip
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from citecheck.app import wiring
from tests.links.faulty_server import ARTICLE, Faults, answer

SECRETS = re.compile(rb"hunter2|sesame123|sesame%2F123|eyJzZXNhbWUx")
TARGETS = {
    "token": "/page?access_token=sesame123&x=1",
    "signed": "/page?X-Amz-Signature=sesame123&X-Amz-Credential=sesame%2F123&X-Amz-Date=1",
    "user": "//me:hunter2@{host}/page?x=2",
    "fragment": "/page?x=3#access_token=sesame123",
    "named": "/page?access%5Ftoken=sesame123",
    "inner": "/page?next=https%3A%2F%2Fother.example%2F%3Ftoken%3Dsesame123%26x%3D1",
    "jwt": "/page/eyJhbGciOiJIUzI1NiJ9.eyJzZXNhbWUxMjM0NX0.sesame123",
}


@pytest.fixture
def server(loopback: None, citecheck) -> Iterator[Faults]:
    """Redirects every cited address to one with a key; the page's own answer sets a cookie and names its address."""
    faults = Faults()
    for name, target in TARGETS.items():
        location = target.format(host=f"127.0.0.1:{faults.port}")
        faults.answers[name] = [answer("301 Moved", b"", f"Location: {location}", "Set-Cookie: session=sesame123")]
        page = location.partition("#")[0].removeprefix("//me:hunter2@" + f"127.0.0.1:{faults.port}").lstrip("/")
        fields = (f"Content-Location: {location}", f"Link: <{location}>; rel=canonical", "X-Auth-Token: sesame123")
        faults.answers[page] = [answer("200 OK", ARTICLE + name.encode(), *fields)]
    lines = [
        f"[{n}] A. Roth, “Grain harvest falls short in the valley”, BBC, 4 March 2021, {faults.url(name)}\n"
        for n, name in enumerate(TARGETS, 1)
    ]
    Path("notes.txt").write_text("".join(lines), encoding="utf-8")
    Path("mine.toml").write_text(
        "[network]\nallow_private = true\ninterval = 0\n[links]\nprobe = false\n[cache]\npath = 'cache.sqlite'\n"
    )
    yield faults
    faults.closing = True


def unpacked(path: Path) -> bytes:
    """A file's bytes, and what is compressed in them."""
    data = path.read_bytes()
    if path.name.endswith(".gz"):
        return data + gzip.decompress(data)
    if path.name != "cache.sqlite":
        return data
    database = sqlite3.connect(path)
    rows = database.execute("SELECT url, answer FROM answers").fetchall()
    return data + b"".join(url.encode() + zlib.decompress(packed) for url, packed in rows)


def files() -> dict[Path, bytes]:
    return {path: unpacked(path) for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", sorted(wiring.plugins("reporters")))
def test_no_report_and_no_cache_has_the_key(form: str, citecheck, server: Faults) -> None:
    _, out, err = citecheck("check", "--config", "mine.toml", "--format", form, "notes.txt")
    assert server.asked["token"] == 1 and server.asked["page?access_token=sesame123&x=1"] == 1
    assert not SECRETS.search((out + err).encode())
    assert not [path for path, data in files().items() if SECRETS.search(data)]


def test_the_target_of_such_a_redirect_is_requested_again_in_the_next_run(citecheck, server: Faults) -> None:
    for _ in range(2):
        _, out, _ = citecheck("check", "--config", "mine.toml", "--format", "json", "notes.txt")
        assert '"live"' in out, out
    assert server.asked["token"] == 2


def test_a_redirect_to_a_key_is_no_repair(citecheck, server: Faults) -> None:
    _, out, _ = citecheck("check", "--config", "mine.toml", "--format", "json", "notes.txt")
    written = [edit["replacement"] for f in json.loads(out)["findings"] for fix in f["fixes"] for edit in fix["edits"]]
    assert not [text for text in written if "…" in text or "token" in text or "Signature" in text]


def test_the_archive_has_the_page_with_a_masked_url(citecheck, server: Faults) -> None:
    status, out, err = citecheck("archive", "--config", "mine.toml", "notes.txt")
    assert status == 0, err
    assert out.count("captured") == len(TARGETS) + 1
    assert not SECRETS.search((out + err).encode())
    citecheck("archive", "export", "--config", "mine.toml")
    assert {path.name for path in files()} >= {"index.cdxj", "citecheck.lock", "archive.wacz"}
    assert not [path for path, data in files().items() if SECRETS.search(data)]
    assert citecheck("archive", "verify")[0] == 0
    assert citecheck("archive", "verify", "archive.wacz")[0] == 0
    again = citecheck("archive", "--config", "mine.toml", "notes.txt")[1]
    assert again.count("in archive") == len(TARGETS) + 1, "each redirect leads to its own capture"
    assert server.asked["token"] == 1
