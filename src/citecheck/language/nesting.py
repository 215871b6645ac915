"""Bounds the nesting depth of untrusted text before it is parsed."""

import re

from citecheck.patterns import lazy_pattern

DEEPEST = 100  # nested objects and arrays; real data has about ten levels
USUAL = 12  # levels that are removed quickly
_STRINGS = lazy_pattern(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL
)  # unclosed strings match to the end, so each character is read once
_BYTES = lazy_pattern(_STRINGS.pattern.encode(), re.DOTALL)
_BRACKETS = lazy_pattern(r"[^\[\]{}]+")
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))


class TooDeep(ValueError):
    """Nested too deep."""


def check_depth(json: str | bytes, most: int = DEEPEST) -> None:
    """Raise ``TooDeep`` if a JSON text nests deeper than ``most``; linear time. Broken JSON passes: its parser reports it."""
    left = (
        _BRACKETS.sub("", _STRINGS.sub("", json))
        if isinstance(json, str)
        else _BYTES.sub(b"", json).translate(None, _OTHERS).decode()
    )
    for _ in range(USUAL):
        left = left.replace("[]", "").replace("{}", "")
    if left and _goes_down(left, most):
        raise TooDeep(f"nested more than {most} deep")


def _goes_down(brackets: str, most: int) -> bool:
    """Whether brackets, matching or not, open more than ``most`` levels."""
    level = 0
    for bracket in brackets:
        level = level + 1 if bracket in "[{" else max(0, level - 1)
        if level > most:
            return True
    return False
