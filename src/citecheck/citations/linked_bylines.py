"""Author and publication in words behind a linked title, as lists of links have them.

``[Ten ferries](URL), an article by [Ada Moor](URL) on [Quay Weekly](URL)`` · ``[Zehn Fähren](URL) von Jan Brook auf Hafen Online``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language.names import are_whole, read_names
from citecheck.model.document import Hyperlink
from citecheck.patterns import lazy_pattern

LINKED_SURE = 0.9  # the form leaves no other reading
LEAST_TITLE = 2  # characters of a linked title
_ARTICLES = "an|a|the|ein|eine|un|une|una|um|uma|en|ett|et|een"
# What introduces the author, and in that language the publication.
_INTRODUCED = {
    "by": "on|in|at|for|via",
    "written by": "on|in|at|for|via",
    "von": "auf|bei|für|im|in",
    "par": "sur|dans|pour|chez",
    "por": "en|em|no|na|para",
    "de": "en|em|no|na|sur|dans|a|al",
    "di": "su|sul|sulla|per|in",
    "door": "op|voor|in",
    "av": "på|i|hos",
    "af": "på|i|hos",
    "przez": "w|na|dla",
}
_BY = "|".join(_INTRODUCED)
_ON = "on|auf|bei|sur|su|op|på|in|en|em|at"
# The kind of a text in a few words, and what introduces its author or its publication.
_BYLINE = lazy_pattern(
    rf"\s{{0,3}}[,:–—-]?\s{{0,3}}(?:(?:{_ARTICLES})\s(?:[^\W\d_][\w-]*\s){{1,3}}?)?(?:(?P<by>{_BY})|(?P<on>{_ON}))\s(?=[^\W\d_a-z])"
)
_CLAUSE = lazy_pattern(
    r"[^;:()\[\]“”\"|\n\x1f]{2,200}?(?=\s{0,3}(?:[;:()\[“\"|\n\x1f]|https?:|$|(?<![ .][A-Z])\.\s|\.?$|,\s\d|\s[–—-]\s|\s(?:vom|am|del|du|of|den|il|le)\s\d))"
)
_OUTLET = {by: lazy_pattern(rf"(?:,?\s(?:{on})\s|,\s)(?=[^\W\d_a-z])") for by, on in _INTRODUCED.items()}
LONGEST_OUTLET = 6  # words


def names_and_outlet(text: str, end: int) -> dict[str, tuple[int, int]]:
    """The spans of the author and the publication in a byline behind a title that ends at ``end``; empty without one."""
    match = _BYLINE.match(text, end)
    clause = _CLAUSE.match(text, match.end()) if match else None
    if not match or not clause or match.start() == match.start("by" if match["by"] else "on"):
        return {}
    start, stop = clause.span()
    if match["on"]:
        return {"container": (start, stop)} if len(clause.group().split()) <= LONGEST_OUTLET else {}
    return _split(text, start, stop, _OUTLET[match["by"]])


def _split(text: str, start: int, stop: int, introduces: re.Pattern[str]) -> dict[str, tuple[int, int]]:
    """Names, and the publication behind them: behind a word that introduces it, else behind the last comma after a name."""
    found = sorted(introduces.finditer(text, start, stop), key=lambda match: (match.group() == ", ", -match.start()))
    worded = [match.span() for match in found if match.group() != ", "]
    for end, outlet in [*worded, (stop, stop), *(match.span() for match in found if match.group() == ", ")]:
        if are_whole(read_names(text[start:end])):
            return {"author": (start, end)} | ({"container": (outlet, stop)} if outlet < stop else {})
    return {}


def of_byline(note: str, links: Sequence[Hyperlink]) -> frozenset[Hyperlink]:
    """The links on names in a byline of a linked title; ``links`` are sorted by their end."""
    found: set[Hyperlink] = set()
    ends = [link.span.end for link in links]
    for end, titles in groupby(links, key=lambda link: link.span.end):
        if found.issuperset(titles):
            continue
        for first, last in names_and_outlet(note, end).values():
            inside = links[bisect_left(ends, first) : bisect_right(ends, last)]
            found.update(link for link in inside if first <= link.span.start)
    return frozenset(found)


def linked_byline(text: str, parts: Parts, links: Sequence[tuple[int, int]]) -> None:
    """``[Ten ferries](URL), an article by Ada Moor on Quay Weekly``: a linked title, and its byline."""
    start, end = min(links, default=(0, 0))
    if end - start < LEAST_TITLE or any(char.isalnum() for char in text[:start]):
        return
    found = names_and_outlet(text, end)
    if not found:
        return
    last = max(stop for _, stop in found.values())
    for name in [name for name, part in parts.items() if part.start < last]:
        del parts[name]
    parts["title"] = FieldSpan("title", start, end, LINKED_SURE)
    for name, span in found.items():
        parts[name] = FieldSpan(name, *span, LINKED_SURE)
