"""BibTeX's syntax: entries, fields and strings with exact offsets (`btparse` and BibLaTeX manual, sections 2 and 3).

Not a library, because none gives the offsets of values, which repairs need.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

ENTRY = lazy_pattern(r"@\s*(?P<type>[A-Za-z]+)\s*(?P<open>[{(])")
KEY = lazy_pattern(r"(?:\s*(?P<key>[^\s,{}()=\"#%']++)(?!\s*=))?\s*,?")  # without a key a field follows
FIELD = lazy_pattern(r"[\s,]*(?P<name>[A-Za-z_][\w:+./-]*)\s*=\s*")
PIECE = lazy_pattern(r"\s*(?:(?P<number>\d+)|(?P<name>[^\s,#{}()\"=]+))")
JOINT = lazy_pattern(r"\s*#\s*")
COMMENT = lazy_pattern(r"[^\S\n]*%")
NO_ENTRY = frozenset({"comment", "preamble", "string"})
# What strings may put in, so that a few lines that double one another cannot fill the memory: the names of journals and publishers, for
# which people have strings, are a fraction of a bibliography.
MAX_EXPANSION = 4  # times as long as the file, and
ALLOWANCE = 100_000  # characters besides
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class BibtexField(Struct, frozen=True):
    """A field of an entry. ``span``: its value without braces or quotes; None if it is concatenated or a name."""

    name: str
    value: str
    span: Span | None


class BibtexEntry(Struct, frozen=True):
    """An entry ``@type{key, …}``; ``body_end`` is where its last field ends."""

    type: str
    key: str
    fields: tuple[BibtexField, ...]
    span: Span
    body_end: int

    def field(self, *names: str) -> BibtexField | None:
        """The first field of these names that has a value."""
        return next((f for name in names for f in self.fields if f.name == name and f.value.strip()), None)


class BadEntry(ValueError):
    """An entry that cannot be read; ``offset`` is where it begins."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Unclosed(BadEntry):
    """An entry without an end."""


class TooExpanded(BadEntry):
    """An entry with strings that exceed ``MAX_EXPANSION``."""


class _Strings(dict[str, str]):
    """The defined strings by name, and how many characters they may still expand to."""

    def __init__(self, length: int) -> None:
        super().__init__({month: month for month in MONTHS})
        self.left = MAX_EXPANSION * length + ALLOWANCE

    def value(self, name: str, start: int) -> str:
        """The string of a name; the name itself if undefined. Raises ``TooExpanded``."""
        value = self.get(name.lower(), name)
        self.left -= len(value)
        if self.left < 0:
            raise TooExpanded(start)
        return value


def entries(text: str) -> Iterator[BibtexEntry]:
    """The entries in order. Raises ``Unclosed`` and ``TooExpanded``."""
    strings = _Strings(len(text))
    at = line = looked = 0
    while match := ENTRY.search(text, at):
        kind = match["type"].lower()
        line = max(line, text.rfind("\n", looked, match.start()) + 1)
        looked = match.start()
        if (comment := COMMENT.match(text, line)) and comment.end() <= match.start():
            at = match.end()
            continue
        if kind == "comment":
            at = _close(text, match.end(), "}" if match["open"] == "{" else ")", match.start())
            continue
        entry = _entry(text, match, strings)
        at = entry.span.end
        if kind == "string":
            strings |= {field.name: field.value for field in entry.fields}
        elif kind not in NO_ENTRY:
            yield entry


def _entry(text: str, opened: re.Match[str], strings: _Strings) -> BibtexEntry:
    close = "}" if opened["open"] == "{" else ")"
    at, key = opened.end(), ""
    if opened["type"].lower() not in NO_ENTRY and (match := KEY.match(text, at)):
        at, key = match.end(), match["key"] or ""
    fields: list[BibtexField] = []
    while match := FIELD.match(text, at):
        field, at = _value(text, match.end(), match["name"].lower(), strings, opened.start())
        fields.append(field)
    end = _close(text, at, close, opened.start())
    return BibtexEntry(opened["type"].lower(), key, tuple(fields), Span(opened.start(), end), at)


def _value(text: str, at: int, name: str, strings: _Strings, start: int) -> tuple[BibtexField, int]:
    pieces: list[str] = []
    span: Span | None = None
    while True:
        if text[at : at + 1] in ("{", '"'):
            end = _piece_end(text, at, start)
            pieces.append(text[at + 1 : end - 1])
            span = Span(at + 1, end - 1) if len(pieces) == 1 else None
            at = end
        elif match := PIECE.match(text, at):
            pieces.append(match["number"] or strings.value(match["name"], start))
            at, span = match.end(), None
        else:
            break
        joint = JOINT.match(text, at)
        if not joint:
            break
        at = joint.end()
    return BibtexField(name, "".join(pieces), span if len(pieces) == 1 else None), at


BRACE = lazy_pattern(r"\\.|[{}\"]", re.DOTALL)
BRACKET = lazy_pattern(r"\\.|[{}()]", re.DOTALL)


def _piece_end(text: str, at: int, start: int) -> int:
    """The offset after the brace or quote that closes the one at ``at``."""
    quoted, depth = text[at] == '"', 0
    for match in BRACE.finditer(text, at + 1 if quoted else at):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if (quoted and mark == '"' and depth == 0) or (not quoted and depth == 0 and mark == "}"):
            return match.end()
    raise Unclosed(start)


def _close(text: str, at: int, close: str, start: int) -> int:
    """The offset after the bracket that ends an entry; unreadable text before it is skipped."""
    depth = 0
    for match in BRACKET.finditer(text, at):
        mark = match.group()
        if mark == close and depth == 0:
            return match.end()
        depth += (mark == "{") - (mark == "}")
    raise Unclosed(start)
