"""The CSL type of a citation, from its fields, the tables of publishers and venues, and the words around its publication.

A work of scholarship is known by its venue, by its volume or pages, or by the list of its authors; without one of these a source that
has no URL is a web page as well, whose URL is to be found.
"""

import re
from collections.abc import Sequence

from citecheck.citations.anchors import Anchors
from citecheck.citations.fields import Reading
from citecheck.citations.meetings import MEETING, is_meeting
from citecheck.citations.page_numbers import volume_after_year
from citecheck.language import publishers, venues
from citecheck.language.dates import DateMention
from citecheck.language.names import ET_AL
from citecheck.language.venue_words import FIELDS, JOURNAL
from citecheck.model.reference import Name

LEGAL = re.compile(r"\bvs?\.\s|\bU\.S\.C\.|\bF\.\s?(?:2d|3d|Supp)|\bU\.S\.\s\d|\bBGH|\bECLI:", re.IGNORECASE)
REPORT = re.compile(r"report|rapporto|rapport|informe|bericht|доклад|white paper|policy brief|working paper", re.IGNORECASE)
NEWS = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media"))
INTRODUCED = re.compile(r"[.,”\"’'?!]\s+[Ii]n:?\s+[“\"‘«(]?$")  # "…,” in ICLR"
MANY = 3  # authors of a work of scholarship; news have fewer


def item_type(anchors: Anchors, reading: Reading, authors: Sequence[Name], issued: DateMention | None) -> str:
    """The CSL type."""
    return (
        _by_proceedings(reading)
        or _by_fields(anchors, reading)
        or _by_venue(anchors, reading, authors, issued)
        or ("article-newspaper" if issued and issued.day and reading["container"] else "webpage")
    )


def _by_proceedings(reading: Reading) -> str | None:
    """``paper-conference`` for a paper in the proceedings of a meeting; a journal that is called so has numbered volumes."""
    container, numbered = reading["container"], reading["volume"] or reading["issue"]
    if "journal" in container.casefold() or not reading["title"] or (numbered and not MEETING.search(container)):
        return None
    listed = "conference" in _listed_kinds(container) and not numbered
    return "paper-conference" if listed or is_meeting(container) else None


def _listed_kinds(container: str) -> frozenset[str]:
    """The kinds of venue that the table has under a name."""
    return frozenset(entry.kind for entry in venues.read(container).entries) if container else frozenset()


def _by_fields(anchors: Anchors, reading: Reading) -> str | None:
    """The type that the fields and the publisher table leave no doubt of."""
    container, publisher = reading["container"], reading["publisher"]
    outlet = publishers.find(container) if container else None
    if outlet and outlet.type in NEWS and not reading["volume"] and "journal" not in _listed_kinds(container):
        return "article-newspaper"
    if container and (reading["volume"] or reading["issue"] or anchors.doi or anchors.issn):
        return "article-journal"
    if not container and LEGAL.search(anchors.text):
        return "legal_case"
    if container and (reading["editor"] or (publisher and reading["place"])):
        return "chapter"
    if anchors.isbn or (publisher and not container and not anchors.url):
        return "book"
    if anchors.doi or anchors.arxiv:
        return "article-journal"
    return "report" if reading["genre"] or REPORT.search(reading["title"]) else None


def _by_venue(anchors: Anchors, reading: Reading, authors: Sequence[Name], issued: DateMention | None) -> str | None:
    """The type of a work without numbers and identifiers, by its venue and its authors."""
    container = reading["container"]
    if _listed_kinds(container) & {"journal", "preprints"}:
        return "article-journal"
    online = anchors.url or anchors.residue or anchors.accessed
    if not reading["title"] or not authors or online or (issued and issued.month):
        return None
    if volume_after_year(anchors.text):
        return "article-journal"
    return _by_container(anchors, reading, authors) if container else _without_container(anchors, reading, authors)


def _by_container(anchors: Anchors, reading: Reading, authors: Sequence[Name]) -> str | None:
    """The type of a work by persons, of a year, in a publication that is none of the news."""
    container = reading["container"]
    known = publishers.find(container)
    words = {word.text for word in venues.words_of(container)}
    if (known and known.type == "journal") or (not known and words & (JOURNAL | FIELDS)):
        return "article-journal"
    if known:
        return None
    if _is_introduced(anchors.plain, container):
        return "paper-conference" if venues.read(container).is_acronym else "chapter"
    if reading["publisher"]:
        return "chapter"
    many = len(authors) >= MANY or ET_AL.search(anchors.text)
    return "article-journal" if many or reading["pages"] else None


def _is_introduced(text: str, container: str) -> bool:
    """Whether "in" stands before the container."""
    at = text.find(container)
    return at > 0 and INTRODUCED.search(text, max(0, at - 12), at) is not None


def _without_container(anchors: Anchors, reading: Reading, authors: Sequence[Name]) -> str | None:
    """An article for a quoted title, a book for another, by persons whose names are split without doubt."""
    if reading["publisher"] or not all(name.family and name.given for name in authors):
        return None
    at = anchors.plain.find(reading["title"])
    return "article-journal" if at > 0 and anchors.plain[at - 1] in '“"‘«„' else "book"
