"""Captures in other tools: pywb replays them byte for byte, digests agree, packages are valid."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from citecheck.archives.services.memento import MementoArchive
from citecheck.archives.warc import cdxj
from citecheck.archives.warc.reader import members
from citecheck.archives.warc.verify import verify_file
from citecheck.archives.warc.wacz import verify_package
from citecheck.model.web import Request, Response
from citecheck.net.clock import SystemClock
from citecheck.net.services import RequestsTransport
from citecheck.protocols import NetworkSettings
from tests.replay.archiving import citecheck, write_notes
from tests.replay.odd_server import body_of, serving
from tests.replay.tools import get, pywb, replaying, wacz

pytestmark = pytest.mark.replay
UNIQUE = {
    "plain": 60,
    "chunked": 30,
    "gzip": 30,
    "br": 30,
    "gzchunked": 20,
    "redirect": 20,
    "cut": 10,
    "chunkcut": 10,
    "close": 10,
    "empty": 3,
}
SAME = 260
CUT_EVERY = int(os.environ.get("ARCHIVE_CUT_EVERY", "601"))  # the measures cut every 151 bytes
Told = Callable[[str, object], None]


@dataclass(frozen=True)
class Captured:
    """A folder in which everything of the odd server was captured."""

    folder: Path
    server: str

    @property
    def warc(self) -> Path:
        (path,) = (self.folder / "archive").glob("*.warc.gz")
        return path

    def rows(self) -> list[cdxj.CdxjRow]:
        return [cdxj.parse(line) for line in (self.folder / "archive" / cdxj.NAME).read_bytes().splitlines(True)]


def paths() -> list[str]:
    return [f"{kind}/{n}" for kind, count in UNIQUE.items() for n in range(count)] + [f"same/{n}" for n in range(SAME)]


@pytest.fixture(scope="module")
def captured(rigs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Captured]:
    folder = tmp_path_factory.mktemp("captured")
    with serving() as server:
        write_notes(folder, server, paths())
        result = citecheck("archive", "notes.txt", folder=folder)
        assert result.returncode == 0, result.stderr
        yield Captured(folder, server)


def test_pywb_replays_every_capture_byte_for_byte(captured: Captured, tmp_path: Path, record_property: Told) -> None:
    rows = captured.rows()
    revisits = sum(row.mime == cdxj.REVISIT for row in rows)
    record_property("captures", len(rows))
    record_property("revisits", revisits)
    assert len(rows) >= 400 and 2 * revisits >= len(rows)
    wrong = []
    with replaying(tmp_path, ours=captured.warc) as port:
        for row in rows:
            kind, number = row.url.removeprefix(f"{captured.server}/").split("/")
            status, fields, body = get(port, f"/ours/{row.timestamp}id_/{row.url}")
            if (status, body) != (302 if kind == "redirect" else 200, body_of(kind, int(number))):
                wrong.append((row.url, status, len(body)))
            assert "hushhush" not in str(fields)
    record_property("wrong", len(wrong))
    assert wrong == []


def test_pywb_serves_the_package_and_py_wacz_finds_it_valid(captured: Captured, tmp_path: Path) -> None:
    result = citecheck("archive", "export", "--output", "out.wacz", folder=captured.folder)
    assert result.returncode == 0, result.stderr
    package = captured.folder / "out.wacz"
    checked = subprocess.run([wacz(), "validate", "-f", package], capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and "valid" in checked.stdout, checked.stdout + checked.stderr
    assert verify_package(package)[1] == []
    subprocess.run([pywb() / "warcio", "check", captured.warc], check=True)
    with replaying(tmp_path, packed=package) as port:
        for path in ("plain/1", "same/200", "gzip/2", "br/3", "chunked/4", "gzchunked/5", "cut/6"):
            kind, number = path.split("/")
            status, _, body = get(port, f"/packed/2026id_/{captured.server}/{path}")
            assert (status, body) == (200, body_of(kind, int(number))), path


def test_a_pywb_server_is_used_through_its_timegate(captured: Captured, tmp_path: Path) -> None:
    pages = [f"{captured.server}/{path}" for path in ("plain/40", "gzip/2", "redirect/3", "same/9", "plain/99999")]
    with replaying(tmp_path, ours=captured.warc) as port:
        archive = MementoArchive(timegate=f"http://127.0.0.1:{port}/ours/")
        settings = NetworkSettings(allow_private=True, interval=0)
        service = RequestsTransport(settings, SystemClock())
        found = [next(iter(archive.recall(url, date(2020, 1, 1), Sent(service))), None) for url in pages]
        bodies = [service(archive.playback(one)).body if one else None for one in found]
    made = {row.url: row.timestamp for row in captured.rows()}
    assert [one and f"{one.datetime:%Y%m%d%H%M%S}" for one in found] == [made[pages[0]], made[pages[1]], None, made[pages[3]], None]
    assert [bodies[0], bodies[3]] == [body_of("plain", 40), body_of("same", 9)]


@dataclass(frozen=True)
class Sent:
    """A service that is a transport alone."""

    send: Callable[[Request], Response]


def test_our_digests_are_those_of_pywb_and_for_whole_bodies_those_of_wget_and_warcio(
    captured: Captured, tmp_path: Path, record_property: Told
) -> None:
    ours = {row.url: row.digest.removeprefix("sha1:") for row in captured.rows()}
    sample = [f"{captured.server}/{kind}/{n}" for kind in UNIQUE if "cut" not in kind for n in range(3)]
    with replaying(tmp_path) as port:
        for url in sample:
            get(port, f"/saved/record/id_/{url}")
        time.sleep(1)
    recorded = digests(*(tmp_path / "collections" / "saved" / "archive").glob("*.warc.gz"))
    assert len(set(sample) & set(recorded)) >= len(sample) - 3
    assert {url: ours[url] for url in recorded if url in ours} == {url: digest for url, digest in recorded.items() if url in ours}
    unchunked = [url for url in sample if "chunked" not in url]
    record_property("pywb", len(set(recorded) & set(ours)))
    record_property("wget", len(unchunked))
    assert digests_differ(ours, digests(by_wget(unchunked, tmp_path)), unchunked) == []
    assert digests_differ(ours, digests(by_warcio(unchunked, tmp_path)), unchunked) == []


def digests(*files: Path) -> dict[str, str]:
    found = {}
    for path in files:
        with path.open("rb") as file:
            for member in members(file):
                if member.scan.kind in ("response", "revisit") and member.scan.get("WARC-Target-URI").startswith("http"):
                    found[member.scan.get("WARC-Target-URI")] = member.scan.get("WARC-Payload-Digest").removeprefix("sha1:")
    return found


def digests_differ(ours: dict[str, str], theirs: dict[str, str], urls: list[str]) -> list[str]:
    assert set(urls) <= set(theirs)
    return [url for url in urls if ours[url] != theirs[url]]


def by_wget(urls: list[str], folder: Path) -> Path:
    (folder / "urls.txt").write_text("\n".join(urls))
    command = ["wget", "-q", "--max-redirect=0", "--warc-file=wget", "--no-warc-keep-log", "-O", "/dev/null", "-i", "urls.txt"]
    subprocess.run(command, cwd=folder, check=False)
    return folder / "wget.warc.gz"


def by_warcio(urls: list[str], folder: Path) -> Path:
    script = (
        "from warcio.capture_http import capture_http\nimport requests, sys\n"
        "with capture_http('warcio.warc.gz'):\n"
        "    for url in sys.argv[1:]: requests.get(url, allow_redirects=False, headers={'Accept-Encoding': 'identity'})\n"
    )
    subprocess.run([pywb() / "python", "-c", script, *urls], cwd=folder, check=True, capture_output=True)
    return folder / "warcio.warc.gz"


def test_twenty_sound_files_of_seven_tools_are_not_accused(
    captured: Captured, rigs: Path, tmp_path: Path, record_property: Told
) -> None:
    urls = [f"{captured.server}/{kind}/{n}" for kind in ("plain", "chunked", "gzip", "close", "same") for n in range(5)]
    sound = [
        rigs / "replay" / "data" / "web.warc.gz",
        rigs / "replay" / "data" / "live.warc.gz",
        rigs / "replay" / "seed" / "web.warc.gz",
    ]
    for part in range(3):
        folder = tmp_path / str(part)
        folder.mkdir()
        some = urls[part * 5 : part * 5 + 12]
        sound += [by_wget(some, folder), by_warcio(some, folder)]
        plain = folder / "plain.warc"
        plain.write_bytes(subprocess.run(["gzip", "-dc", sound[-1]], capture_output=True, check=True).stdout)
        sound.append(plain)
    with replaying(tmp_path) as port:
        for url in urls:
            get(port, f"/saved/record/id_/{url}")
        time.sleep(1)
    sound += (tmp_path / "collections" / "saved" / "archive").glob("*.warc.gz")
    for number, source in enumerate([*sound[3:10], captured.warc]):
        if source.suffix == ".gz":
            target = tmp_path / f"{number}.wacz"
            subprocess.run(
                [wacz(), "create", "-f", source, "-o", target, "--url", next(iter(digests(source)))],
                check=True,
                capture_output=True,
            )
            sound.append(target)
    citecheck("archive", "export", "--output", "ours.wacz", folder=captured.folder)
    sound += [captured.warc, captured.folder / "ours.wacz"]
    accused = [(path, check(path)) for path in sound if check(path)]
    record_property("sound", len(sound))
    record_property("accused", len(accused))
    assert len(sound) >= 20 and accused == []


def check(path: Path) -> list[object]:
    return list(verify_package(path)[1] if path.suffix == ".wacz" else verify_file(path)[1])


@pytest.mark.slow
def test_wherever_a_large_file_was_cut_it_opens_again(
    captured: Captured, tmp_path: Path, clock: object, record_property: Told
) -> None:
    from citecheck.archives.warc.writer import open_writer

    whole = captured.warc.read_bytes()
    with captured.warc.open("rb") as file:
        sound = [(m.offset, m.offset + m.length, m.scan.is_capture) for m in members(file)]
    edges = [end + shift for _, end, _ in sound for shift in (-9, -1, 0, 1)]
    cuts = sorted(cut for cut in {*edges, *range(0, len(whole), CUT_EVERY)} if cut <= 120_000)
    wrong = 0
    for number, cut in enumerate(cuts):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "citecheck-1.warc.gz").write_bytes(whole[:cut])
        with open_writer(folder, tmp_path, clock, "test"):  # type: ignore[arg-type]
            pass
        end = max((stop for _, stop, _ in sound if stop <= cut), default=0)
        lines = (folder / cdxj.NAME).read_bytes().splitlines() if (folder / cdxj.NAME).exists() else []
        kept = (folder / "citecheck-1.warc.gz").read_bytes() == whole[:end]
        aside = [path.read_bytes() for path in folder.glob("*.tail-*")] == ([whole[end:cut]] if cut > end else [])
        wrong += not (kept and aside and len(lines) == sum(c and stop <= end for _, stop, c in sound))
    record_property("cuts", len(cuts))
    record_property("wrong", wrong)
    assert len(cuts) >= 200 and wrong == 0
