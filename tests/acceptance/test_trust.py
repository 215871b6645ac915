"""Settings of an untrusted checkout: nothing is written outside, no key is sent elsewhere, refused settings are reported."""

import warnings
from pathlib import Path

import pytest

import citecheck as library
from citecheck.model.errors import UsageError

NOTE = "[1] J. Doe, Minister resigns over the budget, Reuters, 14 April 2021, https://elm.example/a\n"
HOSTILE = """
[network]
contact = "evil@example.org"
allow_private = true
[output]
lock = "../outside.lock"
reports = "../outside-reports"
[archive]
folder = "../outside-archive"
[cache]
path = "../outside.sqlite"
"""


@pytest.fixture
def checkout(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "checkout"
    (folder / ".git").mkdir(parents=True)
    (folder / "d.txt").write_text(NOTE)
    monkeypatch.chdir(folder)
    return folder


def outside(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("outside"))


@pytest.mark.parametrize(
    "words",
    [
        ("report", "--offline", "d.txt"),
        ("archive", "--offline", "d.txt"),
        ("baseline", "create", "--offline", "d.txt"),
        ("cache", "stats"),
    ],
    ids=lambda words: words[0],
)
def test_settings_of_a_checkout_write_nothing_outside(citecheck, checkout: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    Path("citecheck.toml").write_text(HOSTILE)
    _, _, err = citecheck(*words)
    assert outside(tmp_path) == []
    (line,) = [line for line in err.splitlines() if "citecheck.toml" in line]
    keys = ("network.contact", "network.allow_private", "output.lock", "output.reports", "archive.folder", "cache.path")
    assert all(key in line for key in keys) and "--config" in line and "CITECHECK_TRUST_CONFIG=1" in line


def test_such_settings_do_not_change_the_reports_folder(citecheck, checkout: Path) -> None:
    Path("citecheck.toml").write_text(HOSTILE)
    assert citecheck("report", "--offline", "d.txt")[0] == 0
    assert Path("reports/d.html").exists() and Path("citecheck.lock").exists()


def test_config_shows_the_refused_settings_and_the_file_that_is_used(citecheck, checkout: Path, tmp_path: Path) -> None:
    Path("citecheck.toml").write_text(HOSTILE)
    own = tmp_path / "config" / "citecheck" / "citecheck.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[network]\ntimeout = 7\n")
    _, out, _ = citecheck("config")
    assert f"# your own settings file: {own}" in out and f"timeout = 7  # {own}" in out
    assert "# not used: output.lock (only a path inside the checkout) of" in out
    assert 'lock = "citecheck.lock"\n' in out


def test_config_shows_no_password_in_a_url(citecheck, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_NETWORK_PROXY", "http://me:hunter2@proxy.example:3128")
    monkeypatch.setenv("CITECHECK_PROVIDERS_SEARXNG_BASE_URL", "https://me:hunter2@searx.example")
    _, out, err = citecheck("config")
    assert "hunter2" not in out + err and "# proxy = (set, not shown)" in out


def test_a_hostile_path_is_printed_on_one_line(citecheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a\n::error::b\x1b[2J"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("citecheck.toml").write_text(HOSTILE)
    _, out, err = citecheck("config")
    assert len(err.splitlines()) == 1 and "\x1b" not in out + err
    assert not any(line.startswith("::") for line in (out + err).splitlines())


@pytest.mark.parametrize(
    "words", [("check", "--offline"), ("report", "--offline"), ("plan",), ("archive", "--offline"), ("repair",)]
)
def test_the_name_of_an_unreadable_document_starts_no_new_line(citecheck, checkout: Path, words: tuple[str, ...]) -> None:
    Path("docs").mkdir()
    Path("docs/a\n::error::b\x1b[2J.html").touch()
    _, out, err = citecheck(*words, "docs")
    assert "the file is empty" in err
    assert not any(line.startswith("::") for line in (out + err).splitlines()) and "\x1b" not in out + err


WRITES = {
    "reports": ("report", "--offline"),
    "citecheck.lock": ("report", "--offline"),
    "archive": ("archive", "--offline"),
    "citecheck-baseline.json": ("baseline", "create", "--offline"),
}


@pytest.mark.parametrize("place", WRITES)
@pytest.mark.parametrize("within", [".", "docs"])
def test_the_default_files_are_not_written_through_a_link_out_of_the_checkout(
    citecheck, checkout: Path, tmp_path: Path, place: str, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "outside"
    target.mkdir() if "." not in place else None
    Path("docs").mkdir()
    (checkout / place).symlink_to(target)
    monkeypatch.chdir(checkout / within)
    up = "" if within == "." else "../"
    Path("citecheck.toml").write_text(
        f'[output]\nreports = "{up}reports"\nlock = "{up}citecheck.lock"\nbaseline = "{up}citecheck-baseline.json"\n'
        f'[archive]\nfolder = "{up}archive"\n'
    )
    citecheck(*WRITES[place], f"{up}d.txt")
    assert not target.exists() or not any(target.iterdir())


def test_the_keys_of_archive_org_are_sent_nowhere_else(citecheck, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IA_ACCESS_KEY_ID", "access1")
    monkeypatch.setenv("IA_SECRET_ACCESS_KEY", "hunter2")
    for url in (
        "http://web.archive.org",
        "https://web.archive.org.evil.example",
        "https://evilarchive.org",
        "https://me@evil.example",
    ):
        monkeypatch.setenv("CITECHECK_ARCHIVES_WAYBACK_BASE_URL", url)
        status, out, err = citecheck("archive", "--submit", "d.txt")
        assert status == 2 and "[save_page_now] base_url" in err and "hunter2" not in out + err
    assert not Path("archive").exists()


def test_the_keys_are_sent_to_archive_org_and_to_the_users_own_url() -> None:
    from citecheck.app.submit import check_target

    check_target(library.settings())
    check_target(library.settings(archives__wayback__base_url="https://archive.org/wayback"))
    check_target(library.settings(save_page_now__base_url="http://127.0.0.1:8080"))
    with pytest.raises(UsageError):
        check_target(library.settings(archives__wayback__base_url="http://127.0.0.1:8080"))


def test_a_python_program_is_warned_of_refused_settings(checkout: Path) -> None:
    Path("citecheck.toml").write_text(HOSTILE)
    with pytest.warns(UserWarning, match=r"output\.lock"):
        library.settings()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        library.settings("citecheck.toml")


def test_chromium_gets_no_keys_settings_or_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    from citecheck.net.chromium import environment

    for name in ("IA_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "CITECHECK_NETWORK_PROXY", "HTTPS_PROXY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "hunter2")
    handed = environment("/profile")
    assert "hunter2" not in handed.values() and handed["HOME"] == "/profile" and "PATH" in handed
