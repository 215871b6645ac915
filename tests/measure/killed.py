"""Runs that are killed at random moments: ``python -m tests.measure.killed [RUNS [COMMAND]]`` writes reports/killed.md, or its one row.

`repair --write`, `report` and `archive` are killed with SIGKILL at a moment that is uniform over the run's length, then run once more.
A run is a process of its own, forked from an interpreter that has imported everything: a kill meets the command's work, not its imports.
"""

import gc
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from citecheck.archives.warc.reader import members
from citecheck.archives.warc.verify import verify_folder
from citecheck.io.atomic_files import NAME
from citecheck.lock import file as lock

DOCUMENTS = 6
PAGES = 12
DELAY = 0.005  # seconds until the server answers
REPORT = Path("reports/killed.md")
HEAD = """# Runs that are killed

Made by `python -m tests.measure.killed`: each command is killed with SIGKILL at a moment that is uniform over its length, then run once
more. Documents, lock, reports, cache and archive are looked at after the kill and after the second run. A fault is anything lost, doubled
or torn, and any file beside others that the second run leaves.

| command | killed | ended before | length | killed between two writes | left a file, until the second run | faults |
|---|---|---|---|---|---|---|
"""
PLAIN = {
    "CITECHECK_NETWORK_ALLOW_PRIVATE": "true",
    "CITECHECK_NETWORK_INTERVAL": "0",
    "CITECHECK_PRIVACY_SEND": "none",
    "CITECHECK_CACHE_PATH": "answers.sqlite",
} | {f"CITECHECK_ARCHIVES_{name}_ENABLED": "false" for name in ("WAYBACK", "ARQUIVO", "MEMENTO", "UKWA")}
DECIDED = "/plain/900"  # the path of the page that a person decided for


@dataclass(frozen=True)
class Scene:
    """A command and what must hold: ``now`` of the folder at any moment, ``done`` after a whole run; both tell what does not.

    ``progress`` counts what a run has written, to show that kills meet it at work.
    """

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]
    now: Callable[[Path], list[str]]
    done: Callable[[Path], list[str]]
    progress: Callable[[Path], int]


@dataclass
class Tally:
    """What came of the runs of one command."""

    scene: str
    seconds: float = 0.0
    killed: int = 0
    ended: int = 0
    left: int = 0  # files that a killed run left beside
    progress: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The row of the report."""
        between = sum(many for step, many in self.progress.items() if 0 < step < max(self.progress))
        return (
            f"| `{self.scene}` | {self.killed:,} | {self.ended:,} | {self.seconds * 1000:.0f} ms | {between:,} | {self.left:,} "
            f"| **{len(self.faults)}** |"
        )


def tally(scene: Scene, place: Path, kills: int, seed: int) -> Tally:
    """Kills a command so many times; runs that end before their moment are counted apart."""
    made, dice = Tally(scene.name), random.Random(seed)
    template = place / "template"
    template.mkdir(parents=True)
    scene.prepare(template)
    made.seconds = statistics.median(_whole(scene, template, place / f"whole{n}", made) for n in range(5))
    while made.killed < kills:
        folder = place / "folder"
        shutil.copytree(template, folder)
        started = start(scene.arguments, folder)
        time.sleep(dice.uniform(0, made.seconds))
        os.kill(started, signal.SIGKILL)
        if os.WIFSIGNALED(os.waitpid(started, 0)[1]):
            made.killed += 1
            if made.killed % 100 == 0:
                print(made.line(), file=sys.stderr, flush=True)
            made.progress[scene.progress(folder)] += 1
            made.faults += scene.now(folder)
            made.left += bool(strays(folder))
        else:
            made.ended += 1
        made.faults += finished(scene, folder)
        shutil.rmtree(folder)
    return made


def _whole(scene: Scene, template: Path, folder: Path, made: Tally) -> float:
    """Seconds of a run that nobody kills."""
    shutil.copytree(template, folder)
    started = time.perf_counter()
    made.faults += finished(scene, folder)
    return time.perf_counter() - started


def finished(scene: Scene, folder: Path) -> list[str]:
    """Runs the command to its end; what does not hold then."""
    status = os.waitstatus_to_exitcode(os.waitpid(start(scene.arguments, folder), 0)[1])
    wrong = [f"exit status {status}"] if status else []
    return wrong + [f"left: {name}" for name in strays(folder)] + scene.now(folder) + scene.done(folder)


def start(arguments: tuple[str, ...], folder: Path) -> int:
    """A command in a child of this interpreter; its process id."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os._exit(call(arguments))
    finally:
        os._exit(70)


