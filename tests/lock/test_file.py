"""Reading, writing and merging the lock file, and its error messages."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from citecheck.lock.file import Index, Lock, LockedArchive, LockedLink, LockEntry, dump, load
from citecheck.model.errors import LockError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(label: str, words: str = "", **more: object) -> LockEntry:
    made = LockEntry("notes.txt", label, 1, words or f"1:{label}", "verified", f"https://a.example/{label}", located=NOON)
    return LockEntry(**{f: getattr(made, f) for f in LockEntry.__struct_fields__} | more)  # type: ignore[arg-type]


def test_a_written_lock_can_be_read() -> None:
    entries = (
        entry("1", link=LockedLink("live", 200, NOON), archive=LockedArchive("https://web.archive.org/web/2020/x", NOON, "ABC")),
        entry("2"),
    )
    data = dump(entries)
    assert load("citecheck.lock", data).entries == entries
    assert dump(load("citecheck.lock", data).entries) == data


def test_sources_are_sorted_by_path_label_and_number_and_keys_by_name() -> None:
    data = dump([entry("3"), entry("1"), entry("2")]).decode()
    assert data.index("a.example/1") < data.index("a.example/2") < data.index("a.example/3")
    assert data.index('"fingerprint"') < data.index('"label"') < data.index('"path"')


@pytest.mark.parametrize(
    "entries", [(), (entry("1"),), (entry("1", reason="a\u2028b\x85c\nd\\n"), entry("2", link=LockedLink("live", 200)))]
)
def test_a_lock_is_laid_out_as_indented_json(entries: tuple[LockEntry, ...]) -> None:
    data = dump(entries)
    assert data == (json.dumps(json.loads(data), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def test_a_lock_with_a_byte_order_mark_is_read() -> None:
    assert load("citecheck.lock", b"\xef\xbb\xbf" + dump(())).entries == ()


def test_a_lock_with_half_a_surrogate_pair_can_be_read_again() -> None:
    (read,) = load("citecheck.lock", dump([entry("1", reason="odd \ud800 title")])).entries
    assert read.reason == "odd \ufffd title"


def test_a_missing_lock_is_empty() -> None:
    assert load("citecheck.lock", None).entries == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"schema": "citecheck/lock/1", "sources": [', "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b'{"schema": "citecheck/lock/1", "sources": [{"path": 5}]}', "sources[0].path"),
        (b'{"schema": "citecheck/lock/9", "sources": []}', "newer"),
        (b'{"name": "left-pad"}', "not a citecheck.lock"),
        (b'{\n<<<<<<< HEAD\n  "schema"', "citecheck.lock:2: an unresolved merge"),
        (b"[]", "damaged"),
    ],
)
def test_an_unusable_lock_is_reported_with_position_and_advice(data: bytes, says: str) -> None:
    with pytest.raises(LockError, match=r"citecheck\.lock") as raised:
        load("citecheck.lock", data)
    assert says in str(raised.value)


def test_a_merge_prefers_a_persons_decision_and_then_the_later_answer() -> None:
    later = datetime(2026, 3, 2, tzinfo=UTC)
    decided = entry("1", decided="person", url="https://a.example/chosen")
    data = dump([entry("1"), decided]), dump([entry("2"), entry("2", located=later)])
    assert load("l", data[0]).entries == (decided,)
    assert load("l", data[1]).entries[0].located == later


def test_two_different_decisions_are_reported_as_a_conflict() -> None:
    mine, yours = (entry("1", decided="person", url=f"https://a.example/{who}") for who in ("mine", "yours"))
    with pytest.raises(LockError, match="twice"):
        load("l", dump([mine, yours]))


def test_a_moved_citation_is_found_by_its_text_and_each_entry_matches_one_note() -> None:
    index = Index.of(Lock((entry("1", "1:a"), entry("2", "1:a"))))
    found = [index.find("notes.txt", label, 1, "1:a") for label in ("7", "8")]
    assert {one.label for one in found if one} == {"1", "2"}
    assert index.find("notes.txt", "1", 1, "1:b") is None


def test_branches_that_added_different_sources_merge_without_a_conflict(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=tmp_path, check=True, capture_output=True
        )

    def commit(labels: str) -> None:
        (tmp_path / "citecheck.lock").write_bytes(dump(entry(label) for label in labels.split()))
        git("add", "-A")
        git("commit", "-m", labels)

    git("init", "-b", "main")
    commit("10 30 50 70")
    git("checkout", "-b", "mine")
    commit("10 20 30 50 70")
    git("checkout", "main")
    commit("10 30 50 60 70")
    git("merge", "mine")
    merged = load("citecheck.lock", (tmp_path / "citecheck.lock").read_bytes())
    assert [one.label for one in merged.entries] == ["10", "20", "30", "50", "60", "70"]
