"""Settings of other link checkers are taken over where citecheck has them, and named where it has not."""

from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.app.init import init
from citecheck.app.other_checkers import from_linkspector, from_lychee, from_markdown_link_check, wildcard
from citecheck.config.settings import load
from citecheck.links.exclusions import is_excluded
from citecheck.model.errors import UsageError


@pytest.mark.parametrize(
    ("expression", "pattern"),
    [
        (r"^https?://(www\.)?river\.example/.*", "river.example"), (r"https://river\.example", "river.example"), ("^https://river.example/a$", "https://river.example/a"),
        (r"/edit/", "*/edit/*"), (r"^http://localhost:8000/.*$", "http://localhost:8000/*"), (r"\.pdf$", "*.pdf"), (r"a|b", None), (r"[ab]", None),
        (r"(x)", None), (r"a{2}", None), ("", None), (r"\d+", None),
    ],
)  # fmt: skip
def test_a_regular_expression_is_a_pattern_where_that_means_the_same(expression: str, pattern: str | None) -> None:
    assert wildcard(expression) == pattern


def test_lychee_s_settings_become_ours_and_the_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "lychee.toml").write_text(
        'exclude = ["^https://river\\\\.example", "a|b"]\nexclude_path = ["^vendor/"]\ntimeout = 9\nremap = ["a b"]\n'
    )
    (tmp_path / ".lycheeignore").write_text("# own\nhttps://dam.example/.*\n")
    found = from_lychee(tmp_path)
    assert found.settings == {
        "links.exclude": ["river.example", "dam.example"],
        "documents.exclude": ["vendor/*"],
        "network.timeout": 9,
    }
    assert [line.partition(":")[0] for line in found.left] == ["links.exclude", "remap"]


def test_the_file_that_is_written_is_valid_and_excludes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".lycheeignore").write_text("https://dam.example/.*\n")
    init(None, None, None, lambda _: None, "lychee")
    assert is_excluded("https://dam.example/a", load(wiring.configurable()).settings.links.exclude, ())


def test_markdown_link_check_and_linkspector_are_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".markdown-link-check.json").write_text(
        '{"ignorePatterns": [{"pattern": "^https://river.example"}], "timeout": "20s", "retryOn429": true}'
    )
    (tmp_path / ".linkspector.yml").write_text(
        "dirs:\n  - .\nignorePatterns:\n  - pattern: '^https://river.example/.*$'\nexcludedFiles:\n  - ./a.md\n"
    )
    first, second = from_markdown_link_check(tmp_path), from_linkspector(tmp_path)
    assert first.settings == {"links.exclude": ["river.example"], "network.timeout": 20.0}
    assert second.settings == {"links.exclude": ["river.example"], "documents.exclude": ["*/a.md"]}
    assert first.left and second.left


def test_what_citecheck_sets_elsewhere_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "lychee.toml").write_text('accept = [200]\n[hosts."river.example".headers]\nAuthorization = "Bearer secret"\n')
    (tmp_path / ".markdown-link-check.json").write_text('{"httpHeaders": [], "aliveStatusCodes": [200], "projectBaseUrl": "x"}')
    (tmp_path / ".linkspector.yml").write_text("dirs: [.]\nhttpHeaders: []\n")
    left = [line for read in (from_lychee, from_markdown_link_check, from_linkspector) for line in read(tmp_path).left]
    assert [line.partition(" ")[0] for line in left if "has no counterpart" in line] == ["projectBaseUrl:"]
    assert sum("[links] headers" in line for line in left) == 3
    assert "secret" not in "".join(left)


@pytest.mark.parametrize(
    ("name", "text"),
    [("lychee.toml", None), ("lychee.toml", "= a"), (".markdown-link-check.json", "[]"), (".linkspector.yml", "- [")],
)
def test_a_missing_or_broken_file_is_said_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        Path(name).write_text(text)
    checker = {"lychee.toml": "lychee", ".markdown-link-check.json": "markdown-link-check", ".linkspector.yml": "linkspector"}[name]
    with pytest.raises(UsageError, match=name.replace(".", r"\.")):
        init(None, None, None, lambda _: None, checker)
    assert not Path("citecheck.toml").exists()
