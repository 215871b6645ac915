"""Settings: where they come from, and what a mistake in them says."""

from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.config.settings import load
from citecheck.model.errors import UsageError


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_file_everything_has_a_default() -> None:
    assert load(wiring.configurable()).settings.network.timeout == 20


def test_a_file_above_the_working_directory_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "citecheck.toml").write_text("[network]\ntimeout = 5\n")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    assert load(wiring.configurable()).settings.network.timeout == 5


def test_pyproject_counts_where_it_has_our_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.citecheck.network]\ntimeout = 6\n")
    assert load(wiring.configurable()).settings.network.timeout == 6


def test_the_environment_goes_before_the_file_and_flags_before_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "citecheck.toml").write_text("[network]\ntimeout = 5\ninterval = 1\nmax_per_host = 1\n")
    monkeypatch.setenv("CITECHECK_NETWORK_TIMEOUT", "7")
    monkeypatch.setenv("CITECHECK_NETWORK_INTERVAL", "0.25")
    loaded = load(wiring.configurable(), flags={"network.interval": 0})
    network = loaded.settings.network
    assert (network.timeout, network.interval, network.max_per_host) == (7, 0, 1)
    assert loaded.origins["network.timeout"] == "environment"
    assert loaded.origins["network.interval"] == "command line"
    assert loaded.origins["network.max_per_host"].endswith("citecheck.toml")


def test_an_unknown_key_is_named_with_its_file_and_the_nearest_known_one(tmp_path: Path) -> None:
    (tmp_path / "citecheck.toml").write_text("[network]\ntimeuot = 5\n")
    with pytest.raises(UsageError, match=r"citecheck\.toml.*network\.timeuot.*network\.timeout"):
        load(wiring.configurable())


def test_a_value_of_the_wrong_type_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "citecheck.toml").write_text('[network]\ntimeout = "soon"\n')
    with pytest.raises(UsageError, match=r"network\.timeout must be a number, not text"):
        load(wiring.configurable())


def test_a_file_that_is_no_toml_says_where_it_breaks(tmp_path: Path) -> None:
    (tmp_path / "citecheck.toml").write_text("[network\n")
    with pytest.raises(UsageError, match=r"citecheck\.toml.*line 1"):
        load(wiring.configurable())


def test_a_plugin_has_the_settings_its_fields_name(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[providers.searxng]\nbase_url = "http://127.0.0.1:8888"\n')
    (searxng,) = [p for p in load(wiring.configurable(), file=file).settings.providers if p.name == "searxng"]
    assert searxng.base_url == "http://127.0.0.1:8888"


def test_a_misspelt_variable_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_NETWORK_TIMEOUTT", "7")
    with pytest.raises(UsageError, match="CITECHECK_NETWORK_TIMEOUTT"):
        load(wiring.configurable())
