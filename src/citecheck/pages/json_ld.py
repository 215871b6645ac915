"""Reads JSON-LD (schema.org): blocks of objects, lists and graphs that refer to each other by ``@id``."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from citecheck.language.nesting import check_depth
from citecheck.model.web import Claim
from citecheck.pages.claims import MAX_AUTHORS, folded, iso
from citecheck.patterns import lazy_pattern

DATES = ("datePublished", "dateCreated", "uploadDate", "dateModified")
MAX_JSON = 400_000  # characters of one block
MAX_VALUES = 20  # of one block
CDATA = lazy_pattern(r"<!\[CDATA\[|\]\]>")
BETWEEN = lazy_pattern(r"[\s,;]*+")
WORK = lazy_pattern(r"Article|Posting|Report|Book|WebPage|Review|Video|Creative|Episode|Coverage")

Thing = dict[str, Any]


def objects(blocks: Iterable[str]) -> tuple[Thing, ...]:
    """All objects of a page's readable blocks, with references by ``@id`` replaced by the object."""
    found: list[Thing] = []
    for block in blocks:
        try:
            check_depth(block[:MAX_JSON])
            found += [thing for value in _values(CDATA.sub("", block[:MAX_JSON])) for thing in _objects(value, 0)]
        except (ValueError, RecursionError):
            continue
    named = {str(thing["@id"]): thing for thing in found if "@id" in thing and "name" in thing}
    return tuple({key: _resolve(value, named) for key, value in thing.items()} for thing in found)


def _values(block: str) -> Iterator[object]:
    """The JSON values of a block; some templates write several, one after the other, or something else behind the first."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(MAX_VALUES):
        at = BETWEEN.match(block, at).end()  # type: ignore[union-attr]  # may be empty
        if at == len(block):
            return
        try:
            value, at = decoder.raw_decode(block, at)
        except ValueError:
            return
        yield value


def _objects(data: object, depth: int) -> Iterator[Thing]:
    if depth > 4:
        return
    if isinstance(data, list):
        for part in data[:100]:
            yield from _objects(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth + 1)


def _resolve(value: object, named: dict[str, Thing]) -> object:
    if isinstance(value, list):
        return [_resolve(part, named) if isinstance(part, dict) else part for part in value[:100]]
    return named.get(str(value.get("@id")), value) if isinstance(value, dict) and "name" not in value else value


def titles(things: Iterable[Thing]) -> list[Claim]:
    """The titles of works."""
    keys = ("headline", "alternativeHeadline", "name")
    return [Claim(folded(value), f"json-ld:{key}") for t in things if _is_work(t) for key in keys for value in _strings(t.get(key))]


def authors(things: Iterable[Thing]) -> list[Claim]:
    """The authors of works; URLs of profiles and organisations that publish the work are left out."""
    return [Claim(folded(name), "json-ld:author") for t in things if _is_work(t) for name in _names(_authors(t))]


def _authors(thing: Thing) -> list[object]:
    author = thing.get("author")
    publishers = {folded(name).casefold() for name in _names(thing.get("publisher"))}
    return [
        one
        for one in (author if isinstance(author, list) else [author])
        if not (_is_organisation(one) and publishers.issuperset(folded(name).casefold() for name in _names(one)))
    ]


def _is_organisation(value: object) -> bool:
    return isinstance(value, dict) and "Organization" in str(value.get("@type"))


def outlets(things: Iterable[Thing]) -> list[Claim]:
    """The publishers of works."""
    return [Claim(folded(name), "json-ld:publisher") for t in things if _is_work(t) for name in _names(t.get("publisher"))]


def dates(things: Sequence[Thing]) -> list[Claim]:
    """The dates of works, publication before modification."""
    value = ((key, value) for key in DATES for t in things if _is_work(t) for value in _strings(t.get(key)))
    return list(iso(Claim(value, f"json-ld:{key}") for key, value in value))


def texts(things: Iterable[Thing]) -> Iterator[str]:
    """Text in JSON-LD, which a script may display."""
    for thing in things:
        yield from (folded(str(thing[key])) for key in ("description", "articleBody", "text") if isinstance(thing.get(key), str))


def is_paywalled(thing: Thing) -> bool:
    """Whether an object says that it is not freely accessible (https://schema.org/isAccessibleForFree)."""
    return str(thing.get("isAccessibleForFree", "")).lower().rpartition("/")[2] in ("false", "0", "no")


def _is_work(thing: Thing) -> bool:
    kinds = thing.get("@type")
    return any(WORK.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _names(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for part in value[:MAX_AUTHORS]:
            yield from _names(part)
    elif isinstance(value, dict) and isinstance(value.get("name"), str | list):
        yield from _names(value["name"])
    elif isinstance(value, str) and not value.startswith("http"):
        yield value


def _strings(value: object) -> Iterator[str]:
    """The strings of a value, a list of values, or a typed value."""
    if isinstance(value, list):
        for part in value[:5]:
            yield from _strings(part)
    elif isinstance(value, dict):
        yield from _strings(value.get("@value"))
    elif isinstance(value, str):
        yield value
