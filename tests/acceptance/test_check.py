"""`citecheck check` on the command line, offline: output and exit status."""

import json
from pathlib import Path

import click
import pytest

from citecheck.cli.check import command

NOTE = (
    "[1] J. Doe, Minister resigns, Reuters, 14/04/2021, https://example.org/a\n[2] K. Roe, Another title, BBC News, 15/04/2021,\n"
)


def test_every_url_is_listed_with_its_position_and_unchecked_offline(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    status, out, _ = citecheck("check", "--offline", "--format", "json", "notes.txt")
    told = json.loads(out)
    assert status == 0 and told["schema"] == "citecheck/check/1"
    (link,) = told["links"]
    assert (link["url"], link["verdict"], link["line"]) == ("https://example.org/a", "unchecked", 1)
    assert told["summary"]["completeness"]["unchecked"] == 2


def test_without_a_path_and_references_folder_a_message_asks_for_a_path(citecheck) -> None:
    status, _, err = citecheck("check", "--offline")
    assert status == 2 and "references" in err and "check docs" in err and len(err.splitlines()) == 1


def test_completeness_below_the_limit_exits_with_1(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    assert citecheck("check", "--offline", "--fail-under", "50", "notes.txt")[0] == 1
    assert citecheck("check", "--offline", "--fail-under", "0", "notes.txt")[0] == 0  # it is 0 %, not below
    assert citecheck("check", "--offline", "notes.txt")[0] == 0


def test_a_missing_network_without_offline_exits_with_2(citecheck, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise OSError("no such host")

    monkeypatch.setattr("citecheck.net.offline.resolve", nobody)
    Path("notes.txt").write_text(NOTE)
    status, _, err = citecheck("check", "notes.txt")
    assert status == 2 and "no network" in err
    status, _, err = citecheck("check", "note.txt")
    assert status == 2 and "no such file" in err and "no network" not in err  # nothing was to be asked


def test_an_unknown_format_is_an_error_that_lists_the_known_ones(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    status, _, err = citecheck("check", "--offline", "--output", "sraif:x.json", "notes.txt")
    assert status == 2 and "'sraif'" in err and "markdown" in err and len(err.splitlines()) == 1


def test_the_help_and_the_completion_of_format_list_the_known_ones(citecheck) -> None:
    out = " ".join(citecheck("check", "--help")[1].split())
    assert "What to print: badge, bibtex" in out and "sarif" in out and "text." in out
    (option,) = [one for one in command.params if one.name == "form"]
    assert [one.value for one in option.shell_complete(click.Context(command), "ju")] == ["junit"]


def test_a_command_that_does_not_exist_gets_the_most_similar_one_suggested(citecheck) -> None:
    status, _, err = citecheck("chekc", "d.md")
    assert (status, "No such command 'chekc'. Did you mean 'check'?" in err) == (2, True)
    status, _, err = citecheck("xyzzy")
    assert (status, "Did you mean" in err) == (2, False)


def test_one_run_writes_several_formats(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    status, out, _ = citecheck("check", "--offline", "--output", "json:a.json", "--output", "html:a.html", "notes.txt")
    assert status == 0 and "1 link" in out
    assert json.loads(Path("a.json").read_text())["schema"] == "citecheck/check/1"
    assert "Minister resigns" in Path("a.html").read_text()


def test_our_own_reports_are_skipped_if_a_commit_hook_names_them(citecheck) -> None:
    Path("notes.txt").write_text("[1] J. Doe, Minister resigns, Reuters, 14/04/2021, http://a.example/x.\n")
    assert citecheck("report", "--offline", "notes.txt")[0] == 0
    status, out, err = citecheck("check", "--offline", "notes.txt", "reports/notes.md", "reports/notes.html")
    assert status == 0 and "reports/" not in out
    assert "reports/notes.html: skipped: citecheck wrote this report" in err
    status, _, err = citecheck("parse", "reports/notes.md")
    assert status == 2 and "Traceback" not in err


def test_a_document_that_begins_with_a_citecheck_comment_is_checked(citecheck) -> None:
    Path("docs").mkdir()
    Path("docs/a.md").write_text(
        '<!-- citecheck-ignore CC101: none is known -->\nSo.[^1] And so on.[^2]\n\n[^1]: J. Doe, "Title", 2020.\n'
    )
    for named in ("docs", "docs/a.md"):
        assert "CC102" in citecheck("check", "--offline", named)[1]
