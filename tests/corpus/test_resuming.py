"""A run makes only what is missing or was made from something else."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app.corpus import findings as judging
from citecheck.app.corpus import parts, steps
from citecheck.app.corpus.status import status
from citecheck.config.settings import RuleSettings, Settings
from citecheck.model.errors import UsageError, WriteError
from tests.corpus.corpora import findings, folder, run_corpus, text, unread


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(parts, "LEAST", 1)
    monkeypatch.setattr(parts, "MOST", 2)
    monkeypatch.setattr(parts, "ONE_IN", 1)  # a part for each document
    return folder(tmp_path)


def test_a_second_run_makes_nothing(texts: Path, tmp_path: Path) -> None:
    first = run_corpus(texts, tmp_path / "out")
    files = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.parquet")}
    second = run_corpus(texts, tmp_path / "out")
    assert first.made > 0 and second.made == 0
    assert (second.documents, second.findings, second.unread) == (first.documents, first.findings, first.unread)
    assert files == {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.parquet")}


def test_a_changed_document_makes_only_its_part(texts: Path, tmp_path: Path) -> None:
    run_corpus(texts, tmp_path / "out")
    (texts / "text002.md").write_text(text(3) + "\n")
    again = run_corpus(texts, tmp_path / "out")
    assert again.made == 2  # parsed and judged
    run_corpus(texts, tmp_path / "other")
    assert findings(tmp_path / "out") == findings(tmp_path / "other")


def test_a_document_that_is_gone_leaves_nothing_behind(texts: Path, tmp_path: Path) -> None:
    run_corpus(texts, tmp_path / "out")
    (texts / "text000.md").unlink()
    run_corpus(texts, tmp_path / "out")
    assert not [path for path, _, _ in findings(tmp_path / "out") if path.endswith("text000.md")]


def test_another_rule_judges_again_and_parses_nothing(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_corpus(texts, tmp_path / "out")
    monkeypatch.setattr(steps, "read_part", lambda *_: pytest.fail("it was parsed again"))
    settings = replace(Settings(), rules=RuleSettings(select=("CC102",)))
    run_corpus(texts, tmp_path / "out", settings=settings)
    assert {code for _, code, _ in findings(tmp_path / "out")} == {"CC102"}


def test_a_run_that_was_ended_continues(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def ended(task: steps.PartTask) -> object:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(task.part)
        return judge(task)

    judge = judging.judge
    with monkeypatch.context() as patch:
        patch.setattr(judging, "judge", ended)
        with pytest.raises(KeyboardInterrupt):
            run_corpus(texts, tmp_path / "out")
    stages = {stage.name: stage for stage in status(tmp_path / "out")}
    assert (stages["findings"].done, stages["notes"].done) == (3, stages["notes"].of)
    total = run_corpus(texts, tmp_path / "out")
    assert total.made == stages["findings"].of - 3
    run_corpus(texts, tmp_path / "whole")
    assert findings(tmp_path / "out") == findings(tmp_path / "whole")


@pytest.mark.parametrize("kind", ["parts", "parsed", "cited"])
def test_a_damaged_file_of_the_state_is_made_again(texts: Path, tmp_path: Path, kind: str) -> None:
    run_corpus(texts, tmp_path / "out")
    file = next((tmp_path / "out" / "state" / kind).glob("*.parquet"))
    whole = file.read_bytes()
    for damage in (whole[: len(whole) // 2], b""):
        file.write_bytes(damage)
        run_corpus(texts, tmp_path / "out")
        assert file.stat().st_size > len(whole) // 2
    assert len(unread(tmp_path / "out")) == 2


def test_bytes_that_changed_on_the_disk_end_no_run(texts: Path, tmp_path: Path) -> None:
    run_corpus(texts, tmp_path / "out")
    file = max((tmp_path / "out" / "state" / "parsed").glob("*.parquet"), key=lambda one: one.stat().st_size)
    whole = bytearray(file.read_bytes())
    whole[8:200] = bytes(192)
    file.write_bytes(whole)
    settings = replace(Settings(), rules=RuleSettings(select=("CC102",)))
    total = run_corpus(texts, tmp_path / "out", settings=settings)
    assert any("damaged" in fault for fault in total.faults)
    assert len(unread(tmp_path / "out")) == 3
    run_corpus(texts, tmp_path / "out", settings=settings)
    assert len(unread(tmp_path / "out")) == 2


def test_a_full_disk_is_one_line_and_the_next_run_continues(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pyarrow.parquet, "write_table", full)
        with pytest.raises(WriteError, match="the disk is full; free some space and run again"):
            run_corpus(texts, tmp_path / "out")
    run_corpus(texts, tmp_path / "out")
    run_corpus(texts, tmp_path / "other")
    assert findings(tmp_path / "out") == findings(tmp_path / "other")


def test_a_folder_that_another_run_uses_is_refused(texts: Path, tmp_path: Path) -> None:
    from citecheck.io import descriptors

    place = tmp_path / "out" / "state"
    place.mkdir(parents=True)
    with (place / "running").open("ab") as file:
        descriptors.lock(file.fileno())
        with pytest.raises(UsageError, match="another run works in this folder"):
            run_corpus(texts, tmp_path / "out")


def test_a_file_that_a_list_names_is_read_again_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text(1))
    (tmp_path / "list.jsonl").write_text('{"path": "a.md"}\n')
    assert not run_corpus(tmp_path / "list.jsonl", tmp_path / "out").findings
    (tmp_path / "a.md").write_text(text(3) + "\n")
    assert run_corpus(tmp_path / "list.jsonl", tmp_path / "out").findings == 1


def test_what_one_input_takes_from_another_does_not_depend_on_earlier_runs(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for at in range(4):
        (texts / f"{at}.md").write_text(text(at))
    manifest = tmp_path / "list.jsonl"
    manifest.write_text("".join(f'{{"path": "texts/{at}.md"}}\n' for at in range(4)))
    both = [str(manifest), str(texts)]
    for given, documents in ((both, 4), (both, 4), (both[::-1], 4), ([str(manifest)], 4), (both[1:], 4)):
        assert run_corpus(given, tmp_path / "out").documents == documents
