"""The sources that Word keeps of its own citations (ECMA-376 part 1, 22.6): ``customXml/item1.xml``."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from citecheck.documents.citation_fields import CitedItem
from citecheck.documents.printed_data import years
from citecheck.language.dates import find_dates
from citecheck.model.edtf import date_parts
from citecheck.model.reference import Date, Item, Name
from citecheck.patterns import lazy_pattern

SOURCES = lazy_pattern(r"<(?:\w+:)?Sources\b")
TYPES = {
    "Book": "book", "BookSection": "chapter", "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine",
    "ConferenceProceedings": "paper-conference", "Report": "report", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage",
    "Film": "motion_picture", "Patent": "patent", "Case": "legal_case", "Interview": "interview",
}  # fmt: skip
FIELDS = {
    "title": ("Title",), "container_title": ("JournalName", "BookTitle", "ConferenceName", "PeriodicalTitle", "InternetSiteTitle"),
    "publisher": ("Publisher", "Institution"), "publisher_place": ("City",), "volume": ("Volume",), "issue": ("Issue",), "page": ("Pages",),
    "edition": ("Edition",), "url": ("URL",), "doi": ("DOI",), "number": ("ReportNumber", "PatentNumber"),
}  # fmt: skip


def word_sources(xml: str) -> dict[str, CitedItem]:
    """The sources in the XML of a part, which must be well-formed, by their keys."""
    if not SOURCES.search(xml, 0, 2_000):
        return {}
    root = ElementTree.fromstring(xml)  # noqa: S314 -- declarations of entities were refused
    found = (_source(one) for one in root if _local(one) == "Source")
    return {one.key: one for one in found if one.key and one.item.title}


def _source(element: ElementTree.Element) -> CitedItem:
    told: dict[str, str] = {_local(one): (one.text or "").strip() for one in element}
    values: dict[str, Any] = {name: next((told[key] for key in keys if told.get(key)), None) for name, keys in FIELDS.items()}
    authors = next((one for one in element if _local(one) == "Author"), element)
    people = {role: tuple(_people(authors, role)) for role in ("Author", "Editor", "Translator")}
    item = Item(
        type=TYPES.get(told.get("SourceType", ""), "document"),
        author=people["Author"],
        editor=people["Editor"],
        translator=people["Translator"],
        issued=_date(told, ""),
        accessed=_date(told, "Accessed"),
        **values,
    )
    return CitedItem(told.get("Tag", ""), item, years(" ".join(told.values())))


def _people(authors: ElementTree.Element, role: str) -> Iterator[Name]:
    for one in (child for part in authors if _local(part) == role for child in part.iter()):
        if _local(one) == "Corporate" and one.text:
            yield Name(literal=one.text.strip())
        elif _local(one) == "Person":
            parts = {_local(part): (part.text or "").strip() for part in one}
            given = " ".join(part for part in (parts.get("First"), parts.get("Middle")) if part)
            if family := parts.get("Last"):
                yield Name(family, given or None) if given else Name(literal=family)


def _date(told: dict[str, str], kind: str) -> Date | None:
    year, month, day = (told.get(f"{part}{kind}", "") for part in ("Year", "Month", "Day"))
    found = next((one for one in find_dates(f"{day} {month} {year}".strip()) if one.year), None)
    if found:
        return found.date
    return Date(date_parts(int(year), None, None)) if re.fullmatch(r"\d{4}", year) else None


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
