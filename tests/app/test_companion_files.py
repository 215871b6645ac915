"""Files with notes that nobody named."""

from pathlib import Path

import pytest

import citecheck


def test_notes_called_by_name_are_read_from_every_file_of_the_folder_that_is_named_like_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("07.md").write_text("It rose.[^ox-7] It fell.[^rv-7] It stood.[^ed-7]\n")
    Path("endnotes.md").write_text("[^ox-7]: M. Okafor, River towns, 2019.\n")
    Path("rv-notes.md").write_text("[^rv-7]: L. Brandt, Docks, 2020.\n")
    (report,) = [one for one in citecheck.check("07.md", offline=True).documents if one.document.path == "07.md"]
    assert [finding.message for finding in report.findings if finding.code == "CC102"] == [
        "the text cites note ed-7, which is not there"
    ]


@pytest.mark.parametrize(("notes", "said"), [("notes.md", 0), ("07-notes.md", 1)])
def test_a_note_that_the_named_text_does_not_call_may_be_another_texts_unless_the_file_is_named_after_it(
    notes: str, said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("07.md").write_text("It rose.[^ox-7]\n")
    Path(notes).write_text("[^ox-7]: M. Okafor, River towns, 2019.\n\n[^ox-8]: L. Brandt, Docks, 2020.\n")
    documents = citecheck.check("07.md", offline=True).documents
    assert sum(finding.code == "CC103" for one in documents for finding in one.findings) == said
    everything = citecheck.check(".", offline=True).documents
    assert sum(finding.code == "CC103" for one in everything for finding in one.findings) == 1
