"""The commands around a run: init, plan, explain, plugins, config."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from citecheck.app import wiring
from citecheck.cli import group
from citecheck.cli.plan import duration
from citecheck.model.errors import CitecheckError
from citecheck.model.finding import SEVERITY_WORDS

NOTES = (
    "[1] J. Doe, Minister resigns over the budget, BBC News, 14/04/2021,\n[2] A page, http://a.example/x and http://a.example/y.\n"
)

FROM = "git+https://forge.example/citecheck"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def citecheck(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments))


def test_init_writes_settings_that_citecheck_reads() -> None:
    assert citecheck("init", "--contact", 'me "x" <me@example.org>').exit_code == 0
    shown = citecheck("config")
    assert tomllib.loads(shown.stdout)["network"]["contact"] == 'me "x" <me@example.org>'
    assert "not used: " not in shown.stdout + shown.stderr
    assert "me@example.org" not in Path("citecheck.toml").read_text()  # a checkout may not speak for whoever checks it


def test_init_puts_the_contact_into_the_workflow_too() -> None:
    assert citecheck("init", "--ci", "github", "--from", FROM, "--contact", 'me: "x" <me@example.org>').exit_code == 0
    workflow = yaml.safe_load(Path(".github/workflows/citations.yml").read_text())
    assert workflow["env"]["CITECHECK_NETWORK_CONTACT"] == 'me: "x" <me@example.org>'


def test_init_writes_nothing_through_a_link_out_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "checkout").mkdir()
    (tmp_path / "outside").mkdir()
    monkeypatch.chdir(tmp_path / "checkout")
    Path(".github").symlink_to(tmp_path / "outside")
    result = citecheck("init", "--ci", "github", "--from", FROM)
    assert isinstance(result.exception, CitecheckError) and "leads out" in str(result.exception)
    assert not any((tmp_path / "outside").iterdir())


def test_init_writes_no_workflow_that_could_install_a_strangers_package() -> None:
    result = citecheck("init", "--ci", "github")
    assert isinstance(result.exception, CitecheckError) and "--from" in str(result.exception)
    assert not any(Path().iterdir())


def test_init_overwrites_nothing() -> None:
    Path("citecheck.toml").write_text("[privacy]\nsend = 'none'\n")
    result = citecheck("init")
    assert isinstance(result.exception, CitecheckError) and "is unchanged" in str(result.exception)
    assert Path("citecheck.toml").read_text() == "[privacy]\nsend = 'none'\n"


@pytest.mark.parametrize("kind", ["github", "gitlab", "pre-commit"])
def test_init_writes_workflows_with_existing_commands(kind: str) -> None:
    assert citecheck("init", "--ci", kind, "--from", FROM).exit_code == 0
    (written,) = [
        p for p in (Path(".github/workflows/citations.yml"), Path(".gitlab-ci.yml"), Path(".pre-commit-config.yaml")) if p.exists()
    ]
    text = written.read_text()
    assert yaml.safe_load(text)
    assert "REQUIREMENT" not in text and FROM in text
    context = group.make_context("citecheck", ["check"], resilient_parsing=True)
    for line in re.findall(r"citecheck check .*", text):
        known = {option for p in group.get_command(context, "check").params for option in p.opts}  # type: ignore[union-attr]
        assert set(re.findall(r"--[a-z-]+", line)) <= known


def test_plan_sends_no_requests_and_counts_by_host() -> None:
    Path("notes.txt").write_text(
        NOTES + "Write to <mailto:ann@a.example?subject=x>, mailto:Ann@a.example or mailto:bo@a.example.\n"
    )
    result = citecheck("plan", "notes.txt")
    assert result.exit_code == 0
    assert "2 mailto: links, not checked" in result.output
    assert re.search(r"2 to a\.example .* links", result.output)
    assert re.search(r"[1-9] to en\.wikipedia\.org .* locate \(wikipedia\)", result.output)


def test_plan_counts_no_question_that_privacy_forbids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_PRIVACY_SEND", "none")
    Path("notes.txt").write_text(NOTES)
    result = citecheck("plan", "notes.txt")
    assert "locate" not in result.output and "receive nothing" in result.output


def test_plan_names_what_it_could_not_read_and_exits_with_two() -> None:
    assert citecheck("plan", "none.txt").exit_code == 2


@pytest.mark.parametrize(("seconds", "said"), [(0.5, "1 s"), (89, "89 s"), (180, "3 min"), (7200, "2.0 h")])
def test_durations_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_every_rule_has_a_page_that_explain_prints_by_code_and_by_name() -> None:
    for rule in wiring.plugins("rules").values():
        page = citecheck("explain", rule.code).output
        assert page == citecheck("explain", rule.name.upper()).output
        assert page.startswith(f"{rule.code} {rule.name} ({SEVERITY_WORDS[rule.severity]})")
        assert len(page.splitlines()) > 2
        assert f"## {rule.code} {rule.name}" in citecheck("explain", "--markdown").output


def test_an_unknown_rule_names_the_nearest() -> None:
    result = citecheck("explain", "dead-lnk")
    assert isinstance(result.exception, CitecheckError) and "did you mean 'dead-link'" in str(result.exception)


def test_config_shows_what_counts_and_where_it_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("citecheck.toml").write_text('[network]\ntimeout = 7\n[rules]\nignore = ["CC2"]\n')
    monkeypatch.setenv("CITECHECK_NETWORK_INTERVAL", "2")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:secret@proxy.example:8080")
    out = citecheck("config").output
    assert re.search(r"timeout = 7  # .*citecheck\.toml", out)
    assert "interval = 2  # environment" in out
    assert "http://proxy.example:8080" in out and "secret" not in out


def test_what_config_prints_is_a_settings_file_of_the_same_meaning() -> None:
    Path("citecheck.toml").write_text('[rules]\nper_file_ignores = { "a b.md" = ["CC1"] }\n[output]\nreports = "Bücher \\"x\\""\n')
    first = citecheck("config").output
    Path("copy.toml").write_text(first)
    strip = lambda text: [line.partition("  #")[0] for line in text.splitlines()[1:]]  # noqa: E731
    assert strip(citecheck("config", "--config", "copy.toml").output) == strip(first)


def test_plugins_says_what_is_off_and_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_PROVIDERS_GDELT_ENABLED", "false")
    out = citecheck("plugins").output
    assert re.search(r"gdelt +off: enabled = false", out)
    assert re.search(r"searxng +off: needs a URL", out)
    assert re.search(r"wayback_cdx +on: https://web\.archive\.org", out)


@pytest.mark.parametrize("word", ["info", "note"])
def test_the_lowest_severity_is_called_info_or_note_in_options_and_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.md").write_text('A claim.[^1]\n\n[^1]: J. Doe, "A title of some length", Reuters, 14 April 2021.\n')
    (tmp_path / "citecheck.toml").write_text(f'[rules]\nseverity = {{ CC101 = "{word}" }}\n')
    result = CliRunner().invoke(group, ["check", "--offline", "--fail-on", word, "paper.md"])
    assert result.exit_code == 1 and "info CC101" in result.output
    assert CliRunner().invoke(group, ["check", "--offline", "--fail-on", "warning", "paper.md"]).exit_code == 0
