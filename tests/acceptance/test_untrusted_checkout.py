"""A hostile checkout runs no command through git, and hides no finding."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

NOTE = '[^1]: J. Doe, "Title number 1", Elm Post, 14 April 2021.\n'
BASE = f"Said so.[^1]\n\n{NOTE}"
NOW = f"Said so.[^1] And so.[^2]\n\n{NOTE}"
COMMANDS = [
    ("check", "--offline", "docs"),
    ("check", "--offline", "."),
    ("check", "--offline", "--since", "HEAD", "docs"),
    ("check", "--offline", "--since", "HEAD", "."),
    ("report", "--offline", "docs"),
    ("baseline", "create", "--offline", "docs"),
    ("repair", "docs"),
    ("repair", "--write", "docs"),
    ("archive", "--offline", "docs"),
    ("merge",),
]
ATTRIBUTES = "* filter=trap diff=trap merge=trap ident working-tree-encoding=UTF-16\n*.md text eol=crlf\n"


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x.example", *words], check=True, capture_output=True)


def traps(folder: Path, worktree: str) -> str:
    """A configuration in which every key that names a command names one that leaves a file."""
    command = str(folder / "trap")
    Path(command).write_text(f'#!/bin/sh\necho "$0 $@" >> "{folder}/PWNED"\ncat\n')
    Path(command).chmod(0o755)
    hooks = folder / "trap-hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "query-watchman", "reference-transaction", "pre-commit"):
        shutil.copy(command, hooks / hook)
    (folder / "included").write_text(f"[alias]\n\tls-files = !{command}\n\tcat-file = !{command}\n\trev-parse = !{command}\n")
    return f"""[core]
	repositoryformatversion = 1
	bare = false
	{worktree}
	fsmonitor = {command}
	hooksPath = {hooks}
	sshCommand = {command}
	gitProxy = {command}
	pager = {command}
	editor = {command}
	askPass = {command}
	alternateRefsCommand = {command}
[include]
	path = {folder / "included"}
[alias]
	status = !{command}
	diff = !{command}
	ls-tree = !{command}
	merge-base = !{command}
[pager]
	ls-files = {command}
	cat-file = {command}
	rev-parse = {command}
[diff]
	external = {command}
[diff "trap"]
	textconv = {command}
	command = {command}
[filter "trap"]
	clean = {command}
	smudge = {command}
	process = {command}
	required = true
[merge "trap"]
	driver = {command} %A
[credential]
	helper = !{command}
[gpg]
	program = {command}
[extensions]
	partialClone = origin
[protocol]
	allow = always
[remote "origin"]
	url = ext::{command}
	promisor = true
	uploadpack = {command}
	vcs = ext
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document that changed, and a lock, outside of which the traps leave their file."""
    made = tmp_path / "checkout"
    (made / "docs").mkdir(parents=True)
    monkeypatch.chdir(made)
    git("init", "-q", "-b", "main")
    Path("docs/a.md").write_text(BASE)
    Path("citecheck.lock").write_text('{"schema": "citecheck/lock/1", "sources": []}\n')
    git("add", ".")
    git("commit", "-qm", "base")
    Path("docs/a.md").write_text(NOW)
    return made


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_bare_repository_among_the_documents_runs_no_command_and_hides_no_finding(
    citecheck, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(checkout)
    shutil.copytree(".git/objects", "docs/objects")
    shutil.copytree(".git/refs", "docs/refs")
    shutil.copy(".git/index", "docs/index")
    Path("docs/HEAD").write_text("ref: refs/heads/main\n")
    Path("docs/config").write_text(traps(tmp_path, "worktree = ."))
    Path("docs/.gitattributes").write_text(ATTRIBUTES)
    assert_nothing_runs(citecheck, tmp_path, arguments)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_filters_and_commands_in_the_repositorys_settings_are_not_run(
    citecheck, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(checkout)
    Path(".git/config").write_text(traps(tmp_path, ""))
    Path(".gitattributes").write_text(ATTRIBUTES)
    os.utime("citecheck.lock", (1, 1))  # git would have to read it anew, through its filters
    assert_nothing_runs(citecheck, tmp_path, arguments)


def assert_nothing_runs(citecheck, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, out, err = citecheck(*arguments)
    assert not (tmp_path / "PWNED").exists(), (tmp_path / "PWNED").read_text()
    if arguments[0] == "check":
        assert (status, "CC102" in out) == (1, True), out + err
        assert [
            f["label"] for f in json.loads(citecheck(*arguments, "--format", "json")[1])["findings"] if f["rule"] == "CC102"
        ] == ["2"]
    elif arguments[0] == "report":
        assert "CC102" in Path("reports/a.html").read_text()
    elif arguments[0] == "baseline":
        assert "CC102" in Path("citecheck-baseline.json").read_text()
    assert not (tmp_path / "PWNED").exists(), (tmp_path / "PWNED").read_text()


def test_a_missing_old_version_is_not_fetched_and_all_lines_count(
    citecheck, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    id_ = subprocess.run(["git", "rev-parse", "HEAD:docs/a.md"], check=True, capture_output=True, text=True).stdout.strip()
    Path(f".git/objects/{id_[:2]}/{id_[2:]}").unlink()
    Path(".git/config").write_text(traps(tmp_path, ""))
    assert "CC102" in citecheck("check", "--offline", "--since", "HEAD", "docs")[1]
    assert not (tmp_path / "PWNED").exists()


def test_a_repository_with_a_worktree_elsewhere_is_not_used(
    citecheck, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    (tmp_path / "elsewhere").mkdir()
    git("config", "core.worktree", str(tmp_path / "elsewhere"))
    status, _, err = citecheck("check", "--offline", "--since", "HEAD", "docs")
    assert (status, "--since HEAD" in err) == (2, True)
    assert "CC102" in citecheck("check", "--offline", "docs")[1]


def test_a_git_program_in_the_checkout_is_not_run(
    citecheck, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout)
    traps(tmp_path, "")
    shutil.copy(tmp_path / "trap", "git")
    monkeypatch.setenv("PATH", f".:{os.pathsep}{os.environ['PATH']}")
    assert citecheck("check", "--offline", "--since", "HEAD", "docs")[0] == 1
    assert not (tmp_path / "PWNED").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a repository to somebody else")
def test_a_repository_of_another_user_is_reported_with_advice(citecheck, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    for path in (checkout, checkout / ".git"):
        os.chown(path, 65534, 65534)
    status, _, err = citecheck("check", "--offline", "--since", "HEAD", "docs")
    assert status == 2 and "git config --global --add safe.directory" in err and len(err.splitlines()) == 1
    assert "CC102" in citecheck("check", "--offline", "docs")[1]
