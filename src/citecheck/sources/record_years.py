"""The years of one work: online, in print, of a preprint, of the conference and of its proceedings.

A registry often knows one of them only, so the year next to it may be another one of the work, unless the record shows the last.
"""

import re
from collections.abc import Iterator

from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Item
from citecheck.patterns import lazy_pattern
from citecheck.sources import thresholds

YEARS = range(1400, 2200)  # a record's number outside is no year
ARTICLE, PAPER = "article-journal", "paper-conference"
PREPRINTS = frozenset(("preprint", "posted-content"))
EDITIONS = frozenset(("book", "chapter", "report", "thesis", "webpage", "document", "legislation", "standard"))  # of several years
_YEAR = r"((?:1[4-9]|20)\d\d)(?!\d)"
EDITION_YEAR = lazy_pattern(
    rf"\[(?:[a-zé]{{1,12}}\.?\s)?{_YEAR}\]|(?<!\d){_YEAR}\s?/\s?(?:1[4-9]|20)\d\d(?!\d)|"
    rf"\b(?:orig(?:inal(?:ly|ausg(?:abe|\.))?|\.)|first\s(?:publ|ed|pr|iss)|1st\sed|repr(?:int|\.)|erstmals|zuerst|erstausgabe|nachdruck|réimpr|réédition|première\sédition|"
    rf"prima\sedizione|ristampa|primera\sedición|reimpr)[^\d;]{{0,40}}{_YEAR}",
    re.IGNORECASE,
)
NAMED_YEAR = lazy_pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)|['’](?P<short>[0-3]\d)(?!\d)")


def years_of(record: Candidate) -> list[int]:
    """Return all years of a record, the first one first."""
    return sorted({date.parts[0] for date in (record.date, *record.dates) if date and date.parts and date.parts[0] in YEARS})


def publications_of(record: Candidate) -> tuple[str, ...]:
    """Return the names of a record's publication, the full one first."""
    return tuple(dict.fromkeys(filter(None, (record.outlet, *record.outlets))))


def other_edition(text: str, record: Candidate) -> int | None:
    """The record's year that a note's text gives as that of the first edition, or of a reprint: ``2015 [1978]``, ``repr. 2015``."""
    printed = {int(year) for found in EDITION_YEAR.finditer(text) for year in found.groups() if year}
    return next((year for year in years_of(record) if year in printed), None)


def last_year(record: Candidate) -> int | None:
    """Return the last year in which a record's work can have appeared, if the record shows it.

    An article appears online before its printed issue and not after it; a paper in the proceedings of a conference, whose own year is in
    its name, as registries have it.
    """
    if record.kind == ARTICLE:
        return record.print_year
    conference = [year for name in publications_of(record) for year in _years_in(name)] if record.kind == PAPER else []
    return max(*conference, *years_of(record)) if conference else None


def _years_in(name: str) -> Iterator[int]:
    """The years in a conference's name or acronym: "2017 Symposium on Dykes", "DYKES '17"."""
    for found in NAMED_YEAR.finditer(name):
        yield int(found["year"] or f"20{found['short']}")


def year_level(item: Item, record: Candidate, cited: int, nearest: int) -> str:
    """Return the level of a cited year beside the nearest of the record's."""
    apart = abs(cited - nearest)
    if not apart:
        return "year"
    last = last_year(record) if record.kind == item.type else None
    if apart <= thresholds.YEARS_APART and (last is None or cited <= last):
        return "near"
    if record.kind in PREPRINTS and cited > nearest:
        return "later"
    return "edition" if item.type in EDITIONS and not item.doi else "other"
