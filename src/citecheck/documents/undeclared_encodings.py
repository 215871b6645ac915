"""Recognises encodings that a text does not declare, where its letters leave no doubt: Cyrillic, Greek, Chinese, Japanese and Korean.

An encoding is recognised if it alone turns the bytes into words of its script, with capitals only where words have them, and if the letters
that are common in its languages are common in the text. Those of Central Europe are not: their letters differ too little from others'.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from citecheck.patterns import lazy_pattern

LEAST = 40  # letters of the script; fewer prove nothing
LEAST_DISTINCT = 12  # of them; no-break spaces of Windows-1252 are one letter of DOS
MIXED = 0.02  # maximum share of words with letters of two scripts or capitals within
COMMON = 0.55  # minimum share of the letters that are the common ones; in other readings of the same bytes it is at most a third
BEGINNING = 200_000  # bytes that are looked at; all of them must be of the encoding
WORD = lazy_pattern(r"[^\W\d_]+")
# Marks of punctuation that texts have beside the letters.
MARKS = frozenset("\xa0«»—–…№“”„‘’‚§©°·•€‹›")
CYRILLIC = lazy_pattern(r"[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+")
GREEK = lazy_pattern(
    r"[\u0386\u0388-\u038f\u0391-\u03ab]?[\u0390\u03ac-\u03c1\u03c3-\u03ce]*ς?|[\u0386\u0388-\u038f\u0391-\u03ab]+"
)
COMMON_CYRILLIC = frozenset("оеаинтсрвлкмді")
COMMON_GREEK = frozenset("αοιετσνηυρςίκ")
COMMON_HAN = frozenset("的一是不了在人有我他这中大来上国年和与及第期版社学出文研究这個為與學國書論會史")
COMMON_HANGUL = frozenset("이다의는에을가고한를도지사대자연구인정기시학국문서")


class Alphabet(Struct, frozen=True):
    """A script of small alphabets: its encodings, the words that it has, and its common letters."""

    encodings: tuple[str, ...]
    first: str
    last: str
    word: re.Pattern[str]
    common: frozenset[str]


ALPHABETS = (
    Alphabet(("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic"), "\u0400", "\u04ff", CYRILLIC, COMMON_CYRILLIC),
    Alphabet(("cp1253", "iso8859-7"), "\u0370", "\u03ff", GREEK, COMMON_GREEK),
)


def recognised(data: bytes) -> str | None:
    """The one encoding that the bytes are surely in; None if there is none, or more than one with different text."""
    found: dict[str, str] = {}
    for encoding, is_sure in _tests():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if is_sure(text[:BEGINNING]):
            found.setdefault(text, encoding)
    return next(iter(found.values())) if len(found) == 1 else None


def _tests() -> list[tuple[str, Callable[[str], bool]]]:
    single = [(encoding, lambda text, one=one: _is_alphabetic(text, one)) for one in ALPHABETS for encoding in one.encodings]
    return [
        *single,
        *((encoding, _is_japanese) for encoding in ("cp932", "euc_jp")),
        ("euc_kr", _is_korean),
        *((encoding, _is_chinese) for encoding in ("gb18030", "big5")),
    ]


def _is_alphabetic(text: str, alphabet: Alphabet) -> bool:
    foreign = [char for char in text if char > "\x7f"]
    letters = [char for char in foreign if alphabet.first <= char <= alphabet.last]
    if (
        len(letters) < LEAST
        or len(set(letters)) < LEAST_DISTINCT
        or any(char not in MARKS for char in foreign if not alphabet.first <= char <= alphabet.last)
    ):
        return False
    words = [word for word in WORD.findall(text) if not word.isascii()]
    irregular = sum(not alphabet.word.fullmatch(word) for word in words)
    common = sum(char.lower() in alphabet.common for char in letters)
    return irregular <= MIXED * len(words) and common >= COMMON * len(letters)


def _wide(text: str) -> list[str]:
    """The characters beyond ASCII, without full-width signs and marks of punctuation."""
    return [
        char
        for char in text
        if char > "\x7f" and char not in MARKS and not "\u3000" <= char <= "\u303f" and not "\uff00" <= char <= "\uff65"
    ]


def _is_japanese(text: str) -> bool:
    """Whether most is kana and ideographs, and a good part hiragana, which stand between all words."""
    wide = _wide(text)
    kana = sum("\u3041" <= char <= "\u30ff" for char in wide)
    hiragana = sum("\u3041" <= char <= "\u309f" for char in wide)
    han = sum("\u4e00" <= char <= "\u9fff" for char in wide)
    return len(wide) >= LEAST and kana + han >= 0.98 * len(wide) and hiragana >= 0.15 * len(wide)


def _is_korean(text: str) -> bool:
    wide = _wide(text)
    hangul = [char for char in wide if "\uac00" <= char <= "\ud7a3"]
    return len(hangul) >= max(LEAST, 0.9 * len(wide)) and _share(hangul, COMMON_HANGUL) >= 0.2


def _is_chinese(text: str) -> bool:
    wide = _wide(text)
    han = [char for char in wide if "\u4e00" <= char <= "\u9fff"]
    return len(han) >= max(LEAST, 0.97 * len(wide)) and _share(han, COMMON_HAN) >= 0.08


def _share(characters: list[str], common: frozenset[str]) -> float:
    return sum(char in common for char in characters) / len(characters)
