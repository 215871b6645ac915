"""Time and memory of reading notes, by their number: ``python -m tests.measure.reading_speed``.

All notes differ: references invented from the words of ``training``. One process a run, which reads the document from a file; processor time
of reading the notes, without start-up and splitting the document into notes.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SIZES = (1_000, 10_000, 50_000)
RUNS = 5  # of the smaller sizes; the median counts
LARGE = 50_000  # the most that a document may have; so many are read once


def document(size: int) -> str:
    """A plain list of so many notes, no two of them the same."""
    from tests.measure.training.synthetic import Maker

    maker, texts = Maker(4242, ("The slow recovery of the coastal fisheries",), ("Journal of Harbour Studies",)), {}
    while len(texts) < size:
        texts[" ".join(maker.reference().text.split())] = None
    return "Notes\n\n" + "\n".join(f"[{number}] {text}" for number, text in enumerate(texts, 1)) + "\n"


def one_run(path: Path) -> dict[str, float]:
    """Seconds of reading the notes of a document, and the most memory in MB that the process ever had."""
    from citecheck.app import wiring
    from citecheck.citations.parse import parse

    read = wiring.read_document("notes.txt", path.read_bytes())
    parse(wiring.read_document("one.txt", b"[1] Ray, A. Storm at Sea. Valley Times, 3 May 2019."))
    start = time.process_time()
    notes = parse(read)
    took = time.process_time() - start
    return {"notes": len(notes), "seconds": took, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def runs() -> Iterator[tuple[int, float, float]]:
    """Size, median seconds and greatest memory in MB, a process a run."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "notes.txt")
            path.write_text(document(size), encoding="utf-8")
            done = [_in_a_process(path) for _ in range(1 if size >= LARGE else RUNS)]
        yield size, statistics.median(run["seconds"] for run in done), max(run["memory"] for run in done)


def _in_a_process(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.measure.reading_speed", str(path)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(out)
    return found


def table() -> Iterator[str]:
    """The measure as a table."""
    yield "| notes, every one another | seconds | notes a second | peak memory |\n|---|---|---|---|"
    for size, seconds, memory in runs():
        yield f"| {size:,} | {seconds:.2f} | {size / seconds:.0f} | {memory:.0f} MB |"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(one_run(Path(sys.argv[1]))))
    else:
        print("\n".join(table()))
