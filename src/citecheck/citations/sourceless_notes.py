"""Notes that cite nothing: about the author of the text (where she works, when the manuscript came in), and passages that are only quoted."""

import re

from citecheck.citations.note_range import NoteRange
from citecheck.citations.prose import is_prose
from citecheck.patterns import lazy_pattern

# ``moor@coast.example``, ``{moor,lund}@coast.example``
MAIL = lazy_pattern(r"[\w.}-]@[\w-]{1,60}\.\w")
ABOUT = lazy_pattern(
    r"\W{0,3}(?:(?:(?:current|present|permanent)\s(?:affiliation|address)|(?:the\s)?corresponding\sauthor|(?:the\s)?(?:paper|manuscript|article)\s(?:was\s)?(?:first\s)?(?:received|submitted)|"
    r"(?:equal|both\sauthors?|(?:these|all|the)\sauthors?)\s(?:contribut|declare)|e-?mail(?:\saddress)?(?:es)?:|"
    r"autor(?:a|es|as)?\s(?:de|para|correspondent)\s?(?:la\s)?correspond|autore\scorrispondente|auteure?\scorrespondante?|korrespondierende|"
    r"adresse\sactuelle|dirección\sactual|endereço\satual|indirizzo\sattuale|derzeitige\s(?:adresse|anschrift)|levelező\sszerző|sorumlu\syazar)|"
    r"通讯作者|通信作者|责任著者|責任著者|교신저자|نویسنده(?:ٔ|ی)?\sمسئول)",
    re.IGNORECASE,
)

PASSAGE_WORDS = 15  # minimum of a quoted sentence; fewer may be a title


def why_sourceless(whole: NoteRange) -> str:
    """Why a note has no sources; empty if it may have some."""
    if _is_about_author(whole):
        return "about the text's author"
    return "only a quotation" if _is_passage(whole) else ""


def _is_about_author(whole: NoteRange) -> bool:
    """Whether a note is about the author: it begins so, or has a mail address, and has no sign of a source."""
    if whole.urls or whole.links or whole.has_quoted_title or whole.is_identified:
        return False
    return ABOUT.match(whole.text) is not None or (not whole.dates and MAIL.search(whole.text) is not None)


def _is_passage(whole: NoteRange) -> bool:
    """Whether a note is a quotation of whole sentences, and nothing else."""
    start, end = whole.quotations[0] if len(whole.quotations) == 1 else (0, 0)
    if end - start < 2 * PASSAGE_WORDS or whole.urls or whole.links or len(whole.text.strip()) > end - start + 4:
        return False
    inside = whole.note[start:end].strip(" “”\"«»„‘’'")
    return inside[-1:] in ".!?" and is_prose(inside, PASSAGE_WORDS)
