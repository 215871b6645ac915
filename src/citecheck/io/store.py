"""Writing files: atomic, never through a symbolic link, never over a file that citecheck did not write."""

import errno
import os
import re
from pathlib import Path

from citecheck.io.atomic_files import replacing
from citecheck.io.checkout import root_of
from citecheck.model.errors import WriteError

# How the files that citecheck writes begin, or end: each reporter's own form. To mention citecheck does not make a file ours.
HEAD = 2_000
BEGINNINGS = re.compile(
    rb'\A\s*<!-- citecheck\b|\A% Written by citecheck|\Acitecheck,|"schema":\s*"citecheck/'
    rb'|name="generator" content="citecheck|<testsuites name="citecheck"|\(citecheck\)</title>'
    rb'|"(?:name|label)":\s*"citecheck"|"check_name":\s*"citecheck |"citecheck":\s*\{|\A::(?:error|warning|notice) [^\n]{0,1500}title=citecheck'
)
ENDINGS = re.compile(
    rb"\d documents?, \d+ notes?, \d+ links?(?:; [^\n]*)?\n?\Z|\n(?:TOTAL  |All documents: )\d+ of \d+ notes?, [^\n]*\n?\Z"
)
NOTHING = frozenset((b"", b"[]", b"{}"))


class DiskStore:
    """The disk."""

    def write(self, path: Path, data: bytes, *, expected: bytes | None = None) -> None:
        """Replaces a file as a whole. ``expected`` are the bytes it must still hold; without them it must be ours, or new."""
        try:
            if path.is_symlink():
                raise WriteError(f"{path}: this is a symbolic link; citecheck does not write through links, name the file itself")
            if leads_out(path.parent):
                raise WriteError(f"{path.parent}: a symbolic link leads out of this folder; name the place itself")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._check(path, expected)
            with replacing(path) as file:
                file.write(data)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise WriteError(f"{path}: the disk is full; make room and run again, nothing of the file was changed") from None
            raise WriteError(f"{path}: cannot be written: {error.strerror}; check the folder, or name another") from None

    def _check(self, path: Path, expected: bytes | None) -> None:
        if not path.exists():
            return
        if not path.is_file():
            raise WriteError(f"{path}: there is something else than a file in the way; move it, or write elsewhere")
        present = path.read_bytes()
        if expected is not None and present != expected:
            raise WriteError(f"{path}: it changed since it was read; run again")
        if expected is None and not _is_ours(present):
            raise WriteError(f"{path}: citecheck did not write this file and leaves it alone; move it, or write elsewhere")


def _is_ours(present: bytes) -> bool:
    return bool(present.strip() in NOTHING or BEGINNINGS.search(present[:HEAD]) or ENDINGS.search(present[-HEAD:]))


def leads_out(folder: Path) -> bool:
    """Whether a folder named within the checkout, or the working directory, is through a symbolic link elsewhere, or among git's files."""
    here = root_of(Path.cwd()) or Path.cwd()
    named, real = Path(os.path.normpath(Path.cwd() / folder)), folder.resolve()
    if not named.is_relative_to(here):
        return False
    return not real.is_relative_to(here.resolve()) or (".git" in real.parts and ".git" not in named.parts)
