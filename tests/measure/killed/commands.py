"""The commands that are killed: their files, and the conditions on these at any time and after a complete run."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from citecheck.archives.warc.reader import members
from citecheck.archives.warc.verify import verify_folder
from citecheck.lock import file as lock
from tests.measure.killed.runs import Scene, run_here

DOCUMENTS = 6
PAGES = 12
DELAY = 0.005  # seconds until the server answers
DECIDED = "/plain/900"  # the path of the page that a person decided for


def read_lock(folder: Path) -> tuple[lock.LockEntry, ...]:
    """The entries of the lock of a folder."""
    return lock.load("citecheck.lock", (folder / "citecheck.lock").read_bytes()).entries


def lock_faults(folder: Path, sources: int) -> list[str]:
    """What is wrong with the lock: damaged, a decision lost, a source lost; it never holds less than before the run."""
    try:
        entries = read_lock(folder)
    except Exception as error:  # noqa: BLE001 -- any of them is what we look for
        return [f"the lock cannot be read: {error}"]
    decided = sum(one.decided == "person" and (one.url or "").endswith(DECIDED) for one in entries)
    places = len({one.key for one in entries})
    return (["a decision is lost"] if not decided else []) + ([f"{places} sources in the lock"] if places < sources else [])


def notes(number: int, urls: list[str] | None = None) -> str:
    """A document that calls its notes."""
    cited = urls or ["", "", ""]
    said = "".join(f"Sentence {n} of {number}.[^{n}] " for n in range(1, len(cited) + 1))
    told = "".join(
        f'[^{n}]: M. Okafor, "Flood number {n} of chapter {number}", The Daily Courier, 14 March 2019, {url}\n'
        for n, url in enumerate(cited, 1)
    )
    return f"{said}\n\n{told}"


def edit_lock(folder: Path, change: Callable[[int, dict[str, object]], dict[str, object]]) -> None:
    """Writes into the lock what a run, or a person, could have found."""
    path = folder / "citecheck.lock"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["sources"] = [one | change(at, one) for at, one in enumerate(told["sources"])]
    path.write_text(json.dumps(told), encoding="utf-8")


def decided(server: str) -> dict[str, object]:
    """What the lock has of a source that a person decided on."""
    return {"decided": "person", "state": "verified", "url": f"{server}{DECIDED}"}


def prepared(folder: Path, documents: str) -> None:
    """A report without a network, so that there is a lock; the reports themselves go."""
    assert run_here(("report", "--offline", documents), folder) == 0
    shutil.rmtree(folder / "reports")


def found(at: int, one: dict[str, object]) -> dict[str, object]:
    """A page for each source, the first by a person's decision, the second of each document with another title."""
    cited = f"Flood number {one['label']} of chapter {str(one['path'])[6:-3]}"
    if at == 0:
        return decided("https://courier.example") | {"probability": 0.999, "link": LIVE}
    title = {
        "variable": "title",
        "source": "page",
        "verdict": "contradicted",
        "bits": -1,
        "cited": cited,
        "found": f"{cited} rises",
    }
    made = {"state": "verified", "url": f"https://courier.example/{at}", "probability": 0.999, "link": LIVE}
    return made | ({"evidence": [title]} if one["label"] == "2" else {})


LIVE = {"verdict": "live", "status": 200, "checked": "2026-01-01T00:00:00Z"}


@dataclass
class Repairing:
    """Addresses and a title that go into several documents, and the lock that goes along."""

    name: ClassVar[str] = "repair --write"
    arguments: ClassVar[tuple[str, ...]] = ("repair", "--write", "--unsafe", "docs")
    before: dict[str, bytes] = field(default_factory=lambda: {f"d{n}.md": notes(n).encode() for n in range(DOCUMENTS)})
    after: dict[str, bytes] = field(default_factory=dict)

    def prepare(self, folder: Path) -> None:
        (folder / "docs").mkdir()
        for name, data in self.before.items():
            (folder / "docs" / name).write_bytes(data)
        prepared(folder, "docs")
        edit_lock(folder, found)
        whole = folder.with_name("after")
        shutil.copytree(folder, whole)
        assert run_here(self.arguments, whole) == 0
        self.after.update({name: (whole / "docs" / name).read_bytes() for name in self.before})
        assert all(b"courier.example" in data for data in list(self.after.values())[1:]) and b" rises" in self.after["d1.md"]

    def now(self, folder: Path) -> list[str]:
        there = {path.name: path.read_bytes() for path in (folder / "docs").glob("*.md")}
        wrong = [name for name in self.before if there.get(name) not in (self.before[name], self.after[name])]
        return [f"{name} is neither as before nor as after" for name in wrong] + lock_faults(folder, DOCUMENTS * 3)

    def done(self, folder: Path) -> list[str]:
        many = len(read_lock(folder))
        wrong = [name for name in self.after if (folder / "docs" / name).read_bytes() != self.after[name]]
        return [f"{name} was not repaired" for name in wrong] + ([f"{many} sources in the lock"] if many != DOCUMENTS * 3 else [])

    def progress(self, folder: Path) -> int:
        return sum((folder / "docs" / name).read_bytes() == data for name, data in self.after.items())


