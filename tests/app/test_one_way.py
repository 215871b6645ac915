"""The Python API and the command line give the same answers."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import citecheck
from citecheck.cli import group
from citecheck.reporters import json_output
from tests.made_documents import MADE, made

CHAPTER = "# Rivers\n\nThe river rose.[^1] And it fell.[^2]\n"
NOTES = (
    '[^1]: J. Doe, "Minister resigns over the budget", Reuters, 14 April 2021.\n'
    '[^2]: K. Roe, "It went on and on", BBC News, 15 April 2021.\n'
)


check, report, resolve = (partial(verb, offline=True) for verb in (citecheck.check, citecheck.report, citecheck.resolve))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path / "documents")


@pytest.fixture
def joined() -> None:
    Path("ch.md").write_text(CHAPTER, encoding="utf-8")
    Path("ch-notes.md").write_text(NOTES, encoding="utf-8")


def command(*arguments: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(CliRunner().invoke(group, [*arguments, "--format", "json"]).stdout)


def checked(*documents: str | citecheck.Document, **options: Any) -> Any:
    """What the API finds, as JSON."""
    return json.loads(citecheck.render(citecheck.check(*documents, offline=True, **options), "check"))


@pytest.mark.parametrize("name", MADE)
def test_both_read_and_check_a_document_alike(name: str) -> None:
    Path(name).write_bytes(made(name))
    assert command("check", "--offline", name) == checked(name)
    (result,) = citecheck.check(name, offline=True).documents
    assert command("parse", name) == plain(json_output.parse(result))
    assert citecheck.parse(name) == result.notes


def plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def test_both_join_a_text_with_the_file_that_has_its_notes(joined: None) -> None:
    found = command("check", "--offline", "ch.md", "ch-notes.md")
    assert found == checked("ch.md", "ch-notes.md")
    assert "CC102" not in {one["rule"] for one in found["findings"]}


@pytest.mark.parametrize("given", [("ch.md",), ("ch-notes.md",), (".",), ("./ch.md", "ch-notes.md"), ("ch.md", "none.md")])
def test_both_search_the_folder_of_a_path_alike(joined: None, given: tuple[str, ...]) -> None:
    assert command("check", "--offline", *given) == checked(*given)


def test_documents_that_are_given_together_are_joined_independently_of_the_disk() -> None:
    documents = [citecheck.read("ch.md", CHAPTER), citecheck.read("ch-notes.md", NOTES)]
    assert {one["rule"] for one in checked(*documents)["findings"]} == {"CC101"}
    assert [one["label"] for one in checked(documents[0])["findings"] if one["rule"] == "CC102"] == ["1", "2"]


def test_a_document_and_the_path_of_its_notes_are_joined(joined: None) -> None:
    assert checked(citecheck.read("ch.md"), "ch-notes.md") == command("check", "--offline", "ch.md", "ch-notes.md")


def test_both_report_and_resolve_alike(joined: None) -> None:
    reported = citecheck.report("ch.md", offline=True)
    CliRunner().invoke(group, ["report", "--offline", "ch.md"])
    by_command = json.loads(Path("reports/ch.json").read_text(encoding="utf-8"))["documents"]
    assert json.loads(citecheck.render(reported, "json"))["documents"][0] == by_command[0]
    assert command("resolve", "--offline", "ch-notes.md") == plain(
        json_output.resolve(citecheck.resolve("ch-notes.md", offline=True))
    )


def test_both_set_aside_what_the_baseline_accepts(joined: None) -> None:
    before = checked("ch.md")["findings"]
    assert before
    CliRunner().invoke(group, ["baseline", "create", "--offline", "ch.md"])
    assert command("check", "--offline", "ch.md") == checked("ch.md")
    assert len(checked("ch.md")["findings"]) < len(before)


@pytest.mark.parametrize("verb", [check, report, citecheck.parse, resolve])
def test_what_cannot_be_read_is_an_error_where_nothing_else_was_asked_for(verb: Callable[[str], object]) -> None:
    with pytest.raises(citecheck.DocumentError, match=r"none\.md: there is no such file"):
        verb("none.md")


def test_the_api_prints_nothing(joined: None, capfd: pytest.CaptureFixture[str]) -> None:
    citecheck.check("ch.md", "none.md", offline=True)
    citecheck.report("ch.md", offline=True)
    assert capfd.readouterr() == ("", "")
