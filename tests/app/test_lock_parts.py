"""A lock that is split by document: what is written, read and deleted."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app.lock_file import change_lock, lock_policy, read_lock
from citecheck.config.settings import LockSettings, Output, Settings
from citecheck.lock.file import Lock, LockEntry, dump
from citecheck.model.document import Document
from citecheck.model.errors import CitecheckError, LockError

WHOLE, SPLIT = (Settings(lock=LockSettings(split=split)) for split in (False, True))
NAMES = ("a.md", "b/a.md", "b/aux.md", "b/é?.md", f"{'long' * 30}.md")
ENTRIES = tuple(
    LockEntry(name, str(at), 1, f"1:{at}", "verified", f"https://courier.example/{at}") for at, name in enumerate(sorted(NAMES))
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b").mkdir()
    for name in NAMES:
        Path(name).write_text("Text.\n")


def parts() -> list[Path]:
    folder = Path("citecheck.lock.d")
    return sorted(folder.iterdir()) if folder.exists() else []


def write(settings: Settings, *entries: LockEntry) -> None:
    change_lock(settings, lambda _: entries)


def test_each_document_has_a_file_and_all_are_read_as_one_lock() -> None:
    write(SPLIT, *ENTRIES)
    assert len(parts()) == len(NAMES)
    assert not Path("citecheck.lock").exists()
    assert read_lock(SPLIT).entries == ENTRIES
    assert all(len(os.fsencode(part.name)) < 255 and "?" not in part.name for part in parts())


def test_a_part_is_a_lock_of_its_document() -> None:
    write(SPLIT, *ENTRIES[:1])
    (part,) = parts()
    assert part.read_bytes() == dump(ENTRIES[:1])


@pytest.mark.parametrize(("before", "after"), [(WHOLE, SPLIT), (SPLIT, WHOLE)])
def test_the_setting_may_change_at_any_time(before: Settings, after: Settings) -> None:
    write(before, *ENTRIES)
    assert read_lock(after).entries == ENTRIES
    change_lock(after, lambda lock: lock.entries)
    assert read_lock(before).entries == ENTRIES
    assert (len(parts()), Path("citecheck.lock").exists()) == ((0, True) if after is WHOLE else (len(NAMES), False))


def test_of_an_entry_in_both_kinds_of_file_the_later_counts() -> None:
    chosen = replace(ENTRIES[0], decided="person", url="https://courier.example/chosen")
    write(SPLIT, chosen)
    Path("citecheck.lock").write_bytes(dump(ENTRIES))
    assert read_lock(SPLIT).entries == (chosen, *ENTRIES[1:])


def test_only_the_files_of_changed_documents_are_written_and_empty_ones_deleted() -> None:
    write(SPLIT, *ENTRIES)
    before = {part: part.stat().st_ino for part in parts()}  # replaced files are new ones
    changed = replace(ENTRIES[1], state="likely")
    write(SPLIT, changed, *ENTRIES[2:])
    after = {part: part.stat().st_ino for part in parts()}
    assert len(after) == len(before) - 1
    assert sum(after[part] != before[part] for part in after) == 1
    Path(ENTRIES[2].path).unlink()
    change_lock(SPLIT, lambda lock: lock.entries)
    assert read_lock(SPLIT).entries == (changed, *ENTRIES[3:])


def test_an_entry_that_another_process_writes_meanwhile_is_kept() -> None:
    write(SPLIT, ENTRIES[0])
    (part,) = parts()
    theirs = replace(ENTRIES[0], label="9", fingerprint="1:9")

    def change(lock: Lock) -> Sequence[LockEntry]:
        if theirs not in lock.entries:
            part.write_bytes(dump([*lock.entries, theirs]))
        return (*lock.entries, *ENTRIES[1:2], replace(ENTRIES[0], label="8", fingerprint="1:8"))

    change_lock(SPLIT, change)
    assert [one.label for one in read_lock(SPLIT).entries] == ["0", "8", "9", "1"]


def test_a_damaged_part_and_a_folder_in_its_place_are_named() -> None:
    write(SPLIT, ENTRIES[0])
    (part,) = parts()
    part.write_bytes(b'{"schema": "citecheck/lock/1", "sources": [')
    with pytest.raises(LockError, match=part.name):
        read_lock(SPLIT)
    part.unlink()
    part.mkdir()
    with pytest.raises(CitecheckError, match=part.name):
        read_lock(SPLIT)


def test_a_lock_in_another_place_has_its_parts_beside_it() -> None:
    settings = replace(SPLIT, output=Output(lock="kept/sources.json"))
    Path("kept").mkdir()
    write(settings, replace(ENTRIES[0], path="../a.md"))
    assert [part.parent for part in Path("kept").rglob("*.lock")] == [Path("kept/sources.json.d")]
    assert lock_policy([Document("a.md", "markdown", "")], settings, locked=True).paths == ("../a.md",)


def test_without_sources_there_are_no_files() -> None:
    write(SPLIT)
    assert not parts()
    with pytest.raises(LockError, match="there is no lock"):
        lock_policy([], SPLIT, locked=True)
