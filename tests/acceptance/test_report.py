"""`citecheck report` on the command line, offline: its files, and bad input."""

import json
import re
import stat
import subprocess
from base64 import b64decode
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from citecheck import registry
from citecheck.cli import group

NOTE = "[1] J. Doe, Minister resigns, Reuters, 14/04/2021,\n[2] K. Roe, Another title, BBC News, 15/04/2021,\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


NOTED = "A claim.[^1]\n\n[^1]: J. Doe, A title of some length, Reuters, 14/04/2021\n"


def test_a_report_is_written_in_three_formats_and_reports_no_errors_offline(citecheck, tmp_path: Path) -> None:
    Path("notes.txt").write_text(NOTE)
    status, out, err = citecheck("report", "--offline", "notes.txt")
    assert status == 0
    assert "2 not checked" in out and "complete 0%" in out
    assert "no local registry has stay unchecked" in err
    data = json.loads(Path("reports/notes.json").read_text())
    states = {s["resolution"]["state"] for n in data["documents"][0]["notes"] for s in n["sources"]}
    assert states == {"unchecked"}
    assert "Minister resigns" in Path("reports/notes.html").read_text()
    assert "Minister resigns" in Path("reports/notes.md").read_text()


def test_the_page_has_the_safe_repairs_as_a_patch_for_git(citecheck) -> None:
    Path("notes.md").write_text('So.[^1]\n\n[^1]: J. Doe, "Minds and machines", Journal of Things 4 (2020), doi:10.5555/abc.1\n')
    citecheck("report", "--offline", "notes.md")
    page = Path("reports/notes.html").read_text()
    (packed,) = re.findall(r'base64,(\S*)" download="notes.patch"', page)
    subprocess.run(["git", "apply"], input=b64decode(packed), check=True)
    assert "https://doi.org/10.5555/abc.1" in Path("notes.md").read_text()


def test_a_folder_means_every_document_in_it(citecheck) -> None:
    Path("references").mkdir()
    Path("references/a.txt").write_text(NOTE)
    Path("references/b.txt").write_text(NOTE)
    status, _, _ = citecheck("report", "--offline")
    assert status == 0
    assert Path("reports/a.html").exists() and Path("reports/b.html").exists()


def test_a_file_that_is_named_twice_has_one_report(citecheck, tmp_path: Path) -> None:
    Path("docs").mkdir()
    Path("docs/a.md").write_text(NOTED)
    status, _, _ = citecheck("report", "--offline", "docs/a.md", "./docs/../docs/a.md", str(tmp_path / "docs/a.md"), "docs")
    assert (status, sorted(file.name for file in Path("reports").iterdir())) == (0, ["a.html", "a.json", "a.md"])


