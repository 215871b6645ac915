"""A disk that is full while a record is written."""

import errno
import os

import pytest

from citecheck.archives.warc.reader import members
from citecheck.model.errors import WriteError
from tests.archives.warc.conftest import exchange


def test_records_that_do_not_fit_on_the_disk_are_removed_again(keeping, warc, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.run(exchange("http://example.org/a", b"words " * 50))
    whole = warc().read_bytes()
    write = os.write
    room = [1_000]

    def full(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, data[: room[0]])
        room[0] -= written
        return written

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(WriteError, match="the disk is full"):
            keeping.run(exchange("http://example.org/b", os.urandom(5_000)))
    with warc().open("rb") as file:
        found = list(members(file))
    assert warc().read_bytes().startswith(whole) and all(member.problem is None for member in found)
    assert [member.scan.get("WARC-Target-URI") for member in found if member.scan.kind == "response"] == ["http://example.org/a"]
