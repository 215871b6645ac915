"""Marks of lists and quotations within a note: they are no part of its text, and each item is a paragraph of its own."""

from citecheck.patterns import lazy_pattern

ITEM = lazy_pattern(r"[ \t]*(?:[-*+]|(?P<number>\d{1,2})[.)])[ \t]+(?=\S)")
QUOTE = lazy_pattern(r"[ \t]*(?:>[ \t]?)*")


def item_of(text: str, at: int, end: int, latest: int) -> tuple[int, int] | None:
    """Where the text of an item begins, and its number; numbers count up from 1 behind the ``latest``, since ``12. Mai 2019`` is a date."""
    item = ITEM.match(text, at, end)
    number = int(item["number"] or 0) if item else 0
    return (item.end(), number) if item and number in (0, latest + 1) else None


def behind_quote(text: str, at: int, end: int) -> int:
    """Where the text behind marks of quotation begins."""
    quote = QUOTE.match(text, at, end)
    return quote.end() if quote else at
