"""Reads a PDF in a process of its own, which ends when it takes too much time or memory.

PDFium cannot be interrupted, and a file of a few kilobytes can keep it busy for hours: forms that draw each other. It is also a large
parser of strangers' data; if it crashes, only this process does.
"""

import subprocess
import sys

import msgspec

from citecheck.model.document import Document
from citecheck.model.errors import DocumentError

MODULE = "citecheck.documents.formats.pdf.process"
MAX_SECONDS = 60  # of processor time; a thousand pages take twenty
PATIENCE = 3  # times as many seconds on the clock of a busy machine
MAX_MEMORY = 2_000_000_000  # bytes; three hundred pages take a tenth


class _Answer(msgspec.Struct):
    """What the process found: a document, or why there is none."""

    document: Document | None = None
    error: str = ""


def read(path: str, data: bytes) -> Document:
    """Read a PDF. Raises ``DocumentError``."""
    command = [sys.executable, "-P", "-m", MODULE, path, str(MAX_SECONDS)]  # -P: nothing is imported from the checkout
    too_complex = f"reading it takes more than {MAX_SECONDS} seconds or {MAX_MEMORY // 10**9} GB; split the document"
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE * MAX_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise DocumentError(path, too_complex) from None
    if done.returncode:
        raise DocumentError(path, too_complex if done.returncode < 0 or b"MemoryError" in done.stderr else _last_line(done.stderr))
    answer = msgspec.msgpack.decode(done.stdout, type=_Answer)
    if answer.document is None:
        raise DocumentError(path, answer.error)
    return answer.document


def _last_line(said: bytes) -> str:
    return f"it could not be read: {(said.decode('utf-8', 'replace').strip().splitlines() or ['no reason was given'])[-1]}"


def _bound(seconds: int) -> None:
    """Limit this process, where the system can."""
    if sys.platform == "win32":  # the time that is waited for remains
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY if most == resource.RLIM_INFINITY else min(MAX_MEMORY, most), most))


def _main(path: str, seconds: int) -> None:
    from citecheck.documents.formats.pdf.pages import read_pages
    from citecheck.documents.formats.pdf.reading import read_document

    _bound(seconds)
    try:
        answer = _Answer(read_document(path, read_pages(path, sys.stdin.buffer.read())))
    except DocumentError as error:
        answer = _Answer(error=error.message)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]))
