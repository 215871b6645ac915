"""A writer adopts citecheck on old documents: only what is new, or what changed, is told."""

import json
import subprocess
from pathlib import Path

import pytest

OLD = "[1] J. Doe, “Minister resigns over taxes”, Reuters, 14/04/2021,\n[2] K. Roe, “Another title of a story”, BBC News, 15/04/2021,\n"
NEW = "[3] O. Loe, “A third story is new”, CNN, 16/04/2021,\n"


def labels(out: str, rule: str = "CC101") -> list[str]:
    return [finding["label"] for finding in json.loads(out)["findings"] if finding["rule"] == rule]


def check(citecheck, *more: str) -> list[str]:
    return labels(citecheck("check", "--offline", "--format", "json", *more, "notes.txt")[1])


def test_what_was_accepted_is_not_told_again_wherever_it_moves(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    assert citecheck("baseline", "create", "--offline", "notes.txt")[0] == 0
    assert check(citecheck) == []
    Path("notes.txt").write_text("A new beginning.\n\n" + OLD + NEW)
    assert check(citecheck) == ["3"]
    status, out, _ = citecheck("check", "--offline", "--fail-on", "warning", "notes.txt")
    assert status == 1 and "2 ignored" in out


def test_the_same_flaw_once_more_than_accepted_is_new(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    citecheck("baseline", "create", "--offline", "notes.txt")
    Path("notes.txt").write_text(OLD + OLD.splitlines()[0].replace("[1]", "[3]") + "\n")
    assert check(citecheck) == ["3"]


def test_update_accepts_what_is_new_and_prune_forgets_what_is_mended(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    citecheck("baseline", "create", "--offline", "notes.txt")
    assert citecheck("baseline", "create", "--offline", "notes.txt")[0] == 2
    Path("notes.txt").write_text(OLD + NEW)
    assert citecheck("baseline", "prune", "--offline", "notes.txt")[0] == 0 and check(citecheck) == ["3"]
    assert citecheck("baseline", "update", "--offline", "notes.txt")[0] == 0 and check(citecheck) == []
    Path("notes.txt").write_text(NEW.replace("[3]", "[1]"))
    citecheck("baseline", "prune", "--offline", "notes.txt")
    accepted = json.loads(Path("citecheck-baseline.json").read_text())["findings"]
    assert [(one["path"], one["rule"], one["count"]) for one in accepted] == [("notes.txt", "CC101", 1)]


def test_what_a_run_could_not_ask_stays_accepted(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    citecheck("baseline", "create", "--offline", "notes.txt")
    data = json.loads(Path("citecheck-baseline.json").read_text())
    data["findings"].append({"path": "notes.txt", "rule": "CC201", "fingerprint": "f" * 16, "count": 1, "message": "dead link"})
    Path("citecheck-baseline.json").write_text(json.dumps(data))
    citecheck("baseline", "prune", "--offline", "notes.txt")
    assert "CC201" in Path("citecheck-baseline.json").read_text()


@pytest.mark.parametrize("content", ["{", "[]", '{"schema": "citecheck/baseline/9", "findings": []}', '{"schema": 1}'])
def test_a_baseline_that_cannot_be_read_is_a_line_and_stays_as_it_is(citecheck, content: str) -> None:
    Path("notes.txt").write_text(OLD)
    Path("citecheck-baseline.json").write_text(content)
    for command in (("check",), ("baseline", "update")):
        status, _, err = citecheck(*command, "--offline", "notes.txt")
        assert status == 2 and len(err.splitlines()) == 1 and "citecheck-baseline.json" in err
    assert Path("citecheck-baseline.json").read_text() == content


def test_a_baseline_that_is_named_and_not_there_is_an_error(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    assert citecheck("check", "--offline", "--baseline", "none.json", "notes.txt")[0] == 2


def git(*arguments: str) -> None:
    who = ("-c", "user.name=w", "-c", "user.email=w@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


def test_since_a_commit_only_changed_lines_are_told(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    git("init")
    git("add", "notes.txt")
    git("commit", "-m", "first")
    assert check(citecheck, "--since", "HEAD") == []
    Path("notes.txt").write_text("A new beginning.\n\n" + OLD + NEW)
    assert check(citecheck, "--since", "HEAD") == ["3"]
    assert len(check(citecheck)) == 3


def test_since_a_commit_only_what_changed_is_counted(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    Path("other.txt").write_text(OLD)
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    Path("notes.txt").write_text(OLD + NEW)
    _, out, _ = citecheck("check", "--offline", "--since", "HEAD", "notes.txt", "other.txt")
    assert "in 1 document, 1 note, 0 links; 1 source not checked" in out
    _, out, _ = citecheck("check", "--offline", "--format", "json", "--since", "HEAD", "notes.txt", "other.txt")
    assert json.loads(out)["summary"]["completeness"]["sources"] == 1


def test_since_only_asks_for_links_on_changed_lines(citecheck) -> None:
    link = "[{}] J. Doe, “Title number {}”, Reuters, 14/04/2021, https://example.org/{}\n"
    Path("notes.txt").write_text(link.format(1, 1, 1) + link.format(2, 2, 2))
    git("init")
    git("add", "notes.txt")
    git("commit", "-m", "first")
    Path("notes.txt").write_text(link.format(1, 1, 1) + link.format(2, 2, "two"))
    _, out, _ = citecheck("check", "--offline", "--format", "json", "--since", "HEAD", "notes.txt")
    assert [one["url"] for one in json.loads(out)["links"]] == ["https://example.org/two"]


def test_a_file_that_git_does_not_know_is_new_as_a_whole(citecheck) -> None:
    Path("old.txt").write_text(OLD)
    git("init")
    git("add", "old.txt")
    git("commit", "-m", "first")
    Path("notes.txt").write_text(OLD)
    assert check(citecheck, "--since", "HEAD") == ["1", "2"]


@pytest.mark.parametrize("ref", ["none", "--output=x", "HEAD~5"])
def test_a_commit_that_git_does_not_know_is_a_line(citecheck, ref: str) -> None:
    Path("notes.txt").write_text(OLD)
    git("init")
    git("add", "notes.txt")
    git("commit", "-m", "first")
    status, _, err = citecheck("check", "--offline", f"--since={ref}", "notes.txt")
    assert status == 2 and len(err.splitlines()) == 1 and "--since" in err


def test_outside_a_repository_since_is_a_line(citecheck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("notes.txt").write_text(OLD)
    status, _, err = citecheck("check", "--offline", "--since", "HEAD", "notes.txt")
    assert status == 2 and len(err.splitlines()) == 1


def test_rules_are_selected_and_ignored_on_the_command_line(citecheck) -> None:
    Path("notes.txt").write_text(OLD + "[4]\n")
    _, out, _ = citecheck("check", "--offline", "--format", "json", "--select", "CC1", "--ignore", "missing-url,CC103", "notes.txt")
    assert {finding["rule"] for finding in json.loads(out)["findings"]} == {"CC102", "CC105"}


def test_a_selection_that_needs_only_the_text_asks_nobody(citecheck, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("citecheck.net.open.why_unreachable", nobody)
    Path("notes.txt").write_text(OLD.replace("2021,\n", "2021, https://example.org/a\n", 1))
    assert citecheck("check", "--select", "CC1", "--fail-on", "never", "notes.txt")[0] == 0


def test_what_a_person_decided_to_have_no_address_is_not_called_unknown(citecheck) -> None:
    Path("notes.txt").write_text(OLD)
    citecheck("decide", "notes.txt#1", "none")
    _, out, _ = citecheck("check", "--offline", "notes.txt")
    assert "CC308" not in out
