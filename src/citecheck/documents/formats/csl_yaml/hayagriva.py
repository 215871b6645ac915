"""Converts entries of Hayagriva, the YAML bibliographies of Typst, to CSL-JSON (https://github.com/typst/hayagriva/blob/main/docs/file-format.md)."""

import re
from collections.abc import Mapping
from typing import Any

from citecheck.patterns import lazy_pattern

# Hayagriva's types as CSL types; an article's depends on what contains it.
TYPES = {
    "anthology": "book", "anthos": "chapter", "artwork": "graphic", "audio": "song", "blog": "post-weblog", "book": "book", "case": "legal_case",
    "chapter": "chapter", "conference": "book", "entry": "entry", "exhibition": "graphic", "legislation": "legislation", "manuscript": "manuscript",
    "newspaper": "article-newspaper", "original": "document", "patent": "patent", "performance": "performance", "periodical": "periodical",
    "post": "post", "proceedings": "book", "reference": "entry-encyclopedia", "report": "report", "repository": "software", "scene": "document",
    "thesis": "thesis", "thread": "post", "video": "motion_picture", "web": "webpage",
}  # fmt: skip
INSIDE = {
    "anthology": "chapter", "blog": "post-weblog", "book": "chapter", "conference": "paper-conference", "newspaper": "article-newspaper",
    "periodical": "article-journal", "proceedings": "paper-conference", "reference": "entry-encyclopedia", "web": "webpage",
}  # fmt: skip
FROM_PARENT = ("volume", "issue", "publisher", "location", "edition", "date", "editor", "serial-number", "url")
DIGITS = lazy_pattern(r"\d")


def to_csl(key: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The CSL-JSON item of an entry."""
    parent = _first_mapping(entry.get("parent"))
    kind, above = _kind(entry), _kind(parent)
    known = {name: parent[name] for name in FROM_PARENT if name in parent} | dict(entry)
    publisher = known.get("publisher")
    published = publisher if isinstance(publisher, Mapping) else {"name": publisher}
    url = known.get("url")
    address = url if isinstance(url, Mapping) else {"value": url}
    numbers = _numbers(known.get("serial-number"))
    return {
        "id": key,
        "type": INSIDE.get(above, "article")
        if kind in ("article", "") and above
        else TYPES.get(kind, INSIDE.get(kind, "document")),
        "title": _words(entry.get("title")),
        "container-title": _words(parent.get("title")),
        "author": _names(entry.get("author")),
        "editor": _names(entry.get("editor")),
        "translator": _names(entry.get("translator")),
        "issued": known.get("date"),
        "accessed": address.get("date"),
        "publisher": _words(published.get("name") or known.get("organization")),
        "publisher-place": _words(published.get("location") or known.get("location")),
        "volume": known.get("volume"),
        "issue": known.get("issue"),
        "edition": known.get("edition"),
        "page": known.get("page-range"),
        "genre": _words(known.get("genre")),
        "language": known.get("language"),
        "URL": address.get("value"),
        "DOI": numbers.get("doi"),
        "ISBN": numbers.get("isbn"),
        "ISSN": numbers.get("issn"),
        "PMID": numbers.get("pmid"),
        "number": numbers.get("serial"),
    } | ({"archive": "arXiv", "archive_location": numbers["arxiv"]} if numbers.get("arxiv") else {})


def _kind(entry: Mapping[str, Any]) -> str:
    kind = entry.get("type")
    return kind.lower() if isinstance(kind, str) else ""


def _first_mapping(value: Any) -> Mapping[str, Any]:
    """The first of several parents."""
    found = value[0] if isinstance(value, list) and value else value
    return found if isinstance(found, Mapping) else {}


def _words(value: Any) -> Any:
    """A title is a text, or a mapping with its text as ``value``; braces keep capitals."""
    found = value.get("value") if isinstance(value, Mapping) else value
    return re.sub(r"[{}]", "", found) if isinstance(found, str) else None


def _names(value: Any) -> list[dict[str, Any]]:
    return [_name(one) for one in (value if isinstance(value, list) else [value]) if one]


def _name(value: Any) -> dict[str, Any]:
    """``Family, Given`` or a mapping; a name without a comma is whole."""
    if isinstance(value, Mapping):
        parts = {"family": value.get("name"), "given": value.get("given-name"), "suffix": value.get("suffix")}
        return parts | {"non-dropping-particle": value.get("prefix")}
    family, comma, given = str(value).partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": family.strip()}


def _numbers(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {"serial": value}
