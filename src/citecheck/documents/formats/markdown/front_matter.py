"""Reads what a document's front matter, YAML or TOML, says of language and bibliographies; finds later metadata with references; lines of a text."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from citecheck.patterns import lazy_pattern

FRONT_MATTER = {"---": lazy_pattern(r"(?:---|\.\.\.)\s*"), "+++": lazy_pattern(r"\+\+\+\s*")}
BEFORE = lazy_pattern(r"(?:[\ufeff\u200b]?[ \t\r]*+\n)*+[\ufeff\u200b]?")  # blank lines, and marks that are not seen
# Metadata further down, which pandoc reads behind a blank line (https://pandoc.org/MANUAL.html#extension-yaml_metadata_block).
LATER = lazy_pattern(
    r"\n[ \t\r]*+\n(?P<block>---[ \t]*+\r?\n(?=[ \t]*\S)(?:(?!(?:---|\.\.\.)[ \t\r]*+(?:\n|\Z))[^\n]*+\n)++(?:---|\.\.\.)(?=[ \t\r]*+(?:\n|\Z)))"
)
MAX_LATER = 5  # such blocks that are read; texts have one
LISTED = lazy_pattern(r"^references:", re.MULTILINE)
FENCE = lazy_pattern(r"^[ ]{0,3}(?:`{3}|~{3})", re.MULTILINE)
LANGUAGE = lazy_pattern(r"^lang(?:uage)?\s*[:=]\s*[\"']?([A-Za-z]{2,3})", re.MULTILINE)
BIBLIOGRAPHY = lazy_pattern(r"^[ \t]*+bibliography[ \t]*:[^\n]*+(?:\n[ \t\r]*+(?:[#-][^\n]*+)?+)*+", re.MULTILINE)
BIBLIOGRAPHY_FILE = lazy_pattern(r"^[ \t]*+(?:bibliography[ \t]*:|-)[ \t]*+[\[\"']*+([\w./ -]+\.\w+)", re.MULTILINE)


class FrontMatter(NamedTuple):
    """Where the front matter ends (0 without one), the document's language, and the bibliographies that it names.

    ``later``: the ends of metadata further down that has references, by their starts.
    """

    end: int = 0
    language: str | None = None
    bibliographies: tuple[str, ...] = ()
    later: Mapping[int, int] = MappingProxyType({})


def front_matter(text: str) -> FrontMatter:
    """Read the front matter."""
    first = _front_matter(text)
    return first._replace(later=dict(islice(_later_references(text, first.end), MAX_LATER)))


def _front_matter(text: str) -> FrontMatter:
    at = BEFORE.match(text).end()  # type: ignore[union-attr]  # it also matches nothing
    ending = FRONT_MATTER.get(text[at : at + 3]) if text[at + 3 : at + 5].lstrip("\r").startswith("\n") else None
    if ending is None:
        return FrontMatter()
    for start, end in lines_of(text, text.index("\n", at) + 1):
        if ending.fullmatch(text, start, end):
            language = LANGUAGE.search(text, 0, end)
            values = (match.span() for match in BIBLIOGRAPHY.finditer(text, 0, end))
            named = tuple(name for span in values for name in BIBLIOGRAPHY_FILE.findall(text, *span))
            return FrontMatter(end, language[1].lower() if language else None, named)
    return FrontMatter()


def _later_references(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The spans of metadata behind an offset that have references; code has none."""
    counted = fences = 0
    for match in LATER.finditer(text, max(0, at - 1)):
        start, end = match.span("block")
        if LISTED.search(text, start, end):
            fences += len(FENCE.findall(text, counted, start))
            counted = start
            if fences % 2 == 0:
                yield start, end


def lines_of(text: str, at: int, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans of the lines from an offset on, without their ends."""
    while at < (len(text) if stop is None else stop):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1
