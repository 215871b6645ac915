"""``[rules] per_file_ignores``: which pattern passes over a finding because of its file or note.

Settings may have thousands of patterns and a document thousands of findings. So patterns without wildcards are looked up, and the others
are compared many at a time.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate
from functools import lru_cache

from citecheck.model.finding import Finding

WILDCARD = re.compile(r"[*?[]")
TOGETHER = 64  # patterns with wildcards in one regular expression


@dataclass(frozen=True, slots=True)
class Patterns:
    """Some patterns, each with its position in the settings: those without wildcards by their text, the others in groups."""

    literal: Mapping[str, int]
    lengths: tuple[int, ...]  # of the literal ones
    groups: tuple[tuple[Callable[[str], re.Match[str] | None], tuple[tuple[str, int], ...]], ...]

    @classmethod
    def of(cls, patterns: Iterable[tuple[str, int]]) -> "Patterns":
        """Sorts them; a pattern also holds for what follows a slash, so it is translated twice."""
        patterns = tuple(patterns)
        literal = {pattern: at for pattern, at in patterns if not WILDCARD.search(pattern)}
        wild = [one for one in patterns if one[0] not in literal]
        chunks = (tuple(wild[at : at + TOGETHER]) for at in range(0, len(wild), TOGETHER))
        groups = (
            (re.compile("|".join(f"{translate(p)}|{translate(f'*/{p}')}" for p, _ in chunk)).match, chunk) for chunk in chunks
        )
        return cls(literal, tuple({len(pattern) for pattern in literal}), tuple(groups))

    def first(self, place: str) -> int | None:
        """The position of the first pattern that a place matches."""
        ends = (place[len(place) - length :] for length in self.lengths if self._begins(place, len(place) - length))
        found = [self.literal[end] for end in ends if end in self.literal]
        chunk = next((chunk for matches, chunk in self.groups if matches(place)), ())
        found += [next(at for pattern, at in chunk if _matches(place, pattern))] if chunk else []
        return min(found, default=None)

    @staticmethod
    def _begins(place: str, at: int) -> bool:
        """Whether a place, or what follows one of its slashes, begins there."""
        return at == 0 or (at > 0 and place[at - 1] == "/")


class PerFileIgnores:
    """Patterns of paths, or of ``path#label``, each with the beginnings of the codes that are passed over there."""

    def __init__(self, codes: Mapping[str, tuple[str, ...]]) -> None:
        self._codes = codes
        self._patterns = tuple(codes)
        self._compiled = lru_cache(maxsize=None)(self._compile)  # rules are few
        self._first = lru_cache(maxsize=65_536)(self._look_up)  # the findings of a document share its path

    def pattern_for(self, finding: Finding) -> str | None:
        """The first pattern in the settings that passes over a finding."""
        if not self._patterns:
            return None
        path = finding.path.replace(os.sep, "/")
        places = (path, False), (f"{path}#{finding.label}", True)
        found = [at for place, noted in places if (at := self._first(finding.code, place, noted)) is not None]
        return self._patterns[min(found)] if found else None

    def _look_up(self, code: str, place: str, noted: bool) -> int | None:
        return self._compiled(code, noted).first(place)

    def _compile(self, code: str, noted: bool) -> Patterns:
        """The patterns that speak of a rule: of notes, or of whole files."""
        numbered = enumerate(self._codes.items())
        return Patterns.of(
            (pattern, at) for at, (pattern, codes) in numbered if ("#" in pattern) is noted and code.startswith(codes)
        )


def _matches(place: str, pattern: str) -> bool:
    return fnmatchcase(place, pattern) or fnmatchcase(place, f"*/{pattern}")
