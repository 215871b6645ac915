"""Registries on this computer: indexed, listed, removed, and asked without a network."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from citecheck.io.atomic_files import _clear as clear
from tests.sources.test_registry_dumps import ARTICLE, CROSSREF, HEAD, PAPER

NOTES = """Notes

1. M. Quay and J. Moor, “Dredging with n & m rivers,” Tides 7, no. 3 (2019): 12–19.
2. Karl Tide, “Learning the Sluices,” in ICML (2021).
3. Quay, M. (2020). Tidal locks. Tides, 8. https://doi.org/10.1000/tides.8.1
4. A. Nobody, “Dredging with other rivers and more words,” Tides 7, no. 3 (2019): 12–19.
5. M. Quay and J. Moor, “Dredging with n & m rivers,” Tides 9, no. 3 (2019): 112–119.
"""

# Ends itself, as kill -9 would, when all records are read.
KILLED = """
import os, signal
from citecheck.cli import main
from citecheck.io.record_index import IndexWriter
IndexWriter.finish = lambda *_: os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
main()
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_a, **_k: tmp_path / "data")
    (tmp_path / "dblp.xml").write_text(f'{HEAD}{ARTICLE}<article key="a/bad"><title><i></title></article>{PAPER}</dblp>')
    (tmp_path / "works.jsonl").write_text(json.dumps(CROSSREF))
    (tmp_path / "notes.txt").write_text(NOTES)


def states(citecheck, *options: str) -> list[str]:  # type: ignore[no-untyped-def]
    _, out, _ = citecheck("resolve", *options, "notes.txt", "--format", "json")
    return [source["resolution"]["state"] for note in json.loads(out)["notes"] for source in note["sources"]]


def test_a_dump_is_indexed_and_a_damaged_record_told(citecheck) -> None:  # type: ignore[no-untyped-def]
    code, out, err = citecheck("registry", "add", "dblp.xml")
    assert (code, out.strip()) == (0, "dblp: 2 records; left out: 1 damaged")
    assert "dblp.xml: a/bad: damaged, left out" in err


def test_offline_runs_use_registries_and_nothing_is_called_unknown(citecheck) -> None:  # type: ignore[no-untyped-def]
    assert set(states(citecheck, "--offline")) == {"unchecked"}
    citecheck("registry", "add", "dblp.xml")
    citecheck("registry", "add", "works.jsonl")
    assert states(citecheck, "--offline") == ["verified", "verified", "verified", "unchecked", "likely"]


def test_a_registry_is_listed_replaced_and_removed(citecheck) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml", "--name", "mine")
    citecheck("registry", "add", "works.jsonl", "--name", "mine")
    _, out, _ = citecheck("registry", "list")
    assert out.split()[:3] == ["mine", "1", "records"] and len(out.splitlines()) == 1
    assert citecheck("registry", "remove", "mine")[0] == 0
    assert citecheck("registry", "list")[1] == ""
    assert citecheck("registry", "remove", "mine")[0] == 2


@pytest.mark.parametrize("arguments", (("notes.txt",), ("missing.xml",), (".",), ("dblp.xml", "--name", "../evil"), ()))
def test_what_is_no_dump_ends_with_2_and_leaves_what_was_there(citecheck, tmp_path: Path, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml", "--name", "notes")
    before = sorted(path.name for path in (tmp_path / "data").rglob("*.sqlite*"))
    code, _, err = citecheck("registry", "add", *arguments)
    assert code == 2 and err
    assert sorted(path.name for path in (tmp_path / "data").rglob("*")) == ["notes.sqlite", "registries"] and before == [
        "notes.sqlite"
    ]


def test_a_damaged_index_is_told_and_its_sources_stay_unchecked(citecheck, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml")
    (index,) = (tmp_path / "data").rglob("*.sqlite")
    index.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    _, _, err = citecheck("registry", "list")
    assert "add it again" in err
    assert set(states(citecheck, "--offline")) == {"unchecked"}


def test_an_unreadable_file_among_the_registries_is_told_and_hides_no_other(citecheck, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml")
    folder = tmp_path / "data" / "registries"
    (folder / "aaa.sqlite").write_text("a note to myself")
    with closing(sqlite3.connect(folder / "bbb.sqlite")) as other:
        other.execute("CREATE TABLE theirs(name TEXT)")
    (folder / "ccc.sqlite").mkdir()
    _, out, err = citecheck("registry", "list")
    assert out.startswith("dblp ") and len(out.splitlines()) == 1
    assert all(f"{name}.sqlite: " in err for name in ("aaa", "bbb", "ccc")) and "no registry that citecheck can read" in err
    assert states(citecheck, "--offline")[:2] == ["verified", "verified"]


def test_a_registry_that_is_removed_is_not_asked_and_the_other_one_is(citecheck) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml")
    citecheck("registry", "add", "works.jsonl")
    citecheck("registry", "remove", "dblp")
    assert states(citecheck, "--offline") == ["unchecked", "unchecked", "verified", "unchecked", "unchecked"]


def test_a_registry_is_read_though_another_process_has_locked_it(citecheck, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml")
    (index,) = (tmp_path / "data").rglob("*.sqlite")
    with closing(sqlite3.connect(index, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert states(citecheck, "--offline")[0] == "verified"


def test_a_folder_that_cannot_be_written_is_named(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CITECHECK_PROVIDERS_REGISTRIES_FOLDER", str(tmp_path / "file"))
    code, _, err = citecheck("registry", "add", "dblp.xml")
    assert code == 2 and "file: the registry cannot be written: " in err


def test_a_registry_that_cannot_be_removed_is_named(citecheck, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml")

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    code, _, err = citecheck("registry", "remove", "dblp")
    assert code == 2 and "dblp.sqlite: the registry cannot be removed: Permission denied" in err


def test_what_a_killed_add_leaves_is_no_registry_and_is_removed_by_the_next_command(citecheck, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml", "--name", "mine")
    folder = tmp_path / "data" / "registries"
    environment = os.environ | {"CITECHECK_PROVIDERS_REGISTRIES_FOLDER": str(folder)}
    command = [sys.executable, "-c", KILLED, "registry", "add", "works.jsonl", "--name", "mine"]
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False).returncode not in (0, 2)
    left = [path.name for path in folder.iterdir() if path.name != "mine.sqlite"]
    assert len(left) == 1
    clear.cache_clear()
    _, out, _ = citecheck("registry", "list")
    assert out.split()[:2] == ["mine", "2"]
    assert [path.name for path in folder.iterdir()] == ["mine.sqlite"]


def test_an_add_that_is_interrupted_leaves_what_was_there(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml", "--name", "mine")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("citecheck.io.record_index.IndexWriter.finish", interrupted)
    assert citecheck("registry", "add", "works.jsonl", "--name", "mine")[0] != 0
    assert [path.name for path in (tmp_path / "data" / "registries").iterdir()] == ["mine.sqlite"]


def test_a_report_without_a_network_names_the_differing_fields_and_claims_nothing_of_archives(citecheck, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    citecheck("registry", "add", "dblp.xml")
    assert "likely: volume and pages differ" in citecheck("report", "--offline", "notes.txt")[1]
    written = {page.suffix: page.read_text(encoding="utf-8") for page in (tmp_path / "reports").iterdir()}
    assert "[likely: volume and pages differ](<https://doi.org/10.1000/tides.7.12>)" in written[".md"]
    assert ".html" in written and not any("no copy of" in text for text in written.values())
    assert "CC401" not in citecheck("check", "--locked", "notes.txt")[1]
