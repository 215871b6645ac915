"""Citations that reference managers keep as data in a document.

Zotero and Mendeley write CSL-JSON into fields (``ADDIN ZOTERO_ITEM CSL_CITATION {…}``, ``ADDIN CSL_CITATION {…}``), content controls
(``MENDELEY_CITATION_v3_`` and Base64) and reference marks (``ZOTERO_ITEM CSL_CITATION {…} RND…``).
"""

import base64
import binascii
import html
import json
import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.csl_data import dated
from citecheck.documents.printed_data import years
from citecheck.language.nesting import TooDeep, check_depth
from citecheck.model.csl import from_csl
from citecheck.model.reference import Item
from citecheck.patterns import lazy_pattern

CITATION = lazy_pattern(r"\s*(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)")
LISTING = lazy_pattern(
    r"\s*(?:(?:ADDIN\s+)?(?:ZOTERO_BIBL|Mendeley Bibliography|CSL_BIBLIOGRAPHY)|BIBLIOGRAPHY\b|MENDELEY_BIBLIOGRAPHY)"
)
CONTROL = "MENDELEY_CITATION_v3_"
BOOKMARK = "ZOTERO_BREF_"
MARKUP = lazy_pattern(r"</?(?:i|b|em|strong|sub|sup|sc|span)\b[^<>]{0,80}>")  # in titles, as CSL allows it
DECODER = json.JSONDecoder(strict=False)


class CitedItem(Struct, frozen=True):
    """A cited work: ``key`` identifies it in the document; ``years`` are all numbers in its data that may be years."""

    key: str
    item: Item
    years: frozenset[str] = frozenset()


class DataField(Struct, frozen=True):
    """A citation with data, or a generated bibliography, at ``text[start:end]``; ``outer``: the end of its element in the XML, if known."""

    start: int
    end: int
    cited: tuple[CitedItem, ...] = ()
    listing: bool = False
    outer: int = -1


class CitationCodes(Struct, frozen=True):
    """What a file keeps apart of its citations: the codes of Zotero's bookmarks by their names, and Word's sources by key."""

    bookmarks: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, CitedItem] = field(default_factory=dict)


NO_CODES = CitationCodes()
PROPERTY = lazy_pattern(
    r"<(?:[\w.-]+:)?(?:property|user-defined)\b(?P<attributes>[^<>]*)>(?P<value>(?:[^<]|<(?!/(?:[\w.-]+:)?(?:property|user-defined)>))*+)"
)
NAMED = lazy_pattern(rf"\bname=\"(?P<name>{BOOKMARK}\w+?)_(?P<number>\d{{1,4}})\"")
TAGS = lazy_pattern(r"<[^<>]*>")


def bookmark_codes(xml: str) -> dict[str, str]:
    """The codes of Zotero's bookmarks, which it cuts into properties of the document: ``ZOTERO_BREF_x_1``, ``ZOTERO_BREF_x_2`` …"""
    pieces: dict[str, list[tuple[int, str]]] = {}
    for found in PROPERTY.finditer(xml):
        if named := NAMED.search(found["attributes"]):
            pieces.setdefault(named["name"], []).append((int(named["number"]), html.unescape(TAGS.sub("", found["value"]))))
    return {name: "".join(piece for _, piece in sorted(parts)) for name, parts in pieces.items()}


def field_of(code: str, start: int, end: int, known: Mapping[str, CitedItem], outer: int = -1) -> DataField | None:
    """The citation or bibliography that a field, mark or control has at ``text[start:end]``. ``known``: Word's own sources by key."""
    if LISTING.match(code):
        return DataField(start, end, listing=True, outer=outer)
    if code.startswith(CONTROL):
        cited = _cited(_control(code.removeprefix(CONTROL)))
    elif found := CITATION.match(code):
        cited = _cited(_json(code[found.end() :]))
    else:
        cited = tuple(known[key] for key in word_keys(code) if key in known)
    return DataField(start, end, cited, outer=outer) if cited and start < end else None


WORD_CITATION = lazy_pattern(r"\s*CITATION\s+(?P<key>\S+)(?P<switches>.*)", re.DOTALL)
FURTHER = lazy_pattern(r"\\m\s+(\S+)")


def word_keys(code: str) -> list[str]:
    """The keys in a field of Word: ``CITATION Roe19 \\l 1033 \\p 45 \\m Lund20`` (ECMA-376 part 1, 17.16.5.9)."""
    found = WORD_CITATION.match(code)
    keys = [found["key"], *FURTHER.findall(found["switches"])] if found else []
    return [key.strip('"') for key in keys]


def _json(text: str) -> Any:
    try:
        check_depth(text)
        return DECODER.raw_decode(text)[0]
    except (ValueError, TooDeep, RecursionError):
        return None


def _control(text: str) -> Any:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_" if re.search("[-_]", text) else None)
        return _json(data.decode("utf-8"))
    except (binascii.Error, ValueError):
        return None


def _cited(value: Any) -> tuple[CitedItem, ...]:
    """The works of a citation; none if one of them has no data."""
    items = value.get("citationItems") if isinstance(value, dict) else None
    found = [_cited_item(one) for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return tuple(one for one in found if one) if all(found) else ()


def _cited_item(value: dict[str, Any]) -> CitedItem | None:
    data = value.get("itemData")
    if not isinstance(data, dict) or not isinstance(data.get("title"), str):
        return None
    addresses = value.get("uris") or value.get("uri")
    named = addresses[0] if isinstance(addresses, list) and addresses else value.get("id") or data.get("id")
    item = dated(from_csl({name: MARKUP.sub("", part) if isinstance(part, str) else part for name, part in data.items()}))
    issued = item.issued if item.issued and item.issued.parts[:1] != (0,) else None  # what Mendeley writes for no year
    return CitedItem(str(named), replace(item, id="", issued=issued), years(json.dumps(value)))
