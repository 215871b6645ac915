"""What git knows of a file: whether a change could be taken back, and which versions a merge was to unite."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

NAMED = 100  # files that git is asked about by name; where they are more, about all


def unsaved(paths: Sequence[Path], ours: Sequence[Path]) -> tuple[str, ...]:
    """What would be lost or mixed up by writing ``paths``: tracked files with changes that are not committed, and untracked ``paths``.

    ``ours`` are what citecheck wrote itself. Empty outside a git repository, and where there is no git.
    """
    found: dict[str, None] = {}
    for folder in {path.resolve().parent for path in paths}:
        if root := _root(folder):
            mine = {path.resolve() for path in paths if path.resolve().parent == folder}
            skip = [path.resolve() for path in ours]
            for mark, path in _changed(folder, Path(root)):
                if (mark != "??" or path in mine) and not any(path == own or own in path.parents for own in skip):
                    found[os.path.relpath(path)] = None
    return tuple(found)


def commit(paths: Sequence[Path]) -> str:
    """The commit that files are of, shortened, and whether they changed since.

    Empty without git, where one is not in git, and where they are of several repositories.
    """
    wanted = {path.resolve() for path in paths}
    roots = {_root(folder) for folder in {path.parent for path in wanted}}
    root = roots.pop() if len(roots) == 1 else ""
    found = _git(Path(root), "rev-parse", "--short=10", "HEAD").decode(errors="replace").strip() if root else ""
    marks = {mark for mark, path in _changed(Path(root), Path(root), *wanted) if path in wanted} if found else {"??"}
    return "" if "??" in marks else f"{found}{', changed since' if marks else ''}"


def merging(path: Path) -> tuple[bytes, bytes, bytes] | None:
    """The common ancestor, ours and theirs of a file whose merge git left to us; empty where a side has none, None where there is no merge.

    They are the stages of git's index (https://git-scm.com/docs/git-read-tree#_3_way_merge).
    """
    ancestor, ours, theirs = (_git(path.resolve().parent, "show", f":{stage}:./{path.name}") for stage in (1, 2, 3))
    return (ancestor, ours, theirs) if ours and theirs else None


def _root(folder: Path) -> str:
    return _git(folder, "rev-parse", "--show-toplevel").decode(errors="surrogateescape").strip()


def _changed(folder: Path, root: Path, *paths: Path) -> list[tuple[str, Path]]:
    """What `git status` says, in its format for programs (https://git-scm.com/docs/git-status#_porcelain_format_version_1)."""
    named = ("--", *map(str, paths)) if len(paths) <= NAMED else ()
    entries = _git(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", *named).split(b"\0")
    return [(e[:2].decode(), root / e[3:].decode(errors="surrogateescape")) for e in entries if len(e) > 3]


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, timeout=30, check=False)  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
