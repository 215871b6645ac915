"""Many documents on one machine: ``python -m tests.measure.scale [PART…]`` writes reports/scale.md.

Parts: ``start``, ``listed``, ``growth``, ``memory``, ``network``, ``report``, ``joining``, ``lock``, ``jobs``. Numbers are seconds of processor time, children included, of whole
commands with modules compiled; compare the ratios, not the seconds.
"""

import gc
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, process_time

REPORT = Path("reports/scale.md")
ROOT = Path(__file__).parent.parent.parent
NOTES = 25  # in a document
SMALL = 200  # documents
TWICE = (2_000, 4_000)
MANY, FEW = 20_000, 3  # documents, notes of each
ONLINE = (2_000, 20_000)  # documents whose links are requested
HOSTS, PORT = 1_000, 8977
TINY = (500, 1_000, 2_000)  # documents whose notes are all missing
SOURCES = 100_000  # of a lock
RUNS = 5  # of start-up; the least counts
LISTED = 5_000  # links of a list
INTRO = "# Many documents on one machine\n\nMade by `python -m tests.measure.scale`; seconds are processor time of whole commands."


def _nowhere(at: int, note: int, _: str) -> str:
    return f"https://h{note}.example/{at}"


def documents(folder: Path, number: int, notes_of_each: int = NOTES, url: Callable[[int, int, str], str] = _nowhere) -> Path:
    """A folder of so many Markdown documents, their notes all different: references invented from the words of ``training``.

    ``url`` makes a note's from the numbers of document and note, and the reference.
    """
    from tests.measure.training.synthetic import Maker

    maker = Maker(4242, ("The slow recovery of the coastal fisheries",), ("Journal of Harbour Studies",))
    folder.mkdir()
    for at in range(number):
        labels = range(1, notes_of_each + 1)
        text = "\n\n".join(f"The harbour opened again in spring of year {n}.[^{n}] More words follow here." for n in labels)
        cited = ((n, " ".join(maker.reference().text.split())) for n in labels)
        notes = "\n".join(f"[^{n}]: {text} {url(at, n, text)}" for n, text in cited)
        (folder / f"text{at:05}.md").write_text(f"# Text {at}\n\n{text}\n\n{notes}\n", encoding="utf-8")
    return folder


