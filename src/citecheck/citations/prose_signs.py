"""Signs for and against the author's own sentences: what only references have behind a sentence, and words in scare quotes.

``Moor, A. (2008). The fens. How the north was drained by its own people. Rev. Mills, 25(1)`` is all one reference.
"""

import re

from citecheck.citations.note_range import NoteRange
from citecheck.citations.own_words import ABOVE, BELOW
from citecheck.patterns import lazy_pattern

IN_WORK = lazy_pattern(  # the work that contains a paper
    r"In:?\s(?:the\s)?(?:\S+\s){0,2}?(?:Proc\b|Proceedings\b)|In:?\s[^()]{3,80}\((?:Eds?|Hrsg)\.?\)|(?:In|Dans|En|Em):?\s[^.]{3,160}\(pp?\.\s\d"
)
# ``Rev. Mills, 25(1)``, ``Mills, vol. 25, n.º 1``, ``Mills, 25, 3–9``: a journal's numbers at the end
NUMBERED = lazy_pattern(
    r"(?:,\s?(?:\d{1,4}\s?\(\d{1,4}(?:[-–/]\d{1,4})?\)|(?:vol|Vol|Bd|Jg|t|т|Т)\.?\s?\d{1,4}\b[^.]{0,30}|\d{1,4},\s?(?:pp?\.\s?)?\d{1,5}\s?[-–]\s?\d{1,5}))(?:[,:]\s?(?:pp?\.\s?)?[\d\s–-]{1,12})?\.?\s*$"
)
# A year in brackets and one sentence behind it: ``Moor, A. (2008). The fens.``
ONE_TITLE = lazy_pattern(r"[^()]{3,160}\((?:1[5-9]|20)\d\d[a-z]?\)\.\s[^.?!:]{8,160}[.?!]?\s*$")
# One more sentence, and the name of a publisher or journal: ``How the north was drained by its own people. Elm Press SRL.``
AND_IMPRINT = lazy_pattern(r"[^.?!]{10,200}[.?!]\s(?P<name>[^.,;?!()\d]{3,60})\.?\s*$")
LOW_QUOTE = lazy_pattern(r"[\s“”\"«»„‚‘’']*[a-zß-öø-ÿа-яё]")
# A year with a letter, or pages, behind names in brackets at a sentence's end: ``… by its own people (Moor, 2016b).``
AUTHOR_YEAR_LAST = lazy_pattern(
    r"\s\([^\W\d_][^()]{1,80}?,?\s(?:1[5-9]|20)\d\d(?:[a-z](?:[,:]\s[^()]{1,30})?|[,:]\s(?:pp?\.|S\.|s\.|str\.|с\.|págs?\.)?\s?\d[\d\s–-]{0,12})\)\W*$"
)
_WORD = lazy_pattern(r"[^\W\d_][\w’'-]*")
MOST_NAME_WORDS, LONGEST_LOW = 6, 80


def goes_on(head: str, rest: str) -> bool:
    """Whether sentences behind the beginning of a reference belong to it: the work, a journal's numbers, or a subtitle and the publisher."""
    if IN_WORK.match(rest) or NUMBERED.search(rest):
        return True
    match = AND_IMPRINT.fullmatch(rest) if ONE_TITLE.fullmatch(head) else None
    words = _WORD.findall(match["name"]) if match else []
    capitals = sum(word[0].isupper() for word in words)
    return 0 < len(words) <= MOST_NAME_WORDS and 2 * capitals > len(words) and words[0][0].isupper()


def has_title_in_quotes(part: NoteRange) -> bool:
    """Whether quoted words could be a title; short ones that begin in small letters, in a sentence, are not: ``the so-called « low fens »``."""
    if not part.has_quoted_title:
        return False
    inside = [part.note[start:end] for start, end in part.quotations]
    return (
        not all(len(words) <= LONGEST_LOW and LOW_QUOTE.match(words) for words in inside) or re.search(r"\d", part.text) is not None
    )


def is_below(part: NoteRange) -> bool:
    """Whether words behind a signal lead to another part of the author's text: ``see the table below``, ``voir le schéma ci-dessus``."""
    if BELOW.search(part.text):
        return True
    return ABOVE.search(part.text) is not None and not (part.dates or part.urls or part.links or part.is_identified)
