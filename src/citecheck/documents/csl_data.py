"""CSL-JSON in a bibliography, or in a note of Markdown."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from citecheck.language.dates import find_dates
from citecheck.language.nesting import TooDeep, check_depth
from citecheck.links.archive_urls import archived
from citecheck.links.urls import find_urls
from citecheck.model.csl import from_csl
from citecheck.model.reference import Date, Item

# Where programs keep a capture's URL (Zotero: "Loc. in Archive", "Archive", "Extra"; Hayagriva: with a hyphen).
CAPTURE_VARIABLES = ("archive_location", "archive-location", "archive", "note")


def data_items(text: str) -> tuple[Item, ...]:
    """The items of a piece of CSL-JSON, an object or an array; empty if it is no JSON."""
    try:
        check_depth(text)
        value = json.loads(text)
    except (ValueError, TooDeep, RecursionError):
        return ()
    return tuple(dated(from_csl(one)) for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def dated(item: Item) -> Item:
    """The item, with the date that a program left in words (``"raw": "May 2019"``)."""
    if not item.issued or not item.issued.raw:
        return item
    found = next((one for one in find_dates(item.issued.raw) if one.year), None)
    parts = found.parts if found else ()
    return replace(item, issued=Date(parts, item.issued.raw)) if len(parts) > len(item.issued.parts) else item


def capture_of(data: Mapping[str, Any]) -> str | None:
    """The URL of an item's capture in a web archive, which has no variable of its own."""
    texts = (text for name in CAPTURE_VARIABLES if isinstance(text := data.get(name), str))
    return next((found.url for text in texts for found in find_urls(text) if archived(found.url)), None)
