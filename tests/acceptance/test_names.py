"""Documents whose names are not valid text: every command works, and its files can be read."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from citecheck.app.history import earlier_runs

NOTE = "Said.[^1]\n\n[^1]: J. Doe, “Minister resigns over the budget,” Reuters, 14 April 2021.\n"


def test_reports_lock_and_baseline_are_valid_for_a_document_with_a_name_that_is_not_utf8(citecheck, tmp_path: Path) -> None:
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
    assert '"decided": "person"' in Path("citecheck.lock").read_text(encoding="utf-8")
    assert "%FF.html" in Path("reports/index.html").read_text()


def test_every_document_has_its_own_report_even_if_names_collide(citecheck, tmp_path: Path) -> None:
    names = ("a.md", "a.txt", "a.md.txt", "b/c-d.md", "b-c/d.md", "Index.txt")
    for name in names:
        Path("docs", name).parent.mkdir(parents=True, exist_ok=True)
        Path("docs", name).write_text(NOTE)
    status, _, err = citecheck("report", "--offline", "docs")
    assert status == 0, err
    reports = {path.name.casefold() for path in Path("reports").glob("*.html")}
    assert len(reports) == len(names) + 1


def test_documents_with_names_that_differ_only_in_case_have_separate_reports(citecheck, tmp_path: Path) -> None:
    Path("docs").mkdir()
    texts = {"A.md": NOTE, "a.md": NOTE.replace("Minister resigns over the budget", "Tram reopens after the flood"), "AUX.md": NOTE}
    for name, text in texts.items():
        Path("docs", name).write_text(text, encoding="utf-8")
    if len(list(Path("docs").iterdir())) < len(texts):
        pytest.skip("this file system takes the names for one")
    assert citecheck("report", "--offline", "docs")[0] == 0
    assert citecheck("decide", "docs/a.md#1", "https://elm.example/tram")[0] == 0
    assert citecheck("baseline", "create", "--offline", "docs/A.md")[0] == 0
    _, out, _ = citecheck("check", "--offline", "--format", "sarif", "docs")
    on = {path: json.loads(path.read_text(encoding="utf-8"))["documents"] for path in Path("reports").glob("*.json")}
    assert len({path.name.casefold() for path in on}) == len(texts)
    assert sorted(one["document"]["path"] for documents in on.values() for one in documents) == [
        f"docs/{name}" for name in sorted(texts)
    ]
    recorded = {one["path"]: one for one in json.loads(Path("citecheck.lock").read_bytes())["sources"]}
    assert {path for path, one in recorded.items() if one.get("decided") == "person"} == {"docs/a.md"}
    results = json.loads(out)["runs"][0]["results"]
    assert {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results if not one.get("suppressions")
    } == {"docs/a.md", "docs/AUX.md"}


def test_documents_with_names_that_differ_in_bytes_that_are_not_utf8_have_separate_reports(citecheck, tmp_path: Path) -> None:
    for name, title in ((b"\xfe.md", "Tram reopens after the flood"), (b"\xff.md", "Bridge shut until the spring")):
        Path(os.fsdecode(name)).write_text(NOTE.replace("Minister resigns over the budget", title), encoding="utf-8")
    assert citecheck("report", "--offline", ".")[0] == 0
    assert citecheck("report", "--offline", "\udcff.md")[0] == 0
    assert citecheck("decide", "\udcff.md#1", "https://elm.example/bridge")[0] == 0
    recorded = {one["path"]: one.get("decided") for one in json.loads(Path("citecheck.lock").read_bytes())["sources"]}
    assert recorded == {"\ufffdFE.md": "machine", "\ufffdFF.md": "person"}
    assert citecheck("repair", "--write", "--allow-dirty", "\udcfe.md", "\udcff.md")[0] == 0
    assert [os.fsdecode(name) for name in (b"\xfe.md", b"\xff.md") if b"elm.example" in Path(os.fsdecode(name)).read_bytes()] == [
        "\udcff.md"
    ]


@pytest.mark.parametrize(
    "form", ["json", "sarif", "gitlab", "rdjson", "csl-json", "junit", "csv", "text", "github", "summary", "html"]
)
def test_every_report_on_a_document_with_a_name_that_is_not_utf8_is_utf8(citecheck, tmp_path: Path, form: str) -> None:
    Path("\udcff.md").write_text(NOTE, encoding="utf-8")
    status, _, err = citecheck("check", "--offline", "--output", f"{form}:out", "\udcff.md")
    assert status == 0, err
    told = Path("out").read_bytes().decode("utf-8")
    if form in ("json", "sarif", "gitlab", "rdjson", "csl-json"):
        assert json.dumps(json.loads(told), ensure_ascii=False).encode("utf-8")  # raises where a string has half a surrogate pair


def test_the_trend_in_a_report_is_of_the_same_document(tmp_path: Path) -> None:
    counts = {"notes_cited": 1, "notes_present": 1, "sources": 1, "verified": 1, "percent": 100}
    kept = {"started": "2026-01-01T00:00:00Z", "completeness": counts, "documents": [{"document": {"path": "a/x.md"}}]}
    file = tmp_path / "x.json"
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert len(earlier_runs(file, "a/x.md")) == len(earlier_runs(file, "./a/x.md")) == 1
    assert not earlier_runs(file, "b/x.md") and not earlier_runs(file, "a/X.md")


@pytest.mark.slow
def test_deeply_nested_folders_do_not_end_a_run(citecheck, tmp_path: Path, monkeypatch) -> None:
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
