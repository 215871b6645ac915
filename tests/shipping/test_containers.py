"""The Dockerfile and MegaLinter's descriptor name what exists."""

import re
from pathlib import Path

import yaml

from citecheck.cli import group

ROOT = Path(__file__).parent.parent.parent
DESCRIPTOR = ROOT / "templates" / "mega-linter-plugin-citecheck" / "citecheck.megalinter-descriptor.yml"


def test_the_image_copies_files_that_exist_and_all_that_the_build_needs() -> None:
    said = (ROOT / "Dockerfile").read_text()
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", said, re.MULTILINE) for name in line.split()]
    assert all((ROOT / name).exists() for name in copied)
    assert {"pyproject.toml", "README.md", "LICENSE", "src", "docs/citecheck.1"} <= set(copied)
    assert said.index("\nUSER ") < said.index("\nENTRYPOINT ")


def test_megalinter_calls_a_command_and_options_that_exist_for_the_hook_s_files() -> None:
    descriptor = yaml.safe_load(DESCRIPTOR.read_text())
    (linter,) = descriptor["linters"]
    name, *options = [*linter["cli_lint_extra_args"], *linter["cli_sarif_args"]]
    command = group.get_command(group.make_context("citecheck", [name], resilient_parsing=True), name)
    assert command
    known = {option for parameter in command.params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known
    hook, *_ = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert all(re.search(hook["files"], f"a{ending}") for ending in descriptor["file_extensions"])
    assert re.search(linter["cli_lint_errors_regex"], "docs/a.md:3:1: error CC101 no note", re.MULTILINE)
