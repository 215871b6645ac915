"""An exception in one document, report or plug-in affects nothing else; exit status 2 and a message that names it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citecheck.app import wiring
from citecheck.documents.formats.markdown import MarkdownFormat
from tests.acceptance.conftest import forget

GOOD = "A claim.[^1] Another.[^2]\n\n[^1]: J. Doe, “Tram reopens”, Elm Post, 3 May 2019.\n"
ODD = "A claim.[^1]\n\n[^1]: K. Roe, “Bridge shut”, Elm Post, 4 May 2019, doi:10.1000/odd.\n"


def failing(*_: object, **__: object) -> Any:
    raise RuntimeError("a bolt\n\x1b[31m from the blue")


def odd_documents(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Makes reading or parsing of the document with ``odd`` in it raise."""
    from citecheck.citations import parse

    read, draft = MarkdownFormat.read, parse.draft
    if step == "read":
        monkeypatch.setattr(
            MarkdownFormat, "read", lambda self, path, data: failing() if b"odd" in data else read(self, path, data)
        )
    else:
        monkeypatch.setattr(parse, "draft", lambda note, *more: failing() if "odd" in note.body else draft(note, *more))


@pytest.fixture
def documents(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "odd.md").write_text(ODD)


EITHER = pytest.mark.parametrize("step", ("read", "parse"))


@EITHER
def test_check_reports_the_findings_of_the_other_documents_and_the_unread_one(
    citecheck, documents, tmp_path: Path, monkeypatch, step: str
) -> None:
    odd_documents(monkeypatch, step)
    outputs = [f"--output={form}:out.{form}" for form in ("sarif", "junit", "gitlab", "text", "csv", "github", "rdjson", "summary")]
    status, out, err = citecheck("check", "--offline", "--format", "json", *outputs, "odd.md", "good.md")
    told = json.loads(out)
    assert status == 2
    assert {finding["path"] for finding in told["findings"]} == {"good.md"} and "CC102" in {f["rule"] for f in told["findings"]}
    unread = told["summary"]["unread"]
    assert [one["path"] for one in unread] == ["odd.md"]
    assert "could not be read: internal error, please report (RuntimeError: a bolt [31m from the blue)" in unread[0]["message"]
    assert "odd.md: " in err and "internal errors: 1" in err and err.replace("\n", "").isprintable()
    sarif = json.loads((tmp_path / "out.sarif").read_text())
    assert not sarif["runs"][0]["invocations"][0]["executionSuccessful"]
    assert all((tmp_path / f"out.{form}").stat().st_size for form in ("junit", "gitlab", "text"))


@EITHER
def test_a_report_on_the_other_documents_is_written_and_the_lock_keeps_its_entries(
    citecheck, documents, tmp_path: Path, monkeypatch, step: str
) -> None:
    citecheck("report", "--offline", "odd.md", "good.md")
    before = json.loads((tmp_path / "citecheck.lock").read_text())
    odd_documents(monkeypatch, step)
    status, _, err = citecheck("report", "--offline", "odd.md", "good.md")
    assert status == 2 and "odd.md: " in err
    assert json.loads((tmp_path / "reports" / "good.json").read_text())["documents"][0]["document"]["path"] == "good.md"
    after = json.loads((tmp_path / "citecheck.lock").read_text())
    assert {s["path"] for s in before["sources"]} == {s["path"] for s in after["sources"]} == {"good.md", "odd.md"}


@EITHER
@pytest.mark.parametrize(
    "command",
    (
        ("parse", "odd.md"), ("resolve", "--offline", "odd.md"), ("decide", "odd.md#1", "none"), ("plan", "good.md", "odd.md"),
        ("repair", "good.md", "odd.md"), ("repair", "--write", "--allow-dirty", "good.md", "odd.md"), ("archive", "--offline", "good.md", "odd.md"),
        ("baseline", "create", "--offline", "good.md", "odd.md"), ("check", "--offline", "--since", "HEAD", "odd.md"),
    ),
    ids=" ".join,
)  # fmt: skip
def test_every_command_exits_with_2_and_names_the_document_that_could_not_be_read(
    citecheck, documents, monkeypatch, step: str, command: tuple[str, ...]
) -> None:
    if command[0] == "repair":
        citecheck("report", "--offline", "good.md", "odd.md")
    odd_documents(monkeypatch, step)
    status, _, err = citecheck(*command)
    assert status == 2
    assert ("odd.md" in err and "could not be read: internal error" in err) or "--since" in command


def test_a_rule_that_raises_is_reported_with_its_document_and_the_others_run(citecheck, documents, monkeypatch) -> None:
    rule = wiring.plugins("rules")["duplicate-note"]
    monkeypatch.setattr(rule, "judge", failing)
    status, out, err = citecheck("check", "--offline", "--format", "json", "good.md")
    assert status == 2 and "CC102" in {finding["rule"] for finding in json.loads(out)["findings"]}
    assert f"good.md: rule {rule.code} (duplicate-note) failed: internal error" in err


