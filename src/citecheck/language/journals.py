"""Names of journals and their abbreviations, as a table of checksums: whether words are one, not which.

The names are those of https://github.com/JabRef/abbrv.jabref.org (CC0 1.0); ``tests/measure/training/journals.py`` makes the table. Of some
120,000 checksums one in 40,000 names is found that is none.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

TABLE = "journals.bin"  # checksums in order, four bytes each, the lowest first
AND = ("and", "et", "und")  # printed or "&"
INSIDE = frozenset((" ", ". ", ".", " &", "& ", " & ", ", ", ": ", "-", "'"))  # gaps within a name
LONGEST = 16  # words
WORD = re.compile(r"[^\W_]+")
FIRST, ALONE = "^", "1 "  # before the first two words of a name; before a name of one word


@cache
def _table() -> "array[int]":
    table = array("I")
    table.frombytes(files("citecheck.data").joinpath(TABLE).read_bytes())
    return table


def checksum(key: str) -> int:
    """The checksum of a key."""
    return crc32(key.encode())


def _has(key: str) -> bool:
    table, wanted = _table(), checksum(key)
    at = bisect_left(table, wanted)
    return at < len(table) and table[at] == wanted


@lru_cache(maxsize=16384)  # words repeat
def key_words(text: str) -> tuple[str, ...]:
    """The words of a name without case, accents, marks and "and"."""
    low = text.casefold()
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return tuple([word for word in WORD.findall(low) if word not in AND])


def journal_runs(words: Sequence[str], gaps: Sequence[str]) -> list[str]:
    """For each word: ``B`` the first and ``I`` a further one of a journal's name, ``1`` a name of one word, else empty.

    ``gaps[i]`` stands before ``words[i]``; a word that is empty is none.
    """
    marks = [""] * len(words)
    at = 0
    while at < len(words):
        last = _last(words, gaps, at) if words[at][:1].isupper() else 0
        if last:
            marks[at:last] = ["B", *["I"] * (last - at - 1)]
        elif words[at][:1].isupper() and _has(ALONE + " ".join(key_words(words[at]))):
            marks[at] = "1"
        at = last or at + 1
    return marks


def _last(words: Sequence[str], gaps: Sequence[str], at: int) -> int:
    """The end of the longest name of several words that begins at a word; 0 if none does."""
    run = list(key_words(words[at]))
    last, end = 0, at + 1
    while True:
        if len(run) > 1:
            if not _has(FIRST + " ".join(run[:2])):
                return last
            if _has(" ".join(run)):
                last = end
        if end == len(words) or not words[end] or gaps[end] not in INSIDE or len(run) >= LONGEST:
            return last
        run += key_words(words[end])
        end += 1
