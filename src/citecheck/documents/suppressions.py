"""Comments in a document that suppress findings, in the comment syntax of its format.

``citecheck-ignore CC101, CC201: reason until 2027-01-01`` applies to its line; alone on a line, to the next line that is not empty;
inside a note, to that note. A Word comment applies to the notes with marks in its span, else to its paragraph.
``citecheck-ignore-file CC108: reason`` applies to the document. Codes may be prefixes (``CC2``) or names (``dead-link``).
"""

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from citecheck.documents import text_spans
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Document
from citecheck.model.finding import Suppression
from citecheck.model.place import Place
from citecheck.patterns import lazy_pattern

Syntax = tuple[str, str] | None  # how a comment begins and ends ("" for the end of the line); None: no comments
MAX_LENGTH = 500  # characters of a comment
_BODY = lazy_pattern(r"citecheck(?:-|:\s?)ignore(?P<file>-file)?(?![\w-])(?P<rest>[^\n]*)")
_CODES = lazy_pattern(
    r"\s*\[?(?P<codes>(?:CC\d{1,3}|[a-z0-9]+(?:-[a-z0-9]+)+)(?:[,\s]+(?:CC\d{1,3}|[a-z0-9]+(?:-[a-z0-9]+)+))*)\]?(?=[\s:]|$)"
)
_UNTIL = lazy_pattern(r"\buntil[\s=:]+(?P<date>\d{4}-\d\d-\d\d)")
_BLANK = lazy_pattern(r"\s*+")
EVERY_LINE = 10**9


def find(document: Document) -> Iterator[Suppression]:
    """The suppression comments of a document in order, Word comments last."""
    text = document.text
    lines = Lines(text)
    for start, end, whole_file, rest in _comments(text, document.traits.comment_syntax):
        place = lines.place(start)
        yield _read(rest, whole_file, _scope(text, start, end, place.line or 1), place)
    for one in document.margin_comments:
        if match := _BODY.match(one.text):
            yield replace(_read(match["rest"][:MAX_LENGTH], bool(match["file"]), (0, 0), one.place), span=one.span)


def blanked(text: str, syntax: Syntax) -> str:
    """The text with these comments blanked, for a format without comments; offsets stay."""
    return text_spans.blanked(text, ((start, end) for start, end, _, _ in _comments(text, syntax)))


def _comments(text: str, syntax: Syntax) -> Iterator[tuple[int, int, bool, str]]:
    """Start and end of each comment, whether it applies to the file, and what follows the keyword."""
    if syntax is None or "citecheck" not in text:
        return
    opening, closing = syntax
    for match in _BODY.finditer(text):
        start = _skip_blanks_back(text, match.start()) - len(opening)
        if start < 0 or not text.startswith(opening, start):
            continue
        rest = match["rest"][:MAX_LENGTH].partition(closing)[0] if closing else match["rest"][:MAX_LENGTH]
        end = match.start("rest") + len(rest) + len(closing) if closing else match.end()
        yield start, min(end, match.end()), bool(match["file"]), rest


def _skip_blanks_back(text: str, at: int) -> int:
    """Go back over the blanks before an offset, within its line."""
    while at and text[at - 1].isspace() and text[at - 1] != "\n":
        at -= 1
    return at


def _scope(text: str, start: int, end: int, line: int) -> tuple[int, int]:
    """The first and last line that a comment applies to: its own, or if nothing else is there, up to the next that is not empty."""
    before, after = _skip_blanks_back(text, start), _BLANK.match(text, end)
    behind = after.end() if after else end
    alone = text[before - 1 : before] in ("", "\n") and (behind == len(text) or text.count("\n", end, behind) > 0)
    return line, line + text.count("\n", end, behind) if alone else line


def _read(rest: str, whole_file: bool, scope: tuple[int, int], place: Place) -> Suppression:
    codes = _CODES.match(rest)
    until = _UNTIL.search(rest)
    reason = rest[codes.end() if codes else 0 :]
    reason = _UNTIL.sub("", reason).strip(" \t\r:–—-(),;")
    names = tuple(re.split(r"[,\s]+", codes["codes"])) if codes else ()
    first, last = (1, EVERY_LINE) if whole_file else scope
    return Suppression(place, first, last, names, reason, _date(until["date"]) if until else None)


def _date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def comment(syntax: Syntax, code: str, reason: str) -> str | None:
    """The comment line that suppresses a finding on the next line; None for a format without comments."""
    if syntax is None:
        return None
    opening, closing = syntax
    return f"{opening} citecheck-ignore {code}: {reason} {closing}".rstrip()
