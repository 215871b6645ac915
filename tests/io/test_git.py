"""Commands sent to git and parsing of their output, in repositories of every kind."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from citecheck.app.since import changed_since
from citecheck.app.wiring import read_document
from citecheck.io import git as asked
from citecheck.io.git_status import commit, merging, unsaved
from citecheck.model.errors import UsageError

TEXT = "First.[^1]\n\n[^1]: J. Doe, A title, Elm Post, 2021.\n"


def git(*words: str, folder: Path | None = None) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@x.example", "-c", "protocol.file.allow=always")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit_all(*options: str) -> None:
    if not Path(".git").exists():
        git("init", "-q", "-b", "main", *options)
    git("add", "-A")
    git("commit", "-qm", "x")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    asked._repository.cache_clear()
    Path("a.md").write_text(TEXT)


def dirty(*paths: str, ours: Sequence[str] = ()) -> set[str]:
    return set(unsaved([Path(path) for path in paths or ("a.md",)], [Path(own) for own in ours]))


def changed(path: str = "a.md", ref: str = "HEAD") -> frozenset[int] | None:
    (found,) = changed_since([read_document(path, Path(path).read_bytes())], ref)
    return found.changed


@pytest.mark.parametrize("options", [(), ("--object-format=sha256",)])
@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_every_version_of_the_index_and_of_object_ids_is_read(options: tuple[str, ...], version: str) -> None:
    commit_all(*options)
    git("update-index", "--index-version", version)
    assert (dirty(), changed()) == (set(), frozenset())
    Path("a.md").write_text(TEXT + "More.\n")
    assert (dirty(), changed()) == ({"a.md"}, {4})
    assert commit([Path("a.md")]) == f"{git('rev-parse', '--short=10', 'HEAD')}, changed since"


def test_staged_deleted_and_renamed_files_are_unsaved_and_untracked_ones_are_not() -> None:
    for name in ("staged", "deleted", "gone", "renamed", "same"):
        Path(name).write_text(name * 9)
    commit_all()
    Path("staged").write_text("other")
    git("add", "staged")
    Path("deleted").unlink()
    git("rm", "-q", "gone")
    git("mv", "renamed", "name")
    Path("untracked").write_text("x")
    Path("wanted").write_text("x")
    git("add", "-N", "wanted")
    assert dirty() == {"staged", "deleted", "gone", "renamed", "name", "wanted"}
    assert "untracked" in dirty("untracked")
    assert dirty("a.md", ours=["."]) == set()


def test_other_line_endings_are_not_a_change() -> None:
    Path("b.md").write_text(TEXT)
    git("init", "-q", "-b", "main")
    git("config", "core.autocrlf", "true")
    commit_all()
    for name in ("a.md", "b.md"):
        Path(name).write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert (dirty(), changed()) == (set(), frozenset())
    Path("a.md").write_bytes(TEXT.replace("\n", "\r\n").replace("Elm", "Oak").encode())
    assert (dirty(), changed()) == ({"a.md"}, {3})


def test_a_file_with_a_clean_filter_is_not_unsaved_and_all_its_lines_count_as_changed() -> None:
    Path(".gitattributes").write_text("a.md filter=keep\n")
    git("init", "-q", "-b", "main")
    git("config", "filter.keep.clean", "echo pointer")
    commit_all()
    index = Path(".git/index")
    os.utime(index, ns=(index.stat().st_atime_ns, index.stat().st_mtime_ns + 10**9))  # nothing is racy
    assert dirty() == set()
    assert changed() == {1, 2, 3}


def test_files_that_git_is_set_to_ignore_changes_of_are_not_unsaved() -> None:
    Path("other").write_text("x")
    commit_all()
    git("update-index", "--skip-worktree", "other")
    Path("other").unlink()
    assert dirty() == set()
    Path("other").write_text("y")
    git("update-index", "--no-skip-worktree", "--assume-unchanged", "other")
    assert dirty() == set()


@pytest.mark.parametrize("name", ["-f.md", ":(top)a.md", "*.md", "new\nline.md", b"caf\xe9.md", "a b.md", '"q".md', "tab\t.md"])
def test_special_characters_in_names_are_literal(name: str | bytes) -> None:
    path = Path(os.fsdecode(name))
    commit_all()
    path.write_text(TEXT)
    assert dirty(str(path)) == {str(path)}
    commit_all()
    assert (dirty(str(path)), changed(str(path))) == (set(), frozenset())
    path.write_text(f"New.\n{TEXT}")
    assert (dirty(str(path)), changed(str(path))) == ({str(path)}, {1})


def test_symbolic_links_are_compared_by_their_target() -> None:
    Path("link").symlink_to("a.md")
    commit_all()
    os.utime("link", (1, 1), follow_symlinks=False)
    assert dirty() == set()
    Path("link").unlink()
    Path("link").symlink_to("b.md")
    assert dirty() == {"link"}


def test_a_worktree_and_a_submodule_are_separate_checkouts(tmp_path: Path) -> None:
    commit_all()
    git("worktree", "add", "-q", str(tmp_path / "tree"))
    git("init", "-q", "-b", "main", str(tmp_path / "outer"))
    git("submodule", "add", "-q", str(tmp_path / "work"), "sub", folder=tmp_path / "outer")
    for folder in (tmp_path / "tree", tmp_path / "outer/sub"):
        assert changed(str(folder / "a.md")) == frozenset()
        (folder / "a.md").write_text(TEXT.replace("Elm", "Oak"))
        assert changed(str(folder / "a.md")) == {3}
        assert dirty(str(folder / "a.md")) == {os.path.relpath(folder / "a.md")}
    assert dirty() == set()


def test_a_hooks_index_is_used_and_other_git_variables_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_all()
    Path("new.md").write_text(TEXT)
    with monkeypatch.context() as inside:
        inside.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
        git("read-tree", "HEAD")
        git("add", "new.md")
        assert changed("new.md") is None
        assert dirty("new.md") == {"new.md"}
    asked._repository.cache_clear()
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other-index"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    assert changed("a.md") == frozenset()


def test_a_file_with_a_merge_conflict_has_three_versions_and_is_unsaved() -> None:
    commit_all()
    git("checkout", "-qb", "mine")
    Path("a.md").write_text("mine\n")
    commit_all()
    git("checkout", "-q", "main")
    Path("a.md").write_text("theirs\n")
    commit_all()
    with pytest.raises(subprocess.CalledProcessError):
        git("merge", "mine")
    assert merging(Path("a.md")) == (TEXT.encode(), b"theirs\n", b"mine\n")
    assert dirty() == {"a.md"}


def test_before_the_first_commit_everything_is_unsaved() -> None:
    git("init", "-q")
    assert (dirty(), commit([Path("a.md")])) == ({"a.md"}, "")
    git("add", "a.md")
    assert (dirty(), commit([Path("a.md")])) == ({"a.md"}, "")


def test_utf_16_is_compared_line_by_line_and_a_change_of_encoding_as_a_whole() -> None:
    Path("a.md").write_bytes(TEXT.encode("utf-16"))
    commit_all()
    Path("a.md").write_bytes(TEXT.replace("Elm", "Oak").encode("utf-16"))
    assert changed() == {3}
    Path("a.md").write_text(TEXT.replace("Elm", "Oak"))
    assert changed() is None or changed() == {1, 2, 3, 4}


def test_unexpected_output_of_git_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    commit_all()
    run, more = asked._run, {"ls-files": b"H 100644 new form\0"}
    monkeypatch.setattr(asked, "_run", lambda root, words, index=None: run(root, words, index) + more.get(words[0], b""))
    assert (dirty(), commit([Path("a.md")])) == (set(), "")
    with pytest.raises(UsageError, match="--since"):
        changed()


def test_many_files_take_few_git_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(asked.MAX_NAMES + 1):
        Path(f"{n}.md").write_text(f"{n} {TEXT}")
    commit_all()
    calls: list[Sequence[str]] = []
    run = asked._run
    monkeypatch.setattr(asked, "_run", lambda root, words, index=None: calls.append(words) or run(root, words, index))
    documents = [read_document(f"{n}.md", Path(f"{n}.md").read_bytes()) for n in range(asked.MAX_NAMES + 1)]
    assert {one.changed for one in changed_since(documents, "HEAD")} == {frozenset()}
    assert len(calls) < 8
