"""Documents and their files are read in the checkout; links out of it are skipped and reported."""

import json
import os
from pathlib import Path

import pytest

import citecheck as api

SECRET = "Call me.[^1] Or not.[^2]\n\n[^1]: A. Secret, Hushed title, Elm Post, 14 April 2021.\n"
OPEN = 'Said so.[^1] And so.[^2]\n\n[^1]: J. Doe, "Title number 1", Elm Post, 14 April 2021.\n'
BIB = "@article{known, title={A known title}, author={Doe, Jane}, year={2021}, url={https://elm.example/a}}\n"
TEX = "\\documentclass{article}\\begin{document}A \\cite{known} and \\cite{unknown}.\n\\bibliography{%s}\n\\end{document}\n"


@pytest.fixture
def outside(tmp_path: Path, citecheck, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside a checkout, which is where the test then is."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text(SECRET)
    (tmp_path / "outside" / "refs.bib").write_text(BIB)
    (tmp_path / "checkout" / ".git").mkdir(parents=True)
    (tmp_path / "checkout" / "docs").mkdir()
    (tmp_path / "checkout" / "docs" / "open.md").write_text(OPEN)
    monkeypatch.chdir(tmp_path / "checkout")
    return tmp_path / "outside"


def found(out: str, rule: str = "CC102") -> list[tuple[str, str]]:
    return [(one["label"], one["severity"]) for one in json.loads(out)["findings"] if one["rule"] == rule]


def assert_passed_over(said: tuple[int, str, str], name: str, status: int = 1) -> None:
    assert said[0] == status, said
    assert "Hushed" not in said[1] + said[2] and "Secret" not in said[1]
    (line,) = [line for line in said[2].splitlines() if "leads" in line]
    assert name in line and "name that file itself" in line and ("skipped" in line) is (status != 2)


@pytest.mark.parametrize(
    "target", ["../../outside/secret.md", "{outside}/secret.md", "hop.md", "../.git/config", "sub/../../../outside/secret.md"]
)
def test_a_link_out_of_the_checkout_is_skipped_in_a_folder_and_an_error_when_named(citecheck, outside: Path, target: str) -> None:
    Path("docs/sub").mkdir()
    Path(".git/config").write_text(SECRET)
    Path("docs/hop.md").symlink_to("../../outside/secret.md")
    link = "docs/hop.md" if target == "hop.md" else "docs/x.md"
    if target != "hop.md":
        Path("docs/hop.md").unlink()
        Path("docs/x.md").symlink_to(target.format(outside=outside))
    assert_passed_over(citecheck("check", "--offline", "docs"), link)
    for command in ("check", "report"):
        assert_passed_over(citecheck(command, "--offline", link), link, status=2)
    assert_passed_over(citecheck("archive", "--offline", link), link, status=2)
    assert_passed_over(citecheck("plan", link), link, status=2)
    assert_passed_over(citecheck("parse", link), link, status=2)
    with pytest.raises(api.DocumentError, match="name that file itself"):
        api.read(link)


def test_a_named_file_is_read(citecheck, outside: Path) -> None:
    assert found(citecheck("check", "--offline", "--format", "json", str(outside / "secret.md"))[1]) == [("2", "error")]
    assert found(citecheck("check", "--offline", "--format", "json", "../outside/secret.md")[1]) == [("2", "error")]
    assert api.read("../outside/secret.md").notes


def test_a_link_within_the_checkout_is_read(citecheck, outside: Path) -> None:
    Path("y.md").symlink_to("docs/open.md")
    _, out, err = citecheck("check", "--offline", "--format", "json", "y.md")
    assert (found(out), "skipped" in err) == ([("2", "error")], False)


@pytest.mark.parametrize("inner", [False, True], ids=["a folder", "another checkout"])
def test_a_folder_that_is_a_link_out_is_skipped(citecheck, outside: Path, inner: bool) -> None:
    if inner:
        (outside / ".git").mkdir()
    Path("docs/more").symlink_to(outside)
    assert_passed_over(citecheck("check", "--offline", "."), "docs/more")
    assert_passed_over(citecheck("check", "--offline", "docs/more"), "docs/more", status=2)
    assert_passed_over(citecheck("check", "--offline", "docs/more/secret.md"), "docs/more/secret.md", status=2)
    before = {path: path.read_bytes() for path in outside.iterdir() if path.is_file()}
    citecheck("report", "--offline", "docs/open.md")
    assert citecheck("repair", "--write", "docs/more/secret.md")[0] == 2
    assert {path: path.read_bytes() for path in outside.iterdir() if path.is_file()} == before


def test_without_a_checkout_links_out_of_the_named_folder_are_skipped(citecheck, outside: Path) -> None:
    Path(".git").rmdir()
    Path("docs/x.md").symlink_to(outside / "secret.md")
    assert_passed_over(citecheck("check", "--offline", "docs"), "docs/x.md")
    assert_passed_over(citecheck("check", "--offline", "docs/x.md"), "docs/x.md", status=2)


def test_a_link_out_that_is_named_does_not_hide_the_others(citecheck, outside: Path) -> None:
    Path("docs/x.md").symlink_to(outside / "secret.md")
    status, out, _err = citecheck("check", "--offline", "--format", "json", "docs/x.md", "docs/open.md")
    assert (status, found(out), [one["path"] for one in json.loads(out)["summary"]["unread"]]) == (
        2,
        [("2", "error")],
        ["docs/x.md"],
    )


def test_a_bibliography_above_the_document_is_read_and_one_out_of_the_checkout_leaves_the_keys_unchecked(
    citecheck, outside: Path
) -> None:
    Path("docs/open.md").unlink()
    Path("docs/paper.tex").write_text(TEX % "../refs")
    Path("refs.bib").write_text(BIB)
    _, out, err = citecheck("check", "--offline", "--format", "json", "docs")
    assert (found(out), err.count("skipped")) == ([("unknown", "error")], 0)
    for name in ("../../outside/refs", str(outside / "refs"), "../../outside/none"):
        Path("docs/paper.tex").write_text(TEX % name)
        said = citecheck("check", "--offline", "--format", "json", "docs")
        assert found(said[1]) == []
        assert_passed_over(said, "outside", status=0)


def test_a_bibliography_that_is_a_link_out_leaves_the_keys_unchecked(citecheck, outside: Path) -> None:
    Path("docs/open.md").unlink()
    Path("docs/refs.bib").symlink_to(outside / "refs.bib")
    for text in (TEX % "refs", TEX.replace("\\bibliography{%s}\n", "")):
        Path("docs/paper.tex").write_text(text)
        said = citecheck("check", "--offline", "--format", "json", "docs/paper.tex")
        assert found(said[1]) == []
        assert_passed_over(said, "docs/refs.bib", status=0)


def test_missing_notes_that_may_be_in_a_file_outside_the_checkout_are_not_errors(citecheck, outside: Path) -> None:
    Path("docs/open.md").write_text("Said so.[^1] And so.[^2]\n")
    Path("docs/notes.md").symlink_to(outside / "secret.md")
    said = citecheck("check", "--offline", "--format", "json", "--select", "CC102", "docs/open.md")
    assert {severity for _, severity in found(said[1])} <= {"note"}
    assert_passed_over(said, "docs/notes.md", status=0)


@pytest.mark.parametrize("name", ["a" * 5_000, "\u0000", "~/refs", "..", "//", "https://elm.example/refs.bib"])
def test_an_invalid_file_name_is_not_a_bibliography(citecheck, outside: Path, name: str) -> None:
    Path("docs/open.md").unlink()
    Path("docs/paper.tex").write_bytes((TEX % name).encode("utf-16" if "\0" in name else "utf-8"))
    assert citecheck("check", "--offline", "docs/paper.tex")[0] in (0, 1)


def test_link_loops_pipes_and_devices_are_not_documents(citecheck, outside: Path) -> None:
    Path("docs/loop.md").symlink_to("loop.md")
    Path("docs/round").symlink_to(".")
    os.mkfifo("docs/pipe.md")
    Path("docs/zero.md").symlink_to("/dev/zero")
    Path("docs/gone.md").symlink_to("none.md")
    status, out, err = citecheck("check", "--offline", "--format", "json", "docs")
    assert (status, found(out)) == (1, [("2", "error")])
    assert all(f"docs/{name}.md: skipped" in err for name in ("zero", "loop", "pipe", "gone"))
    for name in ("docs/loop.md", "docs/pipe.md", "docs/gone.md"):
        status, _, err = citecheck("check", "--offline", name)
        assert (status, name in err) == (2, True)


@pytest.mark.parametrize("name", ["citecheck.lock", "citecheck-baseline.json", "reports/open.json"])
@pytest.mark.parametrize("target", ["/dev/zero", "{outside}/secret.md"])
def test_our_own_files_are_not_read_through_links_out(citecheck, outside: Path, name: str, target: str) -> None:
    Path("reports").mkdir()
    Path(name).symlink_to(target.format(outside=outside))
    status, out, err = citecheck("report", "--offline", "docs")
    assert status == 2 and name in err and "Hushed" not in out + err
    assert (outside / "secret.md").read_text() == SECRET


def test_an_unreadable_file_in_a_folder_does_not_hide_the_others(citecheck, outside: Path) -> None:
    Path("docs/a.md").write_text(OPEN)
    Path("docs/big.md").write_text(OPEN * 50)
    Path("limits.toml").write_text("[documents]\nmax_bytes = 1000\n")
    status, out, err = citecheck("check", "--offline", "--config", "limits.toml", "--format", "json", "docs")
    assert (status, len(found(out)), "big.md" in err) == (2, 2, True)


def test_an_invalid_path_in_the_lock_does_not_fail_the_run(citecheck, outside: Path) -> None:
    citecheck("report", "--offline", "docs")
    lock = json.loads(Path("citecheck.lock").read_text())
    lock["sources"].append(lock["sources"][0] | {"path": "a" * 5_000})
    Path("citecheck.lock").write_text(json.dumps(lock))
    assert citecheck("report", "--offline", "docs")[0] == 0
    assert "aaaa" not in Path("citecheck.lock").read_text()


def test_unreadable_parts_of_a_folder_are_reported_and_the_others_are_checked(citecheck, outside: Path, monkeypatch) -> None:
    real = os.scandir

    def closed(place: str) -> object:
        if Path(place) == Path("docs/closed"):
            raise PermissionError(13, "Permission denied", place)
        return real(place)

    monkeypatch.setattr(os, "scandir", closed)
    for name in ("docs/closed", "docs/.hidden", "node_modules"):
        Path(name).mkdir()
    for name in ("docs/odd.docx", "docs/.hidden/odd.docx", "node_modules/odd.docx", "docs/~$open.docx"):
        Path(name).write_bytes(b"no ZIP archive")
    Path("docs/package.json").write_text('{"name": "none"}')
    status, out, _ = citecheck("check", "--offline", "--format", "json", ".")
    assert (status, found(out)) == (2, [("2", "error")])
    assert [one["path"] for one in json.loads(out)["summary"]["unread"]] == ["docs/closed", "docs/odd.docx"]