@dataclass(frozen=True)
class Reporting:
    """Two documents whose pages are asked, their reports, the cache and the lock."""

    server: str
    name: ClassVar[str] = "report"
    arguments: ClassVar[tuple[str, ...]] = ("report", "docs")
    sources: ClassVar[int] = 6

    def prepare(self, folder: Path) -> None:
        (folder / "docs").mkdir()
        for n in range(2):
            urls = [f"{self.server}/plain/{n * 3 + page}" for page in range(3)]
            (folder / "docs" / f"d{n}.md").write_text(notes(n, urls), encoding="utf-8")
        assert run_here(("report", "--offline", "docs"), folder) == 0
        edit_lock(folder, lambda at, _: decided(self.server) if at == 0 else {})

    def now(self, folder: Path) -> list[str]:
        ends = {".html": "</html>", ".json": "}"}
        torn = [
            f"{path.name} is torn"
            for path in (folder / "reports").iterdir()
            if not path.read_text(encoding="utf-8").rstrip().endswith(ends.get(path.suffix, ""))
        ]
        return torn + lock_faults(folder, self.sources)

    def done(self, folder: Path) -> list[str]:
        names = {path.name for path in (folder / "reports").iterdir()}
        wanted = {f"d{n}.{kind}" for n in range(2) for kind in ("html", "md", "json")} | {"index.html"}
        with closing(sqlite3.connect(folder / "answers.sqlite")) as cache:
            sound = cache.execute("PRAGMA integrity_check").fetchone()[0]
        entries = read_lock(folder)
        live = sum(bool(one.link and one.link.verdict == "live") for one in entries)
        return (
            ([f"reports: {sorted(names ^ wanted)}"] if names != wanted else [])
            + ([f"cache: {sound}"] if sound != "ok" else [])
            + ([f"{live} live links in the lock"] if live != self.sources else [])
            + ([f"{len(entries)} sources in the lock"] if len(entries) != self.sources else [])
        )

    def progress(self, folder: Path) -> int:
        return sum('"live"' in path.read_text(encoding="utf-8") for path in (folder / "reports").glob("*.json"))


@dataclass(frozen=True)
class Archiving:
    """Pages of every kind, of which some were captured before."""

    server: str
    name: ClassVar[str] = "archive"
    arguments: ClassVar[tuple[str, ...]] = ("archive", "notes.md")

    @property
    def urls(self) -> list[str]:
        """The addresses that the notes cite."""
        kinds = ("plain", "gzip", "chunked", "same", "redirect", "br")
        return [f"{self.server}/{kinds[n % len(kinds)]}/{n}" for n in range(PAGES)]

    def prepare(self, folder: Path) -> None:
        (folder / "notes.md").write_text(notes(0, self.urls[:3]), encoding="utf-8")
        prepared(folder, "notes.md")
        edit_lock(folder, lambda at, _: decided(self.server) if at == 0 else {})
        assert run_here(self.arguments, folder) == 0
        (folder / "notes.md").write_text(notes(0, self.urls), encoding="utf-8")

    def captured(self, folder: Path) -> Counter[str]:
        """How often each address is in the archive."""
        counted: Counter[str] = Counter()
        for path in (folder / "archive").glob("*.warc.gz"):
            with path.open("rb") as file:
                kept = (m.scan.get("WARC-Target-URI") for m in members(file) if m.scan.is_capture and not m.problem)
                counted.update(url for url in kept if url.startswith(self.server))
        return counted

    def now(self, folder: Path) -> list[str]:
        counted = self.captured(folder)
        lost = [url for url in (f"{self.server}{DECIDED}", *self.urls[1:3]) if not counted[url]]
        doubled = [url for url, many in counted.items() if many > 1]
        return [f"lost: {url}" for url in lost] + [f"doubled: {url}" for url in doubled] + lock_faults(folder, 3)

    def done(self, folder: Path) -> list[str]:
        counted, damages = self.captured(folder), verify_folder(folder / "archive")[1]
        rows = sum(self.server in line for line in (folder / "archive/index.cdxj").read_text(encoding="utf-8").splitlines())
        local = sum(bool(one.local) for one in read_lock(folder))
        return (
            [f"lost: {url}" for url in self.urls[1:] if not counted[url]]
            + [f"damaged: {damage.what}" for damage in damages]
            + ([f"{rows} rows for {counted.total()} captures"] if rows != counted.total() else [])
            + ([f"{local} captures in the lock"] if local != PAGES else [])
        )

    def progress(self, folder: Path) -> int:
        return self.captured(folder).total()


@contextmanager
def scenes() -> Iterator[list[Scene]]:
    """The commands, with a server on loopback while they are killed."""
    command = [sys.executable, "-m", "tests.replay.odd_server", str(DELAY)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        address = server.stdout.readline().strip()
        yield [Repairing(), Reporting(address), Archiving(address)]
    finally:
        server.kill()
        server.wait()