def call(arguments: tuple[str, ...]) -> int:
    """A command in this process; its exit status."""
    from citecheck.cli import main

    sys.argv = ["citecheck", *arguments]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def strays(folder: Path) -> list[str]:
    """Files beside others that a run writes and renames: by our name for them, and by the older ones."""
    names = [path.name for path in folder.rglob(".*") if path.is_file()]
    return [name for name in names if NAME.fullmatch(name) or name not in (".lock", ".gitignore")]


def read_lock(folder: Path) -> tuple[lock.Entry, ...]:
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


def repairing() -> Scene:
    """Addresses and a title that go into several documents, and the lock that goes along."""
    link = {"verdict": "live", "status": 200, "checked": "2026-01-01T00:00:00Z"}
    after: dict[str, bytes] = {}
    before = {f"d{n}.md": notes(n).encode() for n in range(DOCUMENTS)}

    def found(at: int, one: dict[str, object]) -> dict[str, object]:
        cited = f"Flood number {one['label']} of chapter {str(one['path'])[6:-3]}"
        title = {
            "variable": "title",
            "cited": cited,
            "found": f"{cited} rises",
            "source": "page",
            "verdict": "contradicted",
            "bits": -1,
        }
        made = {"state": "verified", "url": f"https://courier.example/{at}", "probability": 0.999, "link": link}
        if at == 0:
            return made | {"url": f"https://courier.example{DECIDED}", "decided": "person"}
        return made | ({"evidence": [title]} if one["label"] == "2" else {})

    def prepare(folder: Path) -> None:
        (folder / "docs").mkdir()
        for name, data in before.items():
            (folder / "docs" / name).write_bytes(data)
        assert run_here(("report", "--offline", "docs"), folder) == 0
        shutil.rmtree(folder / "reports")
        edit_lock(folder, found)
        whole = folder.with_name("after")
        shutil.copytree(folder, whole)
        assert run_here(("repair", "--write", "--unsafe", "docs"), whole) == 0
        after.update({name: (whole / "docs" / name).read_bytes() for name in before})
        assert all(b"courier.example" in data for data in list(after.values())[1:]) and b" rises" in after["d1.md"]

    def now(folder: Path) -> list[str]:
        there = {path.name: path.read_bytes() for path in (folder / "docs").glob("*.md")}
        wrong = [
            f"{name} is neither as before nor as after" for name in before if there.get(name) not in (before[name], after[name])
        ]
        return wrong + lock_faults(folder, DOCUMENTS * 3)

    def done(folder: Path) -> list[str]:
        many = len(read_lock(folder))
        wrong = [name for name in after if (folder / "docs" / name).read_bytes() != after[name]]
        return [f"{name} was not repaired" for name in wrong] + ([f"{many} sources in the lock"] if many != DOCUMENTS * 3 else [])

    def progress(folder: Path) -> int:
        return sum((folder / "docs" / name).read_bytes() == data for name, data in after.items())

    return Scene("repair --write", ("repair", "--write", "--unsafe", "docs"), prepare, now, done, progress)


def reporting(server: str) -> Scene:
    """Two documents whose pages are asked, their reports, the cache and the lock."""
    sources = 6

    def prepare(folder: Path) -> None:
        (folder / "docs").mkdir()
        for n in range(2):
            urls = [f"{server}/plain/{n * 3 + page}" for page in range(3)]
            (folder / "docs" / f"d{n}.md").write_text(notes(n, urls), encoding="utf-8")
        assert run_here(("report", "--offline", "docs"), folder) == 0
        edit_lock(folder, lambda at, _: decided(server) if at == 0 else {})

    def now(folder: Path) -> list[str]:
        wrong = []
        for path in (folder / "reports").iterdir():
            if path.suffix == ".html" and not path.read_text(encoding="utf-8").rstrip().endswith("</html>"):
                wrong.append(f"{path.name} is torn")
            if path.suffix == ".json" and not path.read_text(encoding="utf-8").endswith("}\n"):
                wrong.append(f"{path.name} is torn")
        return wrong + lock_faults(folder, sources)

    def done(folder: Path) -> list[str]:
        names = {path.name for path in (folder / "reports").iterdir()}
        wanted = {f"d{n}.{kind}" for n in range(2) for kind in ("html", "md", "json")} | {"index.html"}
        with closing(sqlite3.connect(folder / "answers.sqlite")) as cache:
            sound = cache.execute("PRAGMA integrity_check").fetchone()[0]
        entries = read_lock(folder)
        live = sum(bool(one.link and one.link.verdict == "live") for one in entries)
        return (
            ([f"reports: {sorted(names ^ wanted)}"] if names != wanted else [])
            + ([f"cache: {sound}"] if sound != "ok" else [])
            + ([f"{live} live links in the lock"] if live != sources else [])
            + ([f"{len(entries)} sources in the lock"] if len(entries) != sources else [])
        )

    def progress(folder: Path) -> int:
        return sum('"live"' in path.read_text(encoding="utf-8") for path in (folder / "reports").glob("*.json"))

    return Scene("report", ("report", "docs"), prepare, now, done, progress)


