"""EndNote's XML: each record is a note with one source (RSXML, as EndNote, Zotero and Rayyan export it).

EndNote 7 and converters of BibTeX write names in capitals (``<XML><RECORDS><RECORD>``) and numbers for the types.
"""

import html
import re
from itertools import pairwise
from typing import ClassVar

from citecheck.documents import xml_tree
from citecheck.documents.damaged_entries import found_damaged
from citecheck.documents.numbered_notes import Lines
from citecheck.documents.xml_dates import written_date
from citecheck.documents.xml_format import XmlFormat, XmlNote, XmlSource, tree
from citecheck.documents.xml_tree import XmlElement
from citecheck.language.identifiers import doi, short_doi_url
from citecheck.language.inverted_names import inverted_name
from citecheck.language.listed_names import listed_names
from citecheck.model.document import DamagedEntry, FormatTraits
from citecheck.model.errors import DocumentError
from citecheck.model.place import Span
from citecheck.model.reference import Date, Item, Name
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(
    r"<xml>\s*<record|<records>\s*<record>|<record>\s*<(?:database|source-app|rec-number|ref-type)\b|<XML>\s*<RECORDS>\s*<RECORD>"
)
# EndNote's names of reference types, as CSL types.
TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal", "book": "book", "edited book": "book",
    "electronic book": "book", "book section": "chapter", "electronic book section": "chapter", "conference paper": "paper-conference",
    "conference proceedings": "paper-conference", "thesis": "thesis", "report": "report", "government document": "report",
    "web page": "webpage", "blog": "post-weblog", "newspaper article": "article-newspaper", "magazine article": "article-magazine",
    "patent": "patent", "dataset": "dataset", "computer program": "software", "case": "legal_case", "statute": "legislation",
    "bill": "bill", "map": "map", "manuscript": "manuscript", "personal communication": "personal_communication",
    "standard": "standard", "encyclopedia": "entry-encyclopedia", "dictionary": "entry-dictionary", "film or broadcast": "motion_picture",
}  # fmt: skip
# Names of EndNote 7 that differ from later ones in more than capitals and underscores.
LATER_NAMES = {
    "PLACE_PUBLISHED": "pub-location", "DATE": "pub-dates", "REFNUM": "rec-number", "SECONDARY_AUTHOR": "author", "SUBSIDIARY_AUTHOR": "author",
    "TERTIARY_AUTHOR": "author", "ALTERNATE_TITLE": "alt-title", "ELECTRONIC_RESOURCE_NUMBER": "electronic-resource-num",
}  # fmt: skip
# Its numbers of types, as CSL types.
NUMBERED_TYPES = {
    "0": "article-journal", "1": "book", "2": "thesis", "3": "paper-conference", "5": "article-newspaper", "7": "chapter", "8": "article-magazine",
    "9": "book", "10": "report", "47": "paper-conference",
}  # fmt: skip
RECORD = lazy_pattern(r"<(?:record|RECORD)>")
END = lazy_pattern(r"</(?:records|RECORDS)>")
NUMBER = lazy_pattern(r"<(?:label|LABEL|rec-number|REFNUM)>([^<>]{1,100})</")
WHOLE = frozenset(("book", "thesis", "report"))  # nothing contains them: their second title is a series


