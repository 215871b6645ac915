"""The kind of work as which registries are asked for a source, where its note leaves the kind open.

A preprint is asked for where it is kept. A text by persons in a named publication, with a year no day and no URL, is asked for
as an article: notes of pages and news have a day or a URL.
"""

import re

from msgspec.structs import replace

from citecheck.language import publishers, venues
from citecheck.language.titles import pieces
from citecheck.language.venue_words import FIELDS, JOURNAL
from citecheck.model.reference import Item, Source
from citecheck.patterns import lazy_pattern

ARTICLE = "article-journal"
PREPRINT = "article"  # CSL's type for preprints
ARXIV = "arxiv"
ARXIV_DOI = lazy_pattern(r"10\.48550/arxiv\.(\S{5,30})", re.IGNORECASE)
OPEN = frozenset(("webpage", "book", ARTICLE, "report", "document"))  # kinds that a note without numbers is read as


def as_asked(source: Source) -> Source:
    """Return the source with the type as which registries are asked for it."""
    item = source.item
    if names_arxiv(source):
        return replace(source, item=replace(item, type=PREPRINT))
    if item.type == "webpage" and _is_in_publication(item, item.container_title):
        return replace(source, item=replace(item, type=ARTICLE))
    if item.type == "book" and _is_in_publication(item, item.publisher) and _is_field(item.publisher or ""):
        return replace(source, item=replace(item, type=ARTICLE, container_title=item.publisher, publisher=None))
    return source


def names_arxiv(source: Source) -> bool:
    """Whether a source has no other publication than arXiv."""
    item = source.item
    if item.type not in OPEN or item.doi or item.url:
        return False
    named = [name for name in (item.container_title, item.publisher) if name]
    said = named or ([] if source.structured else list(pieces(source.text)))
    if item.arxiv and not named:
        return True
    return any(_is_arxiv(name) for name in said) and all(map(venues.preprint_server, named))


def _is_arxiv(name: str) -> bool:
    return ARXIV in name.casefold() and venues.preprint_server(name)


def _is_in_publication(item: Item, publication: str | None) -> bool:
    """Whether a text by persons has a publication and a year, and nothing that pages, news and books have."""
    dated = item.issued is not None and len(item.issued.parts) == 1
    other = item.url or item.doi or item.isbn or item.accessed or item.publisher_place or item.edition or item.genre
    if not publication or not dated or other or not any(name.family for name in item.author):
        return False
    known = publishers.find(publication)
    return known is None or known.type == "journal"


def _is_field(name: str) -> bool:
    """Whether a name has several words, one of them of a journal's name or of a field of science."""
    said = venues.words_of(name)
    return len(venues.core(said)) > 1 and any(word.text in JOURNAL | FIELDS for word in said)


def arxiv_number(item: Item) -> str | None:
    """Return the item's arXiv number, which may be in its DOI."""
    if item.arxiv:
        return re.sub(r"(?i)^arxiv:", "", item.arxiv.strip())
    found = ARXIV_DOI.fullmatch(item.doi or "")
    return found[1] if found else None
