"""The labels are checked, restored from git directories, and those of this folder are sound."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.measure.labels.check import faults
from tests.measure.labels.form import digest, is_held_out, read
from tests.measure.labels.restore import gold, restored

TEXT = "Text.[^1]\n\n[^1]: Ann Lee, “A Made Title”, The Ledger, 3 May 2014.\n"
COMMIT = "0" * 40


def _at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def _labels() -> tuple[dict[str, Any], dict[str, Any]]:
    """A document and its one note, labelled without fault."""
    note = "[^1]: Ann Lee, “A Made Title”, The Ledger, 3 May 2014."
    source = {
        "source": _at("Ann Lee, “A Made Title”, The Ledger, 3 May 2014."),
        "type": "news",
        "author": [_at("Ann Lee")],
        "title": _at("A Made Title"),
        "container": _at("The Ledger"),
        "date": [*_at("3 May 2014"), "2014-05-03"],
    }
    document = {"repository": "someone/paper", "commit": COMMIT, "path": "paper.md", "language": "en", "style": "made"}
    row = {"document": "someone/paper/paper.md", "note": _at(note), "sha256": digest(note), "label": "1", "kind": "citation"}
    return document, {**row, "sources": [source]}


def _written(folder: Path, document: dict[str, Any], note: dict[str, Any]) -> Path:
    (folder / "documents.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    (folder / "notes.jsonl").write_text(json.dumps(note) + "\n", encoding="utf-8")
    name = f"{document['repository']}/{document['path']}"
    (folder / "held-out.txt").write_text(f"{name}\n" if is_held_out(name) else "", encoding="utf-8")
    return folder


def test_the_labels_of_this_folder_have_no_fault() -> None:
    assert faults() == []


def test_labels_without_fault_pass(tmp_path: Path) -> None:
    assert faults(_written(tmp_path, *_labels())) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": _at("Lee, “A Made")}, "overlap"),
        ({"title": _at("Text.")}, "outside of its source"),
        ({"source": _at("Text.")}, "outside of the note"),
        ({"titel": _at("A Made Title")}, "unknown field: titel"),
        ({"type": "novel"}, "type 'novel'"),
        ({"date": [*_at("3 May 2014"), "2014-13"]}, "no date"),
        ({"date": [*_at("3 May 2014"), "3 May 2014"]}, "no date"),
    ],
)
def test_a_fault_in_a_source_is_named(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    document, note = _labels()
    note["sources"][0] |= changes
    assert told in " ".join(faults(_written(tmp_path, document, note)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "quote"}, "kind 'quote'"),
        ({"kind": "explanatory"}, "has sources"),
        ({"sources": []}, "has no source"),
        ({"kind": "shortform"}, "has a full source"),
        ({"document": "someone/other/paper.md"}, "does not name"),
    ],
)
def test_a_fault_in_a_note_is_named(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    document, note = _labels()
    assert told in " ".join(faults(_written(tmp_path, document, note | changes)))


@pytest.mark.parametrize("changes", [{"commit": "main"}, {"language": "English"}, {"repository": "paper"}])
def test_a_fault_in_a_document_is_named(tmp_path: Path, changes: dict[str, Any]) -> None:
    document, note = _labels()
    document |= changes
    note["document"] = f"{document['repository']}/{document['path']}"
    assert len(faults(_written(tmp_path, document, note))) == 1


def test_notes_that_overlap_are_a_fault(tmp_path: Path) -> None:
    document, note = _labels()
    _written(tmp_path, document, note)
    with (tmp_path / "notes.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(note) + "\n")
    assert "overlap" in " ".join(faults(tmp_path))


def test_the_list_of_held_out_documents_must_agree_with_their_hashes(tmp_path: Path) -> None:
    document, note = _labels()
    name = note["document"]
    _written(tmp_path, document, note)
    (tmp_path / "held-out.txt").write_text("" if is_held_out(name) else f"{name}\n", encoding="utf-8")
    assert faults(tmp_path) == [f"{name}: {'missing from' if is_held_out(name) else 'listed in'} held-out.txt, against its hash"]


def test_a_doi_may_stand_in_an_address_and_a_date_in_a_title(tmp_path: Path) -> None:
    document, note = _labels()
    note["sources"][0] |= {"title": _at("A Made Title”, The Ledger, 3 May 2014"), "url": _at("Ann Lee"), "doi": _at("Lee")}
    del note["sources"][0]["author"], note["sources"][0]["container"]
    assert faults(_written(tmp_path, document, note)) == []


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    _written(tmp_path, *_labels())
    (tmp_path / "notes.jsonl").write_text("{\n", encoding="utf-8")
    assert "notes.jsonl:1" in faults(tmp_path)[0]


@pytest.mark.parametrize("place", ["someone/paper", "someone+paper", "someone+paper/repo"])
def test_notes_are_restored_from_a_git_directory(tmp_path: Path, place: str) -> None:
    document, note = _labels()
    document["commit"] = _committed(tmp_path / "checkouts" / place, TEXT)
    labels = read(_written(tmp_path, document, note))
    found, missing = restored(labels, tmp_path / "checkouts")
    row = next(gold(found[0]))
    assert not missing
    assert row["raw"] == TEXT.splitlines()[2]
    assert [row["sources"][0][name] for name in ("authors", "title", "container", "date")] == [
        ["Ann Lee"],
        "A Made Title",
        "The Ledger",
        "2014-05-03",
    ]


def test_a_repository_without_the_commit_is_named_as_missing(tmp_path: Path) -> None:
    document, note = _labels()
    _committed(tmp_path / "checkouts" / "someone+paper", TEXT)
    found, missing = restored(read(_written(tmp_path, document, note)), tmp_path / "checkouts")
    assert not found
    assert COMMIT in missing[0]


def test_a_note_whose_characters_differ_is_named_as_missing(tmp_path: Path) -> None:
    document, note = _labels()
    document["commit"] = _committed(tmp_path / "checkouts" / "someone+paper", TEXT.replace("Made", "Real"))
    found, missing = restored(read(_written(tmp_path, document, note)), tmp_path / "checkouts")
    assert found[0].notes == ()
    assert "note 1 is not at" in missing[0]


def _committed(folder: Path, text: str) -> str:
    """A commit with the text as paper.md; its name."""
    folder.mkdir(parents=True)
    (folder / "paper.md").write_text(text, encoding="utf-8")
    git = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "a paper"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    return subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
