"""From a span of a citation to a field's value: without separators, quotation marks and hyphenation."""

from citecheck.citations.publication_dates import BLANK
from citecheck.language.quotation_marks import find_quotations
from citecheck.patterns import lazy_pattern

CUT_WORD = lazy_pattern(r"(?<=[^\W\d_])-[ \t]*\r?\n\s*(?=[^\W\dA-Z_])")  # a word hyphenated at a line break
EDGES = f" \t\r\n,;:.،؛，。{BLANK}*_"
EMPTY = lazy_pattern(rf"[(\[][{BLANK}\s,.;]*+[)\]]")
BLANKS = lazy_pattern(rf"[{BLANK}]++")
ABBREVIATED = lazy_pattern(r"(?:\b[^\W\d_]\.[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr))$")


def clean(text: str) -> str:
    """A value without blanks, and without separators and empty brackets at its ends."""
    if "\n" in text or "\u00ad" in text:
        text = CUT_WORD.sub("", text.replace("\u00ad", ""))
    if BLANK in text or "(" in text or "[" in text:
        text = BLANKS.sub(" ", EMPTY.sub(" ", text))
    text = " ".join(text.split())
    stripped = text.strip(EDGES)
    return stripped + "." if ABBREVIATED.search(stripped) and stripped + "." in text else stripped


def unquoted(text: str) -> str:
    """A title without the quotation marks around it, and without the comma that some styles put inside."""
    quotations = find_quotations(text)
    if len(quotations) == 1 and quotations[0].start == 0 and quotations[0].end == len(text):
        return text[1:-1].strip().rstrip(",").rstrip()
    return text
