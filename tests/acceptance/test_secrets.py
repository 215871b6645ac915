"""Passwords and keys in URLs are never printed, sent or stored."""

import re
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.model.reference import Item, Source
from citecheck.reporters.display_text import named

DOCUMENT = """# Sources

It was so.[^1] And it was not.[^2] Nor was it ever.[^3] Or was it?[^4]

[^1]: Roth, A. [Bread and salt in the valley](https://me:hunter2@news.example/a), BBC, 2020.
[^2]: B. Lund, "Flood and fair in the valley", BBC, 3 May 2020, https://news.example/b?token=sesame123&page=2
[^3]: C. Lund, "Flood and fair in the hills", BBC, 3 May 2020, http://bob:hunter2@news.example/c?x=1, doi:10.5555/abc.1
[^4]: This is what the author thinks; there is a draft at https://news.example/d?api_key=sesame123 for friends.

See <https://her:hunter2@news.example/c>.
"""
ENTRY = "@online{doe, author={Doe, J}, title={A thing of value}, date={2020}, url={https://me:hunter2@news.example/z?token=sesame123}}\n"
SECRETS = re.compile(r"hunter2|sesame123")


@pytest.fixture
def documents(citecheck) -> tuple[str, ...]:
    Path("a.md").write_text(DOCUMENT, encoding="utf-8")
    Path("b.bib").write_text(ENTRY, encoding="utf-8")
    return ("a.md", "b.bib")


@pytest.mark.parametrize("form", [*sorted(wiring.plugins("reporters")), "text", "json"])
def test_no_report_has_passwords_or_keys(form: str, citecheck, documents: tuple[str, ...]) -> None:
    status, out, err = citecheck("check", "--offline", "--format", form, *documents)
    assert status in (0, 1)
    assert not SECRETS.search(out + err)


@pytest.mark.parametrize(
    "command", [("parse", "--format", "json"), ("resolve", "--offline", "--format", "json"), ("parse",), ("plan",)]
)
def test_no_command_prints_passwords_or_keys(command: tuple[str, ...], citecheck, documents: tuple[str, ...]) -> None:
    for document in documents:
        _, out, err = citecheck(*command, document)
        assert out and not SECRETS.search(out + err)


def test_no_file_written_by_a_run_has_passwords_or_keys(citecheck, documents: tuple[str, ...]) -> None:
    citecheck("report", "--offline", *documents)
    citecheck("baseline", "create", "--offline", *documents)
    written = [path for path in Path().rglob("*") if path.is_file() and str(path) not in documents]
    assert {"citecheck.lock", "a.html", "a.json", "a.md", "index.html"} <= {path.name for path in written}
    for path in written:
        if path.parent.name == "reports" or path.suffix in (".lock", ".json"):
            text = path.read_text(encoding="utf-8")
            text += "".join(b64decode(packed).decode() for packed in re.findall(r'base64,([^"]*)"', text))
            assert not SECRETS.search(text), path
        assert not SECRETS.search(path.read_bytes().decode("latin-1")), path


def test_a_repair_beside_a_key_keeps_the_key(citecheck) -> None:
    note = '[^1]: C. Lund, "Flood and fair", Journal of Things 4 (2020), doi:10.5555/abc.1\n'
    Path("a.md").write_text(
        f"So.[^1] More.[^2]\n\n{note}[^2]: See https://news.example/d?token=sesame123 there.\n", encoding="utf-8"
    )
    citecheck("report", "--offline", "a.md")
    citecheck("repair", "a.md", "--write")
    text = Path("a.md").read_text(encoding="utf-8")
    assert "https://doi.org/10.5555/abc.1" in text and "token=sesame123" in text


NOTES = "So.[^1] More.[^2] Yes.[^3]\n\n{first}\n\n{between}\n{last}\n"
REPAIRED = 'C. Lund, "Flood and fair", Journal of Things 4 (2020), doi:10.5555/abc.1'


def _recorded(citecheck, first: str, last: str) -> bytes:
    """A document with two repairs far apart, and what is recorded of it."""
    between = "Nothing.\n\n" * 6
    text = NOTES.format(
        first=f"[^1]: {first}", between=between, last=f"[^2]: {last}\n[^3]: See https://me:hunter2@news.example/d there."
    )
    Path("a.md").write_text(text, encoding="utf-8")
    citecheck("report", "--offline", "a.md")
    return Path("a.md").read_bytes()


def test_a_diff_shows_no_key_and_says_so(citecheck) -> None:
    _recorded(citecheck, REPAIRED, REPAIRED.replace("abc.1", "abc.2"))
    status, out, err = citecheck("repair", "a.md")
    assert status == 1 and not SECRETS.search(out + err)
    assert "+[^1]: C. Lund" in out and "https://doi.org/10.5555/abc.1" in out
    assert "keys and passwords are masked as …, so this part cannot be applied" in out


def test_only_hunks_without_masks_of_a_diff_can_be_applied(citecheck) -> None:
    before = _recorded(citecheck, REPAIRED, REPAIRED.replace("abc.1", "abc.2"))
    _, out, _ = citecheck("repair", "a.md")
    Path("a.patch").write_text(out, encoding="utf-8")
    for program in (["git", "apply", "a.patch"], ["patch", "-p1", "-i", "a.patch"]):
        if shutil.which(program[0]):
            Path("a.md").write_bytes(before)
            subprocess.run(program, capture_output=True, check=False)
            after = Path("a.md").read_text(encoding="utf-8")
            assert "…" not in after and "me:hunter2@" in after and "abc.2\n" in after


def test_a_written_repair_keeps_every_byte_of_a_key(citecheck) -> None:
    before = _recorded(citecheck, REPAIRED, REPAIRED.replace("abc.1", "abc.2"))
    citecheck("repair", "a.md", "--write")
    after = Path("a.md").read_bytes()
    assert after.count(b"https://doi.org/10.5555/abc") == 2
    assert re.sub(rb",? ?<?https://doi.org/10.5555/abc.\d>?", b"", after).count(
        b"me:hunter2@news.example/d there."
    ) == before.count(b"hunter2")


def test_messages_have_no_keys(citecheck, capsys: pytest.CaptureFixture[str]) -> None:
    from citecheck.cli._output import say

    citecheck("check", "--config", "https://me:hunter2@news.example/?token=sesame123")
    say("(1/2) a.md#1: cited: https://me:hunter2@news.example/a?token=sesame123")
    assert not SECRETS.search("".join(capsys.readouterr()))


@pytest.mark.parametrize("proxy", ["http://me:hunter2@proxy.example:3128", "me:hunter2@proxy.example:3128"])
def test_the_settings_are_shown_without_a_proxy_s_password(citecheck, proxy: str) -> None:
    Path("mine.toml").write_text(f'[network]\nproxy = "{proxy}"\n', encoding="utf-8")
    _, out, err = citecheck("config", "--config", "mine.toml")
    assert "# proxy = (set, not shown)" in out and not SECRETS.search(out + err)


def test_a_source_is_named_without_the_password_in_its_title_or_text() -> None:
    url = "https://her:hunter2@news.example/c?token=sesame123"
    for source in (Source(f"See {url}", Item()), Source("", Item(title=f"See {url}"))):
        assert not SECRETS.search(named(source)) and "news.example/c" in named(source)
