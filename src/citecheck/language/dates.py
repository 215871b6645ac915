"""Finds dates in notes in many languages, with exactly the parts that the note gives.

Whether ``07/04/2021`` is April or July is decided once per document: a first part over 12 means day first, a second part over 12
month first; without evidence both readings are kept (ISO 8601-2, EDTF: one of a set).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as calendar_date
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from citecheck.language.date_patterns import (
    ABOUT,
    BEFORE_COMMON_ERA,
    DIGIT,
    ENDS_IN_YEAR,
    ERAS,
    FIRST_MONTH,
    LAST_OLD_STYLE,
    LOCATED,
    MARKED,
    MAYBE_WHOLE,
    NEW_STYLE,
    NUMERIC,
    PATTERNS,
    ROMAN,
    SEASONS,
    WHOLE,
    WINDOW,
    YEARS,
    Pattern,
    european,
    normalised,
)
from citecheck.model.reference import Date

Order = Literal["dmy", "mdy"]
LONGEST_RANGE = 150  # years


class DateMention(Struct, frozen=True):
    """A date at ``text[start:end]``. ``year`` is 0 if the text gives only day and month.

    ``last``: the EDTF form of a range's end, ``season`` the EDTF number of a season (21 spring to 24 winter).
    """

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    swapped: tuple[int, int] = (0, 0)  # month and day of the other reading, if both are possible
    last: str = ""
    season: int = 0

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month, day, as far as given."""
        return tuple(part for part in (self.year, self.month, self.day) if part)

    @property
    def date(self) -> Date:
        """The CSL date, with a range or a season in EDTF; an EDTF set of both readings if the order is unknown."""
        if not self.swapped[0]:
            first = "-".join(f"{part:02d}" for part in (self.year, self.month or self.season) if part)
            return Date(self.parts, f"{first}/{self.last}" if self.last else first if self.season else None)
        other = (self.year, *self.swapped)
        readings = ",".join("-".join(f"{p:02d}" for p in parts) for parts in (self.parts, other))
        return Date(self.parts, f"[{readings}]", other)


@lru_cache(maxsize=16)  # called several times in a row for one note
def find_dates(text: str, order: Order | None = None) -> tuple[DateMention, ...]:
    """The dates in a text, in order, the fullest reading at each place; dates that do not exist are left out."""
    taken: list[DateMention] = []
    for match in _matches(text):
        start, end = match.span()
        mention = None if any(start < t.end and t.start < end for t in taken) else _mention(match, order)
        if mention and _is_date(text, mention):
            taken.append(mention)
    if not any(mention.year for mention in taken) and (before := BEFORE_COMMON_ERA.search(text)):
        about = ABOUT.search(text, max(0, before.start() - 10), before.start())
        taken.append(DateMention(about.start() if about else before.start(), before.end(), -int(before["year"])))
    return tuple(sorted(taken, key=lambda mention: mention.start))


def has_date(text: str) -> bool:
    """Whether there is any date in a text. The shortest patterns are tried first: most dates have a year alone in them."""
    matches = _found(normalised(text), PATTERNS[::-1]) if DIGIT.search(text) else ()
    return any((mention := _mention(match, None)) is not None and _is_date(text, mention) for match in matches)


def _is_date(text: str, mention: DateMention) -> bool:
    return not mention.last or bool(mention.month) or _is_date_range(text, mention)


def _is_date_range(text: str, mention: DateMention) -> bool:
    """Whether two years are the time of publication: in brackets, or the text's only ones. ``280, 1998–2001 (1998)`` are pages."""
    if text[mention.start - 1 : mention.start] in ("(", "[") and text[mention.end : mention.end + 1] in (")", "]"):
        return True
    if LOCATED.search(text, max(0, mention.start - 8), mention.start):
        return False
    return not (YEARS.search(text, 0, mention.start) or YEARS.search(text, mention.end))


@lru_cache(maxsize=8)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """All matches, the fullest patterns first."""
    return tuple(_found(normalised(text), PATTERNS)) if DIGIT.search(text) else ()


def _found(plain: str, patterns: Sequence[Pattern]) -> Iterator[re.Match[str]]:
    years = [match.span() for match in YEARS.finditer(plain)]
    marked = MARKED.search(plain) is not None
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
    for match in pattern.finditer(plain, max(0, end - WINDOW), end):
        if match.end() == end:
            return match
    return None


def decide_order(texts: Iterable[str]) -> Order | None:
    """The order of day and month in a document, by majority of its unambiguous dates."""
    votes = 0
    for text in texts:
        for first, second in _numeric(text):
            votes += (first > 12 >= second) - (second > 12 >= first)
    return "dmy" if votes > 0 else "mdy" if votes < 0 else None


def _numeric(text: str) -> Iterator[tuple[int, int]]:
    plain = european(text)
    for match in NUMERIC.finditer(plain) if ENDS_IN_YEAR.search(plain) else ():
        yield int(match["first"]), int(match["second"])


def _mention(match: re.Match[str], order: Order | None) -> DateMention | None:
    found = match.groupdict()
    year = _year_of_era(found["era"], found["count"]) if found.get("era") else int(found.get("year") or 0)
    month, day, swapped = _month_and_day(found, order)
    if not _exists(year, month, day):
        return None
    last = _last(found, year)
    if last is None or (found.get("until_day") and int(found["until_day"] or 0) <= day):
        return None
    start = match.start()
    if not month and (about := ABOUT.search(match.string, max(0, start - 10), start)):
        start = about.start()  # c1998, ca. 1998
    season = SEASONS.get((found.get("season") or "").casefold(), 0)
    return DateMention(start, _end(match, year, month), year, month, day, swapped, last, season)


def _end(match: re.Match[str], year: int, month: int) -> int:
    """The end of a date with the last digits of the next year, by which its January, February or March is counted today."""
    behind = NEW_STYLE.match(match.string, match.end()) if 1 <= month <= 3 and year <= LAST_OLD_STYLE else None
    return behind.end() if behind and str(year + 1).endswith(behind[1]) else match.end()


def _year_of_era(era: str, count: str) -> int:
    return ERAS[era] + (1 if count == "元" else int(count))


def _month_and_day(found: Mapping[str, str | None], order: Order | None) -> tuple[int, int, tuple[int, int]]:
    """Month and day, and the other reading."""
    first, second = found.get("first"), int(found.get("second") or 0)
    if first:
        return _ordered(int(first), second, found["sep"] or "", order)
    if second:
        return second, int(found.get("third") or 0), (0, 0)
    day = int(found.get("day") or 0)
    if roman := found.get("roman"):
        return ROMAN.index(roman) + 1, day, (0, 0)
    return _month(found.get("month")), day, (0, 0)


def _month(marked: str | None) -> int:
    return ord(marked[0]) - FIRST_MONTH + 1 if marked else 0


def _last(found: Mapping[str, str | None], year: int) -> str | None:
    """The end of a range of months or years in EDTF, empty for a date that is none; None if the numbers make no range."""
    if month := _month(found.get("last")):
        return f"{year}-{month:02d}"
    until = found.get("until")
    if not until:
        return ""
    if until in "-–—":
        return ".."  # it goes on
    last = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
    longest = 1 if len(until) == 2 and found.get("mark") == "/" else LONGEST_RANGE  # 2004/11 is the number of an issue
    return str(last) if year < last <= year + longest else None


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
    plain = normalised(text) if DIGIT.search(text) else ""
    if not MAYBE_WHOLE.search(plain):
        return ()
    found = [match for match in _found(plain, WHOLE) if _is_impossible(match)]
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
