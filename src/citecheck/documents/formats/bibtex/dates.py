"""Dates of BibTeX and BibLaTeX entries: EDTF, dates in words, years with months, and dates of access."""

import re

from citecheck.citations.date_words import ACCESSED
from citecheck.documents.formats.bibtex.printed import plain_words
from citecheck.documents.formats.bibtex.syntax import MONTHS, BibtexEntry
from citecheck.documents.numerals import whole_number
from citecheck.language.dates import find_dates
from citecheck.language.months import MONTHS as MONTH_NAMES
from citecheck.model.edtf import date_parts, read_edtf
from citecheck.model.reference import Date
from citecheck.patterns import lazy_pattern

MONTH_NAME = lazy_pattern(r"[^\W\d_]{3,}")
IN_WORDS = lazy_pattern(r"[^\W\dTXux_]|\.\d|\d\.|\d\s+\d")  # in a date, and not in one of EDTF
VISITED = ("urldate", "lastaccessed", "lastchecked", "lastvisited", "accessdate", "accessed", "visited")
REMARKS = ("note", "howpublished", "annote", "addendum")


def issued(entry: BibtexEntry) -> Date | None:
    """The date of publication."""
    if found := _date(_raw(entry, "date")):
        return found
    written = plain_words(_raw(entry, "year"))
    year, month = re.search(r"(?<!\d)\d{4}(?!\d)", written), _raw(entry, "month")
    if not year or written.startswith("-0"):
        found = _date(written)  # -0380, 380 BCE
        return found if found and found.parts and found.parts[0] < 0 else None
    if not month and IN_WORDS.search(written) and (found := _date(written)):
        return found
    number, day = _month(plain_words(month))
    return Date(date_parts(int(year.group()), number, whole_number(_raw(entry, "day").strip(), 2) or day))


def accessed(entry: BibtexEntry) -> Date | None:
    """The date of access, from its field or from a remark: ``note = {Accessed: 2020-01-02}``."""
    if found := _date(_raw(entry, *VISITED)):
        return found
    for name in REMARKS:
        text = plain_words(_raw(entry, name))
        for mention in find_dates(text) if text else ():
            before = text[: mention.start].rstrip(" :,.(").lower()
            if mention.year and any(match.end() == len(before) for match in ACCESSED.finditer(before)):
                return mention.date
    return None


def _date(value: str) -> Date | None:
    """A date in EDTF or in words; the fuller one if a text begins like EDTF: ``2001 May 17``."""
    written = plain_words(value)
    found = read_edtf(value.strip(" {}"))
    mention = next((one for one in find_dates(written) if one.year), None) if IN_WORDS.search(written) else None
    return mention.date if mention and len(mention.parts) > len(found.parts if found else ()) else found


def _raw(entry: BibtexEntry, *names: str) -> str:
    field = entry.field(*names)
    return field.value if field else ""


def _month(value: str) -> tuple[int | None, int | None]:
    """The month of a field, and the day where it has that too: ``jul~30`` is in BibTeX's manual; of two months the first."""
    name = MONTH_NAME.search(value.lower())
    counted = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", value)]
    if name is None:
        return (counted[0] if counted else None), None
    english = next((at for at, short in enumerate(MONTHS, 1) if name.group().startswith(short)), None)
    return MONTH_NAMES.get(name.group(), english), (counted[0] if counted else None)
