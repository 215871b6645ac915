"""Converts RIS records to bibliographic items (types and tags: Research Information Systems, RIS format specification, 2011)."""

import re

from citecheck.documents.formats.ris.syntax import RisRecord
from citecheck.language.dates import find_dates
from citecheck.language.identifiers import doi, short_doi_url
from citecheck.language.inverted_names import inverted_name
from citecheck.language.listed_names import listed_names, without_others
from citecheck.links.archive_urls import archived
from citecheck.links.urls import urls_in_field
from citecheck.model.edtf import date_parts
from citecheck.model.reference import Date, Item, Name
from citecheck.patterns import lazy_pattern

# RIS types as CSL types; others are documents.
TYPES = {
    "ABST": "article-journal", "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference", "DATA": "dataset", "DBASE": "dataset",
    "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "GOVDOC": "report", "HEAR": "hearing", "ICOMM": "personal_communication", "INPR": "article-journal",
    "JFULL": "periodical", "JOUR": "article-journal", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
    "MPCT": "motion_picture", "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication",
    "PREPRINT": "article", "RPRT": "report", "SER": "book", "SLIDE": "speech", "SOUND": "song", "STAND": "standard",
    "STAT": "legislation", "THES": "thesis", "UNBILL": "bill", "UNPB": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
WHOLE = frozenset(("book", "thesis", "report"))  # nothing contains them: T2 is a series
TITLES = ("TI", "T1", "CT")
CONTAINERS = ("T2", "JF", "JO", "BT", "JA", "J2", "J1", "T3")
DATE = lazy_pattern(r"(?P<year>\d{4})(?:[/-](?P<month>\d{1,2})?(?:[/-](?P<day>\d{1,2})?)?)?")
OTHERS = lazy_pattern(r"(?:and\s)?others|et\sal\.?", re.IGNORECASE)
URL_TAGS = ("UR", "LK", "L2", "L1")
NOTE_TAGS = ("N1", "M1", "M2", "AN")  # free text
# CSL variables that copy a field, with its tags.
TEXTS = (
    ("publisher", ("PB",)),
    ("publisher_place", ("CY", "PP")),
    ("volume", ("VL",)),
    ("issue", ("IS",)),
    ("edition", ("ET",)),
    ("language", ("LA",)),
)


def read_record(record: RisRecord) -> tuple[Item, str | None]:
    """The item of a record, and the URL of its capture."""
    urls = _urls(record, *URL_TAGS)
    captures = [url for url in [*urls, *_urls(record, *NOTE_TAGS)] if archived(url)]
    kind = TYPES.get((record.value("TY") or "").upper(), "document")
    kind = "webpage" if kind == "document" and urls else kind
    title = record.value(*TITLES, *(("BT",) if kind in WHOLE else ()))
    above = next((value for value in record.values(*CONTAINERS) if value != title), None)
    number = record.value("SN")
    isbn = number if number and len(re.sub(r"[^\dXx]", "", number)) >= 10 else None
    return Item(
        id=record.value("ID") or "",
        type=kind,
        author=_names(record, "AU", "A1"),
        editor=_names(record, "ED", *(("A2",) if kind != "article-journal" else ())),
        translator=_names(record, "A4"),
        title=title,
        container_title=None if kind in WHOLE else above,
        collection_title=above if kind in WHOLE else None,
        issued=_issued(record),
        accessed=_date(record.value("Y2") or ""),
        page=_pages(record),
        url=next((url for url in urls if url not in captures), None) or short_doi_url(record.value("DO", "DI") or ""),
        doi=doi(record.value("DO", "DI") or ""),
        isbn=isbn,
        issn=None if isbn else number,
        **{variable: record.value(*tags) for variable, tags in TEXTS},  # type: ignore[arg-type]
    ), next(iter(captures), None)


def _urls(record: RisRecord, *tags: str) -> list[str]:
    return list(dict.fromkeys(url for value in record.values(*tags) for url in urls_in_field(value)))


def names_others(record: RisRecord) -> bool:
    """Whether a record says that there are more authors than it names."""
    return any(OTHERS.fullmatch(value) or without_others(value) != value for value in record.values("AU", "A1"))


def _names(record: RisRecord, *tags: str) -> tuple[Name, ...]:
    """The names of these tags in the order of the file, each once; a field may have several."""
    values = dict.fromkeys(value for field in record.fields if field.tag in tags and (value := field.value.strip()))
    said = (value for value in values if not OTHERS.fullmatch(value))
    return tuple(name for value in said for name in (listed_names(value) or (inverted_name(value),)))


def _issued(record: RisRecord) -> Date | None:
    """The date with the most parts; ``DA`` counts if its year is that of ``PY``."""
    found = [date for value in record.values("PY", "Y1", "DA") if (date := _date(value))]
    return max((date for date in found if date.parts[0] == found[0].parts[0]), key=lambda date: len(date.parts), default=None)


def _date(value: str) -> Date | None:
    """``2019/03/05/other``, ``2019///Spring``, or a date in words."""
    match = DATE.match(value.strip())
    if match:
        return Date(date_parts(int(match["year"]), match["month"], match["day"]))
    found = next(iter(find_dates(value)), None)
    return Date(date_parts(found.year, found.month, found.day)) if found and found.year else None


def _pages(record: RisRecord) -> str | None:
    first, last = record.value("SP"), record.value("EP")
    return f"{first}–{last}" if first and last and last != first and not re.search(r"[-–]", first) else first or last