def archiving(server: str) -> Scene:
    """Pages of every kind, of which some were captured before."""
    kinds = ("plain", "gzip", "chunked", "same", "redirect", "br")
    urls = [f"{server}/{kinds[n % len(kinds)]}/{n}" for n in range(PAGES)]

    def prepare(folder: Path) -> None:
        (folder / "notes.md").write_text(notes(0, urls[:3]), encoding="utf-8")
        assert run_here(("report", "--offline", "notes.md"), folder) == 0
        shutil.rmtree(folder / "reports")
        edit_lock(folder, lambda at, _: decided(server) if at == 0 else {})
        assert run_here(("archive", "notes.md"), folder) == 0
        (folder / "notes.md").write_text(notes(0, urls), encoding="utf-8")

    def captured(folder: Path) -> Counter[str]:
        found: Counter[str] = Counter()
        for path in (folder / "archive").glob("*.warc.gz"):
            with path.open("rb") as file:
                kept = (m.scan.get("WARC-Target-URI") for m in members(file) if m.scan.is_capture and not m.problem)
                found.update(url for url in kept if url.startswith(server))
        return found

    def now(folder: Path) -> list[str]:
        found = captured(folder)
        lost = [url for url in (f"{server}{DECIDED}", *urls[1:3]) if not found[url]]
        doubled = [url for url, many in found.items() if many > 1]
        return [f"lost: {url}" for url in lost] + [f"doubled: {url}" for url in doubled] + lock_faults(folder, 3)

    def done(folder: Path) -> list[str]:
        found, damages = captured(folder), verify_folder(folder / "archive")[1]
        rows = sum(server in line for line in (folder / "archive/index.cdxj").read_text(encoding="utf-8").splitlines())
        local = sum(bool(one.local) for one in read_lock(folder))
        return (
            [f"lost: {url}" for url in urls[1:] if not found[url]]
            + [f"damaged: {damage.what}" for damage in damages]
            + ([f"{rows} rows for {found.total()} captures"] if rows != found.total() else [])
            + ([f"{local} captures in the lock"] if local != PAGES else [])
        )

    return Scene("archive", ("archive", "notes.md"), prepare, now, done, lambda folder: captured(folder).total())


def run_here(arguments: tuple[str, ...], folder: Path) -> int:
    """A command in a child that is waited for; its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(start(arguments, folder), 0)[1])


@contextmanager
def scenes() -> Iterator[list[Scene]]:
    """The commands, with a server on loopback while they are killed."""
    command = [sys.executable, "-m", "tests.replay.odd_server", str(DELAY)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        address = server.stdout.readline().strip()
        yield [repairing(), reporting(address), archiving(address)]
    finally:
        server.kill()
        server.wait()


@contextmanager
def settings() -> Iterator[None]:
    """No settings but these while commands run."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("CITECHECK_")]:
        del os.environ[name]
    os.environ.update(PLAIN)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def warm(scene: Scene, place: Path) -> None:
    """Imports what a command needs by running it here, once."""
    before = Path.cwd()
    place.mkdir(parents=True)
    scene.prepare(place)
    os.chdir(place)
    sink = os.open(os.devnull, os.O_WRONLY)
    kept = [os.dup(stream) for stream in (1, 2)]
    try:
        for stream in (1, 2):
            os.dup2(sink, stream)
        call(scene.arguments)
    finally:
        for stream, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, stream)
        os.chdir(before)
        gc.unfreeze()


def main() -> None:
    """Kills and writes the report."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as folder, settings(), scenes() as commands:
        for scene in commands:
            if scene.name.startswith(wanted):
                made = killed(scene, Path(folder, scene.arguments[0]), kills)
                print(made.line(), *Counter(made.faults).most_common(10), sep="\n", flush=True)
                write_row(made)


def killed(scene: Scene, place: Path, kills: int, seed: int = 13) -> Tally:
    """A command that is killed so many times, from a warm start."""
    warm(scene, place / "warm" / "folder")
    return tally(scene, place, kills, seed)


def write_row(made: Tally) -> None:
    """Puts the command's row into the report, in place of an earlier one."""
    rows = REPORT.read_text(encoding="utf-8").splitlines() if REPORT.exists() else []
    kept = [row for row in rows if row.startswith("| `") and not row.startswith(f"| `{made.scene}`")]
    text = HEAD + "".join(f"{row}\n" for row in sorted([*kept, made.line()]))
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
