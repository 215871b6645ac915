"""One citation's text to a source: anchors first, then names and title by the layout, then what is missing."""

import re
from collections.abc import Sequence

from citecheck.citation.anchors import Anchors, find_anchors
from citecheck.citation.layout import Reading, read_layout
from citecheck.model.document import Hyperlink
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.text import languages, publishers
from citecheck.text.dates import DateMention, Order
from citecheck.text.names import read_names

LEGAL = re.compile(r"\bv\.\s|\bU\.S\.C\.|\bF\.\s?(?:2d|3d|Supp)|\bU\.S\.\s\d|\bBGH|\bECLI:", re.IGNORECASE)
REPORT = re.compile(r"report|rapporto|rapport|informe|bericht|доклад|white paper|policy brief|working paper", re.IGNORECASE)
NEWS = frozenset(("newspaper", "broadcaster", "agency", "magazine", "news", "online", "news site", "portal", "tv", "radio"))


def read_source(text: str, order: Order | None, language: str | None, links: Sequence[Hyperlink] = ()) -> Source:
    """Reads one citation. Never raises; what it cannot tell, it leaves out."""
    anchors = find_anchors(text, order, links)
    reading = read_layout(anchors.left)
    item = _item(anchors, reading, languages.detect(reading.title) or language)
    return Source(
        text=text,
        item=item,
        confidence=_confidence(item, reading),
        archive_url=anchors.archive_url,
        archive_date=_date(anchors.archive_date),
        url_residue=anchors.residue,
        translated_title=anchors.translated,
        missing=missing(item),
    )


def missing(item: Item) -> tuple[str, ...]:
    """What a reader would need and does not find, as CSL variables."""
    expected = (
        ("title", item.title),
        (
            "container-title",
            item.container_title or item.publisher or item.type in ("book", "legal_case") or item.author,
        ),
        ("issued", item.issued),
        ("URL", item.url or item.doi or item.isbn),
    )
    return tuple(variable for variable, value in expected if not value)


def _item(anchors: Anchors, reading: Reading, language: str | None) -> Item:
    authors = _authors(reading.authors)
    container, publisher = reading.container or None, reading.publisher or None
    if not container and len(authors) == 1 and authors[0].literal and publishers.find(authors[0].literal):
        outlet = publishers.find(authors[0].literal)
        if outlet and outlet.type in NEWS:
            authors, container = (), reading.authors
    return Item(
        type=_type(anchors, container, reading),
        author=authors,
        editor=_authors(reading.editors),
        title=reading.title or None,
        container_title=container,
        publisher=publisher,
        issued=_date(anchors.issued),
        accessed=_date(anchors.accessed),
        volume=anchors.volume,
        issue=anchors.issue,
        page=anchors.page,
        locator=anchors.locator,
        url=anchors.url,
        doi=anchors.doi,
        isbn=anchors.isbn,
        issn=anchors.issn,
        pmid=anchors.pmid,
        arxiv=anchors.arxiv,
        language=language,
    )


def _authors(text: str) -> tuple[Name, ...]:
    if not text:
        return ()
    return read_names(text) or (Name(literal=text),)


def _date(mention: DateMention | None) -> Date | None:
    return mention.date if mention else None


def _type(anchors: Anchors, container: str | None, reading: Reading) -> str:
    """The CSL type: by identifiers, then by what the table of publishers knows of the container."""
    if anchors.doi or anchors.volume or anchors.arxiv or anchors.issn:
        return "article-journal"
    if LEGAL.search(anchors.text):
        return "legal_case"
    outlet = publishers.find(container) if container else None
    if outlet and outlet.type in NEWS:
        return "article-newspaper"
    if anchors.isbn or (reading.publisher and not anchors.url and anchors.issued and len(anchors.issued.parts) == 1):
        return "book"
    if REPORT.search(reading.title):
        return "report"
    return "article-newspaper" if anchors.issued and len(anchors.issued.parts) == 3 and container else "webpage"


def _confidence(item: Item, reading: Reading) -> tuple[tuple[str, float], ...]:
    known = bool(item.container_title and publishers.find(item.container_title))
    values = {
        "author": (item.author, 0.5 + reading.sure / 2 if all(name.family for name in item.author) else reading.sure),
        "title": (item.title, reading.sure),
        "container-title": (item.container_title, 0.98 if known else reading.sure - 0.1),
        "issued": (item.issued, 0.7 if item.issued and item.issued.other else 0.98),
        "URL": (item.url, 0.99),
    }
    return tuple((variable, round(sure, 2)) for variable, (value, sure) in values.items() if value)
