"""The lines of a text that differ from an older version, in linear time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence


def changed_lines(old: str, new: str) -> frozenset[int]:
    """Line numbers, from 1, of added or changed lines; for deleted lines, of the lines before and after the gap.

    Line endings are ignored. A patience diff: lines unique in both texts are matched by their longest common subsequence and extended by equal
    neighbours. Everything between matches counts as changed: sometimes too many lines, never too few.
    """
    before, after = _lines(old), _lines(new)
    changed: set[int] = set()
    for (start, end), (first, last) in _gaps(before, after):
        if first < last:
            changed.update(range(first + 1, last + 1))
        elif start < end:
            changed.update((first, first + 1))
    return frozenset(changed)


def _lines(text: str) -> list[str]:
    """Lines end at ``\\n`` alone, as in ``Lines``."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def _gaps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The ranges of old and new lines between two matches; either may be empty."""
    matches = [*_anchors(before, after), (len(before), len(after))]
    old = new = 0
    for upto_old, upto_new in matches:
        while old < upto_old and new < upto_new and before[old] == after[new]:
            old, new = old + 1, new + 1
        end, last = upto_old, upto_new
        while old < end and new < last and before[end - 1] == after[last - 1]:
            end, last = end - 1, last - 1
        yield (old, end), (new, last)
        old, new = upto_old, upto_new


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence of the lines that are unique in both."""
    once_before, once_after = ({line for line, count in Counter(lines).items() if count == 1} for lines in (before, after))
    places = {line: at for at, line in enumerate(before) if line in once_before and line in once_after}
    pairs = [(places[line], at) for at, line in enumerate(after) if line in places]
    ends: list[int] = []  # the smallest last place of a subsequence of each length
    last: list[int] = []  # the index of its last pair
    previous: list[int] = []
    for at, (place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [at]
    run, at = [], last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = previous[at]
    return run[::-1]
