"""Real works from the bibliographies of public repositories: ``bibliographies.tsv`` names them, a repository and its commit a line.

Of each file a part is read, and so many works of each file and repository: a large bibliography of one field would outweigh all others. Nothing
of them is kept.
"""

import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import citecheck
from citecheck.documents.encoding import decode
from citecheck.language.alphanumeric import letters
from citecheck.model.csl import to_csl
from tests.measure.labels.restore import git_directories

LISTED = Path(__file__).with_name("bibliographies.tsv")
SUFFIXES = (".bib", ".ris")
LARGEST = 4_000_000  # bytes
READ = 100_000  # characters of a file
OF_A_FILE, OF_A_REPOSITORY = 150, 12_000
FEWEST = 4  # letters of a title

Item = dict[str, Any]


def repositories() -> list[tuple[str, str]]:
    """The repositories and their commits."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    return [(repository, commit) for repository, commit in (line.split("\t") for line in lines)]


def read_bibliographies(checkouts: Path) -> Iterator[Item]:
    """Works as CSL items, each title once. Raises ValueError if a repository is not in the checkouts."""
    seen: set[str] = set()
    for repository, commit in repositories():
        folder = next(git_directories(checkouts, repository), None)
        if folder is None:
            raise ValueError(f"{checkouts} has no {repository}; fetch it at commit {commit}")
        yield from _of_repository(folder, commit, seen)


def _of_repository(folder: Path, commit: str, seen: set[str]) -> Iterator[Item]:
    taken: Counter[str] = Counter()
    for name in sorted(_names(folder, commit), key=_drawn):
        for item in _of_file(name, _git(folder, "show", f"{commit}:{name}")):
            key = letters(str(item.get("title", "")))
            if len(key) < FEWEST or key in seen or taken[name] == OF_A_FILE or taken.total() == OF_A_REPOSITORY:
                continue
            seen.add(key)
            taken[name] += 1
            yield item
        if taken.total() == OF_A_REPOSITORY:
            return


def _names(folder: Path, commit: str) -> Iterator[str]:
    """The bibliographies of a commit; without the largest, which snapshots lack."""
    for line in _git(folder, "ls-tree", "-r", "--long", "-z", commit).decode().split("\0"):
        about, _, name = line.partition("\t")
        if name.endswith(SUFFIXES) and about.split()[3].isdigit() and int(about.split()[3]) < LARGEST:
            yield name


def _git(folder: Path, *command: str) -> bytes:
    return subprocess.run(["git", "--git-dir", str(folder), *command], check=True, capture_output=True).stdout


def _drawn(name: str) -> int:
    return crc32(name.encode())


def _of_file(name: str, data: bytes) -> Iterator[Item]:
    """The works of a file, or of a part of it if it is long."""
    try:
        text, _ = decode(name, data)
        if len(text) > READ and name.endswith(".bib"):
            first = text.find("\n@", Random(_drawn(name)).randrange(len(text) - READ))
            text = text[first : first + READ]
            text = text[: text.rfind("\n@")]
        notes = citecheck.parse(citecheck.read(Path(name).name, text))
    except citecheck.DocumentError:  # no bibliography, or a damaged one
        return
    for note in notes:
        yield from (to_csl(source.item) for source in note.sources)
