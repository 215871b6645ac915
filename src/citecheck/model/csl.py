"""Conversion of items to and from CSL-JSON (https://github.com/citation-style-language/schema, csl-data.json)."""

import re
from collections.abc import Mapping
from typing import Any

from citecheck.model.edtf import date_parts, read_edtf
from citecheck.model.reference import Date, Item, Name

# Our field and CSL's variable, in output order.
VARIABLES = (
    ("title", "title"),
    ("original_title", "original-title"),
    ("container_title", "container-title"),
    ("collection_title", "collection-title"),
    ("genre", "genre"),
    ("number", "number"),
    ("section", "section"),
    ("authority", "authority"),
    ("edition", "edition"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("locator", "locator"),
    ("publisher", "publisher"),
    ("publisher_place", "publisher-place"),
    ("url", "URL"),
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("language", "language"),
)
NAMES = ("author", "editor", "translator")
DATES = ("issued", "accessed")
NAME_PARTS = ("family", "given", "literal", "suffix")
PARTICLES = (("dropping_particle", "dropping-particle"), ("non_dropping_particle", "non-dropping-particle"))


def to_csl(item: Item) -> dict[str, Any]:
    """Convert an item to a CSL-JSON object without empty variables."""
    out: dict[str, Any] = {"id": item.id, "type": item.type}
    for role in NAMES:
        if names := getattr(item, role):
            out[role] = [name_to_csl(name) for name in names]
    if item.container_editor:  # CSL's ``editor`` does not distinguish them from editors in place of authors
        out["custom"] = {"container-editor": [name_to_csl(name) for name in item.container_editor]}
    for field, variable in VARIABLES:
        if (value := getattr(item, field)) is not None:
            out[variable] = value
    for field in DATES:
        if (date := getattr(item, field)) is not None:
            out[field] = date_to_csl(date)
    if item.arxiv:
        out |= {"archive": "arXiv", "archive_location": item.arxiv}
    return out


def from_csl(data: Mapping[str, Any]) -> Item:
    """Convert any program's CSL-JSON to an item: numbers become text, unknown variables and invalid values are ignored."""
    values: dict[str, Any] = {field: _text(data.get(variable)) for field, variable in VARIABLES}
    for role in NAMES:
        people = data.get(role)
        values[role] = tuple(_name(n) for n in people if isinstance(n, Mapping)) if isinstance(people, list) else ()
    for field in DATES:
        values[field] = _date(data.get(field))
    if _text(data.get("archive")) == "arXiv":
        values["arxiv"] = _text(data.get("archive_location"))
    return Item(id=_text(data.get("id")) or "", type=_text(data.get("type")) or "document", **values)


def name_to_csl(name: Name) -> dict[str, str]:
    """Convert a name to CSL-JSON."""
    parts = [(part, getattr(name, part)) for part in NAME_PARTS]
    parts += [(variable, getattr(name, field)) for field, variable in PARTICLES]
    return {key: value for key, value in parts if value}


def date_to_csl(date: Date) -> dict[str, Any]:
    """Convert a date to CSL-JSON, with its EDTF form in ``raw`` if it is ambiguous."""
    out: dict[str, Any] = {"date-parts": [list(date.parts)]} if date.parts else {}
    return out | ({"raw": date.raw} if date.raw else {})


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:  # Crossref writes titles as lists
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _name(data: Mapping[str, Any]) -> Name:
    parts = {part: _text(data.get(part)) for part in NAME_PARTS}
    return Name(**parts, **{field: _text(data.get(variable)) for field, variable in PARTICLES})


def _date(data: object) -> Date | None:
    """A date of numbers, or one that a program left in ``raw`` or ``literal``; a season's number (13 to 24) is no month."""
    if isinstance(data, str):
        return read_edtf(data)
    if not isinstance(data, Mapping):
        return None
    listed = data.get("date-parts")
    ranges = [_numbers(one) for one in listed[:2] if isinstance(one, list)] if isinstance(listed, list) else []
    raw = _text(data.get("raw")) or _text(data.get("literal"))
    if not ranges or not ranges[0]:
        return (read_edtf(raw) or Date((), raw)) if raw else None
    numbers = ranges[0]
    parts = date_parts(numbers[0], *(*numbers[1:], None, None)[:2])
    if raw is None and (len(ranges) > 1 and ranges[1]):
        raw = "/".join("-".join(f"{part:02}" for part in one) for one in ranges)
    elif raw is None and len(numbers) > len(parts):
        raw = "-".join(f"{part:02}" for part in numbers)
    return Date(parts, raw)


def _numbers(parts: list[Any]) -> list[int]:
    """The numbers of ``[2019, "5", 3]`` up to the first that is none."""
    numbers: list[int] = []
    for part in parts[:3]:
        if not isinstance(part, str | int | float) or not re.fullmatch(r"-?\d{1,5}", str(part)):  # years of five digits at most
            break
        numbers.append(int(part))
    return numbers