def test_an_article_without_notes_is_one_message(citecheck) -> None:
    Path("article.txt").write_text("An article.\n\nIt cites nobody.\n")
    status, out, _ = citecheck("report", "--offline", "article.txt")
    assert (status, out) == (0, "article.txt: no notes found; there is nothing to check\n")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("unknown.txt", b"caf\x8d \x81\x90 plain text here, and more of it, " * 3, "encoding is unknown"),
        ("mixed.txt", "Ça coûte “dix” €,\n".encode() + b"caf\xe9.\n", "in line 2: its encodings are mixed"),
        ("late-nul.txt", NOTE.encode() * 200 + b"\0", "NUL bytes"),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"),
            "does not read .doc files (Word before 2007); save it in a format that it reads",
        ),
        ("locked.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        ("none.txt", None, "no such file"),
    ],
)
def test_an_unreadable_document_is_one_message_and_the_others_are_reported(
    citecheck, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    Path("good.txt").write_text(NOTE)
    status, _, err = citecheck("report", "--offline", name, "good.txt")
    assert status == 2
    (line,) = [line for line in err.splitlines() if name in line]
    assert said in line
    assert Path("reports/good.html").exists()


def test_a_file_over_the_limit_is_refused_with_the_setting_to_change(citecheck) -> None:
    Path("citecheck.toml").write_text("[documents]\nmax_bytes = 50\n")
    Path("large.txt").write_text(NOTE * 5)
    status, _, err = citecheck("report", "--offline", "large.txt")
    assert status == 2 and "max_bytes" in err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_detected(citecheck, encoding: str) -> None:
    Path("notes.txt").write_bytes("[1] É. Dupré, “L’été arrive”, Le Monde, 14/04/2021\n".encode(encoding))
    status, out, _ = citecheck("parse", "notes.txt", "--format", "json")
    (note,) = json.loads(out)["notes"]
    assert status == 0
    assert note["sources"][0]["item"]["title"] == "L’été arrive"


def test_a_broken_settings_file_is_one_message_and_status_2(citecheck) -> None:
    Path("citecheck.toml").write_text("[network\n")
    Path("notes.txt").write_text(NOTE)
    status, _, err = citecheck("report", "--offline", "notes.txt")
    assert status == 2 and len(err.splitlines()) == 1 and "citecheck.toml" in err


def test_a_file_that_citecheck_did_not_write_is_never_overwritten(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    Path("reports").mkdir()
    Path("reports/notes.md").write_text("my own words")
    status, _, err = citecheck("report", "--offline", "notes.txt")
    assert status == 2 and "reports/notes.md" in err
    assert Path("reports/notes.md").read_text() == "my own words"
    assert Path("reports/notes.html").exists()


def test_a_reports_folder_that_cannot_be_created_is_reported(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    Path("reports").write_text("a file is in the way")
    status, _, err = citecheck("report", "--offline", "notes.txt")
    assert status == 2 and "reports" in err and "Traceback" not in err


def test_escape_sequences_never_reach_the_terminal(citecheck) -> None:
    Path("notes.txt").write_text("[1] J. Doe, \x1b[31mRed\x1b]8;;http://evil\x07 title, Reuters, 14/04/2021,\n")
    _, out, err = citecheck("report", "--offline", "notes.txt")
    assert "\x1b" not in out + err and "\x07" not in out + err


def test_a_second_run_replaces_its_own_reports(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    assert citecheck("report", "--offline", "notes.txt")[0] == 0
    assert citecheck("report", "--offline", "notes.txt")[0] == 0


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    result: Result = CliRunner().invoke(group, ["report", "--offline", "-"], input=NOTE)
    assert result.exit_code == 0
    assert (tmp_path / "reports" / "stdin.html").stat().st_mode & stat.S_IRUSR


def test_with_send_none_no_service_gets_anything(citecheck) -> None:
    from citecheck.model.reference import Item, Source
    from citecheck.protocols import Network, Query
    from citecheck.sources.page_reader import PageReader
    from citecheck.sources.resolve import resolve

    def nobody(name: str):
        raise AssertionError(f"{name} was asked")

    network = Network(pages=None, service=nobody, clock=None, progress=None)  # type: ignore[arg-type]
    query = Query(Source("A title", Item(title="A title")))
    ((_, resolution),) = resolve([query], (), PageReader(network, ()), {}, {}, "none")
    assert resolution.state == "unchecked" and "privacy" in resolution.reason


def test_a_folder_is_read_without_the_files_that_citecheck_or_others_wrote(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    Path("package.json").write_text('{"name": "site", "type": "module", "author": "J. Doe", "title": "x"}')
    Path("node_modules").mkdir()
    Path("node_modules/readme.md").write_text("A text.[^1]\n\n[^1]: A note.\n")
    assert citecheck("report", "--offline", ".")[0] == 0
    status, out, err = citecheck("check", "--offline", "--fail-on", "never", ".")
    assert (status, "1 document" in out) == (0, True), out + err


def git(*words: str) -> str:
    who = ("-c", "user.name=Jane", "-c", "user.email=jane@example.org")
    return subprocess.run(["git", *who, *words], check=True, capture_output=True, text=True).stdout.strip()


def header(citecheck) -> str:
    citecheck("report", "--offline", "notes.txt")
    return Path("reports/notes.html").read_text().partition("</header>")[0]


def test_the_page_names_the_commit_of_its_document_and_whether_that_changed_since(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    assert "commit" not in header(citecheck)
    git("init", "--quiet")
    assert "commit" not in header(citecheck)
    git("add", "notes.txt")
    git("commit", "--quiet", "--message", "notes")
    assert f"commit <code>{git('rev-parse', '--short=10', 'HEAD')}</code>" in header(citecheck)
    Path("notes.txt").write_text(NOTE * 2)
    assert f"commit <code>{git('rev-parse', '--short=10', 'HEAD')}, changed since</code>" in header(citecheck)


def test_without_git_a_report_is_written_too(citecheck, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("notes.txt").write_text(NOTE)
    monkeypatch.setenv("PATH", "")
    assert "commit" not in header(citecheck)


def test_with_a_baseline_the_page_marks_new_findings_and_only_they_fail(citecheck) -> None:
    Path("notes.txt").write_text(NOTE)
    citecheck("baseline", "create", "--offline", "notes.txt")
    assert citecheck("report", "--offline", "--fail-on", "warning", "notes.txt")[0] == 0
    assert "only-new" in Path("reports/notes.html").read_text()
    Path("notes.txt").write_text(NOTE + "[3] O. Loe, “A third story is new”, CNN, 16/04/2021,\n")
    assert citecheck("report", "--offline", "--fail-on", "warning", "notes.txt")[0] == 1


@pytest.mark.parametrize("name", ["markdown", "html", "json", "csv", "text"])
def test_a_broken_built_in_reporter_affects_only_its_files(citecheck, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = registry.import_module

    def odd(module: str) -> ModuleType:
        if module == f"citecheck.reporters.{name}":
            raise RuntimeError("a bolt from the blue")
        return real(module)

    monkeypatch.setattr(registry, "LOADED", {})
    monkeypatch.setattr(registry, "import_module", odd)
    for file in ("a.md", "b.md"):
        Path(file).write_text('A claim.[^1]\n\n[^1]: J. Doe, "Tram reopens", Elm Post, 3 May 2019.\n')
    status, _, err = citecheck("report", "--offline", "a.md", "b.md")
    assert status == 2 and "internal errors: 1;" in err and "could not be made: the plug-in" in err
    wanted = {"a.md": "markdown", "a.json": "json", "a.html": "html", "b.html": "html", "index.html": "html"}
    assert {file for file in wanted if Path("reports", file).exists()} == {f for f, form in wanted.items() if form != name}
    assert Path("citecheck.lock").exists()


def test_watching_reports_again_when_a_document_changes(citecheck, monkeypatch) -> None:
    Path("a.md").write_text("The river rose.[^1]\n\n[^1]: J. Doe, Rivers, 2019.\n")
    looks = 0

    def sleep(_self: object, _seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            Path("a.md").write_text("The river rose.[^1][^2]\n\n[^1]: J. Doe, Rivers, 2019.\n\n[^2]: K. Roe, Gauges, 2020.\n")
        if looks > 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("citecheck.net.clock.SystemClock.sleep", sleep)
    status, out, err = citecheck("report", "--offline", "--watch", "a.md")
    assert status == 0 and "waiting for changes" in err
    assert "1 of 1 notes" in out and "2 of 2 notes" in out


def test_of_a_file_that_is_not_read_only_the_message_is_printed(citecheck) -> None:
    Path("map.png").write_bytes(b"\x89PNG")
    status, out, err = citecheck("report", "--offline", "map.png")
    assert (status, out) == (2, "")
    assert "does not read .png files" in err
