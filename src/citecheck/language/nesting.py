"""Bounds the nesting depth of untrusted text before it is parsed."""

import re

from citecheck.patterns import lazy_pattern

DEEPEST = 100  # nested objects and arrays; real data has about ten levels
USUAL = 12  # levels that are removed quickly
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'  # an unclosed one goes to the end, so each character is read once
_STRINGS = lazy_pattern(_STRING, re.DOTALL)
_PIECES = lazy_pattern(rb'(?:[^"]*+%s){1,4096}+|[^"]++' % _STRING, re.DOTALL)  # that end outside of strings
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))


class TooDeep(ValueError):
    """Nested too deep."""


def check_depth(json: str | bytes, most: int = DEEPEST) -> None:
    """Raise ``TooDeep`` if a JSON text nests deeper than ``most``; linear time. Broken JSON passes: its parser reports it."""
    data = json.encode("utf-8", "surrogatepass") if isinstance(json, str) else json
    # in pieces: the parts between all strings of a large lock need eight times its size
    left = b"".join(_STRINGS.sub(b"", piece[0]).translate(None, _OTHERS) for piece in _PIECES.finditer(data)).decode()
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