def spent(folder: Path, *words: str, inside: Path | None = None, cache: str = "") -> tuple[float, float]:
    """Processor seconds of a command, and the peak memory of its largest process in MB."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": str(ROOT / "src")}
    environment |= {"CITECHECK_CACHE_PATH": str(folder / cache)} if cache else {}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    code = "import sys; from citecheck.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=inside or folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def check(folder: Path, *words: str) -> tuple[float, float]:
    """The same for a check without the network."""
    return spent(folder, "check", "--offline", "--format", "json", *words)


def growth(folder: Path) -> Iterator[str]:
    """Twice the documents."""
    (one, small), (two, large) = (check(folder, "--jobs", "1", str(documents(folder / f"d{n}", n, FEW))) for n in TWICE)
    numbers = f"{TWICE[0]:,} documents {one:.1f} s, {small:.0f} MB; {TWICE[1]:,} documents {two:.1f} s, {large:.0f} MB"
    yield f"- `check --offline`, {FEW} notes a document: {numbers}"
    yield f"- Twice the documents: **{two / one:.2f} x** (wanted: 2.2)"


def memory(folder: Path) -> Iterator[str]:
    """Many small documents: what a run holds must not grow with them."""
    documents(folder / "texts", MANY, FEW)
    for words in (("report", "--offline"), ("check", "--offline"), ("check", "--locked")):
        seconds, megabytes = spent(folder, *words, "--jobs", "1", "texts")
        yield f"- `{' '.join(words)}` of {MANY:,} documents with {FEW} notes each: {seconds:.1f} s, **{megabytes:.0f} MB** (wanted: 400)"


def network(folder: Path) -> Iterator[str]:
    """Many small documents whose links are on many hosts of this computer; a third of the pages are gone."""
    from tests.measure.request_log import serving, url_of

    settings = folder / "citecheck.toml"
    settings.write_text(
        '[network]\nallow_private = true\ninterval = 0\n[links]\ninclude = ["http://127.*"]\n[privacy]\nsend = "none"\n',
        encoding="utf-8",
    )
    with serving(folder, PORT, HOSTS):

        def url(at: int, note: int, text: str) -> str:
            return url_of(at * FEW + note, HOSTS, PORT, "gone" if note == FEW else "page", text)

        for number in ONLINE:
            documents(folder / f"n{number}", number, FEW, url)
            for word in ("check", "report"):
                begun = monotonic()
                cache = f"{number}{word}.sqlite"
                seconds, megabytes = spent(folder, word, "--config", str(settings), "--jobs", "1", f"n{number}", cache=cache)
                told = f"{seconds:.1f} s, {monotonic() - begun:.0f} s on the clock, **{megabytes:.0f} MB** (wanted: 400)"
                yield f"- `{word}` with the network, {number:,} documents with {FEW} links each on {HOSTS:,} hosts: {told}"


def report(folder: Path) -> Iterator[str]:
    """A report beside a check."""
    of = str(documents(folder / "r", SMALL))
    first, second = check(folder, "--jobs", "1", of)[0], spent(folder, "report", "--offline", "--jobs", "1", of)[0]
    yield f"- `report --offline` of {SMALL} documents beside `check`: {second:.1f} s, **{second / first:.2f} x** (wanted: 1.7)"


def joining(folder: Path) -> Iterator[str]:
    """Small documents whose notes are all missing."""
    told = []
    for number in TINY:
        place = folder / f"tiny{number}"
        place.mkdir()
        for at in range(number):
            (place / f"t{at:05}.md").write_text(f"# T {at}\n\nIt was so.[^1] And so.[^2]\n", encoding="utf-8")
        told.append((number, check(folder, "--jobs", "1", str(place))[0]))
    yield "- Documents whose notes are all missing: " + ", ".join(f"{number:,} **{seconds:.1f} s**" for number, seconds in told)


def lock(folder: Path) -> Iterator[str]:
    """The lock's part of a check: read, and every source looked up."""
    from citecheck.app.lock_parts import files_of, lock_of, read_files, write_files
    from citecheck.citations.fingerprint import fingerprint
    from citecheck.cli import GC_THRESHOLD
    from citecheck.lock.file import LockEntry, row
    from citecheck.lock.policy import LockPolicy, known_from_lock
    from citecheck.model.document import Document, Note, NoteText
    from citecheck.model.reference import Item, Source

    def note(at: int, label: int) -> Note:
        source = Source(f"J. Doe, Minister {at} resigns {label} times, BBC News, 14/04/2021", Item(id="1", type="article"))
        return Note(NoteText(str(label), "present"), "citation", (source,))

    parsed = tuple(
        (Document(f"t{at}.md", "markdown", ""), tuple(note(at, n) for n in range(NOTES))) for at in range(SOURCES // NOTES)
    )
    entries = [
        LockEntry(
            document.path, one.label, 1, fingerprint(one.sources[0]), "verified", "https://a.example/", located=datetime.now(UTC)
        )
        for document, notes in parsed
        for one in notes
    ]
    gc.set_threshold(GC_THRESHOLD, 10, 10)  # as the program does
    paths = tuple(document.path for document, _ in parsed)
    for kind, split in (("one file", False), (f"{len(parsed):,} files", True)):
        files = files_of(folder / kind / "citecheck.lock", map(row, entries), split=split)
        write_files({}, files)
        begun = process_time()
        known = lock_of(folder, read_files(folder / kind / "citecheck.lock"))
        found = known_from_lock(parsed, LockPolicy(known, paths, "all"), None)
        assert len(found.recorded) == SOURCES
        size = sum(map(len, files.values())) / 1e6
        yield f"- {SOURCES:,} sources of {len(parsed):,} documents read and looked up in a lock of {size:.0f} MB in {kind}: **{process_time() - begun:.1f} s** (wanted: 5)"


def start(folder: Path) -> Iterator[str]:
    """One small document."""
    (folder / "one.md").write_text(
        "Said.[^1]\n\n[^1]: J. Doe, Storm over the bay, Reuters, 3 May 2019. https://a.example/x\n", encoding="utf-8"
    )
    runs = [check(folder, "one.md") for _ in range(RUNS + 1)][1:]  # the first one compiles
    yield f"- `check --offline` of one small document: **{min(runs)[0]:.2f} s**, {min(runs)[1]:.0f} MB (wanted: 0.25 s)"


def listed(folder: Path) -> Iterator[str]:
    """One document that is a list of links: what a check of links does besides requests."""
    lines = (f"- [Report {at} of the harbours](https://h{at % 100}.example/report/{at})" for at in range(LISTED))
    (folder / "listed.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "none.md").write_text("- [Report of the harbours](https://h.example/report)\n", encoding="utf-8")
    many, none = (min(check(folder, name) for _ in range(RUNS)) for name in ("listed.md", "none.md"))
    yield f"- `check --offline` of a list of {LISTED:,} links: **{many[0]:.2f} s**, {many[1]:.0f} MB, of which start-up {none[0]:.2f} s"


def jobs(folder: Path) -> Iterator[str]:
    """One process and two. The time on the clock says something only on a machine with two free cores."""
    of, taken = str(documents(folder / "j", SMALL)), []
    for number in ("1", "2"):
        begun, load = monotonic(), os.getloadavg()[0]
        taken.append((check(folder, "--jobs", number, of)[0], monotonic() - begun, load))
    (one, alone, before), (two, both, after) = taken
    yield f"- `check --offline` of {SMALL} documents: {one:.1f} s with `--jobs 1`, {two:.1f} s in all processes with `--jobs 2` (**{two / one:.2f} x**)"
    yield f"- On the clock: {alone:.1f} s and {both:.1f} s, **{alone / both:.2f} x** as fast (wanted: 1.7); load before {before:.1f} and {after:.1f}"


PARTS: dict[str, Callable[[Path], Iterator[str]]] = {
    "start": start,
    "listed": listed,
    "growth": growth,
    "memory": memory,
    "network": network,
    "report": report,
    "joining": joining,
    "lock": lock,
    "jobs": jobs,
}


def main() -> None:
    """Measures the parts that are asked for; lines of the others stay."""
    old = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    kept = dict(re.findall(r"<!-- part (\w+) -->\n(.*?)(?=\n<!--|\Z)", old, re.DOTALL))
    for name in sys.argv[1:] or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            kept[name] = "\n".join(PARTS[name](Path(folder))) + "\n"
        print(kept[name], flush=True)
        body = (f"<!-- part {part} -->\n{kept[part].strip()}\n" for part in PARTS if part in kept)
        REPORT.write_text("\n".join([INTRO, "", *body]), encoding="utf-8")


if __name__ == "__main__":
    main()
