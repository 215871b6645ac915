"""Notes about the author of the text, which cite nothing: where she works, how she is reached, when the manuscript came in."""

import re

from citecheck.citations.note_range import NoteRange
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


def is_about_author(whole: NoteRange) -> bool:
    """Whether a note is about the author: it begins so, or has a mail address, and has no sign of a source."""
    if whole.urls or whole.links or whole.has_quoted_title or whole.is_identified:
        return False
    return ABOUT.match(whole.text) is not None or (not whole.dates and MAIL.search(whole.text) is not None)
