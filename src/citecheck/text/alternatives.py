"""Alternatives of a regular expression, tried by their first letter."""

from collections.abc import Iterable, Iterator
from itertools import groupby


def by_first_letter(patterns: Iterable[str]) -> str:
    """The alternatives ``a|b|c`` in their order, for a pattern in which case does not count.

    There ``re`` tries one alternative after the other at each place of a text; here it looks once at the letter that stands there. An
    alternative that begins with no plain letter stands where it stood.
    """
    runs = groupby(patterns, key=lambda pattern: pattern[0].isalpha())
    return "|".join(one for lettered, run in runs for one in (_lettered(run) if lettered else run))


def _lettered(patterns: Iterable[str]) -> Iterator[str]:
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        rests.setdefault(pattern[0].lower(), []).append(pattern[1:])
    for letter, behind in rests.items():
        yield f"(?-i:[{letter}{letter.upper()}])(?:{'|'.join(behind)})"
