"""Quotation marks of many languages, and what stands between them."""

import re
from dataclasses import dataclass
from functools import lru_cache

# Opening marks and what closes them (CLDR's delimiters, and the typewriter's).
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
SAME = frozenset("\"'")  # one mark opens and closes
INNER = frozenset("‘'‹")  # marks that are apostrophes too
MARK = re.compile("[" + "".join(PAIRS) + "]")
UNCLOSED = 40  # marks of a kind that nothing closes; after so many no more are looked for, so that time stays linear
DEEPEST = 8  # quotations within one another


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: ``text[start:end]`` with the marks, ``text[start + 1:end - 1]`` without."""

    start: int
    end: int
    mark: str


@lru_cache(maxsize=16)  # several readers ask for one note's quotations in a row
def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; marks that nothing closes are passed over."""
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
    """The offset after the mark that closes the quotation opened at ``at``; 0 where none does."""
    mark, depth = text[at], 0
    closing = PAIRS[mark]
    for here in range(at + 1, min(len(text), at + 2000)):
        char = text[here]
        if char == mark and mark not in SAME and char not in closing and _opens(text, here):
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
