"""Reads works from the metadata that HTML pages have of what they cite.

OpenURL context objects in spans (COinS, class ``Z3988``), as MediaWiki, Zotero and Omeka write them: ANSI/NISO Z39.88-2004, key/encoded-value
formats ``journal``, ``book``, ``dissertation``, ``patent`` and ``dc``. Highwire's ``citation_reference`` has the same kind of pairs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from citecheck.language.alphanumeric import letters
from citecheck.language.dates import find_dates
from citecheck.language.identifiers import doi
from citecheck.language.names import read_names
from citecheck.model.edtf import read_edtf
from citecheck.model.reference import Date, Item, Name
from citecheck.patterns import lazy_pattern

Values = Mapping[str, Sequence[str]]
MAX_OBJECT = 20_000  # characters of a context object; longer ones are left out
MAX_PAIRS = 400
FORMAT = "info:ofi/fmt:kev:mtx:"
# The values of ``rft.genre`` as CSL types; ``unknown`` and ``document`` say nothing.
GENRES = {
    "article": "article-journal", "preprint": "article", "proceeding": "paper-conference", "conference": "paper-conference",
    "book": "book", "bookitem": "chapter", "report": "report",
}  # fmt: skip
# The values of ``rft.type`` of Dublin Core, as Zotero writes them, and the classes of MediaWiki's ``<cite class="citation news cs1">``.
KINDS = {
    "webpage": "webpage", "blogpost": "post-weblog", "newspaperarticle": "article-newspaper", "magazinearticle": "article-magazine",
    "film": "motion_picture", "videorecording": "motion_picture", "podcast": "broadcast", "map": "map", "presentation": "speech",
    "computerprogram": "software", "interview": "interview", "manuscript": "manuscript", "letter": "personal_communication",
    "web": "webpage", "news": "article-newspaper", "magazine": "article-magazine", "journal": "article-journal", "book": "book",
    "report": "report", "techreport": "report", "thesis": "thesis", "conference": "paper-conference", "arxiv": "article",
    "encyclopaedia": "entry-encyclopedia", "pressrelease": "webpage", "episode": "broadcast", "serial": "broadcast",
    "speech": "speech", "audio-visual": "motion_picture",
}  # fmt: skip
WEB = lazy_pattern(r"(?:https?:)?//\S+", re.IGNORECASE)
IDENTIFIER = "#id-name="  # MediaWiki: the URL is that of an identifier, such as a library's number
HIGHWIRE = lazy_pattern(r"(?:^|;)\s*citation_(\w+)=")
# Highwire's names, as those of a context object.
PAIRS = {
    "title": "atitle", "journal_title": "jtitle", "inbook_title": "btitle", "conference_title": "btitle", "author": "au",
    "publication_date": "date", "date": "date", "year": "date", "publisher": "pub", "volume": "volume", "issue": "issue",
    "firstpage": "spage", "lastpage": "epage", "pages": "pages", "issn": "issn", "isbn": "isbn", "doi": "doi", "pmid": "pmid",
}  # fmt: skip


def of_context_object(text: str, kind: str = "") -> Item | None:
    """The work of a COinS, from the value of its ``title``; None if it has no title. ``kind``: a class of the element that prints it."""
    if len(text) > MAX_OBJECT or "rft" not in text or text.count("&") > MAX_PAIRS:
        return None
    values: dict[str, list[str]] = {}
    for name, value in _pairs(text):
        values.setdefault(name.removeprefix("rft."), []).append(" ".join(value.split()))
    return _item(values, kind)


def _pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of a query, in UTF-8, else in Windows-1252, which older programs wrote."""
    try:
        return parse_qsl(text, errors="strict")
    except UnicodeDecodeError:
        return parse_qsl(text, encoding="cp1252", errors="replace")


def of_highwire(text: str) -> Item | None:
    """The work of a ``<meta name="citation_reference">``, from its content; None if it is no list of pairs with a title."""
    if len(text) > MAX_OBJECT:
        return None
    values: dict[str, list[str]] = {}
    found = list(HIGHWIRE.finditer(text))
    for at, name in enumerate(found):
        value = " ".join(text[name.end() : found[at + 1].start() if at + 1 < len(found) else len(text)].split())
        if value and name[1] in PAIRS:
            values.setdefault(PAIRS[name[1]], []).append(value)
    return _item(values, "")


