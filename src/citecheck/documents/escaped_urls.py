"""URLs in running text in which a format escapes characters: what is printed is the URL."""

import re
from bisect import bisect_right
from collections.abc import Callable

from citecheck.links.urls import UrlMention, find_urls
from citecheck.patterns import lazy_pattern

# A backslash before a mark of punctuation, in light markup; converters write them before each that could be markup.
BACKSLASHED = lazy_pattern(r"\\[!-/:-@\[-`{-~]")


def find_escaped_urls(text: str, escapes: re.Pattern[str], printed: Callable[[re.Match[str]], str]) -> tuple[UrlMention, ...]:
    """The URLs in a text, with the escapes undone; the offsets are those of the text."""
    if "\\" not in text:
        return find_urls(text)
    pieces, runs, at, length = [], [(0, 0)], 0, 0
    for escape in escapes.finditer(text):
        pieces += [text[at : escape.start()], printed(escape)]
        length += escape.start() - at
        runs += [(length, escape.start()), (length + len(pieces[-1]), escape.end())]
        length, at = runs[-1]
    plain = "".join([*pieces, text[at:]])
    return tuple(UrlMention(_place(runs, one.start), _place(runs, one.end), one.url) for one in find_urls(plain))


def _place(runs: list[tuple[int, int]], offset: int) -> int:
    """The offset in the text of one in the text without escapes; ``runs`` has both for the beginning of each unbroken part."""
    start, place = runs[bisect_right(runs, offset, key=lambda run: run[0]) - 1]
    return place + offset - start
