"""The CI files that citecheck ships, run as a forge or pre-commit runs them, on a small repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
BROKEN = 'The minister resigned.[^1] Nobody saw it coming.[^2]\n\n[^1]: J. Doe, "Minister resigns", Reuters, 14 April 2021.\n'
WHOLE = BROKEN + '[^2]: K. Roe, "Nobody saw it coming", BBC News, 15 April 2021.\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one Markdown file whose second note is missing."""
    folder = tmp_path / "repository"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "an article.md").write_text(BROKEN)
    for command in (
        ["init", "--quiet"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "x"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def mend(repository: Path) -> None:
    (repository / "docs" / "an article.md").write_text(WHOLE)


def test_the_manifest_names_commands_and_options_that_exist() -> None:
    from citecheck.cli import group

    context = group.make_context("citecheck", ["check"], resilient_parsing=True)
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        program, command, *options = hook["entry"].split()
        found = group.get_command(context, command)
        assert program == "citecheck" and found
        assert set(options) <= {option for parameter in found.params for option in parameter.opts}
        assert hook["require_serial"]


def test_the_hooks_use_the_network_only_where_they_say_so() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert {"--offline", "--locked"} & set(hook["entry"].split()) or hook["stages"] == ["manual"]


def test_the_hooks_name_only_files_that_are_read() -> None:
    from citecheck.app import wiring

    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        for ending in (
            "md",
            "markdown",
            "mdx",
            "qmd",
            "Rmd",
            "myst",
            "htm",
            "html",
            "tex",
            "bib",
            "wiki",
            "docx",
            "rst",
            "py",
            "txt",
        ):
            named = bool(re.search(hook["files"], f"docs/a.{ending}"))
            assert named == (wiring.has_known_suffix(f"a.{ending}") and ending != "txt"), ending


def test_no_step_of_the_action_has_an_expression_in_a_script() -> None:
    for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


class Runner:
    """Runs the steps of a composite action that are scripts, with GitHub's environment and files, as far as they need it."""

    def __init__(self, repository: Path, temp: Path, **inputs: str) -> None:
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        self.repository, self.temp, self.steps = repository, temp, action["runs"]["steps"]
        self.base = "HEAD"  # what the expression of the event's base commit gives
        temp.mkdir(exist_ok=True)
        defaults = {name: str(one.get("default", "")) for name, one in action["inputs"].items()}
        self.inputs = defaults | {"python": sys.executable} | {name.replace("_", "-"): value for name, value in inputs.items()}

    def run(self) -> tuple[int, str]:
        """The first status that is not 0, as a job has it, and what was printed; later steps run where they say ``always()``."""
        failed, printed = 0, ""
        for step in self.steps:
            if "run" not in step or (failed and "always()" not in str(step.get("if", ""))):
                continue
            made = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.repository, env=self._environment(step), capture_output=True, text=True, check=False,
            )  # fmt: skip
            failed, printed = failed or made.returncode, printed + made.stdout
        return failed, printed

    def _environment(self, step: dict[str, Any]) -> dict[str, str]:
        files = {f"GITHUB_{name}": str(self.temp / name.lower()) for name in ("OUTPUT", "STEP_SUMMARY")}
        given = {
            name: re.sub(
                r"\$\{\{ github\.[^}]*\}\}", self.base, re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: self.inputs[m[1]], value)
            )
            for name, value in step.get("env", {}).items()
        }
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("CITECHECK", "PYTHONPATH", "GITHUB_"))}
        return clean | files | given | {"GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(self.temp)}


def commit(repository: Path) -> str:
    """Commits everything and gives the commit's name."""
    person = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for words in (("add", "."), (*person, "commit", "--quiet", "-m", "x")):
        subprocess.run(["git", *words], cwd=repository, check=True)
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True).stdout.strip()


def checked(runner: Runner) -> tuple[int, str]:
    """The step that checks, with a program in place of citecheck that prints its arguments and the settings that it is given."""
    program = runner.temp / "citecheck" / "bin" / "citecheck"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text('#!/bin/bash\nprintf "<%s>" "$@"\nif [ "$2" = --config ]; then cat "$3"; fi\n')
    program.chmod(0o755)
    runner.steps = [step for step in runner.steps if step.get("id") == "check"]
    return runner.run()


def test_the_action_takes_settings_from_the_base_commit_and_not_from_the_pull_request(repository: Path, tmp_path: Path) -> None:
    (repository / "ci").mkdir()
    for name, words in (("a;echo PWNED;$(echo PWNED) b.toml", "base"), ("pyproject.toml", "base")):
        settings = repository / "ci" / name
        settings.write_text(f"# {words}\n")
        base = commit(repository)
        settings.write_text("# stranger\n")
        commit(repository)
        runner = Runner(repository, tmp_path / "temp", config=f"ci/{name}")
        runner.base = base
        status, printed = checked(runner)
        assert status == 0 and "# base" in printed and "stranger" not in printed and "PWNED" not in printed.replace(name, "")
        assert printed.endswith("# base\n") and f"/{name}>" in printed
        runner.base = "HEAD"  # no pull request: what is checked out is its own base
        assert "# stranger" in checked(runner)[1]