def of_schema(work: Mapping[str, Any]) -> Item | None:
    """A cited work of schema.org's linked data (``name`` or ``headline``, ``author``, ``isPartOf`` …); None if it has no title."""
    whole = work.get("isPartOf")
    authors = work.get("author")
    found: dict[str, Any] = {
        "atitle": work.get("headline") or work.get("name"),
        "jtitle": whole.get("name") if isinstance(whole, dict) else whole,
        "date": work.get("datePublished"),
        "volume": work.get("volumeNumber"),
        "issue": work.get("issueNumber"),
        "pages": work.get("pagination"),
        "isbn": work.get("isbn"),
        "doi": work.get("identifier") or work.get("sameAs"),
        "identifier": work.get("url") or work.get("sameAs"),
    }
    values = {name: [value] for name, value in found.items() if isinstance(value, str) and value}
    people = [one.get("name") if isinstance(one, dict) else one for one in (authors if isinstance(authors, list) else [authors])]
    values["au"] = [name for name in people if isinstance(name, str) and name]
    return _item(values, "book" if work.get("@type") == "Book" else "")


def _item(values: Values, kind: str) -> Item | None:
    def first(*names: str) -> str | None:
        return next((value for name in names for value in values.get(name, ())[:1] if value), None)

    title = first("atitle", "title", "btitle")
    if not title:
        return None
    container = first("jtitle", "stitle") or (first("btitle", "title") if first("atitle") else None)
    found = [value for value in values.get("rft_id", ()) if value]
    pages = first("pages") or "–".join(one for name in ("spage", "epage") if (one := first(name)))
    return Item(
        type=_type(values, kind, is_part=bool(container)),
        author=tuple(_authors(values)),
        title=title,
        container_title=container if container != title else None,
        collection_title=first("series"),
        publisher=first("pub", "inst", "publisher"),
        publisher_place=first("place"),
        issued=_date(first("date") or ""),
        volume=first("volume"),
        issue=first("issue"),
        page=pages or None,
        edition=first("edition"),
        number=first("number"),
        url=next((value for value in [*found, first("identifier") or ""] if WEB.match(value) and IDENTIFIER not in value), None),
        doi=doi(first("doi") or _info(found, "doi")) or None,
        isbn=first("isbn"),
        issn=first("issn"),
        pmid=first("pmid") or _info(found, "pmid") or None,
        arxiv=_info(found, "arxiv") or None,
    )


def _type(values: Values, kind: str, *, is_part: bool) -> str:
    """By the class of the element or Dublin Core's type, else by the genre, else by the format."""
    named = next((KINDS[word.lower()] for word in (kind, *values.get("type", ())) if word.lower() in KINDS), None)
    if named:
        return "chapter" if named == "book" and is_part else named
    genre = GENRES.get(next(iter(values.get("genre", ())), ""))
    written = next(iter(values.get("rft_val_fmt", ())), "").removeprefix(FORMAT)
    if genre:
        return "chapter" if genre == "book" and is_part else genre
    return {"dissertation": "thesis", "patent": "patent"}.get(written, "article-journal" if values.get("jtitle") else "document")


def _info(found: Sequence[str], kind: str) -> str:
    """The identifier of a kind among ``info:doi/10.1000/x`` and the like."""
    lead = f"info:{kind}/"
    return next((value.removeprefix(lead) for value in found if value.startswith(lead)), "")


def _authors(values: Values) -> Iterator[Name]:
    """The first author's name in parts, then the others; Zotero writes the first one whole as well."""
    family, given = (next(iter(values.get(name, ())), "") for name in ("aulast", "aufirst"))
    given = given or next(iter(values.get("auinit", ())), "")
    first = Name(family, given) if family and given else Name(literal=family) if family else None
    if first:
        yield first
    seen = {_letters(first)} if first else set()
    for value in (*values.get("au", ()), *values.get("creator", ())):
        for name in read_names(value) or (Name(literal=value),):
            if _letters(name) not in seen:
                seen.add(_letters(name))
                yield name
    yield from (Name(literal=value) for value in values.get("aucorp", ()))


def _letters(name: Name) -> str:
    return letters(f"{name.given or ''}{name.family or name.literal or ''}")


def _date(value: str) -> Date | None:
    read = read_edtf(value)
    if read and read.parts:
        return read
    mention = next((one for one in find_dates(value) if one.year), None)
    return mention.date if mention else None
