"""Abbreviated words and names: whether one may abbreviate the other.

ISO 4 and the lists built on it cut words off ("Chem." for "Chemistry") or contract them ("Natl." for "National"); they keep the order
of the words and leave out articles, conjunctions and prepositions. So abbreviations are recognised without a list of words.
"""

import re
from collections.abc import Iterator, Sequence

from citecheck.language.venues import Word, needed
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds

MOST_JOINED = 5  # maximum words that may be written as one: "bio medicine", "A.M.A."
_VOWELS = frozenset("aeiou")
# Abbreviations that neither cut nor contract the word.
IRREGULAR = {
    ("bros", "brothers"), ("zh", "zhurnal"), ("mtg", "meeting"), ("wkshp", "workshop"), ("phila", "philadelphia"), ("mag", "magazine"),
    ("mass", "massachusetts"), ("us", "united states"), ("uk", "united kingdom"), ("usa", "united states america"),
    ("ussr", "union soviet socialist republics"), ("eng", "england"), ("cz", "czechoslovak"), ("sov", "soviet"), ("xray", "x ray"),
    ("qld", "queensland"), ("nsw", "new south wales"), ("nz", "new zealand"), ("wires", "wiley interdisciplinary reviews"),
}  # fmt: skip
# Spellings that differ between British and American English.
_SPELLINGS = (
    (lazy_pattern(r"ae|oe"), "e"), (lazy_pattern(r"our(?=s?$|al|ed|ing|ist)"), "or"), (lazy_pattern(r"is(?=ation|ed?$|ing)|yz(?=e|ing)"), "iz"),
    (lazy_pattern(r"ys(?=e$|ing$)"), "iz"), (lazy_pattern(r"tre(?=s?$)"), "ter"), (lazy_pattern(r"ogue"), "og"), (lazy_pattern(r"gramme"), "gram"),
    (lazy_pattern(r"ence(?=s?$)"), "ense"), (lazy_pattern(r"sulph"), "sulf"), (lazy_pattern(r"ll(?=ing|ed|er)"), "l"), (lazy_pattern(r"grey"), "gray"),
    (lazy_pattern(r"alumini"), "alumin"),
)  # fmt: skip


def same_word(a: str, b: str) -> bool:
    """Whether two folded words are one, in British or American spelling, singular or plural."""
    return a == b or _spelt(a) == _spelt(b)


def _spelt(word: str) -> str:
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word.removesuffix("s") if len(word) > thresholds.VENUE_SHORT_WORD else word


def abbreviates(short: str, long: str) -> bool:
    """Whether one folded word may abbreviate another: cut off, or contracted to its consonants."""
    if len(short) >= len(long) or not short or short[0] != long[0] or not short.isalpha():
        return False
    if long.startswith(short) or _spelt(long).startswith(_spelt(short)) or (short, long) in IRREGULAR:
        return True
    stem = _stem(short, long)
    return len(short) > 1 and not _VOWELS & set(short[stem:]) and _in_order(short[stem:], long[stem:])


def _stem(a: str, b: str) -> int:
    """The number of letters that two words share at their start."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _in_order(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def related(a: str, b: str) -> bool:
    """Whether two folded words may be forms, spellings or abbreviations of one word, in one language or two, or one misspelt."""
    from rapidfuzz import fuzz

    if same_word(a, b) or abbreviates(a, b) or abbreviates(b, a):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < thresholds.VENUE_STEM_LETTERS:
        return False
    if _stem(a, b) >= max(thresholds.VENUE_STEM_LETTERS, thresholds.VENUE_STEM * len(short)):
        return True
    return (a[0] == b[0] and _in_order(short, long)) or fuzz.ratio(a, b) >= thresholds.VENUE_WORD_LIKENESS


def aligned(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether two names are one by their words in order: each is the other's word or abbreviates it, or is not needed.

    Time: proportional to the product of the numbers of words, which ``venues.MOST_WORDS`` bounds.
    """
    if not a or not b:
        return False
    mine, theirs = needed(a), needed(b)
    single = sum(mine) == 1 or sum(theirs) == 1  # ISO 4: names of one word are not abbreviated
    ends = {(0, 0)}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if (i, j) not in ends:
                continue
            if i < len(a) and not mine[i]:
                ends.add((i + 1, j))
            if j < len(b) and not theirs[j]:
                ends.add((i, j + 1))
            ends.update(_matches(a, b, i, j, single=single))
    return (len(a), len(b)) in ends


def _matches(a: Sequence[Word], b: Sequence[Word], i: int, j: int, *, single: bool) -> Iterator[tuple[int, int]]:
    """The positions after equal words, from ``i`` and ``j`` on."""
    if i == len(a) or j == len(b):
        return
    if _is_word(a[i], b[j], single=single):
        yield i + 1, j + 1
    for n in range(2, MOST_JOINED + 1):
        if i + n <= len(a) and _is_joined(b[j], a[i : i + n]):
            yield i + n, j + 1
        if j + n <= len(b) and _is_joined(a[i], b[j : j + n]):
            yield i + 1, j + n


def _is_word(a: Word, b: Word, *, single: bool) -> bool:
    return same_word(a.text, b.text) or (not single and (abbreviates(a.text, b.text) or abbreviates(b.text, a.text)))


def _is_joined(one: Word, several: Sequence[Word]) -> bool:
    """Whether a word is several written as one, or their initials ("AMA", "NLP")."""
    if one.text == "".join(word.text for word in several):
        return True
    return (one.text, " ".join(word.text for word in several)) in IRREGULAR or (
        one.upper and len(several) > 1 and one.text == "".join(word.text[0] for word in several if not word.empty)
    )


def is_initials(acronym: str, words: Sequence[Word]) -> bool:
    """Whether an acronym is made of a name's initials, with or without the words that names may lack."""
    letters = re.sub(r"[\W_]+", "", acronym).casefold()
    if len(letters) < 2:
        return False
    positions = {0}
    for word, is_needed in zip(words, needed(words), strict=True):
        step = {at + 1 for at in positions if at < len(letters) and letters[at] == word.text[0]}
        positions = step | (set() if is_needed else positions)
    return len(letters) in positions
