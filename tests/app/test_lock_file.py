"""Changes of the lock while another process writes it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app.lock_file import change_lock, read_lock
from citecheck.config.settings import Settings
from citecheck.lock.file import Lock, LockEntry, dump
from citecheck.model.errors import WriteError

MINE, THEIRS = (LockEntry("a.md", label, 1, label * 8, "verified", f"https://courier.example/{label}") for label in "12")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Text.\n")
    Path("citecheck.lock").write_bytes(dump(()))


def test_an_entry_that_another_process_writes_meanwhile_is_kept() -> None:
    def change(lock: Lock) -> Sequence[LockEntry]:
        if not lock.entries:
            Path("citecheck.lock").write_bytes(dump((THEIRS,)))
        return (*lock.entries, MINE)

    change_lock(Settings(), change)
    assert read_lock(Settings()).entries == (MINE, THEIRS)


def test_a_lock_that_changes_at_every_attempt_is_not_written() -> None:
    attempts = []

    def change(lock: Lock) -> Sequence[LockEntry]:
        attempts.append(lock)
        Path("citecheck.lock").write_bytes(dump((replace(THEIRS, source=len(attempts)),)))
        return (MINE,)

    with pytest.raises(WriteError, match="changed since it was read"):
        change_lock(Settings(), change)
    assert len(attempts) == 5 and MINE not in read_lock(Settings()).entries
