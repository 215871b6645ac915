"""Which lines of a text are new beside an older version of it, in linear time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence


def changed_lines(old: str, new: str) -> frozenset[int]:
    """The lines, from 1, that were added or changed; where lines were only taken out, the one before the gap and the one behind it.

    Line endings do not count. Lines that stand in both once are matched in the longest run that keeps their order (patience diff), equal
    ones around them go along; between those all lines are taken for changed: some too many, never one too few.
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
    """Lines end at ``\\n`` alone, as places in documents count them."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def _gaps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """What lies between lines that match: a stretch of the old lines and one of the new ones; either may be empty."""
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
    """The longest run, rising in both, of lines that stand once in each."""
    once_before, once_after = ({line for line, many in Counter(lines).items() if many == 1} for lines in (before, after))
    places = {line: at for at, line in enumerate(before) if line in once_before and line in once_after}
    pairs = [(places[line], at) for at, line in enumerate(after) if line in places]
    ends: list[int] = []  # the smallest last place of a run of each length
    last: list[int] = []  # which pair that is
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
