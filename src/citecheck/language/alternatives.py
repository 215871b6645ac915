"""Regular-expression alternatives grouped by their first letter."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from citecheck.patterns import lazy_pattern

GROUP = lazy_pattern(r"\(\?:(?P<heads>[^()]+)\)(?![?*+{])(?P<rest>.*)", re.DOTALL)


def by_first_letter(patterns: Iterable[str]) -> str:
    """The alternatives ``a|b|c`` in order, for a case-insensitive pattern; ``(?:a|b) c`` is expanded to ``a c|b c``.

    ``re`` tries alternatives one by one at each offset; grouped, it checks the first letter once. Alternatives that do not begin
    with a plain letter keep their place.
    """
    runs = groupby(chain.from_iterable(map(_expanded, patterns)), key=lambda pattern: pattern[0].isalpha())
    return "|".join(pattern for lettered, run in runs for pattern in (_lettered(run) if lettered else run))


def _expanded(pattern: str) -> Iterator[str]:
    group = GROUP.fullmatch(pattern)
    yield from (f"{head}{group['rest']}" for head in group["heads"].split("|")) if group else (pattern,)


def _lettered(patterns: Iterable[str]) -> Iterator[str]:
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        rests.setdefault(pattern[0].lower(), []).append(pattern[1:])
    for letter, behind in rests.items():
        yield f"(?-i:[{letter}{letter.upper()}])(?:{'|'.join(behind)})"
