"""Submissions to Save Page Now, and captures of the pages that a report located."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.replay.archiving import citecheck

pytestmark = pytest.mark.replay
Told = Callable[[str, object], None]


def test_save_page_now_archives_pages_without_a_capture_and_the_lock_records_it(replay, tmp_path: Path) -> None:
    rig = replay("data")
    gold = [json.loads(line) for line in (Path(rig["root"]) / "data" / "gold.jsonl").read_text().splitlines()]
    live = [row["live_url"] for row in gold if row["live"] == "ok" and row["live_url"] and "wayback" in row["services"]][:3]
    blocked = next(row["live_url"] for row in gold if row["live"] == "ok" and "faz.net" in row["live_url"])
    live = [url for url in live if url != blocked]
    gone = [row["live_url"] for row in gold if row["live"] == "404" and row["live_url"]][:1]
    private = ["http://wiki.corp/page", f"{live[0]}?access_token=hushhush"]
    (base_url,) = re.findall(r'\[archives\.wayback\]\nbase_url = ("[^"]+")', config := Path(rig["config"]).read_text())
    settings = config + f"\n[save_page_now]\nbase_url = {base_url}\n" + "interval = 0\npoll_every = 0.3\nreuse = ''\n"
    (tmp_path / "citecheck.toml").write_text(settings)
    lines = (
        f"[{n}] J. Doe, Story number {n}, Reuters, 14/04/2021, {url}\n"
        for n, url in enumerate([*live, blocked, *gone, *private], 1)
    )
    (tmp_path / "notes.txt").write_text("".join(lines))
    keys = {"IA_ACCESS_KEY_ID": "access1", "IA_SECRET_ACCESS_KEY": "secret1"}
    without = citecheck("archive", "--submit", "notes.txt", folder=tmp_path)
    assert without.returncode == 2 and "IA_ACCESS_KEY_ID" in without.stderr and not (tmp_path / "archive").exists()
    result = citecheck("archive", "--submit", "notes.txt", folder=tmp_path, **keys)
    assert result.returncode == 0, result.stderr
    told = result.stdout.splitlines()
    assert all(any(line.startswith("archived") and url in line for line in told) for url in live), result.stdout
    assert all(any(line.startswith("not submitted") and url in line for line in told) for url in [*gone, private[0]])
    assert any(line.startswith("the archive cannot reach it") and blocked in line for line in told)
    entries = {entry["label"]: entry for entry in json.loads((tmp_path / "citecheck.lock").read_text())["sources"]}
    assert all(
        entries[str(n)]["archive"]["url"].startswith("https://web.archive.org/web/20") and entries[str(n)]["local"]
        for n in (1, 2, 3)
    )
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != "notes.txt")
    assert b"secret1" not in everything and b"access1" not in everything and b"hushhush" not in everything
    told_the_archive = [
        line for line in (Path(rig["root"]) / "data" / "requests.log").read_text().splitlines() if '"live"' not in line
    ]
    assert not any("token" in line or "wiki.corp" in line for line in told_the_archive)
    again = citecheck("archive", "--submit", "notes.txt", folder=tmp_path, **keys)
    assert again.returncode == 0 and "submitted" not in again.stdout.replace("not submitted", "")


def test_what_a_report_located_is_captured_and_the_lock_stays_valid(replay, tmp_path: Path, record_property: Told) -> None:
    rig = replay("seed")
    (tmp_path / "citecheck.toml").write_text(Path(rig["config"]).read_text())
    (tmp_path / "list.txt").write_bytes((Path(rig["root"]) / "seed" / "documents" / "us-iraq-dialogue.txt").read_bytes())
    assert citecheck("report", "list.txt", folder=tmp_path).returncode == 0
    before = json.loads(citecheck("check", "--locked", "--format", "json", "list.txt", folder=tmp_path).stdout)
    result = citecheck("archive", "list.txt", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    entries = json.loads((tmp_path / "citecheck.lock").read_text())["sources"]
    verified = [entry for entry in entries if entry["state"] == "verified"]
    kept = [entry for entry in verified if entry["local"]]
    record_property("verified", len(verified))
    record_property("kept", len(kept))
    assert len(kept) >= 5 and result.stdout.count("captured  ") >= len({entry["url"] for entry in kept})
    assert all((tmp_path / "archive" / entry["local"]["warc"]).exists() for entry in kept)
    assert json.loads(citecheck("check", "--locked", "--format", "json", "list.txt", folder=tmp_path).stdout) == before
    assert citecheck("archive", "verify", folder=tmp_path).returncode == 0
