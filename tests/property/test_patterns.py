"""Every regular expression of the package takes linear time on hostile texts generated from its structure."""

import re

import pytest

from tests.property.hostile_texts import slow_attack
from tests.property.package_patterns import Unreachable, patterns, patterns_of_source

SLOW = [
    (r"(?:[\w%.~]+[-_/]){1,}[\w%.~/-]*\w$", "search"),  # a separator that is also a word character
    (r"(?:a+)+$", "match"),
    (r"(?:\s*\w+\s*)*;", "match"),
    (r"(?:<!--.{0,2000}?-->\s*)*<html", "match"),
    (r"(?:[^\[\]]|\{[^{}]*\})*\]", "match"),
    (r"\s*$", "search"),
    (r"\w+@", "search"),
    (r"(?<=x)\s*,?\s*;", "search"),
    (r"<a[^>]*>", "search"),
    (r"\{\{.*?\}\}", "search"),
    (r"a(?!.*b)", "search"),
    (r"(?P<family>.+?)[\s,]+(?P<given>[A-Z]{1,3})$", "match"),
    (r"(?m)^\s*@", "search"),
    (r"([\"']).*?\1;", "search"),
    (r"^=+[^\n]*=+[ \t]*$", "match"),
    (r"\s*(?:--|\|)\s*", "search"),
]
LINEAR = [
    (r"(?<!\w)\w++@", "search"),
    (r"(?<!\s)\s*+$", "search"),
    (r"(?:(?<!\s)\s++)?\|\s*+", "search"),
    (r"\s*[-–—]\s*", "match"),
    (r"(?:[^\W_]+[-_/])+;", "match"),
    (r"(?>[^=| \t]+(?:[ \t]+[^=| \t]+)*)?=", "match"),
    (r"<[^<>]*>", "search"),
    (r"\d{1,4}[-/.]\d{1,2}", "search"),
    (r"[^\W\d_]+(?:['’][^\W\d_]+)*", "search"),
]


@pytest.mark.parametrize(("pattern", "use"), SLOW)
def test_a_slow_pattern_is_found(pattern: str, use: str) -> None:
    assert slow_attack(re.compile(pattern, re.DOTALL), use, longest=2048)


@pytest.mark.parametrize(("pattern", "use"), LINEAR)
def test_a_linear_pattern_is_not_found(pattern: str, use: str) -> None:
    assert slow_attack(re.compile(pattern), use) is None


def test_patterns_are_found_in_tables_functions_and_calls() -> None:
    names = {used.name for used in patterns()}
    assert {
        "citecheck.language.date_patterns.PATTERNS",
        "citecheck.citations.shortform_words.forms",
        "citecheck.language.authors.AND",
    } <= names
    assert any(name.startswith("citecheck.language.secrets:") for name in names)


def test_a_pattern_built_from_unknown_parts_is_refused() -> None:
    with pytest.raises(Unreachable, match="constant of the module"):
        patterns_of_source("import re\ndef find(word, text):\n    return re.search(rf'{word}+', text)\n")
    assert patterns_of_source("import re\ndef find(word, text):\n    return re.search(rf'{re.escape(word)}+', text)\n")


def test_no_pattern_of_the_package_is_slow() -> None:
    slow = [(used.name, used.use, attack) for used in patterns() if (attack := slow_attack(used.pattern, used.use, 1024, most=40))]
    assert not slow


@pytest.mark.slow
def test_no_pattern_of_the_package_is_slow_on_more_and_longer_texts() -> None:
    slow = [(used.name, used.use, attack) for used in patterns() if (attack := slow_attack(used.pattern, used.use, 4096, most=300))]
    assert not slow
