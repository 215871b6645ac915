"""Makes ``journals.bin``: ``python -m tests.measure.training.journals CHECKOUTS``, of the tables of JabRef/abbrv.jabref.org (CC0 1.0)."""

import csv
import re
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

from citecheck.language.journals import ALONE, FIRST, TABLE, checksum, key_words
from tests.measure.labels.restore import git_directories

REPOSITORY = "JabRef/abbrv.jabref.org"
COMMIT = "a6879a86014356ced6b1b705f5ee24eb1d173950"
ARTICLES = ("the", "la", "le", "der", "die", "das", "il", "el", "les")
TEX, ADDED = re.compile(r"\\[a-z]+|[{}]"), re.compile(r"\s*\([^)]*\)\s*$")
SHORTEST, LONGEST = 4, 14  # letters, words


def keys(names: Iterator[str]) -> Iterator[str]:
    """What the table has of each name."""
    for name in names:
        words = key_words(ADDED.sub("", TEX.sub("", name)))
        words = words[1:] if words[:1] and words[0] in ARTICLES else words
        if len("".join(words)) < SHORTEST or len(words) > LONGEST:
            continue
        yield " ".join(words) if len(words) > 1 else ALONE + words[0]
        if len(words) > 1:
            yield FIRST + " ".join(words[:2])


def _names(checkouts: Path) -> Iterator[str]:
    folder = next(git_directories(checkouts, REPOSITORY))
    for path in _git(folder, "ls-tree", "-r", "--name-only", COMMIT, "journals").split():
        if path.endswith(".csv") and "strings" not in path:
            for row in csv.reader(_git(folder, "show", f"{COMMIT}:{path}").splitlines()):
                yield from row[:2]


def _git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", "--git-dir", str(folder), *command], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    table = array("I", sorted({checksum(key) for key in keys(_names(Path(sys.argv[1])))}))
    Path(__file__).parents[3].joinpath("src/citecheck/data", TABLE).write_bytes(table.tobytes())
    print(len(table))
