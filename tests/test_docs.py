"""Documentation cannot lie: its commands exist, its made pages are the program's own."""

import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from citecheck.cli import group

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
MADE = runpy.run_path(str(ROOT / "docs" / "make.py"))["PAGES"]


def commands(text: str) -> list[str]:
    """Every command line of a page that begins with citecheck and goes on with words."""
    blocks = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    found = [part.strip() for line in [*blocks, *re.findall(r"`(citecheck [^`]+)`", text)] for part in re.split(r"&&|\|", line)]
    return [one.removeprefix(".venv/bin/") for one in found if re.match(r"(\.venv/bin/)?citecheck [a-z]", one)]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_of_a_page_exists_with_its_options(page: Path) -> None:
    context = click.Context(group, info_name="citecheck")
    for line in commands(page.read_text(encoding="utf-8")):
        _, name, *words = shlex.split(line.replace("[", "").replace("]", ""), comments=True)
        command = group.get_command(context, name)
        assert command, line
        if isinstance(command, click.Group) and words and (inner := command.get_command(context, words[0])):
            command = inner
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        given = {word for word in words if word.startswith("--")}
        if not isinstance(command, click.Group):
            assert given <= known, line


def test_the_yaml_of_the_pages_can_be_read() -> None:
    for page in PAGES:
        for block in re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            assert yaml.safe_load(block)


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_files_and_folders_that_a_page_for_developers_names_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    places = (ROOT, ROOT / "src" / "citecheck", *(path for path in (ROOT / "src" / "citecheck").rglob("*") if path.is_dir()))
    named = re.findall(r"`([\w.]+/[\w./]*|[\w]+\.(?:py|md|toml))`", text)
    missing = [name for name in named if not name.startswith(".venv/") and not any((place / name).exists() for place in places)]
    assert named and not missing


@pytest.mark.slow  # so that a new option does not stop everybody; the whole CI runs it
@pytest.mark.parametrize("name", sorted(MADE))
def test_made_pages_are_what_the_program_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == MADE[name](), "run: python docs/make.py"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands(shell: str) -> None:
    asked = {
        "_CITECHECK_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "citecheck re",
        "COMP_CWORD": "1" if shell != "fish" else "re",
    }
    code = "import sys; sys.argv[0] = 'citecheck'; from citecheck.cli import main; main()"
    made = subprocess.run([sys.executable, "-c", code], env=os.environ | asked, capture_output=True, text=True, check=False)
    assert {"report", "resolve", "repair"} <= set(re.findall(r"[a-z]+", made.stdout)), made.stderr
