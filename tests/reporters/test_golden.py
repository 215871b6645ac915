"""What every reporter prints of hostile words, to the letter. ``UPDATE_GOLDEN=1 pytest tests/reporters`` writes the files anew: read the diff."""

import os
from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.model.report import Report

GOLDEN = Path(__file__).parent.parent / "golden"
HERE = [name for name in wiring.plugins("reporters") if name != "html"]  # the page for people has tests of its own


@pytest.mark.parametrize("name", HERE)
def test_a_reporter_prints_what_its_golden_file_has(name: str, hostile: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    made = wiring.plugins("reporters")[name]().render(hostile).encode("utf-8", "backslashreplace")
    file = GOLDEN / f"{name}{wiring.plugins('reporters')[name].suffix}"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_bytes(made)
    assert made.decode() == file.read_bytes().decode(), "meant so? UPDATE_GOLDEN=1 pytest tests/reporters, and read the diff"


@pytest.mark.parametrize("name", wiring.plugins("reporters"))
def test_no_reporter_lets_control_characters_through(name: str, hostile: Report) -> None:
    made = wiring.plugins("reporters")[name]().render(hostile)
    allowed = "\n\r" if name in ("csv", "html") else "\n"
    assert [c for c in made if (ord(c) < 0x20 and c not in allowed) or 0x7F <= ord(c) < 0xA0] == []


@pytest.mark.parametrize("name", wiring.plugins("reporters"))
def test_no_reporter_lets_direction_marks_or_half_characters_through(name: str, hostile: Report) -> None:
    made = wiring.plugins("reporters")[name]().render(hostile)
    assert [c for c in made if c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" or 0xD800 <= ord(c) < 0xE000] == []


@pytest.mark.parametrize("name", HERE)
def test_a_reporter_prints_the_same_twice(name: str, hostile: Report) -> None:
    reporter = wiring.plugins("reporters")[name]
    assert reporter().render(hostile) == reporter().render(hostile)


@pytest.mark.parametrize("name", wiring.plugins("reporters"))
def test_a_clean_run_is_a_whole_document_too(name: str, clean: Report) -> None:
    made = wiring.plugins("reporters")[name]().render(clean)
    assert isinstance(made, str) and (made.endswith("\n") or name in ("github", "rdjsonl", "text", "html"))


@pytest.mark.parametrize("name", wiring.plugins("reporters"))
def test_what_a_reporter_wrote_is_written_anew_by_the_next_run(name: str, hostile: Report, clean: Report, tmp_path: Path) -> None:
    file, reporter = tmp_path / "findings", wiring.plugins("reporters")[name]()
    for report in (hostile, clean, hostile):
        wiring.open_store().write(file, reporter.render(report).encode("utf-8", "backslashreplace"))
    assert file.read_bytes() == reporter.render(hostile).encode("utf-8", "backslashreplace")
