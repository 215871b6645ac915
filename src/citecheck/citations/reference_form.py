"""The form that a reference has without date and URL: parts between full stops, ``Lund, Eva. Harbours of the North. Pine Press.``"""

import re
from collections.abc import Sequence

from citecheck.citations.own_words import OWN
from citecheck.citations.prose import SENTENCE_WORDS, WORDS, is_prose
from citecheck.language.names import read_names
from citecheck.language.person_name import CASELESS
from citecheck.patterns import lazy_pattern

LONGEST = 300  # characters of an entry
LONGEST_NAME = 40  # characters of a name before a title
CLAUSE_WORDS = 5  # words of a sentence
PARTS = 2  # of an entry, beside its names
# Between names, title and publisher: not behind an initial, nor before a word in lower case.
PART = lazy_pattern(r"(?<![ .,][^\W\d_])(?<!^[^\W\d_])[.,:;][”\"»’_*]{0,3}\s+(?=[“\"«„_*]{0,3}[^\W\d_a-zà-ÿа-я])")
EDGES = " \t\r\n.*_•·–-"
LEGAL = lazy_pattern(r"\bcopyright(?:ed)?\b|©|\ball rights reserved\b|\blicen[sc]ed under\b", re.IGNORECASE)
LINKED_IMAGE = lazy_pattern(r"\[!\[[^\]\[]*\]\([^()\s]*\)\]\([^()\s]*\)")  # a badge
# A link on a name of one or two words, which alone is no title: ``[Tool](https://…)``, ``[Tool Box](https://…) - for tools``.
LINKED_NAME = lazy_pattern(r"[\s>*+•·–-]{0,20}(?:\d{1,4}[.)]\s+)?[*_]{0,3}\[[^\s\]\[]+(?:\s[^\s\]\[]+)?\]\([^()\s]*\)")
# A URL, and the number of a ticket or a change that a link, or a link on blanked code, leads to: neither makes a sentence a reference.
LINKED_NUMBER = lazy_pattern(
    r"\[[`(]{0,2}(?:[A-Za-z][\w./-]{0,60})?[#!]?[\da-f]{1,40}[`)]{0,2}\]\([^()\s]*\)|\[ {1,60}\]\([^()\s]*\)"
)
LINKED_TITLE = lazy_pattern(
    r"[\s>*+•·–-]{0,20}(?:\d{1,4}[.)]\s+)?[\"“«*_]{0,3}\[[^\s\]\[`]+\s[^\]\[`]{4,}\]\(https?:", re.IGNORECASE
)
TARGET = lazy_pattern(r"\]\([^()\s]{0,2000}\)|<?\bhttps?://\S*", re.IGNORECASE)


def has_form(text: str, *, listed: bool) -> bool:
    """Whether a short text has the parts of a reference: where it is ``listed`` in a bibliography two, else names, a title and a publisher."""
    text = " ".join(text.strip(EDGES).split())
    if len(text) > LONGEST or text[:1].islower() or OWN.match(text) or is_prose(text, CLAUSE_WORDS):
        return False
    parts = [part.strip() for part in PART.split(text)]
    if any(not WORDS.search(part) or is_prose(part, CLAUSE_WORDS) for part in parts):
        return False
    return len(parts) >= (PARTS if listed else _names(parts) + PARTS)


def is_sentence_around_links(text: str) -> bool:
    """Whether a paragraph is prose: what it links to does not count, and behind a name or a linked title it is none."""
    if LINKED_TITLE.match(text) or CASELESS.search(text):
        return False
    words = TARGET.sub(" ", text).strip(EDGES)
    first = words.partition(",")[0]
    return is_prose(words, SENTENCE_WORDS) and not (" " in first and len(first) <= LONGEST_NAME and read_names(first))


def without_mere_links(text: str) -> str:
    """A text in Markdown without links that are no citations: to tickets and changes, ``([#12](https://…))``, on badges, and on a first name."""
    return LINKED_NAME.sub(" ", LINKED_NUMBER.sub(" ", LINKED_IMAGE.sub(" ", text)), 1)


def is_legal(text: str) -> bool:
    """Whether a text is a notice of copyright or licence."""
    return LEGAL.search(text) is not None


def _names(parts: Sequence[str]) -> int:
    """How many of the first parts are names: two for ``Lund, Eva``; more than there are if none is one."""
    if " " not in parts[0] and read_names(", ".join(parts[:2])):
        return 2
    return 1 if " " in parts[0] and read_names(parts[0]) else len(parts)
