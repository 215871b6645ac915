"""Files are replaced atomically, and only our own or unchanged ones."""

import os
from pathlib import Path

import pytest

from citecheck.io.store import DiskStore
from citecheck.model.errors import WriteError

OURS = b"<!-- citecheck 0.1.0 -->"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")


def write(path: str, data: bytes = OURS, **more: bytes) -> None:
    DiskStore().write(Path(path), data, **more)


def test_a_new_file_is_written_in_a_new_folder_and_our_own_is_replaced_and_keeps_its_mode() -> None:
    write("reports/a.html")
    Path("reports/a.html").chmod(0o640)
    write("reports/a.html", OURS + b"!")
    assert Path("reports/a.html").read_bytes() == OURS + b"!"
    assert Path("reports/a.html").stat().st_mode & 0o777 == 0o640
    assert os.listdir("reports") == ["a.html"]  # noqa: PTH208


def test_a_file_that_citecheck_did_not_write_is_not_replaced() -> None:
    diary = b"# My diary\n\nToday I tried citecheck on 2 documents, 5 notes, and wrote <!-- citecheck --> in the margin.\n"
    Path("a.html").write_bytes(diary)
    with pytest.raises(WriteError, match="did not write this file"):
        write("a.html")
    assert Path("a.html").read_bytes() == diary


def test_a_file_that_changed_since_it_was_read_is_not_replaced() -> None:
    Path("a.txt").write_bytes(b"newer")
    with pytest.raises(WriteError, match="changed since"):
        write("a.txt", expected=b"older")
    assert Path("a.txt").read_bytes() == b"newer"


def test_links_that_lead_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    Path("reports").symlink_to(outside)
    with pytest.raises(WriteError, match="leads out"):
        write("reports/a.html")
    assert not any(outside.iterdir())


def test_a_symbolic_link_to_one_of_our_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "ours.html").write_bytes(OURS)
    Path("a.html").symlink_to(tmp_path / "ours.html")
    with pytest.raises(WriteError, match="symbolic link"):
        write("a.html", OURS + b"!")
    assert Path("a.html").is_symlink() and (tmp_path / "ours.html").read_bytes() == OURS


def test_an_absolute_path_outside_the_project_is_written(tmp_path: Path) -> None:
    write(str(tmp_path / "elsewhere" / "a.html"))
    assert (tmp_path / "elsewhere" / "a.html").exists()


def test_a_folder_that_cannot_be_written_is_reported() -> None:
    Path("file").write_bytes(b"")
    with pytest.raises(WriteError, match="cannot be written"):
        write("file/a.html")


def test_a_folder_that_links_to_the_git_folder_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "reports").symlink_to(".git/hooks")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WriteError, match="leads out"):
        DiskStore().write(Path("reports/pre-commit.html"), b"x")
    assert not list((tmp_path / ".git" / "hooks").iterdir())
