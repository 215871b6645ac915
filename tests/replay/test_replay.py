"""citecheck with a real archive and real pages on loopback: no wrong page is accepted, no correct citation contradicted."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.replay, pytest.mark.enable_socket]


def citecheck(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(folder / "answers.sqlite")}
    environment.pop("CITECHECK_RIGS", None)
    return subprocess.run(
        [sys.executable, "-m", "citecheck", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def score(rig: dict[str, str], network: str, results: list[Path], *more: str) -> dict:
    root = Path(rig["root"])
    command = [sys.executable, root / "score.py", *results, "--gold", root / network / "gold.jsonl", "--json", *more]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def resolve(rig: dict[str, str], document: Path, folder: Path) -> Path:
    result = citecheck("resolve", "--config", rig["config"], "--format", "json", str(document), folder=folder)
    assert result.returncode == 0, result.stderr
    out = folder / f"{document.name}.json"
    out.write_text(result.stdout, encoding="utf-8")
    return out


def test_the_seed_list_is_located_without_a_wrong_answer(replay, tmp_path: Path) -> None:
    rig = replay("seed")
    out = resolve(rig, Path(rig["root"]) / "seed" / "documents" / "us-iraq-dialogue.txt", tmp_path)
    total = score(rig, "seed", [out])["all"]
    assert total["accepted_wrong"] == 0 and total["wrongly_accused"] == 0
    assert total["recall"] >= 0.9


def test_no_made_up_source_is_accepted_and_no_real_one_contradicted(replay, tmp_path: Path) -> None:
    rig = replay("data")
    documents = sorted((Path(rig["root"]) / "data" / "documents").glob("*.txt"))[:4]
    total = score(rig, "data", [resolve(rig, document, tmp_path) for document in documents])["all"]
    assert total["accepted_wrong"] == 0 and total["made_up_accepted"] == 0 and total["wrongly_accused"] == 0
    assert total["verified_precision"] == 1.0


def test_made_up_articles_are_not_found_and_no_real_work_is(replay, tmp_path: Path) -> None:
    """News, too: that nobody knows a page is no sign that there is none."""
    rig = replay("data")
    folder = Path(rig["root"]) / "data" / "documents"
    rows = score(rig, "data", [resolve(rig, folder / name, tmp_path) for name in ("scholarly.txt", "iso-web.txt")])["rows"]
    told = [row["made_up"] for row in rows if row["state"] == "not-found"]
    assert told and all(told)


def test_with_every_service_throttled_nothing_is_not_found(replay, tmp_path: Path) -> None:
    import requests

    rig = replay("seed")
    faults = {name: {"status": 429} for name in ("wayback", "wikipedia", "gdelt", "searxng", "crossref", "openalex")}
    requests.post(f"{rig['base']}/_faults", json=faults, timeout=10).raise_for_status()
    try:
        out = resolve(rig, Path(rig["root"]) / "seed" / "documents" / "us-iraq-dialogue.txt", tmp_path)
    finally:
        requests.delete(f"{rig['base']}/_faults", timeout=10)
    total = score(rig, "seed", [out], "--services-down")["all"]
    assert total["wrongly_accused"] == 0 and total["accepted_wrong"] == 0
    assert total["abstained"]["not-found"] == 0


def test_the_report_on_the_seed_list_has_all_results(replay, tmp_path: Path) -> None:
    rig = replay("seed")
    list_ = Path(rig["root"]) / "seed" / "documents" / "us-iraq-dialogue.txt"
    result = citecheck("report", "--config", rig["config"], str(list_), folder=tmp_path)
    assert result.returncode == 0, result.stderr
    data = json.loads((tmp_path / "reports" / "us-iraq-dialogue.json").read_text(encoding="utf-8"))
    assert data["completeness"]["verified"] >= 9
    assert data["completeness"]["percent"] < 100
    assert "Next steps" in (tmp_path / "reports" / "us-iraq-dialogue.html").read_text(encoding="utf-8")


def test_after_a_report_the_lock_alone_gives_the_same_verdicts_within_a_second(replay, tmp_path: Path, record_property) -> None:
    from resource import RUSAGE_CHILDREN, getrusage

    (tmp_path / "list.txt").write_bytes((Path(__file__).parents[2] / "references" / "us-iraq-dialogue.txt").read_bytes())
    citecheck("report", "--config", replay("seed")["config"], "list.txt", folder=tmp_path)
    (document,) = json.loads((tmp_path / "reports" / "list.json").read_text(encoding="utf-8"))["documents"]
    told = [s["resolution"]["state"] for note in document["notes"] for s in note["sources"]]
    before = getrusage(RUSAGE_CHILDREN)
    done = citecheck("check", "--locked", "--format", "json", "list.txt", folder=tmp_path)
    after = getrusage(RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime  # its own: others use this machine, too
    record_property("seconds", round(seconds, 2))
    record_property("sources", len(told))
    assert seconds < 2  # nobody is asked
    counts = json.loads(done.stdout)["summary"]["completeness"]
    assert {state: counts[state.replace("-", "_")] for state in set(told)} == {state: told.count(state) for state in set(told)}
