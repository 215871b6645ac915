"""Measures time and memory for hostile documents: of each shape at a size and at twice the size, the worst first.

    python -m tests.measure.hostile_documents [--size 500000] [--file a.md] [--name nested] [--worst 40] [--command "report --offline"]

A shape is read, refused (status 2), or ``killed`` after a minute or at two gigabytes.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.bounded import Spent, run, spent
from tests.made_hostile import HABITS, shapes
from tests.made_hostile_text import NOTE, Shape
from tests.made_word_documents import word_footnotes

GROWTH, SECONDS, MEGABYTES = 2.2, 10, 500  # what twice the document may take, and a megabyte of anything


def load(folder: Path) -> None:
    """Reads a document of each format, so that what is loaded once is in every process."""
    for file, frame in HABITS.values():
        (folder / file).write_text(frame.format(NOTE if not file.endswith((".bib", ".json")) else "A title"), encoding="utf-8")
    (folder / "a.docx").write_bytes(word_footnotes())
    run(["check", "--offline", "--format", "json", str(folder)])


def measured(folder: Path, file: str, shape: Shape, size: int, command: list[str]) -> Spent:
    """What a command took for a document of a size."""
    path = folder / "one" / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(shape(size))
    return spent([*command, str(path)])


def main() -> None:
    """Prints a line a shape, and how many keep the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=500_000, help="bytes of the smaller document")
    parser.add_argument("--file", default="", help="only files of this name, such as a.md")
    parser.add_argument("--name", default="", help="only shapes whose names have this")
    parser.add_argument("--worst", type=int, default=1_000_000, help="lines to print at the end")
    parser.add_argument("--command", default="check --offline --format json")
    wanted = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        load(folder)
        for file, name, shape in shapes():
            if wanted.file in file and wanted.name in name:
                one, two = (measured(folder, file, shape, size, wanted.command.split()) for size in (wanted.size, 2 * wanted.size))
                rows.append((two.seconds, two.seconds / max(one.seconds, 0.05), two.megabytes, two.status, file, name))
                print(f"{len(rows)} {file} {name}", end="\r", file=sys.stderr)
    scale = 1_000_000 / (2 * wanted.size)
    for seconds, growth, megabytes, status, file, name in sorted(rows, reverse=True)[: wanted.worst]:
        print(f"{seconds * scale:7.2f} s/MB  x{growth:4.1f}  {megabytes:5.0f} MB  {status:7} {file:7} {name[:90]}")
    kept = sum(
        r[0] * scale <= SECONDS and (r[1] <= GROWTH or r[0] < 1) and r[2] <= MEGABYTES and r[3] in ("0", "1", "2") for r in rows
    )
    print(f"{kept} of {len(rows)} shapes keep {SECONDS} s and {MEGABYTES} MB a megabyte, and {GROWTH} times for twice as much")


if __name__ == "__main__":
    main()
