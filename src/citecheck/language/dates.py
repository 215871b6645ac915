"""Finds dates in notes in many languages, with exactly the parts that the note gives.

Whether ``07/04/2021`` is April or July is decided once per document: a first part over 12 means day first, a second part over 12
month first; without evidence both readings are kept (ISO 8601-2, EDTF: one of a set).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_MAYBE_WHOLE = re.compile(r"[\ue001-\ue00c年년]|\d\s?[-/.]\s?[\dIVX]")  # every whole date matches
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|°|ª|\.)?"
_YEAR = r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_LATE = r"(?<!\d)(?P<year>1\d\d\d|2[01]\d\d)(?!\d)"  # with a month, a year may be older, or misprinted
_OF = r"(?:\s+(?:of|de|del|di))?"
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_ROMAN_MONTH = rf"(?-i:(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))}))"
# Seasons as EDTF numbers them (21 spring to 24 winter); not after a word of a title.
_SEASONS_TEXT = """
21 spring frühling frühjahr printemps primavera lente voorjaar vår forår wiosna jaro весна bahar
22 summer sommer été verano estate verão zomer sommar lato léto лето yaz
23 autumn fall herbst automne otoño autunno outono herfst najaar höst efterår jesień podzim осень güz sonbahar
24 winter hiver invierno inverno vinter zima зима kış
"""
_SEASONS = {name: int(line.split()[0]) for line in _SEASONS_TEXT.strip().splitlines() for name in line.split()[1:]}
_SEASON = rf"(?:(?<![^(\[])|(?<=[,.;:–—/”\"»*_]\s))(?P<season>{'|'.join(_SEASONS)})(?:\s+of)?,?\s+"
_UNTIL = r"\s?[-–—/]\s?(?P<until>(?:1[5-9]|20)\d\d|\d\d)(?![\w/-])"
_ABOUT = re.compile(r"(?<![^\s(\[,;])(?:c|ca|circa|cop|copyright|©)\.?\s?$", re.IGNORECASE)
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
        ("last", rf"(?<![\d/.-])(?P<day>[0-3]?\d)\s?[-./]\s?{_MONTH}[-./,]?\s?{_LATE}"),
        ("last", rf"{_BEGINNING}{_MONTH}[-./]\s?{_DAY}[-./,]\s?{_LATE}"),
        ("first", rf"{_LATE}[-./]\s?{_MONTH}[-./]?\s?(?<!\d)(?P<day>[0-3]?\d)(?!\d)"),
        ("last", rf"{_BEGINNING}{_MONTH}\s+{_DAY}(?:\s?[–-]\s?\d\d?)?(?:,?\s+|,){_LATE}"),
        ("last", rf"{_DAY}(?:\s?[–-]\s?\d\d?\.?)?{_OF}\s+{_MONTH}{_OF},?\s+{_LATE}"),
        ("first", rf"{_LATE}(?:[,;.]|\s+m\.)?\s+{_MONTH}\s+{_DAY}(?!\d)"),
        ("first", rf"{_LATE}\.?\s+gada\s+{_DAY}\s+{_MONTH}"),
        ("first", rf"{_LATE}[,;]?\s+{_DAY}{_OF}\s+{_MONTH}"),
        ("last", rf"(?<![\d/.-])(?P<day>[0-3]?\d)(?:\.\s?|-|/|\s){_ROMAN_MONTH}(?:\.\s?|-|/|\s){_YEAR}"),
        ("last", rf"(?:ngày\s+)?(?<!\d)(?P<third>[0-3]?\d)\s+tháng\s+(?P<second>[01]?\d),?\s+(?:năm\s+)?{_YEAR}"),
        ("first", rf"{_YEAR}\.\s(?P<second>[01]?\d)\.\s(?P<third>[0-3]?\d)\.?(?![\d.])"),
        ("last", rf"(?<![\d/.-])(?<!r\.\s)(?<!r\s)(?P<third>[0-3]?\d)/(?P<second>[01]?\d)[\s-]{_YEAR}"),
        ("last", rf"{_BEGINNING}{_MONTH}\s?[-–/&]\s?(?P<last>[\ue001-\ue00c]+)(?!\w)\.?,?\s+{_LATE}"),
        ("last", rf"{_BEGINNING}{_MONTH}(?:{_OF},?\s+|[-/.,]){_LATE}"),
        ("none", r"(?<![\w/.-])(?<!r\.\s)(?<!o\.\s)(?<!n\.\s)(?<![№º°ro]\s)(?P<second>0[1-9])/(?P<year>(?:19|20)\d\d)(?![\w/-])"),
        ("none", r"(?<![^(\[])(?P<second>[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?=[)\]]|[.,]?$)"),
        ("none", rf"{_SEASON}{_YEAR}(?:\s?[-–/]\s?\d\d(?:\d\d)?)?(?![\w-])"),
        ("first", rf"{_LATE}[,;]\s+{_MONTH}"),
        ("first", rf"(?<![\w.-])(?P<iso>{_YEAR}-(?P<second>[01]\d))(?![\d-])"),
        ("first", rf"(?:(?<![\w/.,:-])|(?<=[\s(\[,]c)|(?<=[\s(\[,]c\.)){_YEAR}{_UNTIL}"),
        (
            "first",
            rf"(?:(?<![\w/.,:-])|(?<=[\s(\[,]c)|(?<=[\s(\[,]c\.)){_YEAR}(?:[a-h](?=[\s).,;:\]])|[年년]|\s?гг?\.)?(?![\w-])(?!/\d)",
        ),
        ("none", rf"(?<!\w){_DAY}{_OF}\s+{_MONTH}(?!\w)"),
        ("none", rf"{_BEGINNING}{_MONTH}\s+{_DAY}(?!\w)"),
    )
)
_NUMERIC, _WHOLE = _PATTERNS[2][2], _PATTERNS[:11]  # day and month as numbers; dates with all three parts
_ENDS_IN_YEAR = re.compile(r"\d\s?[-/.]\s?[12]\d\d\d")  # _NUMERIC matches only texts that match this
_LOCATED = re.compile(r"(?:\bpp?\.?|\bS\.|:|\bn[or]s?\.?|\d,)\s?$", re.IGNORECASE)  # before pages and numbers
_LONG = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(LONG_MONTHS, key=len, reverse=True)))})(?!\w)")
_MARKED = re.compile("[\ue001-\ue00c]")


@dataclass(frozen=True, slots=True)
class DateMention:
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
        if mention and (not mention.last or mention.month or _is_date_range(text, mention)):
            taken.append(mention)
    return tuple(sorted(taken, key=lambda mention: mention.start))


def _is_date_range(text: str, mention: DateMention) -> bool:
    """Whether two years are the time of publication: in brackets, or the text's only ones. ``280, 1998–2001 (1998)`` are pages."""
    if text[mention.start - 1 : mention.start] in ("(", "[") and text[mention.end : mention.end + 1] in (")", "]"):
        return True
    if _LOCATED.search(text, max(0, mention.start - 8), mention.start):
        return False
    return not (_YEARS.search(text, 0, mention.start) or _YEARS.search(text, mention.end))


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
    if _LONG.search(text):
        text = _LONG.sub(lambda found: chr(_FIRST_MONTH + LONG_MONTHS[found.group()] - 1) * len(found.group()), text)
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
    month, day, swapped = _month_and_day(found, order)
    if not _exists(year, month, day):
        return None
    last = _last(found, year)
    if last is None:
        return None
    start = match.start()
    if not month and (about := _ABOUT.search(match.string, max(0, start - 10), start)):
        start = about.start()  # c1998, ca. 1998
    season = _SEASONS.get((found.get("season") or "").casefold(), 0)
    return DateMention(start, match.end(), year, month, day, swapped, last, season)


def _month_and_day(found: Mapping[str, str | None], order: Order | None) -> tuple[int, int, tuple[int, int]]:
    """Month and day, and the other reading."""
    first, second = found.get("first"), int(found.get("second") or 0)
    if first:
        return _ordered(int(first), second, found["sep"] or "", order)
    if second:
        return second, int(found.get("third") or 0), (0, 0)
    day = int(found.get("day") or 0)
    if roman := found.get("roman"):
        return _ROMAN.index(roman) + 1, day, (0, 0)
    return _month(found.get("month")), day, (0, 0)


def _month(marked: str | None) -> int:
    return ord(marked[0]) - _FIRST_MONTH + 1 if marked else 0


def _last(found: Mapping[str, str | None], year: int) -> str | None:
    """The end of a range of months or years in EDTF, empty for a date that is none; None if the numbers make no range."""
    if month := _month(found.get("last")):
        return f"{year}-{month:02d}"
    until = found.get("until")
    if not until:
        return ""
    last = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
    return str(last) if year < last and (len(until) == 4 or last == year + 1) else None


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
