"""Given names of persons in some seventy languages and countries, as a table of checksums: whether a word is one, not which.

The names are those of Faker (https://github.com/joke2k/faker, MIT License); ``tests/measure/training/given_names.py`` makes the table. Of
31,000 checksums one in 140,000 words is found that is none. Words that are names and something else (``Will``, ``London``) are in it.
"""

from array import array
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from zlib import crc32

TABLE = "given_names.bin"  # checksums in order, four bytes each, the lowest first


@cache
def _table() -> "array[int]":
    table = array("I")
    table.frombytes(files("citecheck.data").joinpath(TABLE).read_bytes())
    return table


def checksum(name: str) -> int:
    """The checksum of a name."""
    return crc32(name.encode())


def is_given_name(word: str) -> bool:
    """Whether a word, as printed, is a known given name: ``Oleg``, ``Marie-Claire``, ``Łucja``."""
    table, wanted = _table(), checksum(word)
    at = bisect_left(table, wanted)
    return at < len(table) and table[at] == wanted
