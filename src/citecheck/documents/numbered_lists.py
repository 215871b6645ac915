"""Finds lists of notes by the numbers at the beginning of their lines: runs of rising numbers in one style."""

import re
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from citecheck.documents.lookalikes import begins_date
from citecheck.patterns import lazy_pattern

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Labels at the beginning of a line, by style.
LABELS = {
    "bracket": lazy_pattern(r"^[ \t]{0,8}\[(?P<label>\d{1,6})\]:?[ \t]*", re.MULTILINE),
    "dot": lazy_pattern(r"^[ \t]{0,8}(?P<label>\d{1,6})\.(?=[ \t]+\S|[^\W\d]|[*“«\"\[])[ \t]*", re.MULTILINE),
    "hyphen": lazy_pattern(r"^[ \t]{0,8}(?P<label>\d{1,3})(?:[-–][ \t]+|、)(?=\S)", re.MULTILINE),
    "parenthesis": lazy_pattern(r"^[ \t]{0,8}(?P<label>\d{1,6})\)[ \t]*", re.MULTILINE),
    "parentheses": lazy_pattern(r"^[ \t]{0,8}\((?P<label>\d{1,6})\)[ \t]*", re.MULTILINE),
    "superscript": lazy_pattern(r"^[ \t]{0,8}(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})[ \t]*", re.MULTILINE),
    "caret": lazy_pattern(r"^[ \t]{0,8}\^(?P<label>\d{1,6})\.?[ \t]*", re.MULTILINE),
    "bare": lazy_pattern(r"^[ \t]{0,8}(?P<label>\d{1,6})[ \t]*(?=[ \t]\S|[^\W\d_]|[“«\"])", re.MULTILINE),
}
MAX_GAP = 10  # numbers that may be missing between two notes of a list
# Further labels of an entry in square brackets, ``[1] [4] Title``, which must not be another entry's; ``[1] [1999] 2 AC 22`` has a year.
GROUPED = lazy_pattern(r"(?:\[\d{1,3}\][ \t]*)+")
MAX_BACK = 100  # earlier entries whose further labels may be between two notes


class NumberLabel(Struct, frozen=True):
    """A label at ``text[start:end]``, with further labels behind it (``also``) and the space after them."""

    label: str
    start: int
    end: int
    also: tuple[str, ...] = ()


class Labelled(Protocol):
    """An entry of a list with its label and further labels."""

    @property
    def label(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...


def grouped_labels(text: str, at: int, style: str) -> tuple[tuple[str, ...], int]:
    """The further labels after the one that ends at an offset, and the start of the text after them."""
    match = GROUPED.match(text, at) if style == "bracket" else None
    return (tuple(re.findall(r"\d+", match.group())), match.end()) if match else ((), at)


def follows(number: int, last: int, run: Sequence[Labelled]) -> bool:
    """Whether a number may come behind the last one of a run: not many between them are missing, but for further labels of its entries."""
    step = number - last
    if step <= MAX_GAP:
        return step >= 0
    also = {label for one in run[-MAX_BACK:] for label in one.also}
    between = range(last + 1, number) if step <= MAX_GAP + len(also) else ()
    return 0 < step - sum(str(one) in also for one in between) <= MAX_GAP if between else False


def find_list(text: str, first: str = "1") -> tuple[str, tuple[NumberLabel, ...]]:
    """The style and labels of the list of notes: the longest run of rising numbers, from 1 or ``first`` on; empty if there is none."""
    best: tuple[str, tuple[NumberLabel, ...]] = ("", ())
    for style in LABELS:
        found = _labels(text, style)
        run = max(_runs(found), key=len, default=())
        least = 3 if style == "bare" else 2 if len(found) > 1 else 1
        if len(run) >= least and len(run) > len(best[1]) and (run[0].label in ("1", first) or (len(run) > 2 and _counts(run))):
            best = (style, run)
    return best


def find_lists(text: str) -> tuple[str, tuple[tuple[NumberLabel, ...], ...]]:
    """The style and the lists of notes, each from 1 on where several parts of a text have their own; as ``find_list`` where one has."""
    style, best = find_list(text)
    if not best:
        return "", ()
    parts = _restarted(_labels(text, style))
    return style, parts if len(parts) > 1 and sum(map(len, parts)) > len(best) else (best,)


def _restarted(labels: Sequence[NumberLabel]) -> tuple[tuple[NumberLabel, ...], ...]:
    """Runs that each begin with 1, one after the other."""
    runs: list[list[NumberLabel]] = []
    for label in labels:
        if label.label == "1":
            runs.append([label])
        elif runs and label.label != runs[-1][-1].label and follows(int(label.label), int(runs[-1][-1].label), runs[-1]):
            runs[-1].append(label)
    return tuple(map(tuple, runs))


def _labels(text: str, style: str) -> list[NumberLabel]:
    found = []
    for match in LABELS[style].finditer(text):
        if not begins_date(text, match.start("label")):
            also, end = grouped_labels(text, match.end(), style)
            found.append(NumberLabel(match["label"].translate(SUPERSCRIPTS), match.start(), end, also))
    return found


def _runs(labels: Sequence[NumberLabel]) -> list[tuple[NumberLabel, ...]]:
    runs: list[list[NumberLabel]] = []
    for label in labels:
        number = int(label.label)
        fits = [run for run in runs[-8:] if follows(number, int(run[-1].label), run)]
        if fits:
            sorted(fits, key=len)[-1].append(label)
        else:
            runs.append([label])
    return list(map(tuple, runs))


def _counts(run: Sequence[NumberLabel]) -> bool:
    """Whether most labels of a run differ; lines that begin with the same figure are no list."""
    return 2 * len({label.label for label in run}) > len(run)
