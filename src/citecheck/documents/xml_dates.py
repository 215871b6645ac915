"""Dates in the elements and attributes of XML formats."""

from citecheck.language.dates import find_dates
from citecheck.model.edtf import date_parts
from citecheck.model.reference import Date
from citecheck.patterns import lazy_pattern

NUMBERS = lazy_pattern(
    r"(?:(?:(?P<day>\d{1,2})\s)?(?P<month>\d{1,2})\s)?(?P<year>\d{4})|(?P<first>\d{4})(?:[-/](?P<second>\d{1,2})(?:[-/](?P<third>\d{1,2}))?)?"
)


def written_date(text: str) -> Date | None:
    """A date of numbers (``5 3 2019``, ``2019-03-05``) or of words; None without a year."""
    numbers = NUMBERS.fullmatch(text.strip())
    if numbers:
        return Date(
            date_parts(
                int(numbers["year"] or numbers["first"]), numbers["month"] or numbers["second"], numbers["day"] or numbers["third"]
            )
        )
    found = next((one for one in find_dates(text) if one.year), None)
    return Date(found.parts) if found else None