class EndNoteFormat(XmlFormat):
    """Libraries that EndNote exports as XML."""

    name: ClassVar[str] = "endnote"
    suffixes: ClassVar[tuple[str, ...]] = (".xml",)
    traits: ClassVar[FormatTraits] = FormatTraits(is_bibliography=True, comment_syntax=("<!--", "-->"))
    lacks: ClassVar[str] = "no record was found"

    def recognises(self, path: str, head: str) -> bool:
        """True for the beginning of a list of records."""
        return bool(HEAD.search(head))

    def notes(self, root: XmlElement) -> list[XmlNote]:
        """The records."""
        _use_later_names(root)
        found: dict[str, XmlNote] = {}
        for number, record in enumerate(root.all("record"), 1):
            label = record.value("label", "rec-number") or f"u{number}"
            label = label if label not in found else f"u{number}"
            found[label] = XmlNote(label, record, (_source(record),), listed=True)
        return list(found.values())

    def damaged(self, path: str, text: str, lines: Lines) -> tuple[DamagedEntry, ...]:
        """The records that are no well-formed XML, if that is all that is wrong with the file."""
        try:
            tree(path, text)
        except DocumentError:
            starts = [match.start() for match in RECORD.finditer(text)]
            ended = next((match.start() for match in END.finditer(text, starts[-1] if starts else 0)), len(text))
            ends = [text.rfind(">", start, end) + 1 for start, end in pairwise([*starts, ended])]
            found = found_damaged(text, [Span(*one) for one in zip(starts, ends, strict=True)], NUMBER, xml_tree.fault_of, lines)
            if not found:
                raise
            return found
        return ()

    def link(self, text: str, url: str) -> str:
        """A URL; records have no links."""
        return html.escape(url)

    def added(self, text: str, element: XmlElement, url: str, doi: str | None) -> tuple[XmlElement, str]:
        """A DOI as ``electronic-resource-num``, a URL among ``urls``; in EndNote 7, which has no field for a DOI, each as ``URL``."""
        if text.startswith("<RECORD", element.start):
            return element, f"<URL>{html.escape(url)}</URL>"
        if doi:
            return element, f"<electronic-resource-num>{html.escape(doi)}</electronic-resource-num>"
        markup = f"<url>{html.escape(url)}</url>"
        for name in ("web-urls", "related-urls"):
            if (place := element.first(name)) is not None:
                return place, markup
        urls = element.first("urls")
        markup = f"<related-urls>{markup}</related-urls>"
        return (urls, markup) if urls else (element, f"<urls>{markup}</urls>")

    def capture(self, text: str, element: XmlElement, url: str) -> tuple[XmlElement, str]:
        """A line of the notes, since records have no field for it."""
        notes = element.first("notes")
        name = "NOTES" if text.startswith("<RECORD", element.start) else "notes"
        return (
            (notes, f" Archived at {html.escape(url)}") if notes else (element, f"<{name}>Archived at {html.escape(url)}</{name}>")
        )


def _use_later_names(root: XmlElement) -> None:
    """Give the elements of EndNote 7 the names that they have in later versions."""
    if root.name == "XML":
        for one in root.elements():
            one.name = LATER_NAMES.get(one.name, one.name.lower().replace("_", "-"))


def _source(record: XmlElement) -> XmlSource:
    named = record.first("ref-type")
    kind = (
        TYPES.get(named.get("name").lower(), "document")
        if named
        else NUMBERED_TYPES.get(record.value("reference-type") or "", "document")
    )
    second = record.value("secondary-title") or (None if kind in WHOLE else record.value("full-title", "alt-title"))
    number = record.value("isbn") or ""
    is_isbn = len(re.sub(r"[^\dXx]", "", number)) >= 10
    item = Item(
        type=kind,
        author=_people(record, "authors"),
        editor=_people(record, "secondary-authors") if kind not in ("article-journal", "article-newspaper") else (),
        translator=_people(record, "subsidiary-authors"),
        title=record.value("title"),
        container_title=None if kind in WHOLE else second,
        collection_title=second if kind in WHOLE else record.value("tertiary-title"),
        publisher=record.value("publisher"),
        publisher_place=record.value("pub-location"),
        issued=_issued(record),
        accessed=written_date(record.value("access-date") or ""),
        volume=record.value("volume"),
        issue=record.value("number", "issue"),
        page=record.value("pages"),
        edition=record.value("edition"),
        doi=doi(record.value("electronic-resource-num") or ""),
        url=short_doi_url(record.value("electronic-resource-num") or ""),
        isbn=number if is_isbn else None,
        issn=None if is_isbn else number or None,
        language=record.value("language"),
    )
    return XmlSource(record, item)


def _issued(record: XmlElement) -> Date | None:
    year, day = record.value("year"), record.value("pub-dates")
    dated = written_date(f"{day} {year}") if year and day else None
    return dated if dated and year and str(dated.parts[0]) == year else written_date(year or day or "")


def _people(record: XmlElement, group: str) -> tuple[Name, ...]:
    said = (one.words for people in record.all(group) for one in people.all("author") if one.words)
    return tuple(name for words in said for name in (listed_names(words) or (inverted_name(words),)))


PLUGIN: type[Format] = EndNoteFormat
