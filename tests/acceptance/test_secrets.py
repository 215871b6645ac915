"""Passwords and keys in addresses stay where they are: nothing that is printed, told or kept has them."""

import re
from base64 import b64decode
from pathlib import Path

import pytest

from citecheck import wiring

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
def test_no_reporter_tells_passwords_and_keys(form: str, citecheck, documents: tuple[str, ...]) -> None:
    status, out, err = citecheck("check", "--offline", "--format", form, *documents)
    assert status in (0, 1)
    assert not SECRETS.search(out + err)


@pytest.mark.parametrize(
    "command", [("parse", "--format", "json"), ("resolve", "--offline", "--format", "json"), ("parse",), ("plan",)]
)
def test_no_command_tells_passwords_and_keys(command: tuple[str, ...], citecheck, documents: tuple[str, ...]) -> None:
    for document in documents:
        _, out, err = citecheck(*command, document)
        assert out and not SECRETS.search(out + err)


def test_no_file_that_a_run_leaves_holds_passwords_and_keys(citecheck, documents: tuple[str, ...]) -> None:
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


def test_a_repair_is_written_beside_a_key_that_stays_where_it_is(citecheck) -> None:
    note = '[^1]: C. Lund, "Flood and fair", Journal of Things 4 (2020), doi:10.5555/abc.1\n'
    Path("a.md").write_text(
        f"So.[^1] More.[^2]\n\n{note}[^2]: See https://news.example/d?token=sesame123 there.\n", encoding="utf-8"
    )
    citecheck("report", "--offline", "a.md")
    citecheck("repair", "a.md", "--write")
    text = Path("a.md").read_text(encoding="utf-8")
    assert "https://doi.org/10.5555/abc.1" in text and "token=sesame123" in text
