"""The README cannot lie: its commands run, its options exist."""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from citecheck.app import wiring
from citecheck.cli import group

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    match = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert match, f"README has no commands marked {name}"
    return match[1]


def test_every_command_that_the_readme_names_exists() -> None:
    rows = re.findall(r"^\| (`citecheck .*?) \|", README, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`citecheck (\w+)", row)}
    context = group.make_context("citecheck", ["report"], resilient_parsing=True)
    assert named == set(group.list_commands(context))


def test_the_readme_names_every_format_that_is_read() -> None:
    table = re.search(r"\| it \| formats \|\n(.*?)\n\n", README, re.DOTALL)
    assert table
    unnamed = [name for name in wiring.plugins("formats") if name not in table[1].lower()]
    assert not unnamed, f"add to README.md, Check your own document: {unnamed}"


def test_help_names_every_command() -> None:
    assert "Parse, check, locate" in CliRunner().invoke(group, ["--help"]).stdout


def test_the_library_example_does_what_it_says() -> None:
    match = re.search(r"<!-- library -->\n```pycon\n(.*?)```", README, re.DOTALL)
    assert match
    example = doctest.DocTestParser().get_doctest(match[1], {}, "README", "README.md", 0)
    runner = doctest.DocTestRunner(verbose=False)
    told: list[str] = []
    runner.run(example, out=told.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(told)
    assert len(example.examples) >= 8


def test_the_check_for_ci_fails_and_then_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "page.md"
    page.write_text('So it was.[^1] And so it went on.[^2]\n\n[^1]: J. Doe, "Minister resigns", Reuters, 14 April 2021.\n')
    command = shlex.split(block("ci"))[1:]
    assert CliRunner().invoke(group, command).exit_code == 1
    page.write_text(page.read_text() + '[^2]: K. Roe, "It went on", BBC News, 15 April 2021.\n')
    assert CliRunner().invoke(group, command).exit_code == 0


def test_the_two_commands_are_the_marked_ones() -> None:
    assert "citecheck report references/us-iraq-dialogue.txt" in block("report")
    assert "-m pytest" in block("tests")


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_report_command_succeeds_from_a_fresh_checkout_and_leaves_it_clean(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("needs git and a checkout")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    commands = block("report").replace("python3 ", f"{sys.executable} ")
    result = subprocess.run(["bash", "-euc", commands], cwd=clone, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "14 notes" in result.stdout
    dirty = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True).stdout
    assert dirty == ""
