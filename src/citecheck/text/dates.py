"""Dates in notes of many languages: found with their places, never with a part that the note has not.

Whether ``07/04/2021`` is April or July is decided once a document, from its own evidence: a first part over 12 settles day before
month, a second part over 12 the other; without evidence both readings are kept (ISO 8601-2, EDTF: one of a set).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from citecheck.model.reference import Date

Order = Literal["dmy", "mdy"]

# Full names and short forms, from CLDR and from what notes print; Arabic months in their Gulf, Levantine and Maghreb names.
MONTHS_TEXT = """
1 january jan gennaio gen genn janvier janv enero ene januar jänner jän janeiro январь января янв ocak oca يناير جانفي ינואר ژانویه januari stycznia styczeń ledna leden január ianuarie gener tammikuuta січня ιανουαρίου ιανουάριος ιαν sty
2 february feb febbraio febb février févr fév febrero febr februar feber fevereiro fev февраль февраля фев февр şubat şub فبراير شباط فيفري פברואר فوریه februari lutego luty února únor február februarie febrer helmikuuta лютого φεβρουαρίου φεβρουάριος φεβ
3 march mar marzo mars mzo märz mär mrz março март марта mart مارس آذار מרץ مارس maart marca marzec marts března březen március martie març maaliskuuta березня μαρτίου μάρτιος μαρ
4 april apr aprile avril avr abril abr апрель апреля апр nisan nis أبريل إبريل نيسان أفريل אפריל آوریل kwietnia kwiecień dubna duben április aprilie huhtikuuta квітня απριλίου απρίλιος απρ
5 may maggio mag magg mai mayo maio май мая mayıs مايو أيار ماي מאי مه mei maja maj května květen május maig toukokuuta травня μαΐου μαίου μάιος
6 june jun giugno giu giug juin junio juni junho июнь июня июн haziran haz يونيو حزيران جوان יוני ژوئن czerwca czerwiec června červen június iunie juny kesäkuuta червня ιουνίου ιούνιος ιουν
7 july jul luglio lug juillet juil juill julio juli julho июль июля июл temmuz tem يوليو تموز يوليوز جويلية יולי ژوئیه lipca lipiec července červenec július iulie juliol heinäkuuta липня ιουλίου ιούλιος ιουλ
8 august aug agosto ago août aoû agto август августа авг ağustos ağu أغسطس آب غشت أوت אוגוסט اوت augustus sierpnia sierpień augusti srpna srpen augusztus agost elokuuta серпня αυγούστου αύγουστος αυγ
9 september sep sept settembre set sett septembre septiembre setiembre setembro сентябрь сентября сен сент eylül eyl سبتمبر أيلول شتنبر ספטמבר سپتامبر września wrzesień září szeptember septembrie setembre syyskuuta вересня σεπτεμβρίου σεπτέμβριος σεπ
10 october oct ottobre ott octobre octubre oktober okt outubro out октябрь октября окт ekim eki أكتوبر אוקטובר اکتبر października październik října říjen október octombrie lokakuuta жовтня οκτωβρίου οκτώβριος οκτ
11 november nov novembre noviembre novembro ноябрь ноября ноя нояб kasım kas نوفمبر نونبر נובמבר نوامبر listopada listopad listopadu noiembrie marraskuuta листопада νοεμβρίου νοέμβριος νοε
12 december dec dicembre dic décembre déc diciembre dezember dez dezembro декабрь декабря дек aralık ara ديسمبر دجنبر דצמבר دسامبر grudnia grudzień prosince prosinec decembrie desembre desember joulukuuta грудня δεκεμβρίου δεκέμβριος δεκ
"""
MONTHS = {name.casefold(): int(line.split()[0]) for line in MONTHS_TEXT.strip().splitlines() for name in line.split()[1:]}
MONTHS |= {"ב" + name: month for name, month in MONTHS.items() if "א" <= name[0] <= "ת"}  # Hebrew: "in May" is one word
LONG_MONTHS = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

# A month's name is written as so many times one character of Unicode's private use area, before the patterns are tried: one for each month.
_FIRST_MONTH = 0xE001
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTH = r"(?P<month>[\ue001-\ue00c]+)(?!\w)\.?"
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"[\ue001-\ue00c年년]|\d\s?[-/.]\s?\d")  # no whole date is without
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|°|ª|\.)?"
_YEAR = r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_LATE = r"(?<!\d)(?P<year>1\d\d\d|2[01]\d\d)(?!\d)"  # beside a month a year may be older, or misprinted
_OF = r"(?:\s+(?:of|de|del|di))?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>1[5-9]\d\d|20\d\d)\s?[年년]\s?(?P<second>[01]?\d)\s?[月월](?:\s?(?P<third>[0-3]?\d)\s?[日일])?",
        rf"{_YEAR}(?P<sep>[-/.])(?P<second>[01]?\d)(?P=sep)(?P<third>[0-3]?\d)(?!\d)",
        rf"(?<![\d/.-])(?P<first>[0-3]?\d)\s?(?P<sep>[-/.])\s?(?P<second>[0-3]?\d)\s?(?P=sep)\s?{_YEAR}",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?:\s?[–-]\s?\d\d?)?,?\s+{_LATE}",
        rf"{_DAY}(?:\s?[–-]\s?\d\d?\.?)?{_OF}\s+{_MONTH}{_OF},?\s+{_LATE}",
        rf"{_LATE}[.,;]?\s+{_MONTH}\s+{_DAY}(?!\d)",
        rf"{_LATE}[,;]?\s+{_DAY}{_OF}\s+{_MONTH}",
        rf"(?<!\w){_MONTH}{_OF},?\s+{_LATE}",
        rf"{_LATE}[,;]\s+{_MONTH}",
        rf"(?<![\w.-])(?P<iso>{_YEAR}-(?P<second>[01]\d))(?![\d-])",
        rf"(?<![\w/.,:-]){_YEAR}(?:[a-h](?=[\s).,;:\]])|[年년])?(?![\w-])(?!/\d)",
        rf"(?<!\w){_DAY}{_OF}\s+{_MONTH}(?!\w)",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?!\w)",
    )
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at ``text[start:end]``. ``year`` is 0 where the text names only day and month."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    swapped: tuple[int, int] = (0, 0)  # month and day of the other reading, where both are possible

    @property
    def parts(self) -> tuple[int, ...]:
        """Year, month, day, as many as there are."""
        return tuple(part for part in (self.year, self.month, self.day) if part)

    @property
    def date(self) -> Date:
        """As CSL has it; the EDTF set of both readings where the order is open."""
        if not self.swapped[0]:
            return Date(self.parts)
        other = (self.year, *self.swapped)
        readings = ",".join("-".join(f"{p:02d}" for p in parts) for parts in (self.parts, other))
        return Date(self.parts, f"[{readings}]", other)


def find_dates(text: str, order: Order | None = None) -> tuple[DateMention, ...]:
    """Every date in a text, in order, the fullest reading at each place; dates that no calendar has are left out."""
    taken: list[DateMention] = []
    for match in _matches(text):
        mention = _mention(match, order)
        if mention and not any(mention.start < t.end and t.start < mention.end for t in taken):
            taken.append(mention)
    return tuple(sorted(taken, key=lambda mention: mention.start))


@lru_cache(maxsize=8)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """Everything that any pattern finds, the fullest patterns first; several readers ask for one note's dates in a row."""
    if not _DIGIT.search(text):
        return ()
    plain = _plain(text)
    return tuple(match for pattern in _PATTERNS for match in pattern.finditer(plain))


