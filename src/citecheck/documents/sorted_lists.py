"""Finds lists of references that nothing announces by their alphabetical order, which texts, menus, timelines and lists of own works lack."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citecheck.documents.reference_entries import YEAR, cites, count_sure
from citecheck.patterns import lazy_pattern

SORTED = 0.9  # of the neighbours among the entries of an alphabetical list
MIN_ENTRIES, MIN_FURTHER = 5, 3  # of a list; of another list of the same document
MIN_SURE = 0.3  # of the entries have words before a year
MIN_LETTERS = 3  # with which the entries begin: one of few may be in order by chance
BULLET = lazy_pattern(r"\s{0,9}(?:[>*+•·–-]\s{1,9}){0,3}")
NAMED = lazy_pattern(r"[*_\"'“”„«»‘’¿¡(\[]{0,4}[^\W\d_]")
SAME_AUTHOR = lazy_pattern(r"(?:[—–_]{1,6}|-{2,6})[.,:\s]")


def sorted_lists(lines: Sequence[str]) -> list[list[int]]:
    """The positions of the entries of each list of references in alphabetical order; lines of other text part lists."""
    lines = [BULLET.sub("", line, count=1) for line in lines]
    found = [run for run in _runs(lines) if len(run) >= MIN_FURTHER and _are_sorted([lines[at] for at in run])]
    return found if any(len(run) >= MIN_ENTRIES for run in found) else []


def _are_sorted(entries: Sequence[str]) -> bool:
    """Whether nearly all entries are surely references, and in alphabetical order."""
    keys = [sort_key(one) for one in entries if not SAME_AUTHOR.match(one)]
    in_order = sum(one <= other for one, other in pairwise(keys))
    letters = {key[:1] for key in keys}
    few = len(entries) < MIN_ENTRIES
    return (
        in_order >= SORTED * (len(keys) - 1)
        and len(letters) >= min(MIN_LETTERS, len(keys))
        and (few or count_sure(entries) >= MIN_SURE * len(entries))
    )


def sort_key(words: str) -> str:
    """The first word as lists are sorted: without case, marks and accents."""
    first = next(iter(words.split(None, 1)), "")
    return "".join(char for char in unicodedata.normalize("NFKD", first.casefold()) if char.isalnum())


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The positions of references that follow each other; an undated one between two of them is an entry, too, if it keeps the order."""
    kinds = [_is_entry(line) for line in lines]
    run: list[int] = []
    for at, is_entry in enumerate(kinds):
        among = run and at + 1 < len(lines) and kinds[at + 1] and run[-1] == at - 1
        if is_entry or (among and sort_key(lines[at - 1]) <= sort_key(lines[at]) <= sort_key(lines[at + 1])):
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_entry(line: str) -> bool:
    """Whether a line is a reference with a year that begins with a letter, as names and titles do: lists of links are sorted, too."""
    return bool(YEAR.search(line)) and bool(NAMED.match(line) or SAME_AUTHOR.match(line)) and cites(line)
