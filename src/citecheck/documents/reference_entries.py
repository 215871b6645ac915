"""Tells which paragraphs of a text are entries of a list of references, and where such a list ends.

A heading announces a list and not its end: what follows may be the rest of the document. Without a heading, a list is one of references
only if most of its paragraphs are.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from citecheck.citations.prose import SENTENCE_WORDS, is_prose
from citecheck.citations.reference_form import LONGEST, TARGET, has_form, is_legal, is_sentence_around_links, without_mere_links
from citecheck.documents.numbered_notes import could_be_reference, has_parts
from citecheck.links.urls import find_urls
from citecheck.patterns import lazy_pattern

CITES, COULD_CITE, OTHER = 2, 0, -1  # a reference; a sentence with a date, or a reference without; anything else
MIN_SHARE = 0.6  # of the paragraphs without a heading that must be references
MIN_HALF = 0.5  # of the paragraphs under a heading, where other short ones that end with a full stop are entries, too
MAX_PROSE = 0.2  # of the numbered paragraphs under a sub-heading
YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")  # also in ``2011/2``, which is no date
ANY_YEAR = lazy_pattern(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")  # also of another calendar, ``1407 Hijri``
EMPHASISED = lazy_pattern(r"\s{0,9}(?:\*{1,3}|_{1,3})[^\W\d_]")
MIN_SURE, SURE_SHARE = 4, 0.75  # references in a list that nothing announces, and their share
# Words before a year, none of them a date or a number of a version; or an author, ``Lund, E. (2004). ``.
DATED = lazy_pattern(
    r"[\s>*+•·–-]{0,20}(?:\d{1,3}[.)]\s+)?(?:[^\W\d][^\n]{0,12}[^\d]{12,400}?[^\d./-](?:1[5-9]|20)\d\d(?![\d./-]\d)"
    r"|[^\W\d_][\w'’-]{1,40},\s(?:[^\W\d_]\.[\s-]?){1,4}\((?:1[5-9]|20)\d\d[a-z]?\)[.:,])",
    re.DOTALL,
)
SHORT, SHORTEST = lazy_pattern(r"[\d(\[]"), 80  # an entry of a few words has a number or a bracket; a sub-heading has none
ENDED = lazy_pattern(r"^\s*[^\W\d_a-z][^\n]*[^\W\d_]{2}[.。]\s*$")
LINKED = lazy_pattern(r"[\s>*+•·–-]{0,20}\[[^\s\]]")  # a link of Markdown; a box to tick has a space
# A sentence of East Asia that begins with a day; a template of a wiki.
NO_ENTRY = lazy_pattern(r"^\s{0,9}(?:\d{1,2}[月월]\s?\d{1,2}[日일]|\{\{)")
# A sentence of Japanese ends in the kana of its verb, of Korean in the syllable of it; an entry in a noun or a number.
SENTENCE = lazy_pattern(r"(?:[ぁ-ゖ][。．]|[가-힣]다\.)\s*+$")
NUMBERS = lazy_pattern(r"(?<!\S)[-+]?\d+(?:[.,]\d+)*(?!\S)")
MIN_CELLS = 6  # of such a row
MIN_MEAN = 0.5  # of the kinds of the paragraphs under a sub-heading


def announced(paragraphs: Sequence[str]) -> list[int]:
    """The positions of the entries under a heading for references: up to where other text outweighs them."""
    kinds = [_kind(paragraph) for paragraph in paragraphs]
    last = _last(kinds)
    cited = kinds[:last].count(CITES)
    return [
        at
        for at, one in enumerate(paragraphs[:last])
        if has_parts(one) or _is_short_entry(one, cited / last, among=CITES in kinds[:at])
    ]


def _is_short_entry(paragraph: str, share: float, *, among: bool) -> bool:
    """Whether a few words are a reference without date and parts: they have a number, or end like one, ``Registers of Northport.``

    ``share``: of references in the list; ``among``: one of them stands before.
    """
    if len(paragraph) < SHORTEST and share >= MIN_SHARE and SHORT.search(paragraph):
        return True
    return among and share >= MIN_HALF and ends_like_entry(paragraph)


def ends_like_entry(paragraph: str) -> bool:
    """Whether a few words end with a full stop and are no sentence, as an entry without a date: ``Registers of Northport.``"""
    return len(paragraph) < SHORTEST and ENDED.search(paragraph) is not None and not is_prose(paragraph, SENTENCE_WORDS)


def unannounced(paragraphs: Sequence[str]) -> list[int]:
    """The positions of the entries, if most paragraphs are references; none otherwise."""
    kinds = [_kind(paragraph) for paragraph in paragraphs]
    entries = [at for at, kind in enumerate(kinds) if kind != OTHER]
    return entries if kinds.count(CITES) >= MIN_SHARE * len(kinds) else []


def mostly_cite(paragraphs: Sequence[str], *, numbered: bool = False) -> bool:
    """Whether the paragraphs under a sub-heading belong to the list that a heading above it announces; ``numbered`` ones do unless they are prose."""
    prose = sum(is_prose(one, SENTENCE_WORDS) or SENTENCE.search(one) is not None for one in paragraphs)
    if numbered and prose <= MAX_PROSE * len(paragraphs):
        return True
    return sum(map(_kind, paragraphs)) >= MIN_MEAN * len(paragraphs) > 0


def surely_cite(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs that no heading announces are a list of references: several, and nearly all have words before a year."""
    sure = count_sure(paragraphs)
    return sure >= MIN_SURE and sure >= SURE_SHARE * len(paragraphs)


