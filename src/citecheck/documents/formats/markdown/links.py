"""Reads the targets of Markdown links: inline ``[text](url "title")`` and reference ``[text][label]`` (CommonMark 0.31, 6.3)."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

TITLE = re.compile(r"""\s+(?:"(?:[^"\\]|\\.){0,2000}"|'(?:[^'\\]|\\.){0,2000}'|\((?:[^()\\]|\\.){0,2000}\))(?=\s*\))""", re.DOTALL)
RUN = re.compile(r"[^\s()\\<>\x00-\x1f]+")
ANGLED = re.compile(r"<([^<>\n]*)>")
REFERENCE = re.compile(r"\[([^\[\]]{0,999})\]")
UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
MAX_DEPTH = 32  # of nested parentheses in a URL (CommonMark requires three)
MAX_URL = 8192


@dataclass(frozen=True, slots=True)
class Target:
    """A link's URL and its offsets."""

    url: str
    start: int
    end: int


def destination(text: str, at: int, stop: int) -> tuple[Target, int] | None:
    """The target of an inline link, given the offset of its parenthesis, and the offset after it."""
    if text[at : at + 1] != "(":
        return None
    start = _past_space(text, at + 1, stop)
    if angled := ANGLED.match(text, start, stop):
        target, after = _target(text, start + 1, angled.end() - 1), angled.end()
    else:
        after = _balanced(text, start, stop)
        target = _target(text, start, after)
    if title := TITLE.match(text, after, stop):
        after = title.end()
    after = _past_space(text, after, stop)
    return (target, after + 1) if text[after : after + 1] == ")" and after < stop else None


def _balanced(text: str, start: int, end: int) -> int:
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
    return at


def _past_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _target(text: str, start: int, end: int) -> Target:
    return Target(html.unescape(UNESCAPE.sub(r"\1", text[start:end])), start, end)


def by_reference(text: str, opening: int, close: int, stop: int, definitions: Mapping[str, Target]) -> tuple[Target, int] | None:
    """The target of ``[text][label]``, ``[label][]`` or ``[label]``, and the offset after it; None if the label is undefined."""
    named = REFERENCE.match(text, close + 1, stop)
    label = text[opening + 1 : min(close, opening + 1000)]
    if named and named[1].strip():
        label = named[1]
    target = definitions.get(fold_label(label)) if definitions and "[" not in label else None
    return (target, named.end() if named else close + 1) if target else None


def fold_label(label: str) -> str:
    """A label normalised for comparison as in CommonMark."""
    return " ".join(label.split()).casefold()
