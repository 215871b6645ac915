"""`citecheck check` on the replay web: no findings for correct URLs, findings for wrong ones, the same twice."""

import json
from pathlib import Path

import pytest

pytestmark = [pytest.mark.replay, pytest.mark.enable_socket]


def listing(rows: list[dict], shift: int) -> str:
    """A list that cites each page with the address of the one ``shift`` rows on."""
    lines = []
    for number, row in enumerate(rows, 1):
        names, url = ", ".join(row["authors"][:2]), rows[(number - 1 + shift) % len(rows)]["live_url"]
        lines.append(f"[{number}] {names or row['publisher']}, “{row['title']}”, {row['publisher']}, {row['date']}, {url}\n")
    return "".join(lines)


def rules(result) -> list[str]:
    return [finding["rule"] for finding in json.loads(result.stdout)["findings"]]


def test_correct_urls_have_no_findings_and_urls_of_other_works_are_reported(replay, citecheck, tmp_path: Path) -> None:
    rig = replay("data")
    gold = (Path(rig["root"]) / "data" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    live = [row for row in map(json.loads, gold) if row["live"] == "ok"]
    rows = list({row["url"]: row for row in live}.values())[:24]
    check = ("check", "--config", rig["config"], "--format", "json", "notes.txt")
    Path(tmp_path / "notes.txt").write_text(listing(rows, 0), encoding="utf-8")
    right = citecheck(*check)
    assert right.returncode == 0, right.stderr
    assert not [rule for rule in rules(right) if rule < "CC4"]
    Path(tmp_path / "notes.txt").write_text(listing(rows, 5), encoding="utf-8")
    wrong, again = citecheck(*check), citecheck(*check)
    assert wrong.returncode == 1
    told = [rule for rule in rules(wrong) if rule in ("CC301", "CC309")]
    assert len(told) == len(rows) and "CC301" in told
    assert rules(again) == rules(wrong)
