"""Documents whose names are no text: every command goes on, and what it keeps can be read again."""

import os
import subprocess
from pathlib import Path

import pytest

NOTE = "Said.[^1]\n\n[^1]: J. Doe, “Minister resigns over the budget,” Reuters, 14 April 2021.\n"


def test_a_document_whose_name_is_no_utf8_ruins_neither_reports_nor_lock_nor_baseline(citecheck, tmp_path: Path) -> None:
    for name in (b"docs/\xff.md", b"docs/plain.md"):
        path = Path(os.fsdecode(name))
        path.parent.mkdir(exist_ok=True)
        path.write_text(NOTE)
    for words in (
        ("report", "--offline", "docs"),
        ("decide", "docs/\udcff.md#1", "https://elm.example/a"),
        ("baseline", "create", "--offline", "docs"),
        ("check", "--offline", "docs"),
    ):
        status, _, err = citecheck(*words)
        assert status in (0, 1), err
        assert "damaged" not in err and "internal" not in err
    assert '"decided": "person"' in Path("citecheck.lock").read_text()
    assert "%FF.html" in Path("reports/index.html").read_text()


def test_every_document_has_a_report_of_its_own_however_names_collide(citecheck, tmp_path: Path) -> None:
    names = ("a.md", "a.txt", "a.md.txt", "b/c-d.md", "b-c/d.md", "Index.txt")
    for name in names:
        Path("docs", name).parent.mkdir(parents=True, exist_ok=True)
        Path("docs", name).write_text(NOTE)
    status, _, err = citecheck("report", "--offline", "docs")
    assert status == 0, err
    reports = {path.name.casefold() for path in Path("reports").glob("*.html")}
    assert len(reports) == len(names) + 1


@pytest.mark.slow
def test_folders_deeper_than_pythons_stack_end_no_run(citecheck, tmp_path: Path, monkeypatch) -> None:
    Path("docs").mkdir()
    Path("docs/a.md").write_text(NOTE)
    monkeypatch.chdir("docs")
    for _ in range(1_200):
        Path("d").mkdir()
        os.chdir("d")
    Path("z.md").write_text(NOTE)
    os.chdir(tmp_path)
    try:
        status, out, err = citecheck("check", "--offline", "docs")
    finally:
        subprocess.run(["rm", "-rf", "docs"], check=True)  # pytest's own clean-up calls itself for each level, too
    assert status in (0, 1), err
    assert "2 documents" in out
