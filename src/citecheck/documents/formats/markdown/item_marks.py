"""Marks of lists and quotations at the beginning of a line; within a note they are no part of its text, and each item is a paragraph of its own."""

import re

from citecheck.patterns import lazy_pattern

ITEM = lazy_pattern(r"[ \t]*(?:[-*+]|(?P<number>\d{1,2})[.)])[ \t]+(?=\S)")
MARK = lazy_pattern(r"[ \t]*(?:[-*+]|(?P<number>\d{1,9})[.)])(?=[ \t]|$)")
YEAR = lazy_pattern(r"(?:1[5-9]|20)\d\d")
QUOTE = lazy_pattern(r"[ \t]*(?:>[ \t]?)*")


def item_mark(text: str, at: int, end: int, *, inside: bool = False, latest: int | None = None) -> re.Match[str] | None:
    """The mark of an item that a line begins with; ``latest``: the number of the item before it, None outside of lists.

    ``inside`` a paragraph outside of lists only 1 begins one (CommonMark 0.31, 5.3), and a year only does if it counts on: ``Pine Press,\\n2004. Second edition``.
    """
    mark = MARK.match(text, at, end)
    number = mark["number"] if mark and inside else None
    if number is None:
        return mark
    goes_on = number != "1" if latest is None else YEAR.fullmatch(number) and int(number) not in (latest, latest + 1)
    return None if goes_on else mark


def item_of(text: str, at: int, end: int, latest: int) -> tuple[int, int] | None:
    """Where the text of an item begins, and its number; numbers count up from 1 behind the ``latest``, since ``12. Mai 2019`` is a date."""
    item = ITEM.match(text, at, end)
    number = int(item["number"] or 0) if item else 0
    return (item.end(), number) if item and number in (0, latest + 1) else None


def behind_quote(text: str, at: int, end: int) -> int:
    """Where the text behind marks of quotation begins."""
    quote = QUOTE.match(text, at, end)
    return quote.end() if quote else at


def column(text: str, at: int, end: int) -> int:
    """The column of the first character of a line that is not white space."""
    line = text[at:end].expandtabs(4)
    return len(line) - len(line.lstrip())


def item_column(text: str, at: int, marker: int, end: int) -> int:
    """The column where an item's text begins, one after its marker if code follows that."""
    width = len(text[at:marker].expandtabs(4))
    line = text[at:end].expandtabs(4)
    spaces = len(line[width:]) - len(line[width:].lstrip())
    return width + (spaces if spaces <= 4 else 1)
