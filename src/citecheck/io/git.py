"""All calls of git: only in the checkout that a path belongs to, and only commands that read no file of the work tree.

Documents are untrusted, and a folder of them can be a repository with commands in its configuration. So git runs in the folder above
with ``.git``, and returns names, object ids and old versions; differences are computed here. `git status` and `git diff` are never run,
because they run configured filters, hooks and monitors.
"""

import hashlib
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from citecheck.io.checkout import root_of
from citecheck.patterns import lazy_pattern

TIMEOUT = 60  # seconds for one call
MAX_NAMES = 100  # paths passed to git; with more, all files are listed
MAX_BLOB = 50_000_000  # bytes
SETTINGS = {
    "safe.bareRepository": "explicit",  # since git 2.38; older ones are confined by the working directory and the ceiling
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "submodule.recurse": "false",
}
ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # no fetching for partial clones; GIT_NO_LAZY_FETCH needs git 2.44
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# `git ls-files --stage -v -z --debug`: an entry, then the file's stat data in the index (builtin/ls-files.c: print_debug).
ENTRY = lazy_pattern(
    rb"(?P<tag>\S) (?P<mode>\d{6}) (?P<id>[0-9a-f]{40,64}) (?P<stage>[0-3])\t(?P<name>[^\0]+)\0"
    rb"  ctime: \d+:\d+\n  mtime: (?P<seconds>\d+):(?P<nanos>\d+)\n  dev: \d+\tino: \d+\n  uid: \d+\tgid: \d+\n"
    rb"  size: (?P<size>\d+)\tflags: [0-9a-f]+\n"
)
LISTED = lazy_pattern(rb"(?P<mode>\d{6}) \w+ (?P<id>[0-9a-f]{40,64})\t(?P<name>[^\0]+)\0")  # `git ls-tree -z`
LINK, SUBMODULE = "120000", "160000"


class NoGit(Exception):
    """git is missing or refuses, or there is no checkout. The message says which, and what to do."""


class Indexed(Struct, frozen=True):
    """A file in the index. ``stage`` is 0, or 1 to 3 in a merge; ``ignored``: git does not look for it in the work tree."""

    name: str
    mode: str
    id: str
    stage: int
    ignored: bool
    mtime: tuple[int, int]  # seconds, nanoseconds
    size: int


class Repository(Struct, frozen=True):
    """A checkout: paths of its folder, its git directory and its index, without symbolic links."""

    root: Path
    git_dir: Path
    index: Path

    def name(self, path: Path) -> str:
        """Return a file's name in git, empty if it is not in this checkout."""
        real = path.resolve()
        return real.relative_to(self.root).as_posix() if real.is_relative_to(self.root) else ""

    def commit(self, ref: str) -> str:
        """Return the id of a commit, empty if there is none."""
        try:
            return self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
        except NoGit:
            return ""

    def short(self, commit: str) -> str:
        """Return a commit's id, abbreviated to ten characters or more."""
        return self._ask("rev-parse", "--short=10", commit).decode().strip()

    def common(self, one: str, other: str) -> str:
        """Return the merge base of two commits, empty if there is none."""
        try:
            return self._ask("merge-base", one, other).decode().strip()
        except NoGit:
            return ""

    def files(self, names: Sequence[str] = ()) -> tuple[Indexed, ...]:
        """Return the index entries, or those of these files. Raises ``NoGit``."""
        output = self._ask("ls-files", "--stage", "-v", "-z", "--debug", *_named(names))
        return tuple(_indexed(found) for found in _all(ENTRY.match, output))

    def tree(self, commit: str, names: Sequence[str] = ()) -> dict[str, tuple[str, str]]:
        """Return mode and object id of every file in a commit, or of these files. Raises ``NoGit``."""
        output = self._ask("ls-tree", "-r", "-z", "--full-tree", commit, *_named(names))
        return {os.fsdecode(found["name"]): (found["mode"].decode(), found["id"].decode()) for found in _all(LISTED.match, output)}

    def blob(self, id_: str) -> bytes | None:
        """Return the bytes of an object, None if there is none or it is over ``MAX_BLOB``."""
        try:
            size = int(self._ask("cat-file", "-s", id_))
            return self._ask("cat-file", "blob", id_) if size <= MAX_BLOB else None
        except NoGit:
            return None

    def differs(self, file: Indexed) -> bool:
        """Whether a file in the work tree differs from the index, ignoring line endings."""
        path = self.root / file.name
        try:
            found = path.lstat()
            if file.mode == SUBMODULE:
                return not stat.S_ISDIR(found.st_mode)
            if file.mode == LINK:
                return not path.is_symlink() or not is_blob(os.fsencode(path.readlink()), file.id)
            return not stat.S_ISREG(found.st_mode) or not (self._as_read(file, found) or _holds_blob(path, found.st_size, file.id))
        except OSError:
            return True

    def _as_read(self, file: Indexed, found: os.stat_result) -> bool:
        """Whether a file's stat data are the index's. Files as new as the index do not count, as in git (racy-git.txt)."""
        seconds, nanos = file.mtime
        moment = found.st_mtime_ns if nanos else found.st_mtime_ns // 10**9 * 10**9
        return (
            moment == seconds * 10**9 + nanos
            and found.st_size & 0xFFFFFFFF == file.size
            and found.st_mtime_ns < self.index.stat().st_mtime_ns
        )

    def _ask(self, *words: str) -> bytes:
        return _run(self.root, words, self.index)


