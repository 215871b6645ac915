"""Files are replaced atomically, and temporary files of a killed process are removed by the next run."""

import os
import signal
from pathlib import Path

import pytest

from citecheck.io import atomic_files
from citecheck.io.atomic_files import replacing

LEFT = ".citecheck-0123456789abcdef.new"


@pytest.fixture(autouse=True)
def _a_new_process() -> None:
    atomic_files._clear.cache_clear()


def killed_while_writing(path: Path) -> str:
    """The name of the file that a process leaves that is killed before it renames."""
    child = os.fork()
    if not child:
        with replacing(path) as file:
            file.write(b"half")
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    return next(one.name for one in path.parent.iterdir() if one != path)


def test_temporary_files_of_a_killed_process_are_removed_by_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "d.md"
    path.write_bytes(b"old")
    left = killed_while_writing(path)
    assert atomic_files.NAME.fullmatch(left) and path.read_bytes() == b"old"
    with replacing(path) as file:
        file.write(b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["d.md"] and path.read_bytes() == b"new"


def test_temporary_files_of_a_running_process_stay(tmp_path: Path) -> None:
    with replacing(tmp_path / "a.md") as file:
        file.write(b"a")
        atomic_files._clear.cache_clear()
        with replacing(tmp_path / "b.md") as other:
            other.write(b"b")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "b.md"]


@pytest.mark.parametrize("name", [".citecheck-0123.new", "citecheck-0123456789abcdef.new", f"{LEFT}.md", ".d.md.abcdefgh"])
def test_a_file_of_the_user_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    atomic_files.clear(tmp_path)
    assert (tmp_path / name).read_bytes() == b"mine"


def test_a_link_or_folder_with_a_temporary_name_stays_and_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "diary").write_bytes(b"mine")
    (tmp_path / LEFT).symlink_to("diary")
    (tmp_path / LEFT.replace("0", "9")).mkdir()
    atomic_files.clear(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_repair_removes_temporary_files_even_if_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from citecheck.cli.repair import command

    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/d.md").write_text("A text.[^1]\n\n[^1]: J. Doe, A note.\n")
    Path("docs", LEFT).write_bytes(b"half")
    Path("citecheck.lock").write_text('{"schema": "citecheck/lock/1", "sources": []}\n')
    ran = CliRunner().invoke(command, ["--write", "docs/d.md"])
    assert ran.exit_code == 0, ran.output
    assert [one.name for one in Path("docs").iterdir()] == ["d.md"]
