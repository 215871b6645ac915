"""The lines of RIS files: ``TY  - JOUR`` begins a record, ``ER  -`` ends it (https://en.wikipedia.org/wiki/RIS_(file_format))."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

# A tag, one to four blanks, a hyphen, and a value. Programs differ in the blanks: EndNote writes two, some none after the hyphen. Files that were
# joined have byte order marks within.
LINE = lazy_pattern(
    r"^[\ufeff\u200b]?[ \t]{0,4}(?P<tag>[A-Z][A-Z0-9])[ \t]{1,4}-(?:[ \t](?P<value>[^\r\n]*+)|(?=[\r\n]|\Z))", re.MULTILINE
)
WORK = frozenset(("TI", "T1", "AU", "A1"))
NEWLINE = lazy_pattern(r"\r?\n")


class RisField(Struct, frozen=True):
    """A field with the span of its value, continuation lines included."""

    tag: str
    value: str
    span: Span


class RisRecord(Struct, frozen=True):
    """A record: ``span`` reaches from ``TY`` to the end of ``ER``; a new field can be inserted at ``insert_at``, the beginning of a line."""

    fields: tuple[RisField, ...]
    span: Span
    insert_at: int

    def values(self, *tags: str) -> list[str]:
        """The values that are not empty, in the order of the tags, then of the file."""
        return [value for tag in tags for field in self.fields if field.tag == tag and (value := field.value.strip())]

    def value(self, *tags: str) -> str | None:
        """The first value."""
        return next(iter(self.values(*tags)), None)


def records(text: str) -> Iterator[RisRecord]:
    """Every record. One without ``ER`` ends where the next begins, or with the text."""
    found = list(LINE.finditer(text))
    ends = (_end(text, match, after) for match, after in zip(found, [*(one.start() for one in found[1:]), len(text)], strict=False))
    begun: list[tuple[re.Match[str], int]] = []
    for match, end in zip(found, ends, strict=False):
        if match["tag"] == "TY" and begun:
            yield _record(text, begun, None)
            begun = []
        if match["tag"] == "ER" and begun:
            yield _record(text, begun, match)
            begun = []
        elif begun or match["tag"] == "TY":
            begun.append((match, end))
    if begun:
        yield _record(text, begun, None)


def untyped(text: str) -> Iterator[tuple[str, Span]]:
    """The records that lack their first line, ``TY``: fields of a work outside any record. With each the value of its ``ID``."""
    inside, begun = False, list[re.Match[str]]()
    for match in LINE.finditer(text):
        if inside or match["tag"] == "TY":
            begun, inside = [], match["tag"] != "ER"
        elif match["tag"] != "ER":
            begun.append(match)
        else:
            if not WORK.isdisjoint(one["tag"] for one in begun):
                name = next((one["value"] or "" for one in begun if one["tag"] == "ID"), "")
                yield name.strip(), Span(begun[0].start(), match.end())
            begun = []


def _end(text: str, match: re.Match[str], after: int) -> int:
    """Where a field's value ends: with the last line before the next tag that is not blank."""
    return match.end() + len(text[match.end() : after].rstrip())


def _record(text: str, begun: Sequence[tuple[re.Match[str], int]], closing: re.Match[str] | None) -> RisRecord:
    fields = tuple(_field(text, match, end) for match, end in begun)
    start, last = begun[0][0].start(), begun[-1][1]
    if closing:
        return RisRecord(fields, Span(start, closing.end()), closing.start())
    newline = NEWLINE.match(text, last)
    return RisRecord(fields, Span(start, last), newline.end() if newline else last)


def _field(text: str, match: re.Match[str], end: int) -> RisField:
    start = match.start("value") if match["value"] is not None else match.end()
    return RisField(match["tag"], " ".join(text[start:end].split()), Span(start, max(start, end)))
