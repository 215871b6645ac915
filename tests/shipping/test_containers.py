"""The Dockerfile and MegaLinter's descriptor name what exists."""

import json
import re
import subprocess
import sys
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


# What MegaLinter's descriptor schema (megalinter/descriptors/schemas/megalinter-descriptor.jsonschema.json in its repository) demands of the keys used here.
REQUIRED = {"descriptor_id", "descriptor_type", "linters"}
KEYS = {"descriptor_id": str, "descriptor_type": str, "descriptor_label": str, "file_extensions": list, "linters": list}
TYPES = {"language", "format", "tooling_format", "other"}
REQUIRED_OF_A_LINTER = {"linter_name", "linter_url", "examples"}
TEXTS_OF_A_LINTER = {
    "linter_name",
    "name",
    "linter_url",
    "cli_lint_mode",
    "cli_executable",
    "cli_help_arg_name",
    "cli_version_arg_name",
    "cli_lint_errors_count",
    "cli_lint_errors_regex",
}
LISTS_OF_A_LINTER = {"cli_lint_extra_args", "cli_lint_extra_args_after", "cli_sarif_args", "examples"}
KEYS_OF_A_LINTER = (
    dict.fromkeys(TEXTS_OF_A_LINTER, str) | dict.fromkeys(LISTS_OF_A_LINTER, list) | {"can_output_sarif": bool, "install": dict}
)
MODES = {"file", "project", "list_of_files"}
COUNTS = {"regex_number", "regex_count", "regex_sum", "total_lines"}


def test_megalinter_s_schema_allows_the_descriptor() -> None:
    descriptor = yaml.safe_load(DESCRIPTOR.read_text())
    (linter,) = descriptor["linters"]
    for given, required, keys in ((descriptor, REQUIRED, KEYS), (linter, REQUIRED_OF_A_LINTER, KEYS_OF_A_LINTER)):
        assert required <= set(given) <= set(keys)
        assert all(isinstance(value, keys[key]) for key, value in given.items())
        assert all(
            isinstance(one, str) for key, value in given.items() if isinstance(value, list) and key != "linters" for one in value
        )
    assert descriptor["descriptor_type"] in TYPES
    assert linter["cli_lint_mode"] in MODES
    assert linter["cli_lint_errors_count"] in COUNTS


def test_megalinter_loads_the_descriptor_as_a_plugin_and_installs_it() -> None:
    assert "/mega-linter-plugin-" in DESCRIPTOR.as_posix()
    assert DESCRIPTOR.name.endswith(".megalinter-descriptor.yml")
    (linter,) = yaml.safe_load(DESCRIPTOR.read_text())["linters"]
    assert set(linter["install"]) == {"dockerfile"}  # of a plug-in, MegaLinter installs nothing else,
    assert all(line.startswith("RUN ") for line in linter["install"]["dockerfile"])  # and runs nothing else


def test_megalinter_counts_every_error_and_gets_sarif(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("The river rose.[^1] It fell.[^2] It stayed.[^3]\n\n[^1]: A. Moor, *The river*, Bonn 2004.\n")
    (linter,) = yaml.safe_load(DESCRIPTOR.read_text())["linters"]
    sarif = [option.replace("{{SARIF_OUTPUT_FILE}}", "out.sarif") for option in linter["cli_sarif_args"]]
    told = {}
    for options in ([], sarif):  # the order in which MegaLinter puts them
        command = [*linter["cli_lint_extra_args"], *options, *linter["cli_lint_extra_args_after"], "a.md", "b.md"]
        ran = subprocess.run(
            [sys.executable, "-m", "citecheck", *command], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )
        told[bool(options)] = (ran.returncode, ran.stdout)
    assert told[False][0] == told[True][0] == 1
    # MegaLinter searches the whole output, with no flags of its own.
    assert len(re.findall(linter["cli_lint_errors_regex"], told[False][1])) == 4
    assert len(json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"]) >= 4


def test_megalinter_calls_a_command_and_options_that_exist_for_the_hook_s_files() -> None:
    descriptor = yaml.safe_load(DESCRIPTOR.read_text())
    linter = descriptor["linters"][0]
    words = [*linter["cli_lint_extra_args"], *linter["cli_sarif_args"]]
    name, options = words[0], words[1:]
    command = group.get_command(group.make_context("citecheck", [name], resilient_parsing=True), name)
    assert command
    known = {option for parameter in command.params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known
    hook, *_ = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert all(re.search(hook["files"], f"a{ending}") for ending in descriptor["file_extensions"])
    assert re.search(linter["cli_lint_errors_regex"], "docs/a.md:3:1: error CC101 no note")
