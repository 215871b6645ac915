"""File writing: atomic, never through a symbolic link, never over a file that citecheck did not write."""

import errno
import os
from pathlib import Path

from citecheck.io.atomic_files import replacing
from citecheck.io.checkout import root_of
from citecheck.model.errors import WriteError
from citecheck.patterns import lazy_pattern

# How citecheck's own files begin or end, by reporter. A file that only mentions citecheck is not ours.
HEAD = 2_000
BEGINNINGS = lazy_pattern(
    rb'\A\s*<!-- citecheck\b|\A% Written by citecheck|\Acitecheck,|"schema":\s*"citecheck/'
    rb'|name="generator" content="citecheck|<testsuites name="citecheck"|\(citecheck\)</title>'
    rb'|"(?:name|label)":\s*"citecheck"|"check_name":\s*"citecheck |"citecheck":\s*\{|\A::(?:error|warning|notice) [^\n]{0,1500}title=citecheck'
)
ENDINGS = lazy_pattern(
    rb"\d documents?, \d+ notes?, \d+ links?(?:; [^\n]*)?\n?\Z|\n(?:TOTAL  |All documents: )\d+ of \d+ notes?, [^\n]*\n?\Z"
)
EMPTY = frozenset((b"", b"[]", b"{}"))


class DiskStore:
    """Files on the disk."""

    def write(self, path: Path, data: bytes, *, expected: bytes | None = None) -> None:
        """Replace a file. It must contain the bytes ``expected``; without them it must be ours, or new. Raises ``WriteError``."""
        try:
            _check_links(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._check(path, expected)
            with replacing(path) as file:
                file.write(data)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise WriteError(f"{path}: the disk is full; free some space and run again. The file was not changed") from None
            raise WriteError(f"{path}: cannot be written: {error.strerror}; check the folder, or name another file") from None

    def remove(self, path: Path, *, expected: bytes) -> None:
        """Delete a file that contains the bytes ``expected``. Raises ``WriteError``."""
        try:
            _check_links(path)
            self._check(path, expected)
            path.unlink(missing_ok=True)
        except OSError as error:
            raise WriteError(f"{path}: cannot be deleted: {error.strerror}; check the folder") from None

    def _check(self, path: Path, expected: bytes | None) -> None:
        if not path.exists():
            return
        if not path.is_file():
            raise WriteError(f"{path}: this is not a file; move it, or write to another path")
        present = path.read_bytes()
        if expected is not None and present != expected:
            raise WriteError(f"{path}: the file changed since it was read; run again")
        if expected is None and not _is_ours(present):
            raise WriteError(
                f"{path}: citecheck did not write this file and does not replace it; move it, or write to another path"
            )


def _check_links(path: Path) -> None:
    if path.is_symlink():
        raise WriteError(f"{path}: this is a symbolic link; citecheck does not write through links, name the file itself")
    if leads_out(path.parent):
        raise WriteError(f"{path.parent}: a symbolic link leads out of the checkout; name the folder itself")


def _is_ours(present: bytes) -> bool:
    return bool(present.strip() in EMPTY or BEGINNINGS.search(present[:HEAD]) or ENDINGS.search(present[-HEAD:]))


def leads_out(folder: Path) -> bool:
    """Whether a folder in the checkout or working directory leads, through a symbolic link, out of it or into ``.git``."""
    here = root_of(Path.cwd()) or Path.cwd()
    named, real = Path(os.path.normpath(Path.cwd() / folder)), folder.resolve()
    if not named.is_relative_to(here):
        return False
    return not real.is_relative_to(here.resolve()) or (".git" in real.parts and ".git" not in named.parts)
