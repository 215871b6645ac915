"""The checkout of a path, and the files that may be read for it."""

import os
from pathlib import Path

import pytest

from citecheck.io import checkout
from citecheck.io.checkout import LeadsOut, bounds_of, check_inside, read_inside, root_of
from citecheck.model.errors import DocumentError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("work/.git", "work/docs", "other/.git", "plain/sub"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("docs/a.md", "work"),
        (".", "work"),
        ("docs/../docs/a.md", "work"),
        ("../other/a.md", "other"),
        ("../plain/a.md", None),
        ("away/a.md", "work"),
        ("away/../plain/a.md", None),
    ],
)
def test_the_checkout_of_a_path_is_found_without_following_links(tmp_path: Path, path: str, root: str | None) -> None:
    Path("away").symlink_to(tmp_path / "other")
    found = root_of(Path(path))
    assert found == (tmp_path / root if root else None) or (found and found.resolve() == tmp_path / str(root))


def test_a_bare_repository_is_no_checkout_and_a_git_file_is_one(tmp_path: Path) -> None:
    for name in ("docs/objects", "docs/refs"):
        Path(name).mkdir()
    Path("docs/HEAD").write_text("ref: refs/heads/main\n")
    Path("docs/config").write_text("[core]\n\tbare = true\n")
    assert root_of(Path("docs/a.md")) == tmp_path / "work"
    Path("docs/.git").write_text("gitdir: ../.git/modules/docs\n")
    assert root_of(Path("docs/a.md")) == tmp_path / "work/docs"


def test_without_a_checkout_only_the_named_folder_or_that_of_the_named_file_is_read(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    (plain / "a.md").write_text("x")
    assert bounds_of(plain) == bounds_of(plain / "a.md") == bounds_of(plain / "none.md") == plain
    assert bounds_of(Path("../plain/sub/../a.md")) == plain


@pytest.mark.parametrize("name", [".git/config", "docs/../.git/config", "docs/link", "docs/.git/x"])
def test_files_in_the_git_folder_may_have_keys_and_are_not_read(name: str) -> None:
    Path(".git/config").write_text("token")
    Path("docs/link").symlink_to("../.git/config")
    with pytest.raises(LeadsOut, match="git's own files"):
        check_inside(Path(name), bounds_of(Path(name) if name == "docs/link" else Path("docs")))


def test_a_file_in_the_git_folder_is_read_if_it_is_named() -> None:
    Path(".git/COMMIT_EDITMSG").write_text("As was said.")
    assert read_inside(Path(".git/COMMIT_EDITMSG"), bounds_of(Path(".git/COMMIT_EDITMSG"))) == b"As was said."


def test_a_file_that_is_replaced_while_it_is_opened_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain/a.md").write_text("secret")
    Path("docs/a.md").write_text("open")
    opened = os.open

    def swap(path: Path, flags: int) -> int:
        Path("docs").rename("moved")
        Path("docs").symlink_to(tmp_path / "plain")
        return opened(path, flags)

    monkeypatch.setattr(checkout.os, "open", swap)
    with pytest.raises(DocumentError, match="replaced"):
        read_inside(Path("docs/a.md"), tmp_path / "work")
