"""Reads the targets of Markdown links: inline ``[text](url "title")`` and reference ``[text][label]`` (CommonMark 0.31, 6.3)."""

import html
import re
from collections.abc import Mapping

from msgspec import Struct

from citecheck.documents.escaped_urls import BACKSLASHED
from citecheck.patterns import lazy_pattern

SPACE = lazy_pattern(r"[ \t\r\n]*+")  # Markdown's white space, to which no-break spaces do not belong
QUOTED = r"""(?:"(?:[^"\\]|\\.){0,2000}"|'(?:[^'\\]|\\.){0,2000}'|\((?:[^()\\]|\\.){0,2000}\))"""
TITLE = lazy_pattern(rf"[ \t\r\n]+{QUOTED}(?=[ \t\r\n]*\))", re.DOTALL)
RUN = lazy_pattern(r"[^ ()\\\x00-\x1f\x7f]+")
ANGLED = lazy_pattern(r"<[^<>\n\\]*+(?:\\.[^<>\n\\]*+)*+>")
LABEL = r"(?:[^\[\]\\]|\\.){0,999}"
REFERENCE = lazy_pattern(rf"\[({LABEL})\]", re.DOTALL)
# An entity ends in a semicolon: in ``?a=1&section=2`` is none, though HTML's own rule has one (CommonMark 0.31, 2.5).
ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
ENTITIES = lazy_pattern(ENTITY)
ESCAPED = lazy_pattern(rf"{BACKSLASHED.pattern}|{ENTITY}")
BREAK = r"\r?\n(?:[ \t]*+>)*+[ \t]*+"  # to the next line of a paragraph, in a quotation too
GAP = lazy_pattern(rf"[ \t]*+(?:{BREAK})?+")
DEFINED = lazy_pattern(rf"[ \t]*+\[(?P<label>(?!\^){LABEL})\]:", re.DOTALL)
# After a definition's URL: a title, also in the next line, and Pandoc's attributes.
DEFINED_TITLE = lazy_pattern(
    rf"(?:(?:[ \t]++(?:{BREAK})?+|{BREAK})(?P<title>{QUOTED}))?[ \t]*+(?:\{{[^{{}}\n]*+\}}[ \t]*+)?\r?$", re.DOTALL | re.MULTILINE
)
EMPTY_LINE = lazy_pattern(rf"{BREAK}\r?\n")
MAX_DEPTH = 32  # parentheses within parentheses of a link's address (CommonMark asks for three)
MAX_URL = 8192
MAX_LABEL = 1010  # with brackets and indentation


class Target(Struct, frozen=True):
    """A link's URL and its offsets."""

    url: str
    start: int
    end: int


class Definition(Struct, frozen=True):
    """``[label]: address "title"``: the label as written, the target, the offset after it, and the span of the title without its quotes."""

    label: str
    target: Target
    end: int
    title: tuple[int, int]


def destination(text: str, at: int, stop: int) -> tuple[Target, int] | None:
    """The target of an inline link, given the offset of its parenthesis, and the offset after it."""
    if text[at : at + 1] != "(":
        return None
    target, after = _address(text, _past_space(text, at + 1, stop), stop)
    if title := TITLE.match(text, after, stop):
        after = title.end()
    after = _past_space(text, after, stop)
    return (target, after + 1) if text[after : after + 1] == ")" and after < stop else None


def definition(text: str, at: int) -> Definition | None:
    """The definition of a label that begins at an offset; its parts may be on separate lines (CommonMark 0.31, 4.7)."""
    label = DEFINED.match(text, at, at + MAX_LABEL)
    if not label or not label["label"].strip() or EMPTY_LINE.search(label["label"]):
        return None
    gap = GAP.match(text, label.end())
    start = gap.end() if gap else label.end()
    target, after = _address(text, start, len(text))
    if after == start:
        return None
    title = DEFINED_TITLE.match(text, after)
    if title and EMPTY_LINE.search(title.group()):
        title = DEFINED_TITLE.match(text, after, _end_of_line(text, after))
    if not title:
        return None
    first, last = title.span("title")
    return Definition(label["label"], target, title.end(), (first + 1, last - 1))


def _address(text: str, start: int, stop: int) -> tuple[Target, int]:
    """A URL in angle brackets or with balanced parentheses, empty if there is none, and the offset after it."""
    if angled := ANGLED.match(text, start, stop):
        return _target(text, start + 1, angled.end() - 1), angled.end()
    after = start if text[start : start + 1] == "<" else _balanced(text, start, stop)
    return _target(text, start, after), after


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _balanced(text: str, start: int, end: int) -> int:
    """The end of a URL without angle brackets; the start if its parentheses do not match."""
    at, depth, end = start, 0, min(end, start + MAX_URL)
    while at < end:
        char = text[at]
        if char == "(" and depth < MAX_DEPTH:
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif char == "\\" and at + 1 < end and not text[at + 1].isspace():
            at += 1
        elif run := RUN.match(text, at, end):
            at = run.end() - 1
        else:
            break
        at += 1
    return start if depth else at


def _past_space(text: str, at: int, end: int) -> int:
    space = SPACE.match(text, at, end)
    return space.end() if space else at


def decoded(url: str) -> str:
    """A URL in angle brackets with its entities decoded; a backslash stands for itself there (CommonMark 0.31, 6.5)."""
    return ENTITIES.sub(printed, url) if "&" in url else url


def unescaped(url: str) -> str:
    """A URL elsewhere, with its escapes undone and its entities decoded."""
    return ESCAPED.sub(printed, url)


def printed(found: re.Match[str]) -> str:
    """What an escape or an entity stands for."""
    return found.group()[1:] if found.group().startswith("\\") else html.unescape(found.group())


def _target(text: str, start: int, end: int) -> Target:
    return Target(unescaped(text[start:end]), start, end)


def by_reference(text: str, opening: int, close: int, stop: int, definitions: Mapping[str, Target]) -> tuple[Target, int] | None:
    """The target of ``[text][label]``, ``[label][]`` or ``[label]``, and the offset after it; None if the label is undefined."""
    named = REFERENCE.match(text, close + 1, stop)
    label = named if named and named[1].strip() else REFERENCE.match(text, opening, close + 1)
    target = definitions.get(fold_label(label[1])) if definitions and label else None
    return (target, named.end() if named else close + 1) if target else None


def fold_label(label: str) -> str:
    """A label normalised for comparison as in CommonMark."""
    return " ".join(label.split()).casefold()
