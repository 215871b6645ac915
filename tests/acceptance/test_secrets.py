"""Passwords and keys in addresses stay where they are: nothing that is printed or kept has them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from citecheck.cli import group

DOCUMENT = """# Sources

1. Roth, A. [Bread and salt in the valley](https://me:hunter2@news.example/a), BBC, 2020.
2. Lund, B. [Flood and fair in the valley](https://news.example/b?token=sesame123&page=2), BBC, 2020.

See <https://her:hunter2@news.example/c>.
"""


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "gitlab", "html"])
def test_no_reporter_of_links_tells_passwords_and_keys(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(DOCUMENT, encoding="utf-8")
    told = CliRunner().invoke(group, ["check", "--offline", "--format", form, "a.md"]).output
    assert "hunter2" not in told
    assert "sesame123" not in told
