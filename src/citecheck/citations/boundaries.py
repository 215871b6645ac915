"""The text boundary before a short form: the end of a sentence or clause, an opening bracket, or a paragraph break."""

from bisect import bisect_left
from functools import lru_cache

from citecheck.patterns import lazy_pattern

BOUNDARY = lazy_pattern(r";\s*|[(\[]|[.!?…]['”\"»)]?\s+(?=[^\W\d_a-zà-ÿа-я]|[“«\"])|(?<=[^\W\d_]):\s+|\n\s*\n")
ABBREVIATION = lazy_pattern(r"(?:^|[^\w])(?:[^\W\d_]{1,3}|Prof|Hrsg|trad|trans)$")
LONGEST = 8  # characters of an abbreviation and the one before it


def last_boundary(text: str, floor: int, at: int) -> int:
    """The end of the last boundary between two offsets; ``floor`` if there is none."""
    found = _boundaries(text)
    for index in range(bisect_left(found, (at,)) - 1, -1, -1):
        start, end, abbreviated = found[index]
        if start < floor:
            break
        if text[start] in ".!?…" and end == at:  # no sentence begins before ``at``, but a paragraph may
            last = text.rfind("\n", start, end)
            if "\n" in text[start : max(start, last)]:
                return last + 1
        elif end <= at and not (_is_abbreviated(text, floor, start) if start < floor + LONGEST else abbreviated):
            return end
    return floor


@lru_cache(maxsize=2)  # asked for each short form of a note
def _boundaries(text: str) -> list[tuple[int, int, bool]]:
    return [(*match.span(), _is_abbreviated(text, 0, match.start())) for match in BOUNDARY.finditer(text)]


def _is_abbreviated(text: str, floor: int, at: int) -> bool:
    """Whether a full stop belongs to an abbreviation that begins after ``floor``."""
    return text[at] == "." and ABBREVIATION.search(text[max(floor, at - LONGEST) : at]) is not None
