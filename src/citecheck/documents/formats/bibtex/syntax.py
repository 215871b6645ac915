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
NEXT = lazy_pattern(r"^[^\S\n]*+@(?:string|preamble|comment|[a-z]+)\s*+[{(]", re.IGNORECASE | re.MULTILINE)
FIELD_BEHIND = lazy_pattern(r"\s*+,\s*+[A-Za-z][\w-]*+\s*+=\s*+[{\"\d]")  # behind an entry
COMMENT = lazy_pattern(r"[^\S\n]*%")
NOT_CLOSED = "not closed; add the brace or quotation mark that is missing"
CLOSED_EARLY = "closed before its last field; remove the brace that is too many"
NO_ENTRY = frozenset({"comment", "preamble", "string"})
# What strings may put in, so that a few lines that double one another cannot fill the memory: the names of journals and publishers, for
# which people have strings, are a fraction of a bibliography.
MAX_EXPANSION = 4  # times as long as the file, and
ALLOWANCE = 100_000  # characters besides
MAX_SEARCHED = 20  # times the file's length that may be searched for the ends of entries that have none
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


class BrokenEntry(Struct, frozen=True):
    """An entry, or a string or preamble, that cannot be read; ``span`` reaches to the line on which the next entry begins."""

    key: str
    span: Span
    fault: str


class BadEntry(ValueError):
    """An entry that cannot be read; ``offset`` is where it begins."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Unclosed(BadEntry):
    """An entry without an end, in a file with more such entries than are passed over."""


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


def entries(text: str) -> Iterator[BibtexEntry | BrokenEntry]:
    """The entries in order; behind one without an end the next is read that begins a line. Raises ``Unclosed`` and ``TooExpanded``."""
    strings = _Strings(len(text))
    left = MAX_SEARCHED * len(text) + ALLOWANCE
    at = 0
    for match in _openings(text):
        if match.start() < at:
            continue
        try:
            entry = _entry(text, match, strings)
        except Unclosed:
            left -= len(text) - match.start()
            if left < 0:
                raise
            at = _next_line(text, match)
            if match["type"].lower() != "comment":  # BibTeX passes over this word only
                yield BrokenEntry(_key(text, match)[0], Span(match.start(), at), NOT_CLOSED)
            continue
        at = entry.span.end
        if FIELD_BEHIND.match(text, at):
            at = _next_line(text, match)
            yield BrokenEntry(entry.key, Span(match.start(), at), CLOSED_EARLY)
        elif entry.type == "string":
            strings |= {field.name: field.value for field in entry.fields}
        elif entry.type not in NO_ENTRY:
            yield entry


def _openings(text: str) -> Iterator[re.Match[str]]:
    """Where entries may begin: not behind a percent sign that begins the line."""
    line = looked = 0
    for match in ENTRY.finditer(text):
        line = max(line, text.rfind("\n", looked, match.start()) + 1)
        looked = match.start()
        if not ((comment := COMMENT.match(text, line)) and comment.end() <= match.start()):
            yield match


def _next_line(text: str, opened: re.Match[str]) -> int:
    """Where the line with the next entry begins; of a comment, the end of its word."""
    if opened["type"].lower() == "comment":
        return opened.end()
    following = NEXT.search(text, opened.end())
    return following.start() if following else len(text)


def _key(text: str, opened: re.Match[str]) -> tuple[str, int]:
    """The key of an entry, and where its fields begin."""
    match = KEY.match(text, opened.end()) if opened["type"].lower() not in NO_ENTRY else None
    return (match["key"] or "", match.end()) if match else ("", opened.end())


def _entry(text: str, opened: re.Match[str], strings: _Strings) -> BibtexEntry:
    close = "}" if opened["open"] == "{" else ")"
    key, at = _key(text, opened)
    fields: list[BibtexField] = []
    while opened["type"].lower() != "comment" and (match := FIELD.match(text, at)):
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
