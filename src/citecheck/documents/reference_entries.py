"""Tells which paragraphs of a text are entries of a list of references, and where such a list ends.

A heading announces a list and not its end: what follows may be the rest of the document. Without a heading, a list is one of references
only if most of its paragraphs are.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from citecheck.citations.prose import SENTENCE_WORDS, is_prose
from citecheck.citations.reference_form import has_form, is_legal, is_sentence_around_links, without_mere_links
from citecheck.documents.numbered_notes import could_be_reference, has_parts

CITES, COULD_CITE, OTHER = 2, 0, -1  # a reference; a sentence with a date, or a reference without; anything else
MIN_SHARE = 0.6  # of the paragraphs without a heading that must be references
MAX_PROSE = 0.2  # of the numbered paragraphs under a sub-heading
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")  # also in ``2011/2``, which is no date
DAY = re.compile(r"\s*\d{1,2}[月월]\s?\d{1,2}[日일]")  # a sentence of East Asia that begins with a day
MIN_MEAN = 0.5  # of the kinds of the paragraphs under a sub-heading


def announced(paragraphs: Sequence[str]) -> list[int]:
    """The positions of the entries under a heading for references: up to where other text outweighs them."""
    kinds = [_kind(paragraph) for paragraph in paragraphs]
    last = _last(kinds)
    return [at for at, paragraph in enumerate(paragraphs[:last]) if has_parts(paragraph)]


def unannounced(paragraphs: Sequence[str]) -> list[int]:
    """The positions of the entries, if most paragraphs are references; none otherwise."""
    kinds = [_kind(paragraph) for paragraph in paragraphs]
    entries = [at for at, kind in enumerate(kinds) if kind != OTHER]
    return entries if kinds.count(CITES) >= MIN_SHARE * len(kinds) else []


def mostly_cite(paragraphs: Sequence[str], *, numbered: bool = False) -> bool:
    """Whether the paragraphs under a sub-heading belong to the list that a heading above it announces; ``numbered`` ones do unless they are prose."""
    if numbered and sum(is_prose(one, SENTENCE_WORDS) for one in paragraphs) <= MAX_PROSE * len(paragraphs):
        return True
    return sum(map(_kind, paragraphs)) >= MIN_MEAN * len(paragraphs) > 0


def cites(paragraph: str) -> bool:
    """Whether a paragraph looks like a reference with a date or a URL, and is no sentence."""
    return _kind(paragraph) == CITES


def _kind(paragraph: str) -> int:
    if is_legal(paragraph) or DAY.match(paragraph):
        return OTHER
    words = without_mere_links(paragraph)
    if could_be_reference(words) or (has_parts(words) and YEAR.search(words)):
        return COULD_CITE if is_sentence_around_links(paragraph) else CITES
    return COULD_CITE if has_parts(paragraph) and has_form(paragraph, listed=True) else OTHER


def _last(kinds: Sequence[int]) -> int:
    """How many of the first paragraphs are the list: those that hold the most references more than other text."""
    sums = [0, *accumulate(kinds)]
    most = max(sums)
    return max(at for at, total in enumerate(sums) if total == most)