@pytest.mark.parametrize("broken", ("html", "json", "csv", "text"))
def test_a_reporter_that_raises_leaves_the_other_reports(citecheck, documents, tmp_path: Path, monkeypatch, broken: str) -> None:
    kind = wiring.plugins("reporters")[broken]
    for name in ("render", "pages", "index"):
        if hasattr(kind, name):
            monkeypatch.setattr(kind, name, failing)
    status, _, err = citecheck("report", "--offline", "good.md", "odd.md")
    written = {path.name for path in (tmp_path / "reports").iterdir()}
    everything = {"index.html", *(f"{name}{suffix}" for name in ("good", "odd") for suffix in (".html", ".md", ".json"))}
    lost = {"html": ".html", "markdown": ".md", "json": ".json"}.get(broken)
    assert status == 2 and "could not be made: internal error" in err
    assert written == {name for name in everything if not lost or not name.endswith(lost)}
    assert (tmp_path / "citecheck.lock").exists()


def test_an_output_that_cannot_be_made_leaves_the_others_and_what_is_printed(
    citecheck, documents, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(wiring.plugins("reporters")["sarif"], "render", failing)
    status, out, err = citecheck("check", "--offline", "--output", "sarif:a.sarif", "--output", "junit:a.xml", "good.md")
    assert status == 2 and "CC102" in out and (tmp_path / "a.xml").exists() and not (tmp_path / "a.sarif").exists()
    assert "a.sarif could not be made" in err


def test_failed_repairs_affect_only_their_document(citecheck, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "odd.md").write_text(ODD)
    (tmp_path / "other.md").write_text(ODD.replace("odd", "other"))
    citecheck("report", "--offline", "odd.md", "other.md")
    from citecheck.repairs import proposals

    real = proposals.apply
    monkeypatch.setattr(
        proposals, "apply", lambda document, *more: failing() if document.path == "odd.md" else real(document, *more)
    )
    status, out, err = citecheck("repair", "odd.md", "other.md")
    assert status == 2 and "+++ b/other.md" in out
    assert "odd.md: its repairs failed: internal error" in err


def test_any_other_exception_is_one_message_and_exit_status_2(citecheck, documents, monkeypatch) -> None:
    from citecheck.app import check

    monkeypatch.setattr(check, "run", failing)
    status, _, err = citecheck("check", "--offline", "good.md")
    assert status == 2 and err.startswith("citecheck: internal error, please report (RuntimeError: a bolt [31m from the blue)\n")


def test_joining_files_that_raises_leaves_the_documents_that_have_their_own_notes(
    citecheck, documents, tmp_path: Path, monkeypatch
) -> None:
    from citecheck.app import companion_files

    monkeypatch.setattr(companion_files, "join", failing)
    status, out, _ = citecheck("check", "--offline", "good.md")
    assert status == 1 and "CC102" in out


@pytest.mark.parametrize(
    ("text", "name"),
    (
        ("Said [12-03-19], and [1].\n\nNotes\n\n[1] J. Smith, A title, BBC News, 14 April 2021.\n", "d.txt"),
        ("Said [12-03-19], and [1].\n\n## Notes\n\n[1] J. Smith, A title, BBC News, 14 April 2021.\n", "d.md"),
        ("\\documentclass{article}\\begin{document}\\begin{thebibliography}{9}\n\\end{thebibliography}\\end{document}", "d.tex"),
        ('<html><head><meta charset="undefined"></head><p>Said.\udcff</html>', "d.html"),
        ('<html><head><meta charset="mac_arabic"></head><p>Said.\udcff</html>', "d.html"),
    ),
)
def test_inputs_that_once_ended_runs_are_handled_and_the_others_are_reported(
    citecheck, documents, tmp_path: Path, text: str, name: str
) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    status, out, _ = citecheck("check", "--offline", "--format", "json", name, "good.md")
    assert status in (1, 2) and "CC102" in {f["rule"] for f in json.loads(out)["findings"] if f["path"] == "good.md"}


@pytest.mark.parametrize(
    "settings",
    (
        b"a = " + b"[" * 5_000,
        b"a = " + b"{b=" * 5_000,
        b"a = " + b"9" * 5_000,
        b"[rules]\nselect = 1",
        b"\xff",
        b"rules = 3",
        b"[[rules]]",
    ),
)
def test_unreadable_settings_are_one_message(citecheck, documents, tmp_path: Path, settings: bytes) -> None:
    (tmp_path / "citecheck.toml").write_bytes(settings)
    status, _, err = citecheck("check", "--offline", "good.md")
    assert status == 2 and "citecheck.toml" in err and "internal" not in err and len(err.splitlines()) == 1


PLUGINS = {
    "import": "import a_module_that_nobody_has",
    "syntax": "def",
    "recursion": "def f(): f()\nf()",
    "no PLUGIN": "",
    "no class": "PLUGIN = 3",
    "no name": "class PLUGIN: pass",
    "odd name": "class PLUGIN:\n name = 3",
    "exit": "raise SystemExit(0)",
    "no exception": "class Odd(BaseException): pass\nraise Odd('x')",
    "talk": "print('hello')\nraise ValueError('never')",
    "constructor": "class PLUGIN:\n name = 'broken'\n def __init__(self): raise ValueError('never')",
    "settings": "from dataclasses import dataclass\n@dataclass\nclass PLUGIN:\n needed: int\n name = 'broken'",
    "settings type": "from dataclasses import dataclass\n@dataclass\nclass PLUGIN:\n enabled: 'Nonsense' = 3\n name = 'broken'",
}


@pytest.mark.parametrize("family", wiring.FAMILIES)
@pytest.mark.parametrize("kind", sorted(PLUGINS))
def test_a_broken_plug_in_is_reported_and_not_used_and_nothing_else_changes(
    citecheck, documents, install, family: str, kind: str
) -> None:
    usual = citecheck("check", "--offline", "--format", "json", "good.md")
    install(family, PLUGINS[kind])
    status, out, err = citecheck("check", "--offline", "--format", "json", "good.md")
    assert (status, out) == usual[:2]
    assert (
        f"citecheck: the plug-in broken ({family}, from a_plug_in_of_a_test_" in err
        and "is broken and not used: internal error" not in err
    )
    status, out, _ = citecheck("plugins")
    assert status == 0 and "  broken                 broken: " in out


def test_settings_of_a_broken_plug_in_are_ignored(citecheck, documents, install, tmp_path: Path, monkeypatch) -> None:
    install("providers", PLUGINS["import"])
    (tmp_path / "citecheck.toml").write_text("[providers.broken]\nbase_url = 'https://a.example'\nnonsense = 3\n")
    monkeypatch.setenv("CITECHECK_PROVIDERS_BROKEN_ENABLED", "1")
    assert citecheck("check", "--offline", "good.md")[0] == 1


def test_a_plug_in_that_works_works_beside_a_broken_one(citecheck, documents, install, tmp_path: Path) -> None:
    install("reporters", PLUGINS["import"])
    install("reporters", "class PLUGIN:\n name = 'mine'\n suffix = '.mine'\n def render(self, report): return 'mine'\n")
    assert citecheck("check", "--offline", "--format", "mine", "good.md")[1] == "mine\n"


def test_a_plug_in_that_raises_in_use_affects_one_service_or_report(citecheck, documents, install) -> None:
    install("reporters", "class PLUGIN:\n name = 'mine'\n suffix = '.mine'\n def render(self, report): raise ValueError('never')\n")
    install(
        "formats",
        "from citecheck.model.document import FormatTraits\nclass PLUGIN:\n name = 'mine'\n suffixes = ('.mine',)\n traits = FormatTraits()\n"
        " def recognises(self, path, head): raise ValueError('never')\n"
        " def read(self, path, data): return None\n edits = write = read\n",
    )
    status, _, err = citecheck("check", "--offline", "--format", "mine", "good.md")
    assert status == 2 and "the mine report could not be made: internal error, please report (ValueError: never)" in err


@pytest.fixture
def broken_badge(monkeypatch) -> Iterator[None]:
    forget()
    monkeypatch.setitem(sys.modules, "citecheck.reporters.badge", None)
    yield
    forget()


def test_a_built_in_that_cannot_be_imported_affects_nothing_else(citecheck, documents, broken_badge) -> None:
    status, out, err = citecheck("check", "--offline", "good.md")
    assert status == 1 and "CC102" in out and "badge" not in err
    status, _, err = citecheck("check", "--offline", "--format", "badge", "good.md")
    assert status == 2 and "there is no format 'badge'" in err
    assert err.count("the plug-in badge (reporters, from citecheck) is broken") == 1


def test_plugins_lists_a_built_in_that_cannot_be_imported(citecheck, broken_badge) -> None:
    status, out, _ = citecheck("plugins")
    assert status == 0 and "  badge                  broken: " in out


def test_a_library_call_examines_the_documents_that_can_be_read(documents, tmp_path: Path, monkeypatch) -> None:
    import citecheck

    monkeypatch.chdir(tmp_path)
    odd_documents(monkeypatch, "parse")
    made = citecheck.check("odd.md", "missing.md", "good.md", offline=True)
    assert [one.document.path for one in made.documents] == ["good.md"]
    assert {one.path for one in made.unread} == {"odd.md", "missing.md"}
    for call in (lambda: citecheck.check("missing.md", offline=True), lambda: citecheck.resolve("odd.md", offline=True)):
        with pytest.raises(citecheck.DocumentError):
            call()