def repository_of(path: Path) -> Repository:
    """Return the checkout that a file is in. Raises ``NoGit``, also if its work tree is not the folder of ``.git``."""
    real, named = path.resolve(), root_of(path)
    root = root_of(real)
    if named is None or root is None or not root.is_relative_to(named.resolve()):
        raise NoGit(f"{path}: there is no .git in its folder or above, or a symbolic link leads out of the checkout")
    return _repository(root)


@cache
def _repository(root: Path) -> Repository:
    output = _run(root, ("rev-parse", "--show-toplevel", "--absolute-git-dir"))
    top = os.fsencode(root) + b"\n"
    git_dir = Path(os.fsdecode(output.removeprefix(top).removesuffix(b"\n"))).resolve()
    if not output.startswith(top) or git_dir == root or not git_dir.is_dir():
        raise NoGit(f"{root}: the work tree of this .git is another folder")
    return Repository(root, git_dir, _index(root, git_dir))


def _index(root: Path, git_dir: Path) -> Path:
    """The index: the one that git names to its hooks if it is in the git directory."""
    named = (root / os.environ.get("GIT_INDEX_FILE", "")).resolve()
    return named if named.is_relative_to(git_dir) and named.is_file() else git_dir / "index"


def is_blob(data: bytes, id_: str) -> bool:
    """Whether bytes have an object id, as they are or with LF line endings."""
    return any(_id([form], len(form), len(id_)) == id_ for form in (data, data.replace(b"\r\n", b"\n")))


def _holds_blob(path: Path, size: int, id_: str) -> bool:
    if size <= MAX_BLOB:
        return is_blob(path.read_bytes(), id_)
    with path.open("rb") as file:
        return _id(iter(lambda: file.read(1 << 20), b""), size, len(id_)) == id_


def _id(pieces: Iterable[bytes], size: int, digits: int) -> str:
    """The object id of a blob (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects), of 40 or 64 digits."""
    made = hashlib.sha1(usedforsecurity=False) if digits == 40 else hashlib.sha256()
    made.update(b"blob %d\0" % size)
    for piece in pieces:
        made.update(piece)
    return made.hexdigest()


def _named(names: Sequence[str]) -> tuple[str, ...]:
    return ("--", *names) if len(names) <= MAX_NAMES else ()


def _all(match: Callable[[bytes, int], re.Match[bytes] | None], output: bytes) -> Iterator[re.Match[bytes]]:
    """The entries of an output. Raises ``NoGit`` if it contains anything else."""
    at = 0
    while at < len(output):
        if not (found := match(output, at)):
            raise NoGit("the output of this git is unknown to citecheck; update git or citecheck")
        yield found
        at = found.end()


def _indexed(found: re.Match[bytes]) -> Indexed:
    tag = found["tag"].decode("latin-1")
    return Indexed(
        os.fsdecode(found["name"]),
        found["mode"].decode(),
        found["id"].decode(),
        int(found["stage"]),
        tag == "S" or tag.islower(),  # skip-worktree, as in a sparse checkout; assume-unchanged
        (int(found["seconds"]), int(found["nanos"])),
        int(found["size"]),
    )


def _run(root: Path, words: Sequence[str], index: Path | None = None) -> bytes:
    """The output of a git command. Raises ``NoGit``."""
    settings = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    command = [_program(), "--no-pager", *settings, *words]
    try:
        done = subprocess.run(  # noqa: S603 -- a list, no shell
            command,
            cwd=root,
            env=_environment(root, index),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise NoGit(f"git cannot be run: {error}") from None
    if done.returncode:
        raise NoGit(_why(root, done.stderr.decode("utf-8", "replace"), words[0]))
    return done.stdout


def _why(root: Path, errors: str, command: str) -> str:
    if "safe.directory" in errors:
        return (
            f"git refuses to read {root}, which another user owns; if you trust its .git, run "
            f"`git config --global --add safe.directory {root}`"
        )
    return next(iter(errors.strip().splitlines()), f"git {command} failed")


def _environment(root: Path, index: Path | None) -> dict[str, str]:
    """The environment without variables that name another repository, another configuration or programs."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    here = {"GIT_CEILING_DIRECTORIES": str(root.parent)} | ({"GIT_INDEX_FILE": str(index)} if index else {})
    return kept | ENVIRONMENT | here


def _program() -> str:
    """The git in PATH, without relative entries, which would be searched in the checkout."""
    path = os.pathsep.join(entry for entry in os.environ.get("PATH", "").split(os.pathsep) if Path(entry).is_absolute())
    found = shutil.which("git", path=path) if path else None
    if found is None:
        raise NoGit("there is no git on PATH")
    return found
