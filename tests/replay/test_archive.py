"""Captures among real tools: pywb replays them byte for byte, digests agree, packages are valid, and killed runs lose nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from citecheck.archives.memento import Memento
from citecheck.model.web import Request, Response
from citecheck.ports import NetworkSettings
from citecheck.warc import cdxj
from citecheck.warc.reader import members
from citecheck.warc.verify import verify_file, verify_folder
from citecheck.warc.wacz import verify_package
from citecheck.world.clock import SystemClock
from citecheck.world.services import RequestsTransport
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
KILLS = int(os.environ.get("ARCHIVE_KILLS", "8"))  # the measures kill twenty,
CUT_EVERY = int(os.environ.get("ARCHIVE_CUT_EVERY", "601"))  # and cut every 151 bytes
Told = Callable[[str, object], None]
SETTINGS = "[network]\nallow_private = true\ninterval = 0\nmax_per_host = 16\n"


@dataclass(frozen=True)
class Captured:
    """A folder in which everything of the odd server was captured."""

    folder: Path
    server: str

    @property
    def warc(self) -> Path:
        (path,) = (self.folder / "archive").glob("*.warc.gz")
        return path

    def rows(self) -> list[cdxj.Row]:
        return [cdxj.parse(line) for line in (self.folder / "archive" / cdxj.NAME).read_bytes().splitlines(True)]


def citecheck(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(folder / "answers.sqlite")} | more
    environment.pop("CITECHECK_RIGS", None)
    return subprocess.run(
        [sys.executable, "-m", "citecheck", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def paths() -> list[str]:
    return [f"{kind}/{n}" for kind, count in UNIQUE.items() for n in range(count)] + [f"same/{n}" for n in range(SAME)]


def write_notes(folder: Path, server: str, wanted: list[str]) -> None:
    (folder / "citecheck.toml").write_text(SETTINGS)
    lines = (f"[{n}] J. Doe, Story number {n}, Reuters, 14/04/2021, {server}/{path}\n" for n, path in enumerate(wanted, 1))
    (folder / "notes.txt").write_text("".join(lines))


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


def test_a_librarys_own_pywb_is_asked_through_its_timegate(captured: Captured, tmp_path: Path) -> None:
    pages = [f"{captured.server}/{path}" for path in ("plain/40", "gzip/2", "redirect/3", "same/9", "plain/99999")]
    with replaying(tmp_path, ours=captured.warc) as port:
        archive = Memento(timegate=f"http://127.0.0.1:{port}/ours/")
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
def test_runs_that_are_killed_lose_nothing_and_double_nothing(rigs: Path, tmp_path: Path, record_property: Told) -> None:
    wanted = [
        f"{kind}/{n}"
        for kind, first, count in (("plain", 0, 120), ("redirect", 200, 20), ("same", 0, 40))
        for n in range(first, first + count)
    ]
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(tmp_path / "answers.sqlite")}
    environment.pop("CITECHECK_RIGS", None)
    dice = random.Random(7)
    with serving(0.15) as server:
        write_notes(tmp_path, server, wanted)
        (tmp_path / "citecheck.toml").write_text(SETTINGS.replace("16", "1"))
        for _ in range(KILLS):
            run = subprocess.Popen(
                [sys.executable, "-m", "citecheck", "archive", "notes.txt"],
                cwd=tmp_path,
                env=environment,
                stdout=subprocess.DEVNULL,
            )
            wait_for_growth(tmp_path / "archive")
            time.sleep(dice.random())
            run.send_signal(signal.SIGKILL)
            run.wait()
        killed = captures(tmp_path)
        (tmp_path / "citecheck.toml").write_text(SETTINGS)
        assert citecheck("archive", "notes.txt", folder=tmp_path).returncode == 0
    found = captures(tmp_path)
    pages = {f"{server}/{path}" for path in wanted}
    record_property("kills", KILLS)
    record_property("before", len(killed))
    record_property("lost", len(pages - set(found)))
    record_property("doubled", sum(many > 1 for many in found.values()))
    assert 5 < len(killed) < len(pages)
    assert pages <= set(found) and max(found.values()) == 1
    assert verify_folder(tmp_path / "archive")[1] == []


def wait_for_growth(folder: Path) -> None:
    """Until a run has written a capture: it is killed at work, not while it starts."""
    before = sum(path.stat().st_size for path in folder.glob("*.warc.gz"))
    for _ in range(400):
        time.sleep(0.02)
        if sum(path.stat().st_size for path in folder.glob("*.warc.gz")) > before + 600:
            return


def captures(folder: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in (folder / "archive").glob("*.warc.gz"):
        with path.open("rb") as file:
            found.update(m.scan.get("WARC-Target-URI") for m in members(file) if m.scan.is_capture and m.problem is None)
    return found


@pytest.mark.slow
def test_wherever_a_large_file_was_cut_it_opens_again(
    captured: Captured, tmp_path: Path, clock: object, record_property: Told
) -> None:
    from citecheck.warc.writer import open_writer

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


def test_save_page_now_keeps_what_nobody_has_kept_and_the_lock_says_so(replay, tmp_path: Path) -> None:
    rig = replay("data")
    gold = [json.loads(line) for line in (Path(rig["root"]) / "data" / "gold.jsonl").read_text().splitlines()]
    live = [row["live_url"] for row in gold if row["live"] == "ok" and row["live_url"] and "wayback" in row["services"]][:3]
    blocked = next(row["live_url"] for row in gold if row["live"] == "ok" and "faz.net" in row["live_url"])
    live = [url for url in live if url != blocked]
    gone = [row["live_url"] for row in gold if row["live"] == "404" and row["live_url"]][:1]
    private = ["http://wiki.corp/page", f"{live[0]}?access_token=hushhush"]
    settings = Path(rig["config"]).read_text() + "\n[save_page_now]\ninterval = 0\npoll_every = 0.3\nreuse = ''\n"
    (tmp_path / "citecheck.toml").write_text(settings)
    lines = (
        f"[{n}] J. Doe, Story number {n}, Reuters, 14/04/2021, {url}\n"
        for n, url in enumerate([*live, blocked, *gone, *private], 1)
    )
    (tmp_path / "notes.txt").write_text("".join(lines))
    keys = {"IA_ACCESS_KEY_ID": "access1", "IA_SECRET_ACCESS_KEY": "secret1"}
    without = citecheck("archive", "--submit", "notes.txt", folder=tmp_path)
    assert without.returncode == 2 and "IA_ACCESS_KEY_ID" in without.stderr and not (tmp_path / "archive").exists()
    result = citecheck("archive", "--submit", "notes.txt", folder=tmp_path, **keys)
    assert result.returncode == 0, result.stderr
    told = result.stdout.splitlines()
    assert all(any(line.startswith("archived") and url in line for line in told) for url in live), result.stdout
    assert all(any(line.startswith("not submitted") and url in line for line in told) for url in [*gone, private[0]])
    assert any(line.startswith("the archive cannot reach it") and blocked in line for line in told)
    entries = {entry["label"]: entry for entry in json.loads((tmp_path / "citecheck.lock").read_text())["sources"]}
    assert all(
        entries[str(n)]["archive"]["url"].startswith("https://web.archive.org/web/20") and entries[str(n)]["local"]
        for n in (1, 2, 3)
    )
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != "notes.txt")
    assert b"secret1" not in everything and b"access1" not in everything and b"hushhush" not in everything
    told_the_archive = [
        line for line in (Path(rig["root"]) / "data" / "requests.log").read_text().splitlines() if '"live"' not in line
    ]
    assert not any("token" in line or "wiki.corp" in line for line in told_the_archive)
    again = citecheck("archive", "--submit", "notes.txt", folder=tmp_path, **keys)
    assert again.returncode == 0 and "submitted" not in again.stdout.replace("not submitted", "")


def test_what_a_report_located_is_captured_and_the_lock_still_holds(replay, tmp_path: Path, record_property: Told) -> None:
    rig = replay("seed")
    (tmp_path / "citecheck.toml").write_text(Path(rig["config"]).read_text())
    (tmp_path / "list.txt").write_bytes((Path(rig["root"]) / "seed" / "documents" / "us-iraq-dialogue.txt").read_bytes())
    assert citecheck("report", "list.txt", folder=tmp_path).returncode == 0
    before = json.loads(citecheck("check", "--locked", "--format", "json", "list.txt", folder=tmp_path).stdout)
    result = citecheck("archive", "list.txt", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    entries = json.loads((tmp_path / "citecheck.lock").read_text())["sources"]
    verified = [entry for entry in entries if entry["state"] == "verified"]
    kept = [entry for entry in verified if entry["local"]]
    record_property("verified", len(verified))
    record_property("kept", len(kept))
    assert len(kept) >= 5 and result.stdout.count("captured  ") >= len({entry["url"] for entry in kept})
    assert all((tmp_path / "archive" / entry["local"]["warc"]).exists() for entry in kept)
    assert json.loads(citecheck("check", "--locked", "--format", "json", "list.txt", folder=tmp_path).stdout) == before
    assert citecheck("archive", "verify", folder=tmp_path).returncode == 0
