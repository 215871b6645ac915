"""PDF documents on the command line: read where they are named, never written."""

import json
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")

from tests.documents.formats.pdf_files import Page, lines, pdf_file

PAGE = "https://courier.example/2019/03/14/third-flood"
LINK = {"verdict": "live", "status": 200, "checked": "2026-01-01T00:00:00Z"}


@pytest.fixture(autouse=True)
def _file(tmp_path: Path) -> None:
    texts = lines("References", "[1] M. Okafor, River towns brace for a third flood, The Daily Courier, 14/03/2019.")
    (tmp_path / "thesis.pdf").write_bytes(pdf_file(Page(texts)))


def test_repair_lists_what_it_would_do_and_names_the_corrected_bibliography(citecheck) -> None:
    data = Path("thesis.pdf").read_bytes()
    assert citecheck("report", "--offline", "thesis.pdf")[0] == 0
    lock = json.loads(Path("citecheck.lock").read_text())
    lock["sources"][0].update({"state": "verified", "url": PAGE, "probability": 0.999, "link": LINK})
    Path("citecheck.lock").write_text(json.dumps(lock))
    status, out, err = citecheck("repair", "thesis.pdf")
    assert (status, out) == (0, f"thesis.pdf, note 1: add the verified URL: {PAGE}\n")
    assert "not written" in err and "check --locked --format bibtex" in err
    assert citecheck("repair", "--write", "--allow-dirty", "thesis.pdf")[0] == 2
    assert Path("thesis.pdf").read_bytes() == data
    assert f"url = {{{PAGE}}}" in citecheck("check", "--locked", "--format", "bibtex", "thesis.pdf")[1]


def test_a_folder_s_pdfs_are_named_and_not_read(citecheck) -> None:
    Path("docs").mkdir()
    Path("thesis.pdf").rename("docs/thesis.pdf")
    Path("docs/a.md").write_text("The river rose.[^1]\n\n[^1]: J. Doe, Rivers, 2019.\n")
    _, out, err = citecheck("check", "--offline", "docs")
    assert "docs: read only where they are named: .pdf (1)" in err
    assert "thesis" not in out


def test_the_source_beside_a_pdf_is_named(citecheck) -> None:
    Path("thesis.tex").write_text("\\documentclass{article}")
    _, out, err = citecheck("parse", "thesis.pdf")
    assert "its source thesis.tex lies beside it" in err
    assert "River towns" in out
