"""The words by which two titles of one work are compared, however they are written: numbers, ordinals, signs, letters, series."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from citecheck.patterns import lazy_pattern

_WORD = lazy_pattern(r"[^\W_]+")
_APOSTROPHES = lazy_pattern("(?<=[^\\W\\d_])['’ʼ`´](?=[^\\W\\d_])")
_ORDINALS = {
    word: f"{n}{'st' if n == 1 else 'nd' if n == 2 else 'rd' if n == 3 else 'th'}"
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_FORMS = {"vs": "versus", "st": "saint", "ste": "sainte", "mt": "mount"} | _NUMBERS | _ORDINALS
_NAMES = {number: word for word, number in (_NUMBERS | _ORDINALS).items()}
_ORDINAL = lazy_pattern(rf"\btwenty[-\s](?P<unit>{'|'.join([*_ORDINALS][:9])})\b")
_PART = lazy_pattern(r"\b(?:part|pt|number|no|nr)\b\.?\s*+(?=(?:\d{1,3}|[ivx]{1,5}|[a-h])\b)")  # of a series, before its number
# Years from one to another: "1920–21", "1920/21", "1920 to 1921".
_SHORT_RANGE = lazy_pattern(r"\b(?P<first>(?P<century>1[4-9]|20)\d\d)\s?[-–—/]\s?(?P<last>\d\d)\b(?![-–—/]\d)")
_RANGE = lazy_pattern(r"\b(?:from\s)?(?P<first>\d{4})\s(?:to|until|through|bis|à|al?|do|до|tot|till)\s(?P<last>\d{4})\b")
_UNITED_STATES = lazy_pattern(r"\b(?:united states(?: of america)?\b|u\.\s?s\.(?:\s?a\b\.?)?|usa\b)")
# Signs and their words, in the cases where a title may have one or the other.
_SPELT = (("%", " percent "), ("°", " degrees "), ("&", " and "), ("+", " plus "), ("=", " equals "))
_PER_CENT = lazy_pattern(r"\bper cent\b", re.IGNORECASE)
# What search engines put before a title: the kind of file or entry.
_LABEL = lazy_pattern(r"^\s*+\[(?:pdf|html?|book|citation|doc|ps|b|c)\](?:\[[bch]\])?\s++", re.IGNORECASE)
# What indexes and styles put behind a title: the medium (NLM), GB/T 7714's letters, the language, the kind of text.
_MEDIUM = lazy_pattern(
    r"(?<!\s)\s*+[\[(](?:internet|online|electronic resource|pdf|e-?book|preprint|review|abstract|extended abstract|editorial|letter|conference paper|"
    r"with discussion|in \w{4,12}|[jmcdrnpsga](?:/(?:ol|cd|dk|mt))?)[\])]\.?$",
    re.IGNORECASE,
)
_KIND = lazy_pattern(
    r"^\s*+(?:letter|review|(?:original|research|review) article|case report|(?:brief|short) (?:communication|report)|editorial|commentary|"
    r"correspondence|research note)[:.]\s++(?=\S)",
    re.IGNORECASE,
)
GREEK = {
    "alpha": "a", "beta": "b", "gamma": "g", "delta": "d", "epsilon": "e", "kappa": "k", "lambda": "l", "mu": "u", "pi": "p", "sigma": "s",
    "tau": "t", "omega": "w",
}  # fmt: skip  # letters in place of Greek ones, where a program had none


def without_medium(title: str) -> str:
    """A title without the medium, language or kind of text that is noted before or behind it; what is left has a word."""
    short = _KIND.sub("", _LABEL.sub("", _MEDIUM.sub("", title)))
    return short if _WORD.search(short) else title


def joined(words: Sequence[str]) -> str:
    """Words as one, with numbers spelt out: "3", "step" and "threestep" are the same."""
    return "".join(_NAMES.get(word, word) for word in words)


def spelt_signs(title: str) -> str:
    """A title with signs as words: "5%" as "5 percent"."""
    for sign, word in _SPELT:
        title = title.replace(sign, word)
    return _PER_CENT.sub("percent", title)


def title_words(title: str) -> list[str]:
    """The words of a title without accents; Greek letters are spelt out, "&" is no word, and an East Asian letter is a word."""
    return list(_title_words(title))


@lru_cache(maxsize=4096)
def _title_words(title: str) -> tuple[str, ...]:
    spelt = "".join(_spelt(c) for c in _APOSTROPHES.sub("", unicodedata.normalize("NFC", title).translate(_SIGNS)))
    plain = unicodedata.normalize("NFKD", spelt).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    plain = _ORDINAL.sub(lambda m: f"2{_ORDINALS[m['unit']]}", _PART.sub("", _UNITED_STATES.sub("us ", plain)))
    plain = _RANGE.sub(r"\g<first> \g<last>", _SHORT_RANGE.sub(_whole_range, plain))
    return tuple(_FORMS.get(word, word) for word in _WORD.findall(plain))


def _whole_range(match: re.Match[str]) -> str:
    """Two years with all of their digits; a month or a number behind a year stays."""
    last = f"{match['century']}{match['last']}"
    return f"{match['first']} {last}" if last > match["first"] else match.group()


_SIGNS = str.maketrans({"×": "x", "µ": "μ", "∆": "Δ", "Ω": "Ω"})  # the micro, increment and ohm signs are Greek letters
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def _spelt(letter: str) -> str:
    """A letter; a Greek one by its name, an East Asian one as a word."""
    if letter < "\u0370":
        return letter
    if "\u0370" <= letter <= "\u03ff":
        name = unicodedata.name(letter, "").split(" LETTER ")[-1].split(" WITH ")[0].split()
        return f" {name[-1].lower()} " if name else letter
    return f" {letter} " if letter > "\u2e80" and letter.isalpha() else letter