def count_sure(paragraphs: Sequence[str]) -> int:
    """How many paragraphs are references with words before a year."""
    return sum(DATED.match(TARGET.sub(" ", one)) is not None and _kind(one) == CITES for one in paragraphs)


def may_cite(paragraphs: Sequence[str]) -> bool:
    """Whether some of the items under a heading for references could be one, or has a link."""
    return any(_kind(one) != OTHER or find_urls(one) or LINKED.match(one) for one in paragraphs)


def mostly_link(paragraphs: Sequence[str]) -> bool:
    """Whether most items of a file of references lead to a page of the web."""
    return sum(bool(find_urls(one)) for one in paragraphs) >= MIN_SHARE * len(paragraphs) > 0


def linked(paragraphs: Sequence[str]) -> list[int]:
    """The positions of a title with its address, ``Map of the harbour. https://…``, if these are most of the paragraphs."""
    few = [bool(find_urls(one)) and len(TARGET.sub(" ", one)) < SHORTEST for one in paragraphs]
    return [at for at, is_few in enumerate(few) if is_few] if sum(few) >= MIN_SHARE * len(paragraphs) else []


def are_dated(paragraphs: Sequence[str]) -> bool:
    """Whether nearly all items are a few words with a year, ``Harbours of the North – E. Lund 1954 Pine Press``."""
    return len(paragraphs) > 1 and sum(map(_is_dated, paragraphs)) >= SURE_SHARE * len(paragraphs)


def dated(paragraphs: Sequence[str]) -> list[int]:
    """The positions of such items, if they are nearly all of the first paragraphs: ``**Salt Gardens** Lucknow Ebb Press 1407 Hijri``.

    Others among them are entries, too, if their first words are in italics or bold as those of the most.
    """
    are = list(map(_is_dated, paragraphs))
    first = _last([1 if is_dated else OTHER for is_dated in are])
    if sum(are[:first]) < max(MIN_SURE, SURE_SHARE * first):
        return []
    marked = [EMPHASISED.match(one) is not None and len(one) <= LONGEST for one in paragraphs[:first]]
    most = sum(marked) >= SURE_SHARE * first
    return [at for at in range(first) if are[at] or (most and marked[at])]


def _is_dated(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST and ANY_YEAR.search(paragraph) is not None and not is_prose(paragraph, SENTENCE_WORDS)


def have_names(paragraphs: Sequence[str]) -> bool:
    """Whether nearly all items are names, a title and a publisher, ``Eva Lund: Harbours of the North, Pine Press.``"""
    named = sum(_kind(one) != OTHER and has_form(one, listed=False) for one in paragraphs)
    return len(paragraphs) > 1 and named >= SURE_SHARE * len(paragraphs)


def cites(paragraph: str) -> bool:
    """Whether a paragraph looks like a reference with a date or a URL, and is no sentence."""
    return _kind(paragraph) == CITES


def _kind(paragraph: str) -> int:
    if is_legal(paragraph) or NO_ENTRY.match(paragraph) or _is_row_of_numbers(paragraph):
        return OTHER
    words = without_mere_links(paragraph)
    if could_be_reference(words) or (has_parts(words) and YEAR.search(words)):
        return COULD_CITE if is_sentence_around_links(paragraph) else CITES
    return COULD_CITE if has_parts(paragraph) and has_form(paragraph, listed=True) else OTHER


def _is_row_of_numbers(paragraph: str) -> bool:
    """Whether most of a line is numbers, as in a table of measurements: ``12 "moor, jane" -0.18 0.39 7 2015.85``."""
    words = paragraph[:LONGEST].split()
    return len(words) >= MIN_CELLS and 2 * len(NUMBERS.findall(paragraph[:LONGEST])) > len(words)


def _last(kinds: Sequence[int]) -> int:
    """How many of the first paragraphs are the list: those that hold the most references more than other text."""
    sums = [0, *accumulate(kinds)]
    most = max(sums)
    return max(at for at, total in enumerate(sums) if total == most)
