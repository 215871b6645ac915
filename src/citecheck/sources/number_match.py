"""Comparison of cited and recorded volumes, issues and pages: the same, another, or not to be known.

The first pages decide where a citation has no more. An article's number and the pages of its PDF are two ways to cite it, so they say
nothing of each other; nor does a year in the place of a volume.
"""

import re
from typing import Literal

from msgspec import Struct

from citecheck.patterns import lazy_pattern

NumberVerdict = Literal["same", "other", "unknown"]

LONGEST = 60  # maximum characters of a number; a longer one is none
ROMAN = "roman"  # the prefix of pages with Roman numbers
YEARS = range(1700, 2200)
_LABEL = lazy_pattern(
    r"(?:vol(?:ume)?|bd|band|t(?:ome)?|issue|iss|number|num|no|nr|heft|h|art(?:icle)?|pages?|pp?|s)(?:\.|(?=\s))\s?", re.IGNORECASE
)
_ROMAN = lazy_pattern(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_DASHES = lazy_pattern(r"\s?[-‐‑‒–—−]{1,3}\s?")
_NUMBER = lazy_pattern(r"([^\W\d_]{0,3})[.\s]?(\d{1,12})([^\W\d_]{0,2})")
_BEFORE_ISSUE = lazy_pattern(r"[(:]|,\s?(?:issue|iss|number|no|nr|heft)\b")
_PASSAGE = lazy_pattern(r"[,;]\s?(?:(?:here|at|hier|esp\.?|see)\s)?")
_SUPPLEMENT = lazy_pattern(r"^s(?:uppl?(?:ement)?)?[.\s]{0,2}(?=\d|$)", re.IGNORECASE)
_SPACES = lazy_pattern(r"\s+")


class PageRange(Struct, frozen=True):
    """Pages: the letters before and after the numbers, the first and the last number; ``last`` is None where one page is printed."""

    prefix: str
    first: int
    last: int | None
    suffix: str = ""

    @property
    def length(self) -> int:
        """The number of pages."""
        return (self.last or self.first) - self.first + 1


def roman(text: str) -> int | None:
    """The value of a Roman number, None for other words."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text.casefold()]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def compare_volume(cited: str, recorded: str) -> NumberVerdict:
    """Compare volumes: Arabic or Roman, with the issue behind them or not."""
    mine, theirs = (_BEFORE_ISSUE.split(_plain(one), maxsplit=1)[0] for one in (cited, recorded))
    return _compare_numbers(mine, theirs)


def compare_issue(cited: str, recorded: str) -> NumberVerdict:
    """Compare issues: "3-4" has both, a supplement is one by any name."""
    mine, theirs = _plain(cited), _plain(recorded)
    supplements = [_SUPPLEMENT.sub("", one) for one in (mine, theirs) if _SUPPLEMENT.match(one)]
    if len(supplements) == 2:
        return _compare_numbers(*supplements) if all(supplements) else "unknown"
    return "unknown" if supplements else _compare_numbers(mine, theirs)


def _compare_numbers(mine: str, theirs: str) -> NumberVerdict:
    if mine and mine == theirs:
        return "same"
    ours, found = _numbers(mine), _numbers(theirs)
    if not ours or not found:
        return "unknown"
    if ours & found:
        return "same"
    year_for_volume = any(number in YEARS for number in ours) != any(number in YEARS for number in found)
    return "unknown" if year_for_volume else "other"


def _numbers(text: str) -> set[int]:
    """The numbers of "12", "XII", "12-13" or "12/13"; none of what is not a number alone."""
    parts = [part.strip() for part in re.split(r"[-/&,]", text)]
    values = [int(part) if re.fullmatch(r"\d{1,9}", part) else roman(part) for part in parts]
    known = {value for value in values if value is not None}
    if len(parts) == len(values) == 2 and len(known) == 2 and text.count("-") == 1:
        first, last = sorted(known)
        known |= set(range(first, min(last, first + 12)))  # issues of one year
    return known if None not in values else set()


def compare_pages(cited: str, recorded: str, *, final: bool = True) -> NumberVerdict:
    """Compare pages or article numbers.

    ``final``: the record has a volume; else its pages may be those of a version ahead of print, which count from 1.
    """
    cited = _without_passages(cited)
    if (same := _plain(cited)) and same == _plain(recorded):
        return "same"
    mine, theirs = pages(cited), pages(recorded)
    if mine is None or theirs is None or not theirs.first or not _are_comparable(mine.prefix, theirs.prefix):
        return "unknown"
    if mine.first == theirs.first:
        return _compare_ends(mine, theirs)
    if _is_within(mine, theirs):
        return "same"
    if (mine.last is None) != (theirs.last is None) and _is_article_number(mine, theirs):
        return "unknown"
    if theirs.first == 1 and not final:
        return "unknown"
    return "unknown" if mine.first == 1 and (mine.length == theirs.length or theirs.last is None) else "other"


def _without_passages(cited: str) -> str:
    """Pages without those that are meant in particular: "607–617, 609", "607–17, at 609"."""
    whole, *passages = _PASSAGE.split(cited[:LONGEST])
    span, meant = pages(whole), [pages(one) for one in passages]
    within = span is not None and all(one is not None and span.first <= one.first <= (span.last or 0) for one in meant)
    return whole if passages and within else cited


def _are_comparable(mine: str, theirs: str) -> bool:
    """Whether pages with these prefixes are of one count; the letter of a supplement is often left out."""
    return mine == theirs or (ROMAN not in (mine, theirs) and not (mine and theirs))


def _compare_ends(mine: PageRange, theirs: PageRange) -> NumberVerdict:
    """The verdict on pages with the same first one."""
    if mine.last is None or theirs.last is None or mine.last == theirs.last:
        return "same"
    return "unknown" if theirs.last <= theirs.first else "other"


def _is_within(mine: PageRange, theirs: PageRange) -> bool:
    """Whether the cited pages are some of the recorded ones, as a note on a passage has them."""
    return theirs.last is not None and theirs.first < mine.first and (mine.last or mine.first) <= theirs.last


def _is_article_number(mine: PageRange, theirs: PageRange) -> bool:
    """Whether one of a range and a single page may be an article's number: it has a letter, or the range counts from 1."""
    single, several = (mine, theirs) if mine.last is None else (theirs, mine)
    return bool(single.prefix) or several.first == 1 or len(str(single.first)) > len(str(several.first)) + 1


def pages(text: str) -> PageRange | None:
    """Read pages: "1234-45", "S12–S18", "xii–xv", "e0123", "1392b"; None where they cannot be read.

    Of several ranges the first and the last page count.
    """
    plain = _plain(text).rstrip(" .").removesuffix("+").removesuffix("ff").removesuffix("f").strip(" .")
    parts = [one for one in (_page(part) for part in re.split(r"[-,;]", plain)) if one]
    if not parts or len(parts) != len([part for part in re.split(r"[-,;]", plain) if part.strip()]):
        return None
    prefix, first, suffix = parts[0]
    if len(parts) == 1:
        return PageRange(prefix, first, None, suffix)
    last = _completed(first, parts[-1][1])
    return PageRange(prefix, first, last, suffix) if last >= first else None


def _page(text: str) -> tuple[str, int, str] | None:
    if (value := roman(text.strip())) is not None:
        return ROMAN, value, ""
    found = _NUMBER.fullmatch(text.strip())
    return (found[1].casefold(), int(found[2]), found[3].casefold()) if found else None


def _completed(first: int, last: int) -> int:
    """The last page of "1234-45": what it lacks is taken from the first."""
    cut = 10 ** len(str(last))
    return first - first % cut + last if last < first else last


def _plain(text: str) -> str:
    """A number without label, double spaces and forms of dashes, in small letters."""
    short = _SPACES.sub(" ", text[: LONGEST + 1]).strip(" ,;:()[]") if len(text) <= LONGEST else ""
    return _DASHES.sub("-", _LABEL.sub("", short, count=1) if _LABEL.match(short) else short).casefold()
