"""One key for the spellings of a name in different systems of transliteration.

Covers ISO 9, ALA-LC, BGN/PCGN, German, French and English forms of Cyrillic names ("Khrushchev", "Chruschtschow"), and their parts that other
languages share ("ph", "th", "ck", "y" and "j" for "i"). Vowels that systems of other scripts drop are kept.
"""

from functools import lru_cache

from citecheck.patterns import lazy_pattern

# In this order, longer groups first.
_GROUPS = (
    ("schtsch", "S"), ("chtch", "S"), ("shch", "S"), ("tsch", "H"), ("tch", "H"), ("sch", "S"), ("sh", "S"),
    ("kh", "H"), ("ch", "H"), ("zh", "J"), ("dj", "J"), ("ts", "c"), ("tz", "c"), ("cz", "c"), ("ph", "f"), ("th", "t"), ("gh", "g"),
    ("ck", "k"), ("ks", "x"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_HARD_C = lazy_pattern(r"c(?=[aourlt]|$)")
_YO = lazy_pattern(r"(?<=[SHJ])e(?=[vf]+$)")  # "Khrushchev" is "Chruschtschow"
_SOFT_E = lazy_pattern(r"(?<![aeou])ie")
_LAST_F = lazy_pattern(r"(?<=[^f])f+$")
_DOUBLE = lazy_pattern(r"(.)\1+")


@lru_cache(maxsize=8192)  # names repeat
def transliterated(word: str) -> str:
    """The key of a folded word: equal for two spellings of one name."""
    for group, letter in _GROUPS:
        word = word.replace(group, letter)
    word = _LAST_F.sub("v", _HARD_C.sub("k", _SOFT_E.sub("e", _YO.sub("o", word))))
    return _DOUBLE.sub(r"\1", word).casefold()
