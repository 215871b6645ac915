"""Git's status of files: uncommitted changes, and the versions of a merge conflict."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from citecheck.io.git import NoGit, Repository, repository_of


def unsaved(paths: Sequence[Path], ours: Sequence[Path]) -> tuple[str, ...]:
    """Return the tracked files with uncommitted changes, and those of ``paths`` that are untracked (or ignored).

    ``ours`` are files that citecheck wrote; they are left out. Empty outside a repository and without git.
    """
    found: dict[str, None] = {}
    skip = [path.resolve() for path in ours]
    for repository, mine in _by_repository(paths).items():
        try:
            changed = dict.fromkeys([*_changed(repository), *_untracked(repository, mine)])
        except NoGit:
            continue
        for path in changed:
            if not any(path == own or own in path.parents for own in skip):
                found[os.path.relpath(path)] = None
    return tuple(found)


def commit(paths: Sequence[Path]) -> str:
    """Return the commit of the files, abbreviated, and whether they changed since.

    Empty without git, if a file is not in git, and for files of several repositories.
    """
    by_repository = _by_repository(paths)
    if len(by_repository) != 1 or sum(map(len, by_repository.values())) != len({path.resolve() for path in paths}):
        return ""
    ((repository, mine),) = by_repository.items()
    try:
        head = repository.commit("HEAD")
        if not head or _untracked(repository, mine):
            return ""
        changed = any(path in mine for path in _changed(repository, [repository.name(path) for path in mine]))
        return f"{repository.short(head)}{', changed since' if changed else ''}"
    except NoGit:
        return ""


def merging(path: Path) -> tuple[bytes, bytes, bytes] | None:
    """Return base, ours and theirs of a file with a merge conflict (base is empty if there is none), None without a conflict.

    They are the stages of git's index (https://git-scm.com/docs/git-read-tree#_3_way_merge).
    """
    try:
        repository = repository_of(path)
        name = repository.name(path)
        stages = {file.stage: repository.blob(file.id) for file in repository.files([name]) if file.name == name}
    except NoGit:
        return None
    ours, theirs = stages.get(2), stages.get(3)
    return (stages.get(1) or b"", ours, theirs) if ours and theirs else None


def _by_repository(paths: Sequence[Path]) -> dict[Repository, list[Path]]:
    """The files, without symbolic links, by checkout; files outside a checkout are left out."""
    found: dict[Repository, list[Path]] = {}
    for path in dict.fromkeys(path.resolve() for path in paths):
        try:
            found.setdefault(repository_of(path), []).append(path)
        except NoGit:
            continue
    return found


def _untracked(repository: Repository, paths: Sequence[Path]) -> list[Path]:
    names = {repository.name(path): path for path in paths}
    known = {file.name for file in repository.files(list(names))}
    return [path for name, path in names.items() if name not in known]


def _changed(repository: Repository, names: Sequence[str] = ()) -> Iterator[Path]:
    """The tracked files, or those of ``names``, that differ between commit, index and work tree."""
    head = repository.commit("HEAD")
    before = repository.tree(head, names) if head else {}
    now = {file.name: file for file in repository.files(names)}
    for name in before.keys() - now.keys():
        yield repository.root / name
    for name, file in now.items():
        if file.stage or before.get(name) != (file.mode, file.id) or (not file.ignored and repository.differs(file)):
            yield repository.root / name