def _plain(text: str) -> str:
    """A text of the same length with European digits and marked months."""
    text = text.translate(DIGITS)
    for name, month in LONG_MONTHS.items():
        if name in text:
            text = text.replace(name, chr(_FIRST_MONTH + month - 1) * len(name))
    return _LETTERS.sub(_marked, text)


def _marked(word: re.Match[str]) -> str:
    month = MONTHS.get(word.group().casefold())
    return chr(_FIRST_MONTH + month - 1) * len(word.group()) if month else word.group()


def decide_order(texts: Iterable[str]) -> Order | None:
    """The order of day and month in a document, by majority of the dates that allow one reading only."""
    votes = 0
    for text in texts:
        for first, second in _numeric(text):
            votes += (first > 12 >= second) - (second > 12 >= first)
    return "dmy" if votes > 0 else "mdy" if votes < 0 else None


def _numeric(text: str) -> Iterator[tuple[int, int]]:
    for match in _PATTERNS[2].finditer(text.translate(DIGITS)):
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
    """Month, day, and the other reading's; a full stop between the numbers always means day first (de, ru, tr)."""
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
    """Whole dates in a text that no calendar has in any reading, as they are written; numbers only with slashes, which are no versions."""
    plain = _plain(text) if _DIGIT.search(text) else ""
    if not _WHOLE.search(plain):
        return ()
    found = [match for pattern in _PATTERNS[:7] for match in pattern.finditer(plain) if _is_impossible(match)]
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
    """The days from so many before a date to so many after it; None for less than a day, and for what no calendar has."""
    try:
        day = calendar_date(*parts[:3])
        return day - timedelta(days), day + timedelta(days)
    except (TypeError, ValueError, OverflowError):
        return None
