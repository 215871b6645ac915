"""The requests that services of the replay web get: few, without repetition, and none where the settings forbid them."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytestmark = [pytest.mark.replay, pytest.mark.enable_socket]

NOTES = """\
[1] A. Okafor, River towns brace for a third flood in a single spring, VOA News, 14/03/2019,
[2] US cites great sacrifice as it pulls 2,200 troops out of Iraq, Al Jazeera, 09/09/2020,
[3] Joint Statement on the U.S.-Iraq Strategic Dialogue, U.S. Department of State, 07/04/2021,
"""


def logged(rig: dict[str, str]) -> list[tuple[str, str, str]]:
    """Every request that the rig has seen: service, path, query."""
    lines = (Path(rig["root"]) / "seed" / "requests.log").read_text(encoding="utf-8").splitlines()
    return [(told["service"], told["path"], told["query"]) for told in map(json.loads, lines) if told["method"] != "CONNECT"]


def located(rig: dict[str, str], folder: Path, *arguments: str, **settings: str) -> tuple[str, list[tuple[str, str, str]]]:
    """What is printed, and what the rig saw of it."""
    (folder / "notes.txt").write_text(NOTES, encoding="utf-8")
    environment = os.environ | {"CITECHECK_CACHE_PATH": str(folder / "answers.sqlite")} | settings
    environment.pop("CITECHECK_RIGS", None)
    before = len(logged(rig))
    command = [sys.executable, "-m", "citecheck", "resolve", "--config", rig["config"], *arguments, "notes.txt"]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return result.stdout, logged(rig)[before:]


def test_a_note_takes_few_requests_without_repetition_and_a_second_run_takes_none(replay, tmp_path: Path) -> None:
    rig = replay("seed")
    _, first = located(rig, tmp_path)
    assert 0 < len(first) <= 3 * 10  # three notes that are hard to find; six a note on average over a whole list
    services = [asked for asked in first if asked[0] != "live"]
    assert [asked for asked, times in Counter(services).items() if times > 1] == []
    _, second = located(rig, tmp_path)
    assert [asked for asked in second if asked[0] != "live"] == []


def test_explain_prints_the_queries_and_answers_of_one_source(replay, tmp_path: Path) -> None:
    told, seen = located(replay("seed"), tmp_path, "--explain", "3")
    for service in {service for service, _, query in seen if "Joint" in query}:
        assert service in told
    assert "Joint+Statement" in told or "Joint Statement" in told
    assert "troops" not in told


@pytest.mark.parametrize(
    ("arguments", "settings"), ((("--offline",), {}), ((), {"CITECHECK_PRIVACY_SEND": "none"})), ids=["offline", "send none"]
)
def test_offline_or_with_send_none_no_service_is_queried(
    replay, tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str]
) -> None:
    _, seen = located(replay("seed"), tmp_path, *arguments, **settings)
    assert seen == []
