"""Alternatives of a regular expression, tried by their first letter."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

GROUP = re.compile(r"\(\?:(?P<heads>[^()]+)\)(?![?*+{])(?P<rest>.*)", re.DOTALL)


def by_first_letter(patterns: Iterable[str]) -> str:
    """The alternatives ``a|b|c`` in their order, for a pattern in which case does not count; ``(?:a|b) c`` counts as ``a c|b c``.

    There ``re`` tries one alternative after the other at each place of a text; here it looks once at the letter that stands there. An
    alternative that begins with no plain letter stands where it stood.
    """
    runs = groupby(chain.from_iterable(map(_expanded, patterns)), key=lambda pattern: pattern[0].isalpha())
    return "|".join(one for lettered, run in runs for one in (_lettered(run) if lettered else run))


def _expanded(pattern: str) -> Iterator[str]:
    group = GROUP.fullmatch(pattern)
    yield from (f"{head}{group['rest']}" for head in group["heads"].split("|")) if group else (pattern,)


def _lettered(patterns: Iterable[str]) -> Iterator[str]:
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        rests.setdefault(pattern[0].lower(), []).append(pattern[1:])
    for letter, behind in rests.items():
        yield f"(?-i:[{letter}{letter.upper()}])(?:{'|'.join(behind)})"
