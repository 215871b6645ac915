"""Where a printed citation differs from its own data, and not only in style."""

import unicodedata
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from citecheck.language.alphanumeric import letters
from citecheck.model.reference import Difference, Item
from citecheck.patterns import lazy_pattern

YEAR = lazy_pattern(r"(?<![\d.–—-])(?:1[5-9]|20)\d\d(?![\d–—-])")
NUMBER = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
WORD = lazy_pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
SPELLINGS = (("s", "z"), ("ou", "o"), ("ae", "e"), ("oe", "e"), ("ll", "l"))  # British and American
LEAST_WORDS, MOST_WORDS = 5, 250  # of a title; of a text that is compared
LEAST_EQUAL = 0.75  # share of a title's words that show that a text prints it


def years(text: str) -> frozenset[str]:
    """All numbers that may be years."""
    return frozenset(NUMBER.findall(text))


def difference(item: Item, known: Collection[str], printed: str, *, whole: bool) -> Iterator[Difference]:
    """A printed year that is nowhere in the data (``known``), and words of the title that are others (``whole``: all of it is printed)."""
    issued = str(item.issued.parts[0]) if item.issued and item.issued.parts else ""
    shown = years(printed)
    strange = [year for year in YEAR.findall(printed) if year not in known]
    if issued and issued not in shown and strange and not shown & set(known):
        yield Difference("issued", strange[0], issued)
    if whole and item.title and (words := _other_words(item.title, printed)):
        yield Difference("title", words, item.title)


def _other_words(title: str, printed: str) -> str:
    """The printed title if a few of its words are others; empty if it is printed as it is, or shortened."""
    if letters(title) in letters(printed) or letters(title.partition(":")[0]) in letters(printed):
        return ""
    printed = unicodedata.normalize("NFKC", printed)
    ours, found = WORD.findall(unicodedata.normalize("NFKC", title)), list(WORD.finditer(printed))[:MOST_WORDS]
    if not LEAST_WORDS <= len(ours) <= MOST_WORDS:
        return ""
    matcher = SequenceMatcher(None, [_spelt(one) for one in ours], [_spelt(one.group()) for one in found], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < LEAST_EQUAL * len(ours):
        return ""
    steps = matcher.get_opcodes()
    inner = [step for at, step in enumerate(steps) if step[0] != "equal" and 0 < at < len(steps) - 1]
    told = all(kind == "replace" and b - a == d - c for kind, a, b, c, d in inner)
    if not inner or not told:
        return ""
    first, last = blocks[0], blocks[-1]
    return printed[found[first.b].start() : found[last.b + last.size - 1].end()]


def _spelt(word: str) -> str:
    word = letters(unicodedata.normalize("NFKC", word))
    for british, american in SPELLINGS:
        word = word.replace(british, american)
    return word
