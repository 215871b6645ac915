"""Reads dates as machines write them: EDTF (https://www.loc.gov/standards/datetime/), of which biblatex and CSL-JSON take levels 0 and 1."""

from calendar import monthrange

from citecheck.model.reference import Date
from citecheck.patterns import lazy_pattern

_DAY = lazy_pattern(
    r"(?P<year>\d{4}|-0\d{3})(?!\d)(?:(?P<mark>[-/])(?P<month>\d{1,2})(?!\d)(?:(?P=mark)(?P<day>\d{1,2})(?!\d))?)?(?:T[\d:.+Z-]*)?(?P<doubt>[?~%]*)"
)
_OPEN = lazy_pattern(r"(?:\.\.)?/")  # a range without a beginning
MONTHS = range(1, 13)


def read_edtf(value: str) -> Date | None:
    """A date, or the beginning of a range (its end if it has no beginning), then with all of it in ``raw``; None for anything else.

    Years before the first have a sign, ``-0380``; before 1000 BCE it may be a hyphen, and is not read. A season (2001-21), an unknown month or day (2004-XX) and a day that no calendar has give the parts before it.
    """
    written = value.strip()
    opened = _OPEN.match(written)
    match = _DAY.match(written, opened.end() if opened else 0)
    if not match:
        return None
    two = match["mark"] == "/" and not match["day"]  # 2016/05 may be a range of years: no month is read
    parts = date_parts(int(match["year"]), None if two else match["month"], match["day"])
    whole = match.group() == written and not match["doubt"] and not two
    complete = len(parts) == 1 + bool(match["month"]) + bool(match["day"])
    return Date(parts, None if whole and complete else written)


def date_parts(year: int, month: str | int | None, day: str | int | None) -> tuple[int, ...]:
    """The parts of a date up to the first that no calendar has."""
    if month is None or int(month) not in MONTHS:
        return (year,)
    if day is None or not 1 <= int(day) <= monthrange(max(year, 1), int(month))[1]:
        return (year, int(month))
    return (year, int(month), int(day))
