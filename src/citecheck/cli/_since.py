"""Which lines of the documents changed since a commit, as git tells."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from citecheck.cli._documents import STDIN
from citecheck.errors import UsageError
from citecheck.model.document import Document

HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(?P<first>\d+)(?:,(?P<many>\d+))? @@", re.MULTILINE)
SECONDS = 60  # for one call of git


def changed_since(documents: Sequence[Document], ref: str) -> tuple[Document, ...]:
    """The documents with the lines that changed since the branch left ``ref``; what git does not know is new as a whole.

    Raises ``UsageError`` where there is no git, no repository, or no such commit.
    """
    bases: dict[Path, str] = {}
    return tuple(document if document.path == STDIN else _marked(document, ref, bases) for document in documents)


def _marked(document: Document, ref: str, bases: dict[Path, str]) -> Document:
    path = Path(document.path).resolve()
    if path.parent not in bases:
        bases[path.parent] = _base(path.parent, ref)
    if not _git(path.parent, "ls-files", "--", path.name):
        return document
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
    diff = _git(path.parent, "diff", *options, bases[path.parent], "--", path.name)
    lines = frozenset(_lines(diff))
    whole = not document.text or all(note.place.line is None for note in document.notes if note.span)
    return replace(document, changed=None if whole and diff else lines)


def _lines(diff: str) -> Iterator[int]:
    """The lines that a diff adds or changes; where it only takes out, the line before the gap and the one behind it."""
    for hunk in HUNK.finditer(diff):
        first, many = int(hunk["first"]), int(hunk["many"] or 1)
        yield from range(first, first + many) if many else (first, first + 1)


def _base(folder: Path, ref: str) -> str:
    """The commit at which this branch left the other one; the commit itself where they share no history."""
    try:
        commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").strip()
    except UsageError as error:
        why = "" if str(error).startswith("git ") else f" ({error})"  # git said nothing itself
        raise UsageError(f"--since {ref}: git knows no such commit here{why}; fetch it first, or name another") from None
    try:
        return _git(folder, "merge-base", commit, "HEAD").strip() or commit
    except UsageError:
        return commit


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "core.quotePath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 -- a list, no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"--since needs git, which cannot be run: {error}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(said[0] if said else f"git {arguments[0]} failed")
    return done.stdout.decode("utf-8", "replace")
