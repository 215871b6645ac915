"""The project's first reference list, read on the command line without a network."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from citecheck.cli import group

SEED = Path(__file__).parents[2] / "references" / "us-iraq-dialogue.txt"


@pytest.fixture
def parsed() -> dict[str, dict]:
    result = CliRunner().invoke(group, ["parse", str(SEED), "--format", "json"], catch_exceptions=False)
    return {note["label"]: note for note in json.loads(result.stdout)["notes"]}


def test_every_note_is_read_and_two_are_missing(parsed: dict[str, dict]) -> None:
    assert list(parsed) == [str(number) for number in range(1, 15)]
    assert [label for label, note in parsed.items() if note["status"] == "missing"] == ["11", "12"]


def test_the_url_residue_is_read_without_the_separator(parsed: dict[str, dict]) -> None:
    assert parsed["1"]["sources"][0]["url_residue"] == ",-PM-Barzani-says"


def test_the_order_of_day_and_month_comes_from_the_list(parsed: dict[str, dict]) -> None:
    assert parsed["10"]["sources"][0]["item"]["issued"] == {"date-parts": [[2021, 4, 7]]}


def test_no_field_has_words_that_are_not_in_the_note(parsed: dict[str, dict]) -> None:
    text = SEED.read_text(encoding="utf-8")
    for note in parsed.values():
        for source in note["sources"]:
            assert text[source["start"] : source["end"]] == source["text"]
            assert source["item"]["title"] in source["text"]
