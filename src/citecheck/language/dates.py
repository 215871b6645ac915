"""Finds dates in notes in many languages, with exactly the parts that the note gives.

Whether ``07/04/2021`` is April or July is decided once per document: a first part over 12 means day first, a second part over 12
month first; without evidence both readings are kept (ISO 8601-2, EDTF: one of a set).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from citecheck.language.months import LONG_MONTHS, MONTHS
from citecheck.model.reference import Date

Order = Literal["dmy", "mdy"]

_FOREIGN = re.compile("[٠-٩۰-۹]")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

# Before matching, each letter of a month's name is replaced by that month's marker in Unicode's private use area.
_FIRST_MONTH = 0xE001
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH = r"(?P<month>[\ue001-\ue00c]+)(?!\w)\.?"
_BEGINNING = (
    r"(?:(?<![\w\ue001-\ue00c])|(?<=\w[\ue001-\ue00c]))"  # where a month begins; after a digit or "_" its first letter is skipped
)
_DIGIT = re.compile(r"\d")
_MAYBE_WHOLE = re.compile(r"[\ue001-\ue00c年년]|\d\s?[-/.]\s?\d")  # every whole date matches
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|°|ª|\.)?"
_YEAR = r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_LATE = r"(?<!\d)(?P<year>1\d\d\d|2[01]\d\d)(?!\d)"  # with a month, a year may be older, or misprinted
_OF = r"(?:\s+(?:of|de|del|di))?"
_YEARS = re.compile(r"(?<!\d)(?:1\d\d\d|2[01]\d\d)(?!\d)")
_WINDOW = 48  # maximum characters of a date
Where = Literal["first", "last", "none"]  # position of the year in a date
# The fullest first. Matching starts at years, which avoids searching the whole text.
_Pattern = tuple[Where, bool, re.Pattern[str]]  # position of the year, whether it has a month's name, pattern
_PATTERNS: tuple[_Pattern, ...] = tuple(
    (where, _MONTH in pattern, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]
    for where, pattern in (
        ("first", r"(?P<year>1[5-9]\d\d|20\d\d)\s?[年년]\s?(?P<second>[01]?\d)\s?[月월](?:\s?(?P<third>[0-3]?\d)\s?[日일])?"),
        ("first", rf"{_YEAR}(?P<sep>[-/.])(?P<second>[01]?\d)(?P=sep)(?P<third>[0-3]?\d)(?!\d)"),
        ("last", rf"(?<![\d/.-])(?P<first>[0-3]?\d)\s?(?P<sep>[-/.])\s?(?P<second>[0-3]?\d)\s?(?P=sep)\s?{_YEAR}"),
        ("last", rf"{_BEGINNING}{_MONTH}\s+{_DAY}(?:\s?[–-]\s?\d\d?)?,?\s+{_LATE}"),
        ("last", rf"{_DAY}(?:\s?[–-]\s?\d\d?\.?)?{_OF}\s+{_MONTH}{_OF},?\s+{_LATE}"),
        ("first", rf"{_LATE}(?:[,;.]|\s+m\.)?\s+{_MONTH}\s+{_DAY}(?!\d)"),
        ("first", rf"{_LATE}\.?\s+gada\s+{_DAY}\s+{_MONTH}"),
        ("first", rf"{_LATE}[,;]?\s+{_DAY}{_OF}\s+{_MONTH}"),
        ("last", rf"(?:ngày\s+)?(?<!\d)(?P<third>[0-3]?\d)\s+tháng\s+(?P<second>[01]?\d),?\s+(?:năm\s+)?{_YEAR}"),
        ("first", rf"{_YEAR}\.\s(?P<second>[01]?\d)\.\s(?P<third>[0-3]?\d)\.?(?![\d.])"),
        ("last", rf"(?<![\d/.-])(?<!r\.\s)(?<!r\s)(?P<third>[0-3]?\d)/(?P<second>[01]?\d)[\s-]{_YEAR}"),
        ("last", rf"{_BEGINNING}{_MONTH}{_OF},?\s+{_LATE}"),
        ("first", rf"{_LATE}[,;]\s+{_MONTH}"),
        ("first", rf"(?<![\w.-])(?P<iso>{_YEAR}-(?P<second>[01]\d))(?![\d-])"),
        ("first", rf"(?<![\w/.,:-]){_YEAR}(?:[a-h](?=[\s).,;:\]])|[年년])?(?![\w-])(?!/\d)"),
        ("none", rf"(?<!\w){_DAY}{_OF}\s+{_MONTH}(?!\w)"),
        ("none", rf"{_BEGINNING}{_MONTH}\s+{_DAY}(?!\w)"),
    )
)
_NUMERIC, _WHOLE = _PATTERNS[2][2], _PATTERNS[:8]  # day and month as numbers; dates with all three parts
_ENDS_IN_YEAR = re.compile(r"\d\s?[-/.]\s?[12]\d\d\d")  # _NUMERIC matches only texts that match this
_MARKED = re.compile("[\ue001-\ue00c]")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at ``text[start:end]``. ``year`` is 0 if the text gives only day and month."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    swapped: tuple[int, int] = (0, 0)  # month and day of the other reading, if both are possible

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month, day, as far as given."""
        return tuple(part for part in (self.year, self.month, self.day) if part)

    @property
    def date(self) -> Date:
        """The CSL date; an EDTF set of both readings if the order is unknown."""
        if not self.swapped[0]:
            return Date(self.parts)
        other = (self.year, *self.swapped)
        readings = ",".join("-".join(f"{p:02d}" for p in parts) for parts in (self.parts, other))
        return Date(self.parts, f"[{readings}]", other)


