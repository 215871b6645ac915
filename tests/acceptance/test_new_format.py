"""A new format: its plug-in alone provides all that is needed."""

import hashlib
import json
from pathlib import Path

import pytest

TINY = """
import re
from citecheck.documents.edits import splice_bytes
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Document, FormatTraits, NoteText
from citecheck.model.place import Span

class PLUGIN:
    name = "tiny"
    suffixes = (".tiny",)
    traits = FormatTraits(is_bibliography=True, escapes_urls=False, comment_syntax=(";;", ""))

    def recognises(self, path, head):
        return path.endswith(".tiny")

    def read(self, path, data):
        text = data.decode()
        lines = Lines(text)
        return Document(path, self.name, text, notes=tuple(
            NoteText(found[1], "present", found[0], Span(*found.span()), lines.place(found.start()), found[2], found.start(2))
            for found in re.finditer(r"(?m)^(\\w+): (.+)", text)
        ))

    def edits(self, document, data, source, change):
        return ()

    def write(self, path, data, edits):
        return splice_bytes(data, edits)
"""
WORKS = """okafor: M. Okafor, "River towns", Courier, 31 February 2019.
;; citecheck-ignore impossible-date: as printed
brandt: L. Brandt, "Docks", Weekly, 30 February 2020.
"""


@pytest.fixture
def check(citecheck, install, tmp_path: Path):
    install("formats", TINY, "tiny")
    (tmp_path / "works.tiny").write_text(WORKS)

    def run(*documents: str) -> set[tuple[str, str]]:
        _, out, err = citecheck("check", "--offline", "--format", "json", "--select", "CC102,CC503", *documents)
        assert "broken" not in err
        return {(finding["path"], finding["label"]) for finding in json.loads(out)["findings"]}

    return run


def test_its_notes_are_read_and_its_comments_suppress_findings(check) -> None:
    assert check("works.tiny") == {("works.tiny", "okafor")}


@pytest.mark.parametrize("header", ["", "---\nbibliography: works.tiny\n---\n", "---\nbibliography:\n  - works.tiny\n---\n"])
def test_its_entries_are_the_notes_of_another_document(check, tmp_path: Path, header: str) -> None:
    (tmp_path / "paper.md").write_text(f"{header}It rose [@okafor; @brandt].\n")
    assert check("paper.md") == {("works.tiny", "okafor")}


def test_a_key_without_an_entry_in_the_named_file_is_missing(check, tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text("---\nbibliography: works.tiny\n---\nIt rose [@okafor; @lost].\n")
    assert ("paper.md", "lost") in check("paper.md")


def test_its_documents_are_identified_by_their_bytes(check, citecheck) -> None:
    document = json.loads(citecheck("parse", "--format", "json", "works.tiny")[1])["document"]
    assert document["sha256"] == hashlib.sha256(WORKS.encode()).hexdigest()


def test_plugins_lists_what_each_format_can_do(citecheck) -> None:
    status, out, _ = citecheck("plugins", "formats")
    said = {line.split()[0]: line for line in out.splitlines()[1:]}
    assert status == 0 and out.startswith("formats\n")
    assert "read, repair, data, links: .ris" in said["ris"] and "read, repair, notes, links: .md" in said["markdown"]
