"""Writes URLs into LaTeX: in ``\\url``, or escaped as text if no package defines it; inside an argument or printed, as their place needs."""

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec.structs import replace

from citecheck.documents import markup_writer
from citecheck.documents.markup_writer import MarkupWriter
from citecheck.documents.tex import mask_code, matching_braces
from citecheck.links.urls import writable
from citecheck.model.document import Document
from citecheck.model.finding import Edit
from citecheck.model.place import Span
from citecheck.model.reference import Source
from citecheck.model.repair import Change, ReplaceUrl
from citecheck.patterns import lazy_pattern

PACKAGE = lazy_pattern(r"\\(?:usepackage|RequirePackage)\s*+(?:\[[^\[\]]*+\])?\{[^}\\]*?\b(?:x?url|hyperref|biblatex)\b|\\url\b")
LINK, MAX_LINK = lazy_pattern(r"\\(?:url|nolinkurl|path|href(?:\[[^\[\]]*+\])?)\s*+\{\s*+\Z"), 400  # characters before an argument
SPECIAL = lazy_pattern(r"[#$%&_{}]")


def edits(document: Document, source: Source, change: Change) -> tuple[Edit, ...]:
    """The edits for a change of a source."""
    text = document.text
    writer = MarkupWriter(_writer(text), _target, _escaped, _after_url(text), _after_source(document, source))
    made = markup_writer.edits(document, source, change, writer)
    if not isinstance(change, ReplaceUrl):
        return made
    printed = _as_text(writable(change.new)) if made else ""
    return tuple(edit if _is_argument(text, edit.span.start) else replace(edit, replacement=printed) for edit in made)


def _target(url: str) -> str:
    r"""A URL as an argument: ``%`` and ``#`` escaped, which hyperref and url undo."""
    return re.sub(r"[%#]", r"\\\g<0>", url)


def _as_text(url: str) -> str:
    """A URL as printed text."""
    return SPECIAL.sub(r"\\\g<0>", url).replace("~", "\\~{}")


def _is_argument(text: str, start: int) -> bool:
    """Whether the argument of a link begins at an offset, in which fewer signs are escaped."""
    return LINK.search(text, max(0, start - MAX_LINK), start) is not None


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text.replace("\\", " ").replace("~", " ").replace("^", " "))


def _writer(text: str) -> Callable[[str], str]:
    """How this document writes a URL in running text."""
    if _lacks_url(text):
        return _as_text
    return lambda url: f"\\url{{{_target(url)}}}"


@lru_cache(maxsize=1)  # called for each source of a document
def _lacks_url(text: str) -> bool:
    return "\\documentclass" in text and not PACKAGE.search(text)


@lru_cache(maxsize=1)
def _braces(text: str) -> dict[int, int]:
    return matching_braces(mask_code(text))


def _after_url(text: str) -> Callable[[Span], int]:
    """The offset after the argument that contains a URL, and after the link text."""
    braces = _braces(text)

    def after(span: Span) -> int:
        if text[span.end : span.end + 1] != "}":
            return span.end
        return braces[span.end + 1] + 1 if span.end + 1 in braces else span.end + 1

    return after


def _after_source(document: Document, source: Source) -> Callable[[int], int]:
    """The offset after the groups that close at a source's end, but before the brace that ends its note."""
    text, at = document.text, source.span.start if source.span else 0
    inside = [span.end for span in markup_writer.notes_around(document, Span(at, at + 1))]
    limit = min(inside, default=len(text)) - (text[min(inside) - 1 : min(inside)] == "}" if inside else 0)

    def end(offset: int) -> int:
        while offset < limit and text[offset : offset + 1] == "}":
            offset += 1
        return offset

    return end