@lru_cache(maxsize=16)  # called several times in a row for one note
def find_dates(text: str, order: Order | None = None) -> tuple[DateMention, ...]:
    """The dates in a text, in order, the fullest reading at each place; dates that do not exist are left out."""
    taken: list[DateMention] = []
    for match in _matches(text):
        start, end = match.span()
        if not any(start < t.end and t.start < end for t in taken) and (mention := _mention(match, order)):
            taken.append(mention)
    return tuple(sorted(taken, key=lambda mention: mention.start))


@lru_cache(maxsize=8)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """All matches, the fullest patterns first."""
    return tuple(_found(_plain(text), _PATTERNS)) if _DIGIT.search(text) else ()


def _found(plain: str, patterns: Sequence[_Pattern]) -> Iterator[re.Match[str]]:
    years = [match.span() for match in _YEARS.finditer(plain)]
    marked = _MARKED.search(plain) is not None
    for where, monthly, pattern in patterns:
        if monthly and not marked:
            continue
        if where == "none":
            yield from pattern.finditer(plain)
            continue
        for start, end in years:
            match = pattern.match(plain, start) if where == "first" else _ending(plain, pattern, end)
            if match:
                yield match


def _ending(plain: str, pattern: re.Pattern[str], end: int) -> re.Match[str] | None:
    """The match of a pattern that ends with a year."""
    for match in pattern.finditer(plain, max(0, end - _WINDOW), end):
        if match.end() == end:
            return match
    return None


def _plain(text: str) -> str:
    """The text at the same offsets, with European digits and months replaced by markers."""
    text = _european(text)
    for name, month in LONG_MONTHS.items():
        if name in text:
            text = text.replace(name, chr(_FIRST_MONTH + month - 1) * len(name))
    return text if MONTHS.keys().isdisjoint(_LETTERS.findall(text.lower())) else _LETTERS.sub(_marked, text)


def _european(text: str) -> str:
    return text.translate(DIGITS) if _FOREIGN.search(text) else text


def _marked(word: re.Match[str]) -> str:
    month = MONTHS.get(word.group().lower())
    return chr(_FIRST_MONTH + month - 1) * len(word.group()) if month else word.group()


def decide_order(texts: Iterable[str]) -> Order | None:
    """The order of day and month in a document, by majority of its unambiguous dates."""
    votes = 0
    for text in texts:
        for first, second in _numeric(text):
            votes += (first > 12 >= second) - (second > 12 >= first)
    return "dmy" if votes > 0 else "mdy" if votes < 0 else None


def _numeric(text: str) -> Iterator[tuple[int, int]]:
    plain = _european(text)
    for match in _NUMERIC.finditer(plain) if _ENDS_IN_YEAR.search(plain) else ():
        yield int(match["first"]), int(match["second"])


def _mention(match: re.Match[str], order: Order | None) -> DateMention | None:
    found = match.groupdict()
    year = int(found.get("year") or 0)
    swapped = (0, 0)
    if found.get("first"):
        month, day, swapped = _ordered(int(found["first"]), int(found["second"]), found["sep"], order)
    elif found.get("second"):
        month, day = int(found["second"]), int(found.get("third") or 0)
    else:
        month, day = ord(found["month"][0]) - _FIRST_MONTH + 1 if found.get("month") else 0, int(found.get("day") or 0)
    if not _exists(year, month, day):
        return None
    return DateMention(match.start(), match.end(), year, month, day, swapped)


def _ordered(first: int, second: int, separator: str, order: Order | None) -> tuple[int, int, tuple[int, int]]:
    """Month, day, and the other reading; full stops between the numbers always mean day first (de, ru, tr)."""
    if separator == ".":
        order = "dmy"
    if first > 12 or (order == "dmy" and second <= 12):
        return second, first, (0, 0)
    if second > 12 or order == "mdy":
        return first, second, (0, 0)
    return second, first, (0, 0) if first == second else (first, second)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        calendar_date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def impossible_dates(text: str) -> tuple[str, ...]:
    """Whole dates that do not exist in any reading, as written; numeric dates only with slashes, since others may be versions."""
    plain = _plain(text) if _DIGIT.search(text) else ""
    if not _MAYBE_WHOLE.search(plain):
        return ()
    found = [match for match in _found(plain, _WHOLE) if _is_impossible(match)]
    if not found:
        return ()
    good = [(mention.start, mention.end) for mention in find_dates(text) if mention.day]
    return tuple(
        text[m.start() : m.end()].strip() for m in found if not any(m.start() < end and start < m.end() for start, end in good)
    )


def _is_impossible(match: re.Match[str]) -> bool:
    by_numbers = "first" in match.groupdict()
    return _mention(match, None) is None and (not by_numbers or match["sep"] == "/")


def days_around(parts: tuple[int, ...], days: int) -> tuple[calendar_date, calendar_date] | None:
    """The days from ``days`` before a date to ``days`` after it; None for less than a day, and for dates that do not exist."""
    try:
        day = calendar_date(*parts[:3])
        return day - timedelta(days), day + timedelta(days)
    except (TypeError, ValueError, OverflowError):
        return None
