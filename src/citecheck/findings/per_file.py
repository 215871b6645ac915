"""``[rules] per_file_ignores``: which pattern ignores a finding because of its file or note.

Built for thousands of patterns and findings: patterns without wildcards are looked up, the others are matched in groups.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase, translate
from functools import lru_cache

from msgspec import Struct

from citecheck.model.finding import Finding
from citecheck.patterns import lazy_pattern

WILDCARD = lazy_pattern(r"[*?[]")
TOGETHER = 64  # patterns with wildcards in one regular expression


class Patterns(Struct, frozen=True):
    """Patterns with their position in the settings: those without wildcards by text, the others in groups."""

    literal: Mapping[str, int]
    lengths: tuple[int, ...]  # of the literal ones
    groups: tuple[tuple[Callable[[str], re.Match[str] | None], tuple[tuple[str, int], ...]], ...]

    @classmethod
    def of(cls, patterns: Iterable[tuple[str, int]]) -> "Patterns":
        """Group the patterns. A pattern also matches after any slash, so it is translated twice."""
        patterns = tuple(patterns)
        literal = {pattern: at for pattern, at in patterns if not WILDCARD.search(pattern)}
        wild = [one for one in patterns if one[0] not in literal]
        chunks = (tuple(wild[at : at + TOGETHER]) for at in range(0, len(wild), TOGETHER))
        groups = (
            (re.compile("|".join(f"{translate(p)}|{translate(f'*/{p}')}" for p, _ in chunk)).match, chunk) for chunk in chunks
        )
        return cls(literal, tuple({len(pattern) for pattern in literal}), tuple(groups))

    def first(self, place: str) -> int | None:
        """The position of the first pattern that matches a path, or a ``path#label``."""
        ends = (place[len(place) - length :] for length in self.lengths if self._begins(place, len(place) - length))
        found = [self.literal[end] for end in ends if end in self.literal]
        chunk = next((chunk for matches, chunk in self.groups if matches(place)), ())
        found += [next(at for pattern, at in chunk if _matches(place, pattern))] if chunk else []
        return min(found, default=None)

    @staticmethod
    def _begins(place: str, at: int) -> bool:
        """Whether ``at`` is the start of the place or follows a slash."""
        return at == 0 or (at > 0 and place[at - 1] == "/")


class PerFileIgnores:
    """Patterns for paths or ``path#label``, each with prefixes of the codes to ignore there."""

    def __init__(self, codes: Mapping[str, tuple[str, ...]]) -> None:
        self._codes = codes
        self._patterns = tuple(codes)
        self._compiled = lru_cache(maxsize=None)(self._compile)  # rules are few
        self._first = lru_cache(maxsize=65_536)(self._look_up)  # the findings of a document share its path

    def pattern_for(self, finding: Finding) -> str | None:
        """The first pattern in the settings that ignores a finding."""
        if not self._patterns:
            return None
        path = finding.path.replace(os.sep, "/")
        places = (path, False), (f"{path}#{finding.label}", True)  # of a file, of a note
        found = [at for place, in_note in places if (at := self._first(finding.code, place, in_note)) is not None]
        return self._patterns[min(found)] if found else None

    def _look_up(self, code: str, place: str, in_note: bool) -> int | None:
        return self._compiled(code, in_note).first(place)

    def _compile(self, code: str, in_note: bool) -> Patterns:
        """The patterns for a rule: those for notes, or those for files."""
        numbered = enumerate(self._codes.items())
        return Patterns.of(
            (pattern, at) for at, (pattern, codes) in numbered if ("#" in pattern) is in_note and code.startswith(codes)
        )


def _matches(place: str, pattern: str) -> bool:
    return fnmatchcase(place, pattern) or fnmatchcase(place, f"*/{pattern}")
