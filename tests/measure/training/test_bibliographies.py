"""The bibliographies of public repositories that works are drawn from."""

import subprocess
from pathlib import Path

import pytest

from tests.measure.labels.form import read
from tests.measure.training import bibliographies

ENTRIES = """
@book{a, title = {On rivers}, author = {Roe, Bo}, year = 2001}
@book{b, title = {On Rivers.}, author = {Roe, Bo}, year = 2001}
@article{c, title = {Elms and birches}, journal = {Journal of Elms}, year = 2003}
"""


@pytest.fixture
def checkouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two files of entries, and the list that names it."""
    folder = tmp_path / "owner+name"
    folder.mkdir()
    (folder / "works.bib").write_text(ENTRIES, encoding="utf-8")
    (folder / "notes.txt").write_text(ENTRIES, encoding="utf-8")
    commands = (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "made"),
        ("rev-parse", "HEAD"),
    )
    for command in commands:
        done = subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True, text=True)
    listed = tmp_path / "listed.tsv"
    listed.write_text(f"owner/name\t{done.stdout.strip()}\n", encoding="utf-8")
    monkeypatch.setattr(bibliographies, "LISTED", listed)
    return tmp_path


def test_each_title_is_read_once(checkouts: Path) -> None:
    items = list(bibliographies.read_bibliographies(checkouts))
    assert [(item["type"], item["title"].rstrip(".")) for item in items] == [
        ("book", "On rivers"),
        ("article-journal", "Elms and birches"),
    ]


def test_a_repository_that_is_not_there_is_named(checkouts: Path) -> None:
    with pytest.raises(ValueError, match="owner/name"):
        list(bibliographies.read_bibliographies(checkouts / "elsewhere"))


def test_no_bibliography_is_of_a_repository_with_labelled_documents() -> None:
    listed = {repository for repository, _ in bibliographies.repositories()}
    assert listed.isdisjoint(document.repository for document in read())
