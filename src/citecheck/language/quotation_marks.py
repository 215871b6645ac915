"""Quotation marks of many languages, and the quotations between them."""

from functools import lru_cache

from msgspec import Struct

from citecheck.patterns import lazy_pattern

# Opening marks and their closing marks (CLDR's delimiters, and straight quotes).
PAIRS = {
    "“": "”",
    "«": "»",
    "„": "“”",
    "‘": "’",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    '"': '"',
    "'": "'",
    "”": "”",
    "»": "«",
}
SAME = frozenset("\"'")  # opening and closing mark are the same
INNER = frozenset("‘'‹")  # marks that are also apostrophes
MARK = lazy_pattern("[" + "".join(PAIRS) + "]")
UNCLOSED = 40  # maximum unclosed marks of a kind; further ones are skipped, so that time is linear
DEEPEST = 8  # nested quotations


class Quotation(Struct, frozen=True):
    """A quotation: ``text[start:end]`` with its marks, ``text[start + 1:end - 1]`` without."""

    start: int
    end: int
    mark: str


@lru_cache(maxsize=16)  # called several times in a row for one note
def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; unclosed marks are skipped."""
    found: list[Quotation] = []
    unclosed: dict[str, int] = {}
    at = 0
    while match := MARK.search(text, at):
        at = match.start()
        end = _close(text, at) if _opens(text, at) and unclosed.get(text[at], 0) < UNCLOSED else 0
        unclosed[text[at]] = unclosed.get(text[at], 0) + (not end)
        if end:
            found.append(Quotation(at, end, text[at]))
            at = end
        else:
            at += 1
    return tuple(found)


def _opens(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in PAIRS:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() and bool(after) and (not after.isspace() or mark in "«„")


def _close(text: str, at: int) -> int:
    """The offset after the mark that closes the quotation opened at ``at``; 0 if there is none.

    Straight marks may enclose straight marks: ``"Fen "what-if" tables"``; if those have no end, the first one closes.
    """
    return (_closed(text, at, nested=True) if text[at] == '"' else 0) or _closed(text, at, nested=False)


def _closed(text: str, at: int, *, nested: bool) -> int:
    mark, depth = text[at], 0
    closing = PAIRS[mark]
    for here in range(at + 1, min(len(text), at + 2000)):
        char = text[here]
        inner = nested and text[here - 1].isspace() and text[here + 1 : here + 2].isalnum()
        if char == mark and (inner if mark in SAME else char not in closing and _opens(text, here)):
            depth += 1
            if depth > DEEPEST:
                return 0
        elif char in closing and _closes(text, here, mark):
            if depth == 0:
                return here + 1 if here > at + 1 else 0
            depth -= 1
    return 0


def _closes(text: str, here: int, mark: str) -> bool:
    after = text[here + 1 : here + 2]
    if mark in INNER:
        return not after.isalnum() and not text[here - 1].isspace()
    return mark not in SAME or not after.isalnum()
