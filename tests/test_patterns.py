"""Patterns that are compiled at their first use."""

import atexit
import copy
import pickle
import re
import sys
from pathlib import Path

import pytest

from citecheck import bytecode_cache, patterns
from citecheck.patterns import lazy_pattern
from tests.property.package_patterns import patterns as package_patterns


def test_a_lazy_pattern_answers_as_the_compiled_one() -> None:
    lazy, compiled = lazy_pattern(r"(?P<word>n\w+)", re.IGNORECASE), re.compile(r"(?P<word>n\w+)", re.IGNORECASE)
    for _ in range(2):  # the first call compiles
        assert lazy.sub("-", "No news, none") == compiled.sub("-", "No news, none")
    assert [one["word"] for one in lazy.finditer("No news")] == ["No", "news"]
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_a_lazy_pattern_is_compiled_at_its_first_use_only() -> None:
    wrong = lazy_pattern("(")
    assert wrong.pattern == "("
    with pytest.raises(re.error):
        wrong.search("a")


def test_a_lazy_pattern_of_bytes_finds_bytes() -> None:
    assert lazy_pattern(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


@pytest.mark.parametrize("used", [False, True])
def test_a_lazy_pattern_can_be_copied_and_sent_to_another_process(used: bool) -> None:
    lazy = lazy_pattern(r"\d+")
    if used:
        assert lazy.search("1")
    for same in (copy.copy(lazy), copy.deepcopy(lazy), pickle.loads(pickle.dumps(lazy))):
        assert same.fullmatch("12")


def test_a_pattern_from_kept_code_equals_the_compiled_one() -> None:
    for one in {used.pattern for used in package_patterns()}:
        flags = one.flags & ~re.DEBUG
        code = patterns._code(one.pattern, flags)
        assert patterns._from_code(one.pattern, code) == re.compile(one.pattern, flags)


def kept_codes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> patterns._Codes:
    """The codes of an installation in another folder."""
    monkeypatch.setattr(patterns, "__file__", str(tmp_path / "patterns.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(atexit, "register", lambda _save: None)
    return patterns._Codes()


def test_the_code_of_a_pattern_is_kept_for_the_next_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = kept_codes(monkeypatch, tmp_path)
    assert first.compile(r"(?P<word>\w+)", 0).pattern == r"(?P<word>\w+)"
    first._save()
    monkeypatch.setattr(patterns, "_code", None)
    found = patterns._Codes().compile(r"(?P<word>\w+)", 0).fullmatch("word")
    assert found is not None and found.groupdict() == {"word": "word"}


def test_patterns_are_compiled_where_python_keeps_no_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(_name: str) -> None:
        raise ImportError

    codes = kept_codes(monkeypatch, tmp_path)
    monkeypatch.setattr(patterns, "import_module", refuse)
    assert codes.compile(r"\d+", 0).fullmatch("12")
    with pytest.raises(re.error):
        codes.compile("(", 0)


def test_old_codes_are_dropped_once_there_are_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    codes = kept_codes(monkeypatch, tmp_path)
    monkeypatch.setattr(patterns, "MOST_KEPT", 3)
    for number in range(3):
        codes.compile(str(number), 0)
    codes._save()
    later = patterns._Codes()
    later.compile("new", 0)
    later._save()
    compiled: list[str | bytes] = []
    monkeypatch.setattr(
        patterns, "_code", lambda pattern, _flags, real=patterns._code: compiled.append(pattern) or real(pattern, 0)
    )
    last = patterns._Codes()
    for pattern in ("new", "0"):
        assert last.compile(pattern, 0).pattern == pattern
    assert compiled == ["0"]


def test_a_run_reads_the_codes_that_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    codes = kept_codes(monkeypatch, tmp_path)
    for number in range(50):
        codes.compile(str(number), 0)
    codes._save()
    read: list[object] = []
    monkeypatch.setattr(bytecode_cache.KeptValues, "_data", lambda _self, number: read.append(number) or b"")
    patterns._Codes().compile("7", 0)
    assert len(read) == 1
