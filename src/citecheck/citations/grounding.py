"""Limits a source's values to text of its note: a value assembled from pieces becomes the text between them."""

import re
from functools import cached_property

from msgspec.structs import replace

from citecheck.citations.read import missing
from citecheck.model.reference import Item, Name, Source

_FIELDS_TEXT = """
title container_title publisher publisher_place collection_title original_title volume issue page locator edition number section authority genre
"""
FIELDS = tuple(_FIELDS_TEXT.split())
PEOPLE = ("author", "editor", "translator")
# Characters that differ after undoing line breaks and hyphenation
DROPPED = dict.fromkeys(map(ord, " \t\r\n\v\f\u00a0\u2009\u202f\u00ad\u200b-\x1f"))
BETWEEN = 60  # characters that may be missing inside a value, such as a date within a title


class Words:
    """Tells whether a text contains a value, ignoring line breaks and hyphenation."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _bare(self) -> str:
        return self._text.translate(DROPPED)

    def __contains__(self, value: str) -> bool:
        return value in self._text or value.translate(DROPPED) in self._bare


def grounded(source: Source, text: str) -> Source:
    """The source with every value as its note prints it, and without values that the note does not contain."""
    words = Words(text)
    item = _grounded(source.item, text, words)
    others = tuple(_grounded(other, text, words) for other in source.alternatives)
    source = source if others == source.alternatives else replace(source, alternatives=others)
    return source if item is source.item else _with(source, item)


def _grounded(item: Item, text: str, words: Words) -> Item:
    changed: dict[str, object] = {}
    for field in FIELDS:
        value = getattr(item, field)
        if value and value not in words:
            changed[field] = _as_printed(value, text)
    for role in PEOPLE:
        names = getattr(item, role)
        printed = tuple(name for name in names if _is_there(name, words))
        if len(printed) < len(names):
            changed[role] = printed
    return replace(item, **changed) if changed else item


def _with(source: Source, item: Item) -> Source:
    left = tuple((variable, value) for variable, value in source.confidence if getattr(item, variable.replace("-", "_").lower()))
    return replace(source, item=item, confidence=left, missing=source.missing if source.short else missing(item))


def _is_there(name: Name, words: Words) -> bool:
    parts = (name.family, name.given, name.literal, name.suffix, name.dropping_particle, name.non_dropping_particle)
    return all(part in words for part in parts if part)


def _as_printed(value: str, text: str) -> str | None:
    """The text from a value's first word to its last, if they are close to each other."""
    words = value.split()
    if len(words) < 2:
        return None
    first, last = text.find(words[0]), text.rfind(words[-1])
    end = last + len(words[-1])
    if first < 0 or last < first or end - first > len(value) + BETWEEN:
        return None
    return re.sub(r"\s+", " ", text[first:end])
