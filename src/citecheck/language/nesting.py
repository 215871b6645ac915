"""How deep what a stranger wrote is nested, told before anything walks it."""

import re

DEEPEST = 100  # objects and arrays in one another; what services, pages and people write has some ten
USUAL = 12  # levels that are taken off quickly
_STRINGS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # to the end where it is not closed: each character is read once
_BYTES = re.compile(_STRINGS.pattern.encode(), re.DOTALL)
_BRACKETS = re.compile(r"[^\[\]{}]+")
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))


class TooDeep(ValueError):
    """Something is nested deeper than anybody needs."""


def check_depth(json: str | bytes, most: int = DEEPEST) -> None:
    """Raises ``TooDeep`` where a JSON text nests deeper; linear time. Broken JSON passes: whoever reads it says what is wrong."""
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
