"""Merging the locks of two branches: no entry of either is lost, and a person's decision wins."""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from citecheck.lock.file import LockedEvidence, LockEntry, dump, load
from citecheck.lock.merge import merge_conflict

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(label: str, words: str = "", days: int = 0, **more: object) -> LockEntry:
    url = f"https://a.example/{words or label}"
    proof = (LockedEvidence("title", f"Story {words}", f"Story {words}", "og:title", "confirmed", 14.8),)
    values: dict[str, object] = {"url": url, "evidence": proof, "located": NOON + timedelta(days=days)}
    return LockEntry("notes.txt", label, 1, f"1:{words or label}", "verified", **(values | more))  # type: ignore[arg-type]


def git(folder: Path, *words: str) -> int:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode


def branches(folder: Path, base: list[LockEntry], mine: list[LockEntry], yours: list[LockEntry]) -> int:
    """Two branches of a repository that are merged; git's exit status."""
    lock = folder / "citecheck.lock"

    def commit(entries: list[LockEntry]) -> None:
        lock.write_bytes(dump(entries))
        git(folder, "add", "-A")
        git(folder, "commit", "-m", "lock")

    git(folder, "init", "-b", "main")
    commit(base)
    git(folder, "checkout", "-b", "mine")
    commit(mine)
    git(folder, "checkout", "main")
    commit(yours)
    return git(folder, "merge", "mine")


def test_merge_combines_two_branches_that_both_added_a_last_source(
    tmp_path: Path, citecheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    base = [entry("1"), entry("2")]
    assert branches(tmp_path, base, [*base, entry("3", "mine")], [*base, entry("3", "yours")]) != 0
    status, _, err = citecheck("check", "--locked", ".")
    assert status == 2 and "`citecheck merge`" in err
    assert citecheck("merge")[0] == 0
    merged = load("l", Path("citecheck.lock").read_bytes()).entries
    assert [one.fingerprint for one in merged] == ["1:1", "1:2", "1:mine", "1:yours"]
    assert citecheck("merge")[0] == 0 and load("l", Path("citecheck.lock").read_bytes()).entries == merged


def test_git_merges_the_lock_with_the_merge_driver(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("citecheck.lock merge=citecheck\n")
    git(tmp_path, "init", "-b", "main")
    git(tmp_path, "config", "merge.citecheck.driver", f"{sys.executable} -m citecheck merge %O %A %B")
    base = [entry("1"), entry("2")]
    assert branches(tmp_path, base, [base[0], entry("3", "mine")], [*base, entry("3", "yours")]) == 0
    merged = load("l", (tmp_path / "citecheck.lock").read_bytes()).entries
    assert [one.fingerprint for one in merged] == ["1:1", "1:mine", "1:yours"]  # source 2 was taken out


def test_two_people_who_decided_differently_are_both_shown(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    base = [entry("1")]
    mine, yours = (entry("1", decided="person", url=f"https://a.example/{who}") for who in ("mine", "yours"))
    assert branches(tmp_path, base, [mine], [yours]) != 0
    status, _, err = citecheck("merge")
    assert status == 1 and "decided by two people" in err and "https://a.example/mine" in err and "https://a.example/yours" in err
    assert citecheck("check", "--locked", ".")[0] == 2


def test_conflict_markers_without_a_merge_are_reported_and_stay(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    mess = "<<<<<<< HEAD\n{\n=======\n[]\n>>>>>>> mine\n"
    Path("citecheck.lock").write_text(mess)
    status, _, err = citecheck("merge")
    assert status == 2 and "no merge in progress" in err and Path("citecheck.lock").read_text() == mess
    assert citecheck("merge", "citecheck.lock")[0] == 2


def test_without_a_lock_a_merge_says_what_to_do(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, err = citecheck("merge")
    assert status == 2 and "no lock" in err and "`citecheck report`" in err and not Path("citecheck.lock").exists()


def test_a_newer_lock_of_the_other_side_is_refused_with_advice(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, schema in (("base", 1), ("ours", 1), ("theirs", 2)):
        Path(name).write_bytes(dump([entry("1")]).replace(b"lock/1", b"lock/%d" % schema))
    before = Path("ours").read_bytes()
    status, _, err = citecheck("merge", "base", "ours", "theirs")
    assert status == 2 and "(theirs): written by a newer citecheck" in err and Path("ours").read_bytes() == before


def test_a_persons_decision_wins_and_then_the_later_answer() -> None:
    chosen = entry("1", decided="person")
    assert merge_conflict([entry("1", days=9)], [chosen]) == (chosen,)
    assert merge_conflict([entry("1")], [entry("1", days=1)]) == (entry("1", days=1),)
    assert merge_conflict([], [entry("1"), chosen], [entry("1")]) == (chosen,)


@pytest.mark.parametrize("seed", range(6))
def test_a_merge_has_the_additions_and_removals_of_both_branches(
    tmp_path: Path, citecheck, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    dice = random.Random(seed)
    base = {entry(str(n)).identity: entry(str(n)) for n in dice.sample(range(100), 12)}
    mine, yours = (changes(base, who, dice) for who in ("mine", "yours"))
    if branches(tmp_path, list(base.values()), list(mine.values()), list(yours.values())):
        assert citecheck("merge")[0] == 0
    found = {one.identity: one for one in load("l", Path("citecheck.lock").read_bytes()).entries}
    assert found == {i: one for i, one in (mine | yours).items() if not (i in base and (i not in mine or i not in yours))}


def changes(
    base: dict[tuple[str, str, int, str], LockEntry], who: str, dice: random.Random
) -> dict[tuple[str, str, int, str], LockEntry]:
    """What one branch made of the lock: some sources gone, some new."""
    kept = {identity: one for identity, one in base.items() if dice.random() > 0.1}
    added = [entry(str(dice.randrange(100)), f"{who}-{n}") for n in range(dice.randrange(1, 5))]
    return kept | {one.identity: one for one in added}
