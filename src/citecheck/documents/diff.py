"""Unified diffs for `git apply` and `patch -p1` (https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html)."""

from difflib import diff_bytes, unified_diff
from pathlib import PurePath

from citecheck.language.secrets import MASK, shown

NO_NEWLINE = b"\n\\ No newline at end of file\n"


def diff(path: str, before: bytes, after: bytes) -> bytes:
    """The diff of a file; empty if nothing changed. Lines end at line feeds only and keep their carriage returns."""
    lines = diff_bytes(unified_diff, _lines(before), _lines(after), _name("a/", path), _name("b/", path))
    return b"".join(line if line.endswith(b"\n") else line + NO_NEWLINE for line in lines)


def without_secrets(data: bytes) -> bytes:
    """Mask keys and passwords in a diff. Hunks with a masked line become comments, since applying them would write the mask."""
    pieces: list[list[bytes]] = [[]]
    for line in _lines(data):
        if line.startswith(b"@@ "):
            pieces.append([])
        pieces[-1].append(line)
    head, *hunks = [(piece, [_shown(line) for line in piece]) for piece in pieces]
    bodies = [b"".join(after if before == after else _unappliable(after)) for before, after in hunks]
    return b"".join([*head[1], *bodies])


def _shown(line: bytes) -> bytes:
    return shown(line.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _unappliable(hunk: list[bytes]) -> list[bytes]:
    place = hunk[0].strip(b"@ \n").decode("ascii")
    comment = (
        f"# {place}: keys and passwords are masked as {MASK}, so this part cannot be applied; use `citecheck repair --write`\n"
    )
    return [comment.encode(), *(b"# " + line for line in hunk[1:])]


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _name(side: str, path: str) -> bytes:
    """The path after ``a/`` or ``b/``, without root, quoted as git does if it contains quotes, backslashes or control characters."""
    parts = (part for part in PurePath(path).parts if part not in ("/", ".."))
    raw = (side + "/".join(parts)).encode("utf-8", "surrogateescape")
    if not any(byte < 0x20 or byte in b'"\\' or byte == 0x7F for byte in raw):
        return raw + (b"\t" if b" " in raw else b"")
    quoted = "".join(chr(b) if 0x20 <= b < 0x7F and b not in b'"\\' else f"\\{b:03o}" for b in raw)
    return f'"{quoted}"'.encode()
