"""`import citecheck`: the verbs of the command line for programs."""

import subprocess
import sys
from pathlib import Path

import pytest

import citecheck

NOTES = "[1] J. Doe, Minister resigns over the budget, Reuters, 14/04/2021,\n[2] A page, http://a.example/x.\n"


def test_every_name_of_the_package_is_there_and_has_a_sentence() -> None:
    for name in citecheck.__all__:
        assert getattr(citecheck, name).__doc__, name
    assert set(citecheck.__all__) <= set(dir(citecheck))


def test_the_library_explains_itself_once_the_package_is_imported() -> None:
    code = "import citecheck; print(citecheck.api.__doc__.split()[1])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "commands\n"


def test_a_name_that_is_not_there_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = citecheck.nothing  # type: ignore[attr-defined]


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = "{'requests', 'bs4', 'lxml', 'jinja2', 'pycurl', 'msgspec', 'click'}"
    code = f"import citecheck, sys; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_text_is_read_as_if_it_stood_in_a_file_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES)
    from_text = citecheck.parse(citecheck.read("notes.txt", NOTES))
    from_file = citecheck.parse(tmp_path / "notes.txt")
    assert [n.sources for n in from_text] == [n.sources for n in from_file]


def test_a_missing_file_is_an_error_with_a_clear_message() -> None:
    with pytest.raises(citecheck.DocumentError, match=r"none\.txt: the file cannot be read"):
        citecheck.read("none.txt")


def test_offline_nothing_is_called_wrong_and_nothing_is_repaired() -> None:
    report = citecheck.report(citecheck.read("notes.txt", NOTES), offline=True)
    (result,) = report.documents
    assert {d.resolution.state for d in result.source_results if d.resolution} == {"unchecked"}
    assert citecheck.repair(result) == NOTES.encode()


def test_check_and_resolve_give_values_and_render_gives_text() -> None:
    document = citecheck.read("notes.txt", NOTES)
    assert citecheck.check(document, offline=True).documents[0].findings is not None
    assert len(citecheck.resolve(document, offline=True).source_results) == 2
    assert "a.example" in citecheck.render(citecheck.report(document, offline=True), "html")
    with pytest.raises(citecheck.UsageError, match="there is no format 'pdf'"):
        citecheck.render(citecheck.report(document, offline=True), "pdf")


def test_settings_are_given_by_dotted_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = citecheck.settings(network__contact="me@example.org", privacy__send="none")
    assert made.network.contact == "me@example.org"
    assert all("locate" not in row.purpose for row in citecheck.plan(citecheck.read("n.txt", NOTES), settings=made).services)
    with pytest.raises(citecheck.UsageError, match="did you mean"):
        citecheck.settings(network__contct="x")


def test_a_rule_explains_itself() -> None:
    assert citecheck.explain("CC201") == citecheck.explain("dead-link")


def test_a_program_that_uses_it_is_type_checked() -> None:
    assert (Path(citecheck.__file__).parent / "py.typed").exists()