@pytest.mark.parametrize("name", ["none.toml", "../outside.toml", "link.toml/x"])
def test_settings_that_the_base_commit_does_not_have_fail_the_action(repository: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.toml").write_text("# stranger\n")
    (repository / "none.toml").write_text("# stranger\n")  # not committed
    (repository / "link.toml").symlink_to(tmp_path)
    status, printed = checked(Runner(repository, tmp_path / "temp", config=name))
    assert status == 2 and "stranger" not in printed


def test_a_file_name_is_never_read_as_an_option_by_the_action_the_gitlab_job_or_the_hooks(repository: Path, tmp_path: Path) -> None:
    status, printed = checked(Runner(repository, tmp_path / "temp", paths="--config=x.md *"))
    assert status == 0 and "<--><--config=x.md><*>" in printed
    *_, job = yaml.safe_load_all((ROOT / "templates" / "citecheck.yml").read_text())
    *_, last = job["citecheck"]["script"]
    assert last.endswith("-- $PATHS") and any(line.startswith("set -f") for line in job["citecheck"]["script"])
    assert all(hook["args"][-1] == "--" for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()))


def test_no_shipped_file_trusts_the_settings_of_a_pull_request() -> None:
    init = ROOT / "src" / "citecheck" / "data" / "init"
    for path in (ROOT / "action.yml", ROOT / "templates" / "citecheck.yml", ROOT / ".pre-commit-hooks.yaml", *init.glob("*.yml")):
        code = re.sub(r"(?m)(^|\s)#.*$", "", path.read_text())
        assert "CITECHECK_TRUST_CONFIG" not in code, path
        assert all('--config "$settings"' in line for line in code.splitlines() if "--config" in line), path


def test_the_action_caches_no_answers_of_a_pull_request_for_the_base_branch() -> None:
    (save,) = [
        step for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if "cache/save" in step.get("uses", "")
    ]
    assert "github.event_name != 'pull_request_target'" in save["if"]


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_action_annotates_summarises_and_fails_and_passes_after_a_fix(repository: Path, tmp_path: Path) -> None:
    (repository / "venv.py").write_text("raise SystemExit('a module of the checkout was imported')\n")
    runner = Runner(repository, tmp_path / "temp", offline="true", paths="docs", sarif="findings.sarif", report="citations")
    status, printed = runner.run()
    assert status == 1
    assert "::error file=docs/an article.md,line=1" in printed
    assert "missing-note" in (tmp_path / "temp" / "step_summary").read_text()
    assert (tmp_path / "temp" / "output").read_text() == "status=1\n"
    assert (repository / "findings.sarif").exists() and (repository / "citations" / "an article.html").exists()
    mend(repository)
    status, printed = runner.run()
    assert (status, "::error" in printed) == (0, False)


@pytest.mark.slow
def test_the_gitlab_job_writes_its_reports_and_fails_and_passes(repository: Path, tmp_path: Path) -> None:
    head, job = yaml.safe_load_all((ROOT / "templates" / "citecheck.yml").read_text())
    inputs = {name: str(one.get("default", "")) for name, one in head["spec"]["inputs"].items()} | {"offline": "true"}

    def filled(text: str) -> str:
        return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda m: inputs[m[1]], text)

    install, *script = job["citecheck"]["script"]
    assert install.startswith("pip install")  # this test runs with what is installed
    variables = {name: filled(value) for name, value in job["citecheck"]["variables"].items()}
    environment = os.environ | variables | {"XDG_CACHE_HOME": str(tmp_path)}
    lines = "\n".join(script).replace("citecheck check", f"{sys.executable} -m citecheck check")

    def run() -> int:
        return subprocess.run(["bash", "-eo", "pipefail", "-c", lines], cwd=repository, env=environment, check=False).returncode

    assert run() == 1
    assert "missing" in (repository / "codequality.json").read_text() and (repository / "citations.xml").exists()
    mend(repository)
    assert run() == 0


@pytest.mark.slow
@pytest.mark.enable_socket
def test_the_pre_commit_hook_fails_and_passes(repository: Path, tmp_path: Path) -> None:
    if not shutil.which("pre-commit") or not (ROOT / ".git").exists():
        pytest.skip("needs pre-commit and a checkout")
    hooks = tmp_path / "hooks"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(hooks)], check=True)
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    environment.pop("PYTHONPATH", None)

    def run() -> subprocess.CompletedProcess[str]:
        command = ["pre-commit", "try-repo", str(hooks), "citecheck", "--all-files", "--verbose"]
        return subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)

    first = run()
    assert first.returncode == 1, first.stdout + first.stderr
    assert "docs/an article.md:1" in first.stdout and "CC102" in first.stdout
    mend(repository)
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    second = run()
    assert second.returncode == 0, second.stdout + second.stderr
