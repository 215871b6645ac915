"""The works that LibreOffice keeps as attributes of its own citations (OpenDocument 1.3 part 3, 7.1.3 and 19.?)."""

from citecheck.documents.citation_fields import CitedItem
from citecheck.documents.printed_data import years
from citecheck.documents.xml_tags import attributes
from citecheck.language.dates import find_dates
from citecheck.language.names import read_names
from citecheck.model.reference import Date, Item, Name

TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "conference": "paper-conference", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference", "journal": "article-journal", "mastersthesis": "thesis",
    "phdthesis": "thesis", "proceedings": "book", "techreport": "report", "unpublished": "manuscript", "www": "webpage",
}  # fmt: skip
FIELDS = {
    "title": "title", "publisher": "publisher", "publisher_place": "address", "volume": "volume", "issue": "number", "page": "pages",
    "edition": "edition", "isbn": "isbn", "url": "url",
}  # fmt: skip


def bibliography_mark(written: str) -> CitedItem | None:
    """The work of a ``text:bibliography-mark`` with these attributes; None without a title."""
    told = attributes(written)
    if not told.get("title"):
        return None
    values = {name: told.get(key) or None for name, key in FIELDS.items()}
    container = told.get("journal") or told.get("booktitle") or None
    kind = TYPES.get(told.get("bibliography-type", ""), "document")
    author = told.get("author", "")
    people = tuple(name for one in author.split(";") for name in (read_names(one.strip()) or _literal(one)))
    item = Item(type=kind, author=people, container_title=container, issued=_issued(told), **values)  # type: ignore[arg-type]
    return CitedItem(told.get("identifier") or item.title or "", item, years(written))


def _literal(name: str) -> tuple[Name, ...]:
    return (Name(literal=name.strip()),) if name.strip() else ()


def _issued(told: dict[str, str]) -> Date | None:
    found = next((one for one in find_dates(f"{told.get('month', '')} {told.get('year', '')}") if one.year), None)
    return found.date if found else None
